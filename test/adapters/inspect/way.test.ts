// Which transitions were taken, as far as that can be told from outside.
import { equal } from 'uvu/assert';
import { type AnyStateMachine, createMachine, type StateValue } from 'xstate';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import { waysTaken } from '../../../adapters/inspect/way.ts';
import { suite } from '../../suite.ts';

const machine = createMachine({
  id: 'm',
  type: 'parallel',
  states: {
    base: {
      initial: 'empty',
      on: { refuse: {} },
      states: {
        empty: { on: { enter: { target: 'occupied', actions: 'admit' } } },
        occupied: {
          on: {
            enter: [{ guard: 'isInside', actions: 'rename' }, { actions: 'admit' }],
            present: [{ guard: 'isInside', actions: 'appear' }, { actions: 'hold' }],
            say: { actions: 'say' },
            probe: { guard: 'may', actions: 'probe' },
            vacated: [{ guard: 'isPermanent', target: 'empty' }, { target: 'ended' }],
          },
        },
        ended: { type: 'final' },
      },
    },
    light: {
      initial: 'red',
      on: { reset: '.red' },
      states: {
        red: { on: { said: 'green', left: { actions: 'count' } } },
        green: { on: { said: 'blue', press: 'red', 'light.lit': 'blue' } },
        blue: { always: { guard: 'never', target: 'red' }, on: { '*': 'red', due: 'green' } },
      },
    },
    deep: {
      initial: 'off',
      states: {
        off: { on: { said: 'on' } },
        on: {
          initial: 'low',
          on: { left: 'off' },
          states: { low: { on: { said: 'high' } }, high: { on: { said: 'low' } } },
        },
      },
    },
  },
} as never) as unknown as AnyStateMachine;

const chart = chartOf(machine);
const still = { base: 'occupied', light: 'red', deep: 'off' };

function taken(before: StateValue, after: StateValue, request: string | undefined, ...facts: string[]): string[] {
  return waysTaken(chart, { ...still, ...(before as object) }, { ...still, ...(after as object) }, { request, facts }).map(id => {
    const { from, event, to } = chart.transitions.find(one => one.id === id)!;
    return `${from} ${event ?? 'always'}${to.map(goal => ` ${goal}`).join('')}`;
  });
}

suite('the way of a chart', test => {
  test('is the transition between two states, for what happened', () => {
    equal(taken({ base: 'empty' }, {}, 'enter', 'entered 1'), ['m.base.empty enter m.base.occupied']);
    equal(taken({}, { light: 'green', deep: { on: 'low' } }, 'say', 'said 1'), [
      'm.base.occupied say',
      'm.light.red said m.light.green',
      'm.deep.off said m.deep.on',
    ]);
  });

  test('is the one by which it was left, where several lead there', () => {
    equal(taken({}, { base: 'ended' }, 'leave', 'dissolved'), ['m.base.occupied vacated m.base.ended']);
    equal(taken({}, { base: 'empty' }, 'leave', 'dissolved'), ['m.base.occupied vacated m.base.empty']);
  });

  test('has several steps where one led to another', () => {
    equal(taken({}, { light: 'blue' }, undefined, 'said 1', 'light.lit'), [
      'm.light.red said m.light.green',
      'm.light.green said m.light.blue',
    ]);
  });

  test('knows a behaviour’s own requests, and those of others', () => {
    equal(taken({ light: 'green' }, {}, 'command', 'commanded light press'), ['m.light.green press m.light.red']);
    equal(taken({ light: 'green' }, {}, 'command', 'commanded deep press'), []);
    equal(taken({ light: 'blue' }, { light: 'green' }, undefined, 'due light'), ['m.light.blue due m.light.green']);
    equal(taken({ light: 'blue' }, { light: 'green' }, undefined, 'due deep'), []);
  });

  test('may be by a transition of what is around, and for anything', () => {
    equal(taken({ light: 'green' }, {}, 'command', 'commanded light reset'), ['m.light reset m.light.red']);
    equal(taken({ deep: { on: 'high' } }, {}, 'leave', 'left 1 left'), ['m.light.red left', 'm.deep.on left m.deep.off']);
    equal(taken({ light: 'blue' }, {}, undefined, 'advised 1'), ['m.light.blue any other m.light.red']);
  });

  test('may be within a state', () => {
    equal(taken({ deep: { on: 'low' } }, { deep: { on: 'high' } }, 'say', 'said 1').slice(-1), [
      'm.deep.on.low said m.deep.on.high',
    ]);
  });

  test('of several that leave a state as it is, is the one that tells what was told', () => {
    equal(taken({}, {}, 'enter', 'entered 1'), ['m.base.occupied enter']);
    equal(
      waysTaken(chart, still, still, { request: 'enter', facts: ['renamed 1'] }),
      chart.transitions.filter(({ actions }) => actions.includes('rename')).map(({ id }) => id),
    );
    equal(
      waysTaken(chart, still, still, { request: 'present', facts: ['waiting 1'] }),
      chart.transitions.filter(({ actions }) => actions.includes('hold')).map(({ id }) => id),
    );
  });

  test('is not guessed', () => {
    // a guard may have said no
    equal(taken({}, {}, 'probe'), []);
    equal(taken({}, {}, 'present'), []);
    equal(taken({}, { light: 'blue' }, undefined), []);
    equal(taken({}, {}, 'nothing'), []);
  });

  test('may be any of the base, where a held request went on', () => {
    equal(taken({ base: 'empty' }, {}, 'command', 'released 1 enter granted', 'entered 1'), [
      'm.base.empty enter m.base.occupied',
    ]);
  });
});
