// What was written of a presence before is said again only where it is still the same: of that person, in that room, as that
// dialect sees them, and with what they last sent.
import fc from 'fast-check';
import { equal, is, not } from 'uvu/assert';
import type { RoomJid } from '../../../machines/address.ts';
import type { Person } from '../../../machines/person.ts';
import type { PresenceContent } from '../../../machines/stanza.ts';
import { presenceFrom, presences, sayTalk } from '../../../streams/dialects/talk.ts';
import { keptFrom, type Template } from '../../../streams/template.ts';
import { suite } from '../../suite.ts';
import { person, type Room, roomOf } from '../people.ts';

const byId = ({ id }: Pick<Person, 'id'>) => id;
const byNick = ({ nick }: Pick<Person, 'nick'>) => nick;
const text = ({ head, tail }: Template) => head + tail;
const presenceOf = (status: string): PresenceContent => ({
  kind: 'presence',
  type: 'available',
  payload: [{ name: 'status', attrs: {}, children: [status] }],
});
/** Written anew: nobody can have written a copy before. */
const anew = (room: Room, seen: string, presence: PresenceContent) => text(presenceFrom(room, seen, structuredClone(presence)));

type Writable = { -readonly [K in keyof Person]: Person[K] };
/** So many that what is written of each is kept. */
const crowd = Array.from({ length: keptFrom }, (_, i) => person('Soldier', { order: 10 + i }));
const rooms = ['grp@rooms.disney', 'other@rooms.disney'].map(jid => jid as RoomJid);

suite('a presence that was written before', test => {
  test('is the same one for everybody who comes in', () => {
    const woody = person('Woody', { order: 0, presence: presenceOf('here') });
    const room = roomOf([woody, ...crowd]);
    is(presenceFrom(room, woody.id, woody.presence), presenceFrom(room, woody.id, woody.presence));
    const kept = presenceFrom(room, woody.id, woody.presence);
    const before = text(kept);
    is(new TextDecoder().decode(kept.seam), kept.tail + kept.head);
    is(text(kept), before, 'also when only its bytes are kept');
    // what is not said again and again is not kept
    const small = roomOf([woody]);
    is.not(presenceFrom(small, woody.id, woody.presence), presenceFrom(small, woody.id, woody.presence));
  });

  test('is never stale: whoever changes it, under whatever nick, in whichever room, seen by whom', () => {
    const shared = ['here', 'away', '<&>'].map(presenceOf);
    const anyStep = fc.oneof(
      fc.record({ what: fc.constant('nick' as const), who: fc.nat(2), value: fc.nat(2) }),
      fc.record({ what: fc.constant('presence' as const), who: fc.nat(2), value: fc.nat(2) }),
      { weight: 3, arbitrary: fc.record({ what: fc.constant('look' as const), who: fc.nat(2), value: fc.nat(3) }) },
    );
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 30 }), steps => {
        const people = ['Woody', 'Buzz', 'Rex'].map(
          (nick, order) => person(nick, { order, presence: shared[order]! }) as Writable,
        );
        // the same people, and the same presences, in both
        const both = rooms.map(jid => roomOf([...people, ...crowd], { jid }));
        for (const { what, who, value } of steps) {
          const one = people[who]!;
          // a nick that is another's id, so that both dialects see the same address
          if (what === 'nick') one.nick = ['Sheriff', 'Woody', people[2]!.id][value]!;
          else if (what === 'presence') one.presence = shared[value]!;
          else {
            const room = both[value % 2]!;
            const seen = value < 2 ? byId(one) : byNick(one);
            is(text(presenceFrom(room, seen, one.presence)), anew(room, seen, one.presence));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is not what is said of somebody who leaves', () => {
    const woody = person('Woody', { order: 0, presence: presenceOf('here') });
    const room = roomOf([woody, ...crowd]);
    const before = text(presenceFrom(room, woody.id, woody.presence));
    const last = text(presenceFrom(room, woody.id, woody.presence, 'unavailable'));
    is(
      last,
      anew(room, woody.id, woody.presence).replace('<presence to="', '<presence to="').replace('">', '" type="unavailable">'),
    );
    not.equal(last, before);
    is(text(presenceFrom(room, woody.id, woody.presence)), before);
    is(text(presenceFrom(room, woody.id, undefined)), `<presence to="" from="grp@rooms.disney/${woody.id}"/>`);
  });

  test('is said by each dialect with its own address, and by both in turn', () => {
    const people = ['Woody', 'Buzz'].map((nick, order) => person(nick, { order, presence: presenceOf(nick) }));
    const room = roomOf(people);
    for (let count = 0; count < 3; count++)
      for (const [seen, names] of [
        [byId, people.map(byId)],
        [byNick, people.map(byNick)],
      ] as const)
        equal(
          [...presences(room, people[1]!, seen)].map(text),
          people.map((one, i) => anew(room, names[i]!, one.presence)),
        );
  });

  test('is what appears, once it has changed', () => {
    const woody = person('Woody', { order: 0, presence: presenceOf('here') }) as Writable;
    const room = roomOf([woody]);
    const say = sayTalk(byId).appeared!.all!;
    const appeared = () =>
      [...say({ type: 'appeared', who: woody, presence: woody.presence } as never, room, undefined as never)].map(text);
    const before = appeared();
    woody.presence = presenceOf('away');
    not.equal(appeared(), before);
    equal(appeared(), [anew(room, woody.id, presenceOf('away'))]);
  });
});

suite('what the room says', test => {
  const payload = [
    { name: 'board', attrs: { xmlns: 'urn:x' }, children: [{ name: 'stroke', attrs: { xmlns: 'urn:x' }, children: [] }] },
  ];
  const xml = '<board xmlns="urn:x"><stroke/></board>';
  const woody = person('Woody', { order: 0 });
  const [room, other] = rooms.map(jid => roomOf([woody], { jid }));
  const say = sayTalk(byId);
  const advised = (fact: object, where = room!) =>
    [...say.advised!.self!({ type: 'advised', to: woody, ...fact } as never, where, undefined as never)] as Template[];

  test('has no body where it has no words', () => {
    const inside = `<message to="" from="${room!.jid}" type="groupchat">${xml}</message>`;
    equal(advised({ text: '', payload }).map(text), [inside]);
    const announced = say.announced!.all!({ type: 'announced', text: '', payload } as never, room!, undefined as never);
    equal(Array.from(announced, text), [inside]);
    // to one who waits
    const outside = roomOf([], { jid: room!.jid });
    equal(advised({ text: '', payload }, outside).map(text), [inside.replace(' type="groupchat"', '')]);
  });

  test('goes on in messages that are written once for all who are told them', () => {
    const more = [payload, [...payload]];
    const [first, ...rest] = advised({ text: 'Look', payload, more });
    equal(text(first!).includes('<body>Look</body>'), true);
    equal(
      rest.map(one => text(one).includes('<body')),
      [false, false],
    );
    const again = advised({ text: 'Look', payload, more });
    equal(
      again.map((one, at) => one === [first, ...rest][at]),
      [false, true, true],
    );
    // another room says it itself
    const elsewhere = advised({ text: 'Look', more }, other!);
    for (const one of elsewhere) equal(text(one).includes(other!.jid), true);
    equal(
      advised({ text: 'Look', more })
        .slice(1)
        .every(one => text(one).includes(room!.jid)),
      true,
    );
  });
});
