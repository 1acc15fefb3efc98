// The list of rooms and one room as a whole, where there are a great many of them, and people.
import { equal, is, match, ok } from 'uvu/assert';
import { Charts } from '../../../adapters/inspect/charts.ts';
import { Discreet } from '../../../adapters/inspect/discreet.ts';
import { listed, type RoomSight } from '../../../adapters/inspect/room-lines.ts';
import type { Entry } from '../../../machines/desk.ts';
import { suite } from '../../suite.ts';
import { domain, lookedInto } from './looked-into.ts';

const many = { limits: { people: 20_000, rooms: 20_000, roomsPerCreator: 20_000, roomsPerDomain: 20_000, pending: 20_000 } };
const free = { ...many, flood: { rate: 0 } };

suite('the list of rooms', test => {
  test('has the busiest first, then those with most people, then by name', () => {
    const { engine, enters, says, lens } = lookedInto();
    for (const room of ['c', 'b', 'a']) enters('woody', room);
    enters('buzz', 'b');
    const names = () => lens.rooms({}).rooms.map(({ name, rate, people }) => [name, rate, people]);
    equal(names(), [
      ['b', 0, 2],
      ['a', 0, 1],
      ['c', 0, 1],
    ]);
    const end = lens.look();
    for (let i = 0; i < 10; i++) says('woody', 'x', 'c');
    says('woody', 'x', 'a');
    equal(names(), [
      ['c', 2, 1],
      ['a', 0.2, 1],
      ['b', 0, 2],
    ]);
    end();
    equal(names()[0], ['b', 0, 2]);
    engine.stop();
  });

  test('the rate falls when nothing more is asked', () => {
    const { engine, enters, says, lens, clock } = lookedInto();
    enters('woody');
    lens.look();
    for (let i = 0; i < 10; i++) says('woody', 'x');
    clock.pass(3_000);
    is(lens.rooms({}).rooms[0]!.rate, 2);
    clock.pass(3_000);
    is(lens.rooms({}).rooms[0]!.rate, 0);
    engine.stop();
  });

  test('finds rooms by words, and by kind', () => {
    const { engine, enters, lens, take } = lookedInto({ patterns: [{ names: 'lecture-*', kind: 'lecture' }] });
    for (const room of ['lecture-1', 'tea', 'teapot']) enters('woody', room);
    take(`<message type="groupchat" from="woody@toys/home" to="tea@${domain}"><subject>Pots &amp; more</subject></message>`);
    const names = (query: Parameters<typeof lens.rooms>[0]) => lens.rooms(query).rooms.map(({ name }) => name);
    equal(names({ search: 'TEA' }), ['tea', 'teapot']);
    equal(names({ search: 'lec 1' }), ['lecture-1']);
    equal(names({ search: 'nothing' }), []);
    equal(names({ kind: 'lecture' }), ['lecture-1']);
    equal(names({ kind: 'private', search: 'pot' }), ['teapot']);
    const { all, matching, from } = lens.rooms({ search: 'tea', from: 1, most: 1 });
    equal([all, matching, from, names({ search: 'tea', from: 1, most: 1 })], [3, 2, 1, ['teapot']]);
    for (const wrong of [Number.NaN, -1, -Infinity]) is(names({ from: wrong }).length, 3);
    is(names({ most: 0 }).length, 0);
    is(lens.rooms({}).rooms.find(({ name }) => name === 'tea')!.topic, 'Pots & more');
    engine.stop();
  });

  test('of thousands of rooms only those that are shown are looked into', () => {
    const { engine, enters, says, lens } = lookedInto(free);
    const count = 3_000;
    for (let i = 0; i < count; i++) enters('woody', `room-${i}`);
    const { desk } = engine.service.getSnapshot().context;
    let looked = 0;
    for (const { floor } of desk.rooms.values()) {
      const requirements = floor.requirements.bind(floor);
      floor.requirements = () => {
        looked++;
        return requirements();
      };
    }
    let walked = 0;
    const sight: RoomSight = {
      desk,
      discreet: new Discreet({ texts: true, addresses: true }, domain),
      charts: new Charts(),
      rateOf: (entry: Entry) => {
        walked++;
        return entry.floor.name === 'room-2500' ? 1 : 0;
      },
    };
    const list = listed(sight, { most: 3 });
    equal([list.all, list.matching], [count, count]);
    equal(
      list.rooms.map(({ name }) => name),
      ['room-2500', 'room-0', 'room-1'],
    );
    equal([looked, walked], [3, count + 3]);
    // the same, whether all are sorted or not
    const all = Array.from({ length: 15 }, (_, page) => listed(sight, { from: page * 200, most: 200 }).rooms).flat();
    equal([all.length, new Set(all.map(({ name }) => name)).size], [count, count]);
    equal(all.slice(0, 3), list.rooms);
    // one of them is watched like any other, and what is asked of the others is not told
    const events: string[] = [];
    lens.watch('room-7', ({ type }) => events.push(type));
    says('woody', 'x', 'room-8');
    says('woody', 'x', 'room-7');
    equal(events, ['room', 'moment']);
    is(lens.service().people, count);
    engine.stop();
  });
});

suite('one room', test => {
  test('of a great many people some are listed, and the rest counted', () => {
    const { engine, enters, lens, watch, says } = lookedInto(free);
    for (let i = 0; i < 1_000; i++) enters(`p${i}`);
    const { participants, unlisted, people } = lens.room('hall')!;
    equal([participants.length, unlisted, people], [200, 800, 1_000]);
    equal([participants[0]!.nick, participants[0]!.jid, participants[0]!.state], ['p0', 'p0@toys/home', 'joined']);
    const { moments } = watch();
    says('p0', 'x');
    equal(
      moments()[0]!.said!.map(({ copies }) => copies),
      [1_000],
    );
    enters('late');
    const { said } = moments()[1]!;
    // the roster for who comes is a stanza for each who is there
    is(said!.length, 21);
    match(said!.at(-1)!.xml, /^… and \d+ more$/);
    engine.stop();
  });

  test('has settings without what only some may know', () => {
    const { engine, enters, lens } = lookedInto({
      patterns: [{ names: 'hall', kind: 'private', behaviours: { secret: { word: 'sesame' } } }],
    });
    enters('woody', 'other');
    engine.configure('other', 'secret', { word: 'open' }, 'x');
    const settings = lens.room('other')!.behaviours.find(({ name }) => name === 'secret')!.settings;
    equal(settings, { word: '(hidden)' });
    ok(lens.room(`other@${domain}`));
    engine.stop();
  });

  test('a request with a great many facts is told in part', () => {
    const { engine, enters, watch } = lookedInto(free);
    for (let i = 0; i < 300; i++) enters(`p${i}`);
    const { moments } = watch();
    engine.close('good night');
    const { facts } = moments()[0]!;
    is(facts.length, 101);
    match(facts.at(-1)!, /^… and \d+ more$/);
  });
});
