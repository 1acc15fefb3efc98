// Behaviours hear the facts of a step and may add to them.
import { equal, instance, is, match, throws } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { BehaviourFault } from '../../machines/distrust.ts';
import type { Noticed } from '../../machines/fact.ts';
import { hear, longestChain, mostAdded } from '../../machines/hearing.ts';
import { kind, type Listed } from '../../machines/kind.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays } from './made-floor.ts';
import { tryOut } from './try-out.ts';
import { messageOf } from './visitor.ts';

interface Data {
  readonly heard: number;
  readonly other: string;
}
type Hears = NonNullable<Behaviour<{ of: string }, Data>['hears']>;
const dataOf = (heard: number): Data => ({ heard, other: 'as it was' });
const noticed = (text: string): Noticed => ({ type: 'noticed', text });

function floorWith(...hearings: Hears[]) {
  const parts = hearings.map((hears, i) => {
    const name = `behaviour-${i}`;
    const behaviour: Behaviour<{ of: string }, Data> = {
      name,
      about: 'Hears.',
      settings: z.strictObject({ of: z.string() }),
      data: () => dataOf(0),
      hears,
    };
    return [behaviour, { of: name }] as const;
  });
  const floor = makeFloor({}, kind({ name: 'heard', about: 'Is heard.', listed: true }, parts));
  const who = stays(floor, 'woody');
  const step = floor.begin(7, 'chance');
  const say = () => floor.tell({ type: 'said', who, content: messageOf('hello'), at: 7 });
  const facts = () => step.tellings.map(({ fact }) => (fact.type === 'noticed' ? fact.text : fact.type));
  const data = () => hearings.map((_, i) => floor.slots.data(i));
  return { floor, step, who, say, facts, data };
}

function thrown(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

suite('to hear', test => {
  test('is done by each behaviour in its order, with what is its own', () => {
    const scopes: unknown[] = [];
    const listen: Hears = {
      said({ settings, data, at, person, room }) {
        scopes.push([settings.of, data, at, person?.nick, room.name]);
        return undefined;
      },
    };
    const { floor, say, facts } = floorWith(listen, {}, listen);
    say();
    hear(floor);
    equal(scopes, [
      ['behaviour-0', dataOf(0), 7, 'woody', 'den'],
      ['behaviour-2', dataOf(0), 7, 'woody', 'den'],
    ]);
    equal(facts(), ['said']);
  });

  test('has nobody in view where a fact is about nobody', () => {
    let person: unknown = 'not asked';
    const { floor } = floorWith({
      noticed: scope => {
        person = scope.person;
        return undefined;
      },
    });
    floor.tell(noticed('closing time'));
    hear(floor);
    is(person, undefined);
  });

  test('may change a part of the own data, which the next fact finds changed', () => {
    const count: Hears = { said: ({ data }) => ({ data: { heard: data.heard + 1 } }) };
    const { floor, step, say, data } = floorWith(count, {}, count);
    say();
    say();
    hear(floor);
    equal(data(), [dataOf(2), dataOf(0), dataOf(2)]);
    step.takeBack();
    equal(data(), [dataOf(0), dataOf(0), dataOf(0)]);
  });

  test('may add facts, which are told at the end and heard as well', () => {
    const { floor, say, facts } = floorWith(
      { said: () => ({ facts: [noticed('one'), noticed('two')] }) },
      { noticed: (_, { text }) => (text === 'one' ? { facts: [noticed('three')] } : undefined) },
    );
    say();
    hear(floor);
    equal(facts(), ['said', 'one', 'two', 'three']);
  });

  test('ends where facts breed facts without end, naming who adds them', () => {
    const { floor, say } = floorWith(
      {},
      { said: () => ({ facts: [noticed('more')] }), noticed: () => ({ facts: [noticed('more')] }) },
    );
    say();
    throws(() => hear(floor), /^behaviour-1, hearing noticed: it adds facts without end: it hears what it adds$/);
  });

  test('allows as many added facts in one step as it says, more for each person, and not one more', () => {
    const adding = (count: number, people: number) => {
      const here = floorWith({ said: () => ({ facts: Array.from({ length: count }, () => noticed('more')) }) });
      for (let i = 1; i < people; i++) stays(here.floor, `toy-${i}`);
      const step = here.floor.begin(7, 'chance');
      here.say();
      return { floor: here.floor, told: () => step.tellings.length - 1 };
    };
    for (const people of [1, 3]) {
      const most = mostAdded.step + people * mostAdded.person;
      const enough = adding(most, people);
      hear(enough.floor);
      is(enough.told(), most);
      const more = adding(most + 1, people);
      throws(() => hear(more.floor), /without end/);
    }
  });

  test('allows a chain of facts that lead to each other as long as it says, and no longer', () => {
    const counting = (links: number) => {
      const here = floorWith({
        said: () => ({ facts: [noticed('1')] }),
        noticed: (_, { text }) => (Number(text) < links ? { facts: [noticed(String(Number(text) + 1))] } : undefined),
      });
      here.say();
      return here;
    };
    const longest = counting(longestChain - 1);
    hear(longest.floor);
    is(longest.facts().length, longestChain);
    throws(() => hear(counting(longestChain + 2).floor), /without end/);
    // wide is not long: each of them is told because of the same one
    const wide = floorWith({ said: () => ({ facts: Array.from({ length: longestChain * 2 }, () => noticed('x')) }) });
    wide.say();
    hear(wide.floor);
    is(wide.facts().length, longestChain * 2 + 1);
  });

  test('throws what a behaviour throws, with its name, its place and where it was', () => {
    const cause = new Error('broken');
    const { floor, say } = floorWith(
      {},
      {
        said: () => {
          throw cause;
        },
      },
    );
    say();
    const fault = thrown(() => hear(floor)) as BehaviourFault;
    instance(fault, BehaviourFault);
    equal([fault.message, fault.behaviour, fault.place], ['behaviour-1, hearing said: broken', 'behaviour-1', 1]);
    is(fault.cause, cause);
  });
});

suite('a chart that hears', test => {
  const region = {
    initial: 'open',
    states: {
      open: { on: { said: { target: 'closed', actions: 'note' }, close: { target: 'closed', actions: 'answer' } } },
      closed: { on: { said: { guard: 'isLoud', target: 'open' }, due: 'open', 'door.slam': { actions: 'note' } } },
    },
  };
  const door: Behaviour<unknown, { heard: readonly string[] }> = {
    name: 'door',
    about: 'Opens and closes.',
    data: () => ({ heard: [] }),
    requests: { close: { about: 'Closes it.', who: 'anyone', word: 'close' } },
    facts: { slam: z.strictObject({}) },
    region,
    actions: {
      note: ({ data, person }, { type }: { type: string }) => ({
        data: { heard: [...data.heard, `${type} ${person?.nick ?? 'nobody'}`] },
        ...(type === 'said' ? { facts: [{ type: 'door.slam', fields: {} }] } : {}),
      }),
      answer: () => ({ reply: 'Closed.' }),
    },
    guards: { isLoud: (_, { content }: { content: { body?: string } }) => content.body === 'LOUD' },
  };
  const start = (list = [door] as Listed[]) => {
    const here = tryOut(list);
    const woody = here.talk.visitor('woody');
    woody.join('hall');
    const heard = () => (here.dataOf('door') as { heard: string[] }).heard;
    return { ...here, woody, heard };
  };

  test('is stepped where it listens, with what it keeps, and hears what it tells itself', () => {
    const { woody, stands, heard } = start();
    equal(woody.say('hall', 'hello'), ['said woody: hello', 'door.slam {}']);
    equal([stands('door'), heard()], ['closed', ['said woody', 'door.slam nobody']]);
    woody.say('hall', 'hello');
    is(stands('door'), 'closed');
    woody.say('hall', 'LOUD');
    equal([stands('door'), heard().length], ['open', 2]);
  });

  test('hears its own requests, and answers them', () => {
    const { woody, stands, command } = start();
    equal(woody.say('hall', '!close'), ['commanded door close {} by woody', 'replied woody: Closed.']);
    is(stands('door'), 'closed');
    equal(command('door', 'close'), ['commanded door close {}'], 'it does not listen to it there');
  });

  test('hears after what the behaviour hears in every state, which sees where it stood', () => {
    const seen: unknown[] = [];
    const both: Behaviour = {
      ...(door as Behaviour),
      hears: { said: ({ matches, data }) => void seen.push([matches('open'), (data as { heard: string[] }).heard.length]) },
    };
    const { woody } = start([both]);
    woody.say('hall', 'one');
    woody.say('hall', 'two');
    equal(seen, [
      [true, 0],
      [false, 2],
    ]);
  });

  test('hears the time for which the behaviour asked, which it alone hears', () => {
    const alarm = { ...door, hears: { said: ({ at }: { at: number }) => ({ wake: at + 5_000 }) } };
    const other: Behaviour = {
      name: 'other',
      about: 'Hears no time of others.',
      data: () => ({ due: 0 }),
      hears: { due: () => ({ data: { due: 1 } }) },
    };
    const { talk, woody, stands, dataOf } = start([other, alarm as Behaviour]);
    woody.say('hall', 'hello');
    equal([talk.wait(4), stands('door')], [[], 'closed']);
    equal([talk.wait(1), stands('door')], [['due door'], 'open']);
    equal([talk.wait(60), dataOf('other')], [[], { due: 0 }]);
  });

  test('hears everything where it has a transition on everything, once', () => {
    const all: Behaviour<unknown, { heard: readonly string[] }> = {
      ...door,
      region: { initial: 'open', states: { open: { on: { '*': { actions: 'note' }, left: { actions: 'note' } } } } },
      actions: { note: ({ data }, { type }: { type: string }) => ({ data: { heard: [...data.heard, type] } }) },
      guards: {},
    };
    const { talk, heard } = start([all]);
    const buzz = talk.visitor('buzz');
    buzz.join('hall');
    buzz.leave('hall');
    equal(heard(), ['waiting', 'entered', 'waiting', 'entered', 'left']);
  });

  test('that loops is stopped, and who rules with it denies', () => {
    const endless: Behaviour = {
      name: 'endless',
      about: 'Goes round.',
      guards: { isTurning: () => true },
      region: {
        initial: 'rest',
        states: {
          rest: { on: { said: 'tick' } },
          tick: { always: { guard: 'isTurning', target: 'tock' } },
          tock: { always: { guard: 'isTurning', target: 'tick' } },
        },
      },
    };
    const { woody, floor } = start([endless]);
    const [failed, said, ...others] = woody.say('hall', 'hello');
    match(failed!, /^failed endless: endless, hearing said: .*\(out\)$/);
    equal([said, others, floor().slots.stands[0]!.value], ['said woody: hello', [], 'rest']);
    const ruling = { ...endless, rules: { speak: () => undefined } };
    equal(start([ruling]).woody.say('hall', 'hello').slice(1), ['refused woody: internal-server-error']);
  });

  test('that fails half-way leaves nothing of what its actions did', () => {
    const half: Behaviour = {
      ...(door as Behaviour),
      region: {
        initial: 'open',
        states: { open: { on: { said: { target: 'closed', actions: ['note', 'fail'] } } }, closed: { on: { close: 'open' } } },
      },
      actions: {
        note: door.actions!.note as never,
        fail: () => {
          throw new Error('glass');
        },
      },
      guards: {},
    };
    const { woody, stands, heard } = start([half]);
    equal(woody.say('hall', 'hello'), ['failed door: door, hearing said: glass (out)', 'said woody: hello']);
    equal([stands('door'), heard()], ['open', []]);
  });

  test('wants a guard to say true or false', () => {
    const odd: Behaviour = { ...(door as Behaviour), guards: { isLoud: () => 'maybe' as never } };
    const { woody } = start([odd]);
    woody.say('hall', 'one');
    match(woody.say('hall', 'two')[0]!, 'the guard isLoud says neither true nor false');
  });
});

suite('behaviours that breed facts', test => {
  test('of each other are stopped as well: the one that goes too far is named', () => {
    const ping = (name: string, other: string): Behaviour => ({
      name,
      about: 'Answers the other.',
      facts: { ball: z.strictObject({}) },
      hears: {
        ...(name === 'ping' ? { said: () => ({ facts: [{ type: 'ping.ball', fields: {} }] }) } : {}),
        [`${other}.ball`]: () => ({ facts: [{ type: `${name}.ball`, fields: {} }] }),
      },
    });
    const { talk } = tryOut([ping('ping', 'pong'), ping('pong', 'ping')]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    const lines = woody.say('hall', 'hello');
    match(lines[0]!, /^failed p[io]ng: .*it adds facts without end.*\(out\)$/);
    // without the other it is one fact, or none
    equal(
      lines.filter(line => line.startsWith('said')),
      ['said woody: hello'],
    );
    is(lines.length <= 3, true, lines.join());
  });
});
