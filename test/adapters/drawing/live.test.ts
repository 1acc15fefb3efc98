import { equal, is } from 'uvu/assert';
import { type AnyStateMachine, createMachine } from 'xstate';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import { liveStates, marked } from '../../../adapters/drawing/live.ts';
import { roomConfig } from '../../../adapters/drawing/room-config.ts';
import { suite } from '../../suite.ts';
import { hall } from './hall.ts';

const config = roomConfig(hall);
const chart = chartOf(createMachine(config as never) as unknown as AnyStateMachine);
const value = { base: 'occupied', gate: { open: 'ajar' }, lamp: { left: 'on', right: 'off' }, wall: {} };
const lit = ['hall.base.occupied', 'hall.gate.open', 'hall.gate.open.ajar', 'hall.lamp.left.on', 'hall.lamp.right.off'];

suite('live states', test => {
  test('are those that can be left again, at every depth', () => equal([...liveStates(chart, value)].sort(), lit));

  test('are none where it stands nowhere', () => is(liveStates(chart, {}).size, 0));

  test('passes over what the chart does not have', () =>
    equal(
      [...liveStates(chart, { gate: 'painted', moat: 'wet', base: { occupied: undefined } } as never)],
      ['hall.base.occupied'],
    ));

  test('are tagged in JSON, so that XState says which they are', () => {
    const json = JSON.parse(JSON.stringify(marked(config, liveStates(chart, value))));
    const machine = createMachine(json) as unknown as AnyStateMachine;
    is(machine.resolveState({ value, context: {} } as never).hasTag('live'), true);
    is(machine.resolveState({ value: { ...value, gate: 'closed' }, context: {} } as never).tags.has('live'), true);
    const nowhere = { base: 'empty', gate: 'closed', lamp: { left: 'off', right: 'on' }, wall: {} };
    is(machine.resolveState({ value: nowhere, context: {} } as never).hasTag('live'), false);
    equal(json.states.gate.states.open.tags, ['live']);
  });

  test('keep the tags that there are, and change nothing else', () => {
    const tagged = { id: 'm', initial: 'a', states: { a: { tags: 'quiet' }, b: { tags: ['loud'] } } } as never;
    equal(marked(tagged, new Set(['m.a'])), {
      id: 'm',
      initial: 'a',
      states: { a: { tags: ['quiet', 'live'] }, b: { tags: ['loud'] } },
    });
    equal(marked(config, new Set()), config);
  });
});
