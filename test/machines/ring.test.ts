// The latest requests to a room: remembered in half the room, and given back as they were.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import type { RoomJid } from '../../machines/address.ts';
import type { RoomRequest } from '../../machines/request.ts';
import { more, Ring } from '../../machines/ring.ts';
import { suite } from '../suite.ts';

const room = 'toys@rooms.example.org' as RoomJid;

const asker = fc.record({
  from: fc.constantFrom('woody@disney/home', 'woody@disney', 'w","key":"@x/y"}],"at":'),
  dialect: fc.constantFrom('conference', 'groupchat'),
  receipt: fc.record(
    {
      kind: fc.constantFrom('iq', 'presence', 'message'),
      id: fc.string(),
      sentTo: fc.constantFrom(room, `${room}/woody`),
      as: fc.constantFrom({ name: 'query', xmlns: 'jabber:iq:conference' }, { name: 'enter', xmlns: 'jabber:iq:conference' }),
    },
    { requiredKeys: ['kind', 'sentTo'] },
  ),
});

function withParts<T extends { from: string }>(one: T) {
  const bare = one.from.split('/')[0]!;
  return { room, bare, host: bare.slice(bare.indexOf('@') + 1), ...one };
}

const presence = fc.constantFrom(
  { kind: 'presence', type: 'available', payload: [] },
  { kind: 'presence', type: 'available', payload: [], id: 'p' },
);
const nicks = fc.array(fc.record({ text: fc.string(), key: fc.string() }), { minLength: 1, maxLength: 3 });
const stamp = { at: fc.nat(), fresh: fc.stringMatching(/^[0-9a-f]{24}$/) };
const message = { kind: 'message', type: 'groupchat', payload: [], bytes: 3, body: 'hey' };

const requests = fc.oneof(
  fc
    .tuple(asker, fc.record({ type: fc.constant('present'), presence, ...stamp }))
    .map(([who, rest]) => withParts({ ...who, ...rest })),
  fc
    .tuple(
      asker,
      fc.record(
        {
          type: fc.constant('enter'),
          nicks,
          privacy: fc.boolean(),
          hidden: fc.boolean(),
          mustCreate: fc.boolean(),
          presence,
          founding: fc.constant('allowed'),
          ...stamp,
        },
        { requiredKeys: ['type', 'nicks', 'privacy', 'hidden', 'mustCreate', 'at', 'fresh'] },
      ),
    )
    .map(([who, rest]) => withParts({ ...who, ...rest })),
  fc
    .tuple(asker, fc.record({ type: fc.constant('say'), content: fc.constant(message), ...stamp }))
    .map(([who, rest]) => withParts({ ...who, ...rest })),
  fc.record({ type: fc.constant('tick'), ...stamp }),
  fc.record({ type: fc.constant('close room'), room: fc.constant(room), text: fc.string(), by: fc.string(), ...stamp }),
  fc.record({
    type: fc.constant('remove person'),
    room: fc.constant(room),
    stay: fc.string(),
    text: fc.string(),
    by: fc.string(),
    ...stamp,
  }),
  fc.record({
    type: fc.constant('command'),
    room: fc.constant(room),
    behaviour: fc.string(),
    name: fc.string(),
    fields: fc.object({ maxDepth: 1, values: [fc.string()] }),
    ...stamp,
  }),
) as unknown as fc.Arbitrary<RoomRequest>;

suite('a ring of requests', test => {
  test('remembers the latest as they were, oldest first, and how many there were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(requests, { maxLength: 40 }), (most, asked) => {
        const ring = new Ring(most);
        for (const request of asked) ring.add(request, 'occupied', []);
        equal(JSON.parse(JSON.stringify(ring.latest(room))), JSON.parse(JSON.stringify(asked.slice(-most))));
        is(ring.total, asked.length);
      }),
    );
  });

  test('remembers what came of each, in lines', () => {
    const ring = new Ring(2);
    const facts = (...types: string[]) => {
      ring.add({ type: 'tick', at: 1, fresh: 'f' }, 'occupied', []);
      for (const type of types) ring.note({ type, who: { id: 'id-1' } } as never, fact => `${fact.type} in a line`);
    };
    facts('noticed');
    facts('said');
    equal(ring.outlines(), [['noticed in a line'], ['said id-1']]);
    facts('said', 'noticed', 'said');
    facts();
    equal(ring.outlines(), [['said id-1', 'noticed in a line', 'said in a line'], []]);
    is(ring.isCut, false);
  });

  test('does not remember all that comes of the end of a great many stays', () => {
    const ring = new Ring(2);
    ring.add({ type: 'tick', at: 1, fresh: 'f' }, 'occupied', []);
    for (let left = 0; left < 5_000; left++) ring.note({ type: 'left' } as never, () => `left ${left}`.padEnd(40, '.'));
    const [lines = []] = ring.outlines();
    is(lines.at(-1), more);
    ok(lines.length > 100 && lines.length < 300);
    is(lines[0]!.startsWith('left 0'), true);
  });

  test('remembers where the room stood before each', () => {
    const ring = new Ring(3);
    const stands = [[], [undefined], []];
    equal(ring.stood(), []);
    for (let at = 0; at < 5; at++) ring.add({ type: 'tick', at, fresh: 'f' }, at < 3 ? 'reserved' : 'occupied', stands[at % 3]!);
    equal(
      ring.stood().map(({ value }) => value),
      ['reserved', 'occupied', 'occupied'],
    );
    for (const [i, one] of ring.stood().entries()) is(one.stands, stands[(i + 2) % 3]);
  });
});
