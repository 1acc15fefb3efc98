// How much may follow from one request: as many as there are people, and no more than that where facts breed facts.
import { parse } from 'ltx';
import { equal, is, match } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import type { AnyBehaviour } from '../../adapters/testing/subject.ts';
import { stage } from '../../adapters/testing/testing.ts';
import { VirtualClock } from '../../adapters/testing/virtual-clock.ts';
import { lobby } from '../../machines/behaviours/lobby.ts';
import { members } from '../../machines/behaviours/members.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import { longestChain, mostAdded } from '../../machines/hearing.ts';
import { kind } from '../../machines/kind.ts';
import { suite } from '../suite.ts';

/** A room of an engine, without anybody who reads what it writes: it is much. */
function crowd(behaviours: readonly AnyBehaviour[], ofRoom: object = {}) {
  const failures: string[] = [];
  const house = kind({ name: 'house', about: 'A house.', listed: true }, behaviours);
  const engine = makeEngine(
    { domain: 'rooms.example', rooms: [{ name: 'hall', kind: 'house', moderators: ['mod@home.example'], ...ofRoom }] },
    { kinds: [house], write: () => {}, clock: new VirtualClock(), onFailure: error => failures.push(String(error)) },
  );
  const enter = (jid: string, nick: string) =>
    engine.take(parse(`<presence from='${jid}' to='hall@rooms.example/${nick}'/>`) as never);
  return { engine, enter, failures, trust: () => engine.room('hall')!.behaviours.map(({ trust }) => trust) };
}

suite('one request in a room of many', test => {
  test('may see all of them out', () => {
    const { engine, enter, failures, trust } = crowd([members], { behaviours: { members: { members: ['big.example'] } } });
    enter('mod@home.example/a', 'Mod');
    for (let i = 0; i < 300; i++) enter(`p${i}@big.example/x`, `P${i}`);
    is(engine.room('hall')!.people, 301);
    engine.order('hall', 'nomember @big.example');
    equal([engine.room('hall')!.people, failures, trust()], [1, [], ['well']]);
    enter('mod@home.example/b', 'Mod again');
    is(engine.room('hall')!.people, 2);
  });

  test('may tell each of them something', () => {
    const { engine, enter, failures, trust } = crowd([lobby]);
    for (let i = 0; i < 300; i++) enter(`mod@home.example/${i}`, `M${i}`);
    const told: unknown[] = [];
    engine.facts$.subscribe(({ fact }) => {
      if (fact.type === 'advised') told.push(fact.to);
    });
    enter('rex@home.example/a', 'Rex');
    equal([failures, trust(), engine.room('hall')!.held.length], [[], ['well'], 1]);
    is(new Set(told).size, 300);
  });
});

/** Tells `width` facts for each one that it hears, of its own and without end. */
const breeding = (width: number) =>
  behaviour({
    name: 'breeding',
    about: 'Breeds facts.',
    hears: {
      said: () => ({ facts: [{ type: 'noticed', text: 'first' }] }),
      noticed: (_, { text }) => ({
        facts: Array.from({ length: width }, () => ({ type: 'noticed', text: `${text}.` }) as const),
      }),
    },
  });

suite('facts that follow from facts', test => {
  test('are a chain of so many, and then a fault', () => {
    for (const [length, isFault] of [
      [longestChain, false],
      [longestChain + 1, true],
    ] as const) {
      const chain = behaviour({
        name: 'chain',
        about: 'One thing after another.',
        hears: {
          said: () => ({ facts: [{ type: 'announced', text: '1' }] }),
          announced: (_, { text }) =>
            Number(text) < length ? { facts: [{ type: 'announced', text: `${Number(text) + 1}` }] } : {},
        },
      });
      const room = stage(chain, { onFault: 'keep' });
      const woody = room.person('woody').enters().says('hello');
      is(room.faults().length, isFault ? 1 : 0, `${length} of them`);
      equal(room.engine.room('room')!.behaviours[0]!.trust, isFault ? 'out' : 'well');
      is(room.facts('announced').length, isFault ? 0 : length);
      woody.hears('hello');
    }
  });

  test('are not blamed on who only listens', () => {
    for (const [length, trust] of [
      [longestChain, ['well', 'well', 'well']],
      [longestChain + 1, ['well', 'out', 'well']],
    ] as const) {
      const heard: string[] = [];
      const ear = (name: string) =>
        behaviour({
          name,
          about: 'Listens.',
          hears: {
            announced: (_, { text }) => {
              heard.push(text);
              return name === 'first' ? { data: {} } : undefined;
            },
          },
        });
      const chain = behaviour({
        name: 'chain',
        about: 'One thing after another.',
        hears: {
          said: () => ({ facts: [{ type: 'announced', text: '1' }] }),
          announced: (_, { text }) =>
            Number(text) < length ? { facts: [{ type: 'announced', text: `${Number(text) + 1}` }] } : {},
        },
      });
      const room = stage([ear('first'), chain, ear('last')], { onFault: 'keep' });
      room.person('woody').enters().says('hello').hears('hello');
      equal(
        room.engine.room('room')!.behaviours.map(one => one.trust),
        trust,
      );
      is(heard.filter(text => text === `${longestChain}`).length, length === longestChain ? 2 : 1);
    }
  });

  test('end where each breeds one, or many', () => {
    for (const width of [1, 2, 1000]) {
      const room = stage(breeding(width), { onFault: 'keep' });
      const woody = room.person('woody').enters().says('hello').hears('hello');
      match(String(room.faults()[0]), /it adds facts without end: it hears what it adds/);
      equal([room.faults().length, room.facts('noticed')], [1, []]);
      woody.says('and on').hears('and on');
    }
  });

  test('are counted for all behaviours of a step together', () => {
    const other = (name: string, hears: 'noticed' | 'announced', tells: 'noticed' | 'announced') =>
      behaviour({
        name,
        about: 'Answers another.',
        hears: {
          said: () => (hears === 'noticed' ? { facts: [{ type: tells, text: 'x' }] } : undefined),
          [hears]: () => ({ facts: [{ type: tells, text: 'x' }] }),
        },
      } as never);
    const room = stage([other('one', 'noticed', 'announced'), other('two', 'announced', 'noticed')], { onFault: 'keep' });
    room.person('woody').enters().says('hello').hears('hello');
    is(room.faults().length, 1);
  });

  test('are as many as there are people, and some more', () => {
    const loud = (facts: number) =>
      behaviour({
        name: 'loud',
        about: 'Says much at once.',
        hears: { said: () => ({ facts: Array.from({ length: facts }, () => ({ type: 'announced', text: 'x' }) as const) }) },
      });
    const most = mostAdded.step + mostAdded.person * 2;
    for (const [facts, faults] of [
      [most, 0],
      [most + 1, 1],
    ] as const) {
      const room = stage(loud(facts), { onFault: 'keep' });
      const woody = room.person('woody').enters();
      // who waits is told things as well
      room.person('waiting').sends('<presence/>');
      woody.says('hello');
      is(room.faults().length, faults, `${facts} facts`);
    }
  });

  test('are counted anew in each step', () => {
    const steady = behaviour({
      name: 'steady',
      about: 'Says what it may, each time.',
      hears: {
        said: () => ({ facts: Array.from({ length: mostAdded.step }, () => ({ type: 'announced', text: 'x' }) as const) }),
      },
    });
    const room = stage(steady);
    const woody = room.person('woody').enters();
    for (let i = 0; i < 3; i++) woody.says('hello');
    is(room.facts('announced').length, mostAdded.step);
  });

  test('are told of those who are seen out, one after another, to no end that is not there', () => {
    // each who leaves takes the next one along: a chain as long as the room is full
    const domino = behaviour({
      name: 'domino',
      about: 'Everybody goes when one goes.',
      hears: {
        left: ({ room }) => {
          const [next] = room.people.joined();
          return next ? { remove: [[next, 'You too.']] } : undefined;
        },
      },
    });
    const room = stage(kind({ name: 'dominoes', about: 'x.', listed: true }, [domino]), { onFault: 'keep' });
    const people = Array.from({ length: longestChain }, (_, i) => room.person(`p${i}`, { dialect: 'groupchat' }).enters());
    people[0]!.leaves();
    equal([room.engine.rooms()[0]!.people, room.faults()], [0, []]);
  });
});
