// What is left when everybody has gone: nothing that speaks, and no room that somebody made. And how the room learns that
// somebody has gone without a word.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { rooms, undelivered } from './cast.ts';
import type { Line } from './conversation.ts';
import { holds } from './holds.ts';
import type { Heard, World } from './world.ts';

suite('in any conversation, when all have left,', test => {
  test('nothing is said any more, and the rooms that somebody made are gone', () => {
    holds((world, { script, people }) => {
      world.playAll(script);
      for (const { name } of people) {
        for (const room of rooms) world.play({ who: name, says: `<presence type='unavailable' to='${room}'/>` });
      }
      const silence: Line[] = [{ waits: 130 }, { survey: true }, { waits: 700 }, { survey: true }, { waits: 5_000 }];
      for (const line of silence) is(world.play(line).bytes, '');
      const kept = world.engine.keep().rooms;
      equal(
        kept.map(({ jid, kept: { people: inside, relays } }) => ({ jid: String(jid), inside, relays })),
        rooms.filter(room => !room.startsWith('den')).map(jid => ({ jid, inside: [], relays: [] })),
      );
      equal(
        world.engine.rooms().map(({ people: count, waiting }) => count + waiting),
        [0, 0],
      );
    });
  });

  test('the counts are those of the beginning: everybody may make a room again', () => {
    holds((world, { script, people }) => {
      world.playAll(script);
      for (const { name } of people) {
        for (const room of rooms) world.play({ who: name, says: `<presence type='unavailable' to='${room}'/>` });
      }
      const { desk } = world.engine.service.getSnapshot().context;
      for (const { jid } of people) {
        const bare = jid.split('/', 1)[0]!;
        equal([desk.pendingOf(bare), desk.foundedBy(bare), desk.foundedFrom(bare.split('@')[1]!)], [0, 0, 0], bare);
      }
      equal([desk.standing, desk.reserved], [2, 0]);
    });
  });
});

const isQuestion = ({ kind, type, element }: Heard) =>
  kind === 'message' && type === 'groupchat' && element.children.length === 0;
const inside = (world: World) =>
  rooms.flatMap(room => [...(world.floor(room)?.people.joined() ?? [])].map(({ real }) => `${room} ${real}`));

suite('in any conversation, in a long silence,', test => {
  test('everybody inside is asked again and again whether they are there', () => {
    holds((world, { script }) => {
      world.playAll(script);
      for (let again = 0; again < 3; again++) {
        const asked = world.play({ waits: 800 }).heard.filter(isQuestion);
        equal([...new Set(asked.map(({ from, to }) => `${from} ${to}`))].sort(), inside(world).sort());
      }
    });
  });

  test('those who are dead are gone after a while', () => {
    holds((world, { script, people }) => {
      world.playAll(script);
      const { heard } = world.play({ waits: 1_600 });
      for (const { from, to } of heard.filter(isQuestion)) {
        const { name } = people.find(({ jid }) => jid === to)!;
        world.play({ who: name, says: `<message type='error' to='${from}'>${undelivered[4]}</message>` });
      }
      equal(inside(world), []);
    });
  });
});
