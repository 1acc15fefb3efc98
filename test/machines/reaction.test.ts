// What a behaviour gives back is carried out on its own slots alone, and only where it has the right shape.
import { equal, is, match, throws } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour, Reaction } from '../../machines/behaviour.ts';
import type { CommandGiven } from '../../machines/behaviour-fact.ts';
import type { Hold } from '../../machines/holds.ts';
import { kind } from '../../machines/kind.ts';
import { carryOut } from '../../machines/reaction.ts';
import { refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays, waits } from './made-floor.ts';

const other: Behaviour = { name: 'other', about: 'Is another.', data: () => ({ n: 0 }) };
const counter: Behaviour = {
  name: 'counter',
  about: 'Counts.',
  data: () => ({ n: 0, by: 'nobody' }),
  own: () => ({ said: 0, heard: 0 }),
  facts: { full: z.strictObject({ n: z.number() }) },
};

function throwsWith(act: () => void, words: string): void {
  throws(act, (error: Error) => match(error.message, words) ?? true);
}

function start() {
  const floor = makeFloor({}, kind({ name: 'counted', about: 'Counts.', listed: true }, [other, counter]));
  const [woody, buzz] = ['woody', 'buzz'].map(name => stays(floor, name));
  const rex = waits(floor, 'rex');
  const step = floor.begin(7, 'chance');
  const facts = () => step.tellings.map(({ fact }) => fact);
  const react = (reaction: Reaction | undefined, about = woody, order?: CommandGiven) =>
    carryOut(floor, 1, reaction, about, order);
  return { floor, step, facts, react, woody: woody!, buzz: buzz!, rex };
}
const order: CommandGiven = { type: 'commanded', behaviour: 'counter', name: 'count', fields: {} };

suite('a reaction', test => {
  test('changes what it names, and leaves the rest', () => {
    const { floor, step, react, woody, buzz, rex } = start();
    const before = floor.slots.keep();
    is(
      react({
        data: { n: 1 },
        own: { said: 1 },
        of: [
          [buzz, { said: 2 }],
          [rex, { heard: 3 }],
        ],
      }),
      0,
    );
    equal([floor.slots.data(0), floor.slots.data(1)], [{ n: 0 }, { n: 1, by: 'nobody' }]);
    equal(
      [woody, buzz, rex].map(one => floor.slots.own(1, one)),
      [
        { said: 1, heard: 0 },
        { said: 2, heard: 0 },
        { said: 0, heard: 3 },
      ],
    );
    step.takeBack();
    equal(floor.slots.keep(), before);
    equal(
      [woody, buzz, rex].map(one => floor.slots.keepOwn(one)),
      [undefined, undefined, undefined],
    );
  });

  test('is nothing where there is nothing to do', () => {
    const { facts, react } = start();
    equal([react(undefined), react({}), facts()], [0, 0, []]);
  });

  test('adds facts that show what is, and those of its own', () => {
    const { facts, react, woody } = start();
    const told: Reaction['facts'] = [
      { type: 'noticed', text: 'one' },
      { type: 'announced', text: 'two' },
      { type: 'advised', to: woody, text: 'three' },
      { type: 'titled', to: woody, topic: 'Toys' },
      { type: 'recalled', to: woody, messages: [] },
      { type: 'counter.full', fields: { n: 1 } },
    ];
    is(react({ facts: told }), 6);
    equal(facts(), told);
    for (const type of ['said', 'left', 'refused', 'counter.empty', 'other.full', 'counter.toString', 'counterful'])
      throwsWith(() => react({ facts: [{ type } as never] }), `it may not tell the fact “${type}”`);
  });

  test('adds no fact that cannot be written, or is for nobody', () => {
    const { facts, react, woody } = start();
    const to = woody;
    const tells = (fact: object, words: string) => throwsWith(() => react({ facts: [fact as never] }), words);
    tells({ type: 'noticed', text: '\u0001' }, 'the text of the fact noticed has a character');
    tells({ type: 'announced' }, 'the text of the fact announced is a text, not undefined');
    tells({ type: 'announced', text: 'one', payload: [{ name: '' }] }, 'cannot be the name of an element');
    tells({ type: 'advised', to, text: 7 }, 'the text of the fact advised is a text, not 7');
    tells({ type: 'titled', to, topic: undefined }, 'a topic is a text');
    tells({ type: 'recalled', to }, 'the fact recalled has messages');
    tells({ type: 'recalled', to, messages: [{ content: { payload: 'x' } }] }, 'a payload is a list');
    for (const odd of [undefined, null, 'woody', {}])
      tells({ type: 'advised', to: odd, text: 'x' }, 'the fact advised is for a person');
    equal(facts(), []);
    react({ remove: [[woody, 'Out.']], facts: [] });
    react({ facts: [{ type: 'advised', to: woody, text: 'Still here?' }] });
    equal(
      facts().map(({ type }) => type),
      ['left'],
      'who has gone meanwhile is told nothing',
    );
  });

  test('is woken at a time, and not any more', () => {
    const { floor, react } = start();
    react({ wake: 50 });
    equal([floor.slots.due(1), floor.due], [50, 50]);
    react({});
    is(floor.slots.due(1), 50, 'what is left out stays');
    react({ wake: undefined });
    is(floor.slots.due(1), Number.POSITIVE_INFINITY);
    for (const wake of [Number.NaN, Number.POSITIVE_INFINITY, '50'])
      throwsWith(() => react({ wake: wake as number }), 'it is woken at a time');
  });

  test('decides about its own holds alone, and never without a refusal against anybody', () => {
    const { floor, step, react } = start();
    const hold = (id: string, behaviour: string, granted: string[] = []) => {
      const made = { id, behaviour, granted } as unknown as Hold;
      floor.holds.put(made);
      return made;
    };
    const no = refuse('forbidden', 'No.');
    const [one, two, three] = [hold('one', 'counter'), hold('two', 'counter', ['other']), hold('three', 'other')];
    react({ grant: [one], turnDown: [[two, no]] });
    const decided = () => [...step.resumptions];
    const expected = [
      { hold: 'one', by: 'counter', round: 0, outcome: 'granted' },
      { hold: 'two', by: 'counter', round: 1, outcome: no },
    ];
    equal(decided(), expected);
    react({ turnDown: [[one, no]] });
    equal(decided(), expected, 'the first word counts');
    react({ grant: [{ ...one, id: 'gone' }] });
    equal(decided(), expected, 'what waits no more is not decided');
    throwsWith(() => react({ grant: [three] }), "the hold is other's");
    throwsWith(() => react({ grant: [{ ...three, behaviour: 'counter' }] }), "the hold is other's");
    throwsWith(() => react({ turnDown: [[three, no]] }), 'it alone decides');
    const four = hold('four', 'counter');
    for (const odd of [undefined, 'No.', {}, true, 'granted'])
      throwsWith(() => react({ turnDown: [[four, odd as never]] }), 'what somebody is turned down with is a refusal');
    equal(decided(), expected);
  });

  test('sees people out who are inside, with its words', () => {
    const { floor, facts, react, woody, buzz, rex } = start();
    is(
      react({
        remove: [
          [buzz, 'Out.'],
          [rex, 'Out.'],
          [buzz, 'Out!'],
        ],
      }),
      0,
    );
    equal(
      facts().map(({ type }) => type),
      ['left'],
    );
    const [left] = facts() as unknown as [{ who: unknown; cause: string; text: string }];
    equal([left.who, left.cause, left.text], [buzz, 'removed', 'Out.']);
    throwsWith(() => react({ remove: [[woody, undefined as never]] }), 'what somebody is told who is seen out is a text');
    equal([floor.roster.byId(buzz.id), floor.roster.waitingFor(rex.real)], [undefined, rex]);
  });

  test('keeps nothing of those who have gone: nobody would forget it', () => {
    const { floor, react, woody, buzz } = start();
    react({
      remove: [
        [woody, 'Out.'],
        [buzz, 'Out.'],
      ],
    });
    react({ own: { said: 1 }, of: [[buzz, { said: 1 }]] }, woody);
    equal([floor.slots.keepOwn(woody), floor.slots.keepOwn(buzz)], [undefined, undefined]);
  });

  test('answers an own request, in words or with a refusal', () => {
    const { facts, react, woody } = start();
    const no = refuse('item-not-found', 'Nobody.');
    const reply = {
      to: woody.real,
      dialect: 'conference',
      receipt: { kind: 'message', sentTo: 'den@conference.disney' },
    } as const;
    react({ reply: 'Done.' }, undefined, order);
    react({ reply: 'Done.' }, woody, { ...order, who: woody, reply });
    react({ reply: no }, woody, { ...order, who: woody, reply });
    react({ reply: no }, undefined, order);
    equal(facts(), [
      { type: 'replied', text: 'Done.' },
      { type: 'replied', text: 'Done.', to: woody },
      { type: 'refused', refusal: no, reply },
      { type: 'declined', request: 'command', refusal: no },
    ]);
    throwsWith(() => react({ reply: 'Done.' }), 'a reply is for an own request, and none was heard');
    throwsWith(
      () => react({ reply: { ok: true } as never }, woody, order),
      'a reply is words or a refusal, not an object with ok',
    );
  });

  test('is refused in any other shape, with what was wrong', () => {
    const { floor, react } = start();
    const before = floor.slots.keep();
    for (const odd of [null, true, 'data', 7, [], Promise.resolve({})])
      throwsWith(() => react(odd as never), 'a reaction is nothing or an object such as {data, facts}');
    throwsWith(() => react({ date: {} } as never), 'a reaction has no “date”: there are data, own,');
    for (const odd of [null, 'n', 7, [1]]) {
      throwsWith(() => react({ data: odd as never }), 'what is kept is an object with names in it');
      throwsWith(() => react({ own: odd as never }), 'what is kept is an object with names in it');
    }
    throwsWith(() => carryOut(floor, 1, { own: {} }, undefined), '`own` needs somebody inside');
    equal(floor.slots.keep(), before);
  });
});
