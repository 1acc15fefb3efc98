// Ten thousand people in one room on a real Prosody: the list that a newcomer is pushed is split, so that the server
// does not close the link over it, and everybody hears of the newcomer.
import { once } from 'node:events';
import { type Element, parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { connect } from '../../adapters/connect.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { connectClient } from '../client.ts';
import { whenServer } from '../servers/when-server.ts';
import { beside } from './beside.ts';

const crowdSize = 10_000;
const room = 'hall@rooms.localhost';
const settings = { rooms: [{ name: 'hall' }], limits: { people: 20_000, questions: 20_000 } };
const crowd = { domain: 'crowd.localhost', secret: 'many' };

/** A room that was put away with everybody inside. */
function keptCrowd() {
  const engine = makeEngine({ domain: 'rooms.localhost', ...settings }, { write: () => {} });
  const from = `one@${crowd.domain}/r`;
  engine.take(parse(`<presence from='${from}' to='${room}'/>`));
  const query = "<query xmlns='jabber:iq:conference'><nick>one</nick></query>";
  engine.take(parse(`<iq type='set' id='1' from='${from}' to='${room}'>${query}</iq>`));
  const kept = engine.keep();
  engine.stop();
  const [hall] = kept.rooms;
  const one = hall!.kept.people[0]!;
  const people = Array.from({ length: crowdSize }, (_, i) => {
    const bare = `p${i}@${crowd.domain}` as typeof one.bare;
    const name = `person-${i}`;
    return {
      ...one,
      id: i.toString(16).padStart(24, '0'),
      real: `${bare}/r` as typeof one.real,
      bare,
      order: i,
      nick: name,
      nickKey: name,
    };
  });
  return { ...kept, rooms: [{ ...hall!, kept: { ...hall!.kept, people, nextOrder: { arrival: crowdSize, question: 0 } } }] };
}

whenServer('prosody', 'a crowd beside Prosody', (test, start) => {
  test('ten thousand are listed to a newcomer in pushes that the server passes on', async () => {
    const server = await start({ extraComponents: [crowd] });
    const { host, port } = server.component;
    await server.addUsers(['woody'], 'w');
    const far = connect({ server: { host, port }, ...crowd, limits: { stanzaBytes: 262_144, depth: 32 } });
    await far.ready;
    const heard = { iq: 0, presence: 0, message: 0 };
    far.entity.on('element', ({ name }: Element) => {
      heard[name as keyof typeof heard]++;
      far.entity.emit('heard');
    });
    const hears = async (expected: Partial<typeof heard>) => {
      while (!Object.entries(expected).every(([name, count]) => heard[name as keyof typeof heard] === count))
        await once(far.entity, 'heard');
    };
    const { engine, link, stop } = await beside(server, settings, { kept: keptCrowd() });
    try {
      // the link is new: everybody is asked who is still there, and nobody bounces
      await hears({ message: crowdSize });
      is(engine.room('hall')?.people, crowdSize);

      const woody = await connectClient({ server, username: 'woody', password: 'w', resource: 'toys' });
      await woody.send(`<presence to='${room}'/>`);
      const result = await woody.iq(
        `<iq type='set' to='${room}'><query xmlns='jabber:iq:conference'><nick>woody</nick></query></iq>`,
      );
      const own = result.getChild('query')!.getChildText('id')!;
      const patience = { timeout: 60_000, what: 'the own presence, which is the last' };
      await woody.next(({ name, attrs }) => name === 'presence' && attrs.from === own, patience);

      const pushes = woody.received.filter(({ name, attrs }) => name === 'iq' && attrs.type === 'set');
      ok(pushes.length > 10, `${pushes.length} pushes`);
      ok(
        pushes.every(push => Buffer.byteLength(push.toString()) < 65_536),
        'each below 64 KB',
      );
      const names = pushes.flatMap(push =>
        push
          .getChild('conference')!
          .getChildren('user')
          .map(user => user.attrs.name),
      );
      equal(names, [...Array.from({ length: crowdSize }, (_, i) => `person-${i}`), 'woody']);
      const presences = woody.received.filter(({ name }) => name === 'presence');
      is(presences.length, crowdSize + 1);
      await hears({ iq: crowdSize, presence: crowdSize });

      await woody.send(`<message type='groupchat' to='${room}'><body>hello, all</body></message>`);
      await woody.next(({ name }) => name === 'message');
      await hears({ message: crowdSize * 2 });
      ok(link.online(), 'the link stood it');
      await woody.stop();
    } finally {
      await Promise.all([stop(), far.stop()]);
      await server.stop();
    }
  });
});
