// The book of a room: who is in it, by which names they are found, and how each write is taken back.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import type { RealJid } from '../../machines/address.ts';
import type { Person } from '../../machines/person.ts';
import { Roster } from '../../machines/roster.ts';
import { suite } from '../suite.ts';
import { nickOf, presenceOf } from './visitor.ts';

function person(name: string, order: number, dialect = 'conference'): Person {
  return { id: `id-${name}`, real: `${name}@disney/home` as RealJid, order, dialect, nick: '', nickKey: '', heard: 0 } as Person;
}

const entry = (nick: string) => ({ nick: nickOf(nick), presence: presenceOf(), privacy: false, hidden: false });

/** A book with some inside, and how it looks from outside. */
function book(...names: string[]): Roster {
  const roster = new Roster();
  for (const name of names) {
    const one = person(name, roster.nextOrder);
    roster.hold(one);
    roster.admit(one, entry(name));
  }
  return roster;
}

function shown(roster: Roster): unknown {
  const joined = [...roster.joined()];
  return JSON.parse(
    JSON.stringify({
      joined,
      waiting: [...roster.waiting()],
      found: joined.map(({ real, id, nickKey }) =>
        [roster.byReal(real), roster.byId(id), roster.byNick(nickKey)].map(one => one?.id),
      ),
      sizes: [roster.size, roster.waitingSize, roster.speaking('conference'), roster.speaking('groupchat')],
    }),
  );
}

suite('the roster', test => {
  test('holds somebody without showing them inside', () => {
    const roster = new Roster();
    const woody = person('woody', 0);
    roster.hold(woody);
    is(roster.size, 0);
    is(roster.waitingSize, 1);
    is(roster.waitingFor(woody.real), woody);
    is(roster.byReal(woody.real), undefined);
    is(roster.byId(woody.id), undefined);
    equal([...roster.waiting()], [woody]);
  });

  test('finds those inside by address, id and nick, and by whatever stands behind the slash', () => {
    const roster = book('Woody', 'Buzz');
    const [woody, buzz] = [...roster.joined()];
    is(roster.byReal('Woody@disney/home' as RealJid), woody);
    is(roster.byId('id-Buzz'), buzz);
    is(roster.byNick('woody'), woody);
    is(roster.byNick('Woody'), undefined);
    is(roster.find(nickOf('WOODY')), woody);
    is(roster.find({ text: 'id-Buzz', key: 'id-buzz' }), buzz);
    is(roster.find(nickOf('rex')), undefined);
    is(roster.waitingFor(woody!.real), undefined);
    is(roster.waitingSize, 0);
  });

  test('takes an id before a nick that looks like it', () => {
    const roster = book('woody');
    const rex = person('rex', roster.nextOrder);
    roster.admit(rex, entry('id-woody'));
    is(roster.find(nickOf('id-woody')), roster.byId('id-woody'));
  });

  test('counts those inside by dialect', () => {
    const roster = book('woody');
    const rex = person('rex', roster.nextOrder, 'groupchat');
    roster.hold(rex);
    is(roster.speaking('groupchat'), 0);
    roster.admit(rex, entry('rex'));
    is(roster.speaking('groupchat'), 1);
    is(roster.speaking('conference'), 1);
    roster.remove(rex);
    is(roster.speaking('groupchat'), 0);
  });

  test('writes down what somebody enters with', () => {
    const roster = new Roster();
    const woody = person('woody', 0);
    roster.hold(woody);
    roster.admit(woody, { nick: nickOf('Sheriff'), presence: presenceOf('here'), privacy: true, hidden: true });
    const { nick, nickKey, presence, privacy, hidden } = woody;
    equal(
      { nick, nickKey, presence, privacy, hidden },
      { nick: 'Sheriff', nickKey: 'sheriff', presence: presenceOf('here'), privacy: true, hidden: true },
    );
  });

  test('has another edition whenever somebody comes in or goes out, and none for what else is written', () => {
    const roster = book('woody', 'buzz');
    const seen = new Set([roster.edition]);
    const isNew = () => {
      const { size } = seen;
      seen.add(roster.edition);
      return seen.size > size;
    };
    const [woody, buzz] = [roster.byNick('woody')!, roster.byNick('buzz')!];
    const rex = person('rex', roster.nextOrder);
    const undos = [
      roster.hold(rex),
      roster.rename(woody, nickOf('Sheriff')),
      roster.amend(buzz, { presence: presenceOf('away') }),
    ];
    is(isNew(), false);
    const undoAdmit = roster.admit(rex, entry('rex'));
    is(isNew(), true);
    undoAdmit();
    is(isNew(), true);
    const undoRemove = roster.remove(woody);
    is(isNew(), true);
    undoRemove();
    is(isNew(), true);
    roster.restore(person('jessie', 9), true);
    is(isNew(), true);
    for (const undo of undos.reverse()) undo();
    roster.restore(person('bullseye', 10), false);
    is(isNew(), false);
  });

  test('gives the old nick free when somebody takes another', () => {
    const roster = book('woody');
    const woody = roster.byNick('woody')!;
    roster.rename(woody, nickOf('Sheriff'));
    is(roster.byNick('woody'), undefined);
    is(roster.byNick('sheriff'), woody);
    is(woody.nick, 'Sheriff');
    roster.rename(woody, nickOf('SHERIFF'));
    is(roster.byNick('sheriff'), woody);
    is(woody.nick, 'SHERIFF');
  });

  test('numbers people as they come, and anew as they come in', () => {
    const roster = new Roster();
    const [woody, buzz] = ['woody', 'buzz'].map(name => {
      const one = person(name, roster.nextOrder);
      roster.hold(one);
      return one;
    }) as [Person, Person];
    ok(woody.order < buzz.order && buzz.order < roster.nextOrder);
    roster.admit(woody, entry('woody'));
    ok(buzz.order < woody.order && woody.order < roster.nextOrder);
    roster.nextOrder = 9;
    is(roster.nextOrder, 9);
  });

  test('puts people who were kept back where they were', () => {
    const roster = new Roster();
    roster.restore(person('buzz', 7), true);
    roster.restore(person('rex', 3), false);
    equal([roster.size, roster.waitingSize], [1, 1]);
    is(roster.byId('id-buzz')?.order, 7);
    is(roster.waitingFor('rex@disney/home' as RealJid)?.order, 3);
  });

  test('forgets those who are removed, from inside and from waiting', () => {
    const roster = book('woody', 'buzz');
    const rex = person('rex', roster.nextOrder);
    roster.hold(rex);
    roster.remove(rex);
    is(roster.waitingSize, 0);
    const woody = roster.byNick('woody')!;
    roster.remove(woody);
    equal([roster.byReal(woody.real), roster.byId(woody.id), roster.byNick('woody')], [undefined, undefined, undefined]);
    equal(
      [...roster.joined()].map(({ nick }) => nick),
      ['buzz'],
    );
  });

  test('puts those who wait back into the old place', () => {
    const roster = new Roster();
    const people = ['woody', 'buzz', 'rex'].map((name, order) => person(name, order));
    for (const one of people) roster.hold(one);
    const before = shown(roster);
    roster.remove(people[1]!)();
    equal(shown(roster), before);
    roster.admit(people[0]!, entry('woody'))();
    equal(shown(roster), before);
  });

  test('puts somebody who was removed back into the old place', () => {
    const roster = book('woody', 'buzz', 'rex');
    const before = shown(roster);
    const undo = roster.remove(roster.byNick('buzz')!);
    is(roster.size, 2);
    undo();
    equal(shown(roster), before);
  });

  test('takes back each write, and many of them in the opposite order', () => {
    const write = fc.oneof(
      fc.record({ what: fc.constant('hold' as const), name: fc.constantFrom('jessie', 'bullseye') }),
      fc.record({ what: fc.constant('rename' as const), name: fc.constantFrom('ann', 'BOB', 'bob', 'cid') }),
      fc.record({ what: fc.constant('amend' as const), name: fc.constantFrom('here', 'away') }),
      fc.record({ what: fc.constant('remove' as const), name: fc.constantFrom('woody', 'buzz', 'rex') }),
    );
    fc.assert(
      fc.property(fc.array(write, { maxLength: 8 }), writes => {
        const roster = book('woody', 'buzz', 'rex');
        const people = [...roster.joined()];
        const before = shown(roster);
        // in one edition there are always the same people, in the same order
        const lists = new Map<number, string>();
        const look = () => {
          const list = [...roster.joined()].map(({ id }) => id).join();
          is(lists.get(roster.edition) ?? list, list);
          lists.set(roster.edition, list);
        };
        const undos: (() => void)[] = [];
        for (const { what, name } of writes) {
          const one = people.find(({ id }) => id === `id-${name}`) ?? people[name.length % people.length]!;
          const inside = roster.byReal(one.real) !== undefined;
          if (what === 'hold' && !roster.waitingFor(`${name}@disney/home` as RealJid)) {
            const late = person(name, roster.nextOrder);
            undos.push(roster.hold(late));
            if (!roster.byNick(name)) undos.push(roster.admit(late, entry(name)));
          } else if (what === 'rename' && inside && !roster.byNick(name.toLowerCase()))
            undos.push(roster.rename(one, nickOf(name)));
          else if (what === 'amend') undos.push(roster.amend(one, { presence: presenceOf(name), asked: 5 }));
          else if (what === 'remove' && inside) undos.push(roster.remove(one));
          look();
        }
        for (const undo of undos.reverse()) {
          undo();
          look();
        }
        equal(shown(roster), before);
      }),
    );
  });
});
