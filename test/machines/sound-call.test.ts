// What behaviours ask of the outside: what is no call is a fault of the behaviour, and an answer is nobody's but the effect's.
import { equal, is, match, not, throws } from 'uvu/assert';
import { stage } from '../../adapters/testing/testing.ts';
import type { Behaviour } from '../../machines/behaviour.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import { z } from '../../machines/extension.ts';
import { suite } from '../suite.ts';

const came = {
  about: 'Takes the answer.',
  who: 'effect',
  fields: z.object({ answer: z.unknown(), tag: z.string().optional() }),
} as const;
const missed = {
  about: 'Takes why there is none.',
  who: 'effect',
  fields: z.object({ reason: z.string(), text: z.string(), tag: z.string().optional() }),
} as const;
const wish = { about: 'Is asked for by anybody.', who: 'anyone' } as const;
const call = { effect: 'sky', input: { of: 'woody' }, answer: 'came', failure: 'missed' };

/** A behaviour as programs without types write it: it calls when somebody speaks. */
const calling = (calls: unknown): Behaviour =>
  ({
    ...{ name: 'caller', about: 'Calls.', requests: { came, missed, wish } },
    hears: { said: () => ({ calls }), came: () => undefined, missed: () => undefined, wish: () => undefined },
  }) as never;

function faultOf(calls: unknown): string {
  const room = stage(calling(calls), { onFault: 'keep' });
  room.person('woody').enters().says('hello');
  equal(room.calls(), []);
  return String(room.faults()[0]);
}

suite('a call', test => {
  const odd: readonly [string, unknown, RegExp][] = [
    ['no list', call, /calls is a list/],
    ['a text', ['sky'], /a call is an object such as \{effect, input, answer, failure\}, not “sky”/],
    ['nothing', [null], /not null/],
    ['of no effect', [{ ...call, effect: '' }], /a call names its effect, not/],
    ['of a number', [{ ...call, effect: 7 }], /a call names its effect, not 7/],
    ['with an answer that people ask for', [{ ...call, answer: 'wish' }], /its requests for who: 'effect', not “wish”/],
    ['with an answer that is not there', [{ ...call, answer: 'toString' }], /not “toString”/],
    ['without a failure', [{ ...call, failure: undefined }], /not undefined/],
    ['with a list as input', [{ ...call, input: [] }], /the input of a call is an object/],
    ['with nothing as input', [{ ...call, input: null }], /the input of a call is an object, not null/],
    ['without input', [{ ...call, input: undefined }], /the input of a call is an object, not undefined/],
    ['with what JSON cannot write', [{ ...call, input: { big: 1n } }], /BigInt/],
    ['with a tag that is no text', [{ ...call, tag: 7 }], /the tag of a call is a text, not 7/],
    ['with a tag of control characters', [{ ...call, tag: '\u0007' }], /the tag of a call has/],
  ];
  for (const [how, calls, fault] of odd) test(`that is ${how} is a fault of the behaviour`, () => match(faultOf(calls), fault));

  test('is told as a fact, with a copy of what it was given, and to nobody', () => {
    const input = { of: 'woody', list: [1] };
    const room = stage(
      calling([
        { ...call, input },
        { ...call, tag: 'x', input: {} },
      ]),
    );
    const woody = room.person('woody').enters().says('hello');
    input.list.push(2);
    const [first, second] = room.facts('called');
    equal({ ...first, id: '' }, { type: 'called', behaviour: 'caller', id: '', ...call, input: { of: 'woody', list: [1] } });
    is(second?.tag, 'x');
    not.equal(first?.id, second?.id);
    equal(
      woody.received.map(({ body }) => body),
      ['hello'],
    );
  });

  test('that is made again in a step that goes on with a held request has another id', () => {
    const twice = behaviour({
      name: 'twice',
      about: 'Calls when it holds, and when it lets go.',
      requests: { came, missed },
      defers: { speak: ['came'] },
      rules: { speak: ({ at }) => ({ defer: { until: at + 1000, late: 'grant', text: 'Wait.' } }) },
      hears: {
        held: () => ({ calls: [call] }),
        came: ({ holds }) => ({ grant: holds }),
        released: () => ({ calls: [call] }),
        said: () => ({ calls: [call] }),
        missed: () => undefined,
      },
    });
    const room = stage(twice);
    room.person('woody').enters().says('hello');
    room.answers('sky', { answer: 1 });
    const ids = room.facts('called', 'ever').map(({ id }) => id);
    equal([ids.length, new Set(ids).size], [3, 3]);
  });
});

suite('the answer to a call', test => {
  const heard: unknown[] = [];
  const caller = behaviour({
    name: 'caller',
    about: 'Calls when somebody speaks.',
    requests: { came, missed, wish, ask: { about: 'Is asked for by operators.', who: 'operator' } },
    hears: {
      said: () => ({ calls: [{ ...call, tag: 't' }] }),
      came: (_, { fields }: { fields: unknown }) => {
        heard.push(fields);
        return { facts: [{ type: 'announced', text: 'It came.' }] };
      },
      wish: () => undefined,
      ask: () => undefined,
      missed: (_, { fields }: { fields: unknown }) => {
        heard.push(fields);
        return undefined;
      },
    },
  });

  test('comes with its fields and the tag, of any type', () => {
    heard.length = 0;
    const room = stage(caller);
    const woody = room.person('woody').enters().says('hello');
    room.answers('sky', { answer: { deep: [1, true] } });
    woody.hears('It came.', { by: 'room' });
    woody.says('again');
    room.fails('sky', 'timeout', 'Too slow.');
    equal(heard, [
      { answer: { deep: [1, true] }, tag: 't' },
      { reason: 'timeout', text: 'Too slow.', tag: 't' },
    ]);
    throws(() => room.answers('sky', {}), /No call of sky is unanswered/);
  });

  test('is refused where it has not the fields that are to come', () => {
    const room = stage(caller);
    room.person('woody').enters().says('hello');
    throws(() => room.fails('sky', 7 as never), /caller does not understand this/);
  });

  test('is asked for by no operator, and no effect asks for what is an operator’s or not there', () => {
    const room = stage(caller);
    const woody = room.person('woody').enters().says('hello');
    const own = room.calls()[0]!;
    throws(() => room.command('caller', 'came', { answer: 1, tag: 't' }), /This is the answer of an effect/);
    const jid = room.engine.room('room')!.jid as never;
    match(room.engine.answer(jid, own, 'ask', {})!.text, /no effect asks for anything else/);
    match(room.engine.answer(jid, own, 'nothing', {})!.text, /There are: caller wish, caller ask\./);
    match(room.engine.answer('nowhere@rooms.example' as never, own, 'came', {})!.text, /no such room/);
    woody.sends(`<message type='groupchat'><came xmlns='urn:confab:caller' answer='1'/></message>`);
    equal(room.facts('commanded'), []);
  });
});
