// Written conditions, each asked in a room.
import { equal, is } from 'uvu/assert';
import { suite } from '../../suite.ts';
import { answer, hall, request } from './hall.ts';

/** Whether a condition holds, for Buzz, in a room where Woody is as well. */
function holds(condition: unknown, asked = '!ask Woody'): boolean {
  const { buzz } = hall({
    settings: { hosts: { type: 'list', default: ['DISNEY', '*.pixar'] }, host: { type: 'text', default: 'dis*' } },
    data: { yes: true, no: false, hands: ['a', 'b'], none: [], text: 'Hello', nothing: '' },
    own: { said: 3 },
    requests: { ask: request('ask', { person: { type: 'text', default: '' } }) },
    initial: 'open',
    states: {
      open: { initial: 'early', states: { early: { on: { left: { to: 'late' } } }, late: { on: { left: { to: 'shut' } } } } },
      shut: {},
    },
    on: { ask: [{ if: condition, do: [{ reply: 'yes' }] }, { do: [{ reply: 'no' }] }] },
  });
  const reply = answer(buzz.say('hall', asked));
  if (reply !== 'yes' && reply !== 'no') throw new Error(`neither yes nor no: ${reply}`);
  return reply === 'yes';
}

/** How often it holds of the conditions in turn. */
const each = (...conditions: unknown[]) => conditions.map(one => holds(one));

suite('written conditions', test => {
  test('are names that are yes or no', () => {
    equal(each('{data.yes}', '{data.no}', '{person.inside}', '{person.moderator}'), [true, false, true, false]);
  });

  test('hold all together, or one at least, or not', () => {
    equal(each({ all: ['{data.yes}', '{data.yes}'] }, { all: ['{data.yes}', '{data.no}'] }), [true, false]);
    equal(each({ any: ['{data.no}', '{data.yes}'] }, { any: ['{data.no}', '{data.no}'] }), [true, false]);
    equal(each({ not: '{data.no}' }, { not: { not: '{data.no}' } }), [true, false]);
  });

  test('compare values', () => {
    equal(each({ equal: ['{data.text}', 'Hello'] }, { equal: ['{data.text}', 'hello'] }), [true, false]);
    equal(each({ equal: ['{own.said}', 3] }, { equal: ['{data.yes}', '{data.no}'] }), [true, false]);
    equal(each({ less: ['{own.said}', 4] }, { less: ['{own.said}', 3] }), [true, false]);
    equal(each({ more: ['{own.said}', 2] }, { more: ['{own.said}', 3] }), [true, false]);
  });

  test('compare real addresses in any case', () => {
    equal(each({ equal: ['{person.address}', 'Buzz@disney'] }, { equal: ['Buzz@pixar', '{person.address}'] }), [true, false]);
    equal(each({ in: ['{person.host}', '{settings.hosts}'] }, { in: ['{person.host}', ['pixar']] }), [true, false]);
  });

  test('look for a text in a list', () => {
    equal(each({ in: ['a', '{data.hands}'] }, { in: ['A', '{data.hands}'] }, { in: ['a', '{data.none}'] }), [true, false, false]);
  });

  test('compare with patterns', () => {
    equal(each({ matches: ['{data.text}', 'h*O'] }, { matches: ['{data.text}', 'h'] }), [true, false]);
    equal(each({ matches: ['{person.host}', '{settings.hosts}'] }, { matches: ['{person.host}', '{settings.host}'] }), [
      true,
      true,
    ]);
    equal(each({ matches: ['{data.text}', ['x', '*ell*']] }, { matches: ['{data.text}', []] }), [true, false]);
  });

  test('know what is empty', () => {
    equal(each({ empty: '{data.nothing}' }, { empty: '{data.text}' }, { empty: '{data.none}' }, { empty: '{data.hands}' }), [
      true,
      false,
      true,
      false,
    ]);
  });

  test('know who is inside', () => {
    is(holds({ inside: '{request.person}' }), true);
    is(holds({ inside: '{request.person}' }, '!ask Jessie'), false);
    is(holds({ inside: '{person.id}' }), true);
  });

  test('know in which state the room is', () => {
    equal(each({ state: 'open' }, { state: 'open.early' }, { state: 'open.late' }, { state: 'shut' }), [
      true,
      true,
      false,
      false,
    ]);
  });

  test('know who waits, by nick, by id, or by the nick inside', () => {
    const { rex, buzz, woody, talk } = hall(
      {
        requests: { ask: request('ask', { person: 'text' }) },
        rules: {
          enter: [{ defer: { seconds: 60, late: 'grant', text: 'Wait.' } }],
          speak: [{ defer: { seconds: 60, late: 'grant', text: 'Wait.' } }],
        },
        on: { ask: [{ if: { waits: '{request.person}' }, do: [{ reply: 'yes' }] }, { do: [{ reply: 'no' }] }] },
      },
      { inside: [] },
    );
    talk.wait(0);
    woody.join('hall');
    talk.wait(60);
    rex.join('hall', { nicks: ['Tyrannosaurus', 'Rex'] });
    const asks = (name: string) => answer(woody.say('hall', `!ask ${name}`));
    equal([asks('rex'), asks('tyrannosaurus'), asks('buzz'), asks('woody')], ['yes', 'yes', 'no', 'no']);
    is(asks(talk.latest('held').to.id), 'yes');
    woody.say('hall', 'Hello?');
    is(asks('Woody'), 'yes');
    is(buzz.name, 'buzz');
  });
});
