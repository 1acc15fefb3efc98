// What the tests of the charts rely on: that a misspelt name is found, and a state out of reach is seen to be.

import { equal } from 'uvu/assert';
import { setup } from 'xstate';
import { suite } from '../suite.ts';
import { statesOf, transitionsOf, unknownNames, walk } from './chart.ts';

const machine = setup({ actions: { greet: () => {} }, guards: { mayEnter: () => true } }).createMachine({
  id: 'misspelt',
  initial: 'outside',
  states: {
    outside: {
      on: { enter: { guard: 'mayEntre' as 'mayEnter', target: 'inside', actions: ['greet', 'gret' as 'greet'] } },
    },
    inside: { always: { guard: 'mayEnter', target: 'outside', actions: 'gone' as 'greet' }, entry: 'hello' as 'greet' },
    elsewhere: { on: { enter: 'inside' } },
  },
});

suite('a chart, as the tests see it', test => {
  test('shows names that nothing implements', () => {
    equal(unknownNames(machine).sort(), ['gone', 'gret', 'hello', 'mayEntre']);
  });

  test('shows all transitions', () => {
    equal(transitionsOf(machine), [
      'outside: enter [mayEntre] -> inside / greet,gret',
      'inside: at once [mayEnter] -> outside / gone',
      'elsewhere: enter -> inside / ',
    ]);
  });

  test('shows what is reached, and so what is not', () => {
    const mended = machine.provide({ guards: { mayEntre: () => true, mayEnter: () => false } as never });
    const { states, transitions } = walk(mended, undefined, [{ type: 'enter' }], { states: new Set(), transitions: new Set() });
    equal([...states], ['outside', 'inside']);
    equal([...transitions], ['outside: enter [mayEntre] -> inside / greet,gret']);
    equal(
      statesOf(machine).map(({ key }) => key),
      ['outside', 'inside', 'elsewhere'],
    );
  });
});
