import { equal, is, ok } from 'uvu/assert';
import { type AnyStateMachine, createActor, createMachine, type StateValue } from 'xstate';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import {
  behaviourConfig,
  behavioursConfig,
  type MachineConfig,
  roomConfig,
  wholeValue,
} from '../../../adapters/drawing/room-config.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { kind } from '../../../machines/kind.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { room } from '../../../machines/room.ts';
import { suite } from '../../suite.ts';
import { gate, hall, lamp, wall } from './hall.ts';

/** As a tool reads it that has nothing but the text. */
const read = (config: MachineConfig) => createMachine(JSON.parse(JSON.stringify(config)) as never) as unknown as AnyStateMachine;
/** Guards say what is in the list, and actions do nothing. */
const runnable = (config: MachineConfig, yes: readonly string[]) =>
  read(config).provide({
    guards: Object.fromEntries(
      ['isPermanent', 'isInside', 'doesSomebodyWait', 'mayOpen'].map(name => [name, () => yes.includes(name)]),
    ),
    actions: Object.fromEntries(['ring', 'tell', 'count', 'admit', 'letIn'].map(name => [name, () => {}])),
  } as never);

suite('room config', test => {
  test('has the base and each behaviour as regions side by side, in declared order', () => {
    const config = roomConfig(hall);
    equal([config.id, config.type, config.description], ['hall', 'parallel', 'A gate, a lamp and a wall.']);
    equal(Object.keys(config.states!), ['base', 'gate', 'lamp', 'wall']);
    equal(Object.keys(config.states!.base!.states!), Object.keys(room.states));
  });

  test('is JSON, with names for actions and guards', () => {
    const config = roomConfig(hall);
    equal(JSON.parse(JSON.stringify(config)), config);
    ok(JSON.stringify(config).includes('"guard":"mayOpen","target":"open","actions":["ring","tell"]'));
  });

  test('of every shipped kind is taken by XState, with each event and state of its charts', () => {
    for (const one of shippedKinds) {
      const machine = read(roomConfig(one));
      const charts = one.parts.flatMap(({ behaviour, chart }) => (chart ? [[behaviour.name, chart.machine] as const] : []));
      for (const [name, chart] of [['base', room] as const, ...charts]) {
        for (const event of chart.events) ok(machine.events.includes(event), `${one.name} has no ${event}`);
        const names = ({ root }: AnyStateMachine, id: string) => chartOf({ root, id } as AnyStateMachine).transitions.length;
        is(
          chartOf(machine).transitions.filter(({ from }) => `${from}.`.startsWith(`${machine.id}.${name}.`)).length,
          names(chart as unknown as AnyStateMachine, name),
        );
      }
    }
  });

  test('runs in XState, where somebody brings the guards', () => {
    const actor = createActor(runnable(roomConfig(hall), ['isPermanent', 'mayOpen'])).start();
    equal(actor.getSnapshot().value, { base: 'empty', gate: 'closed', lamp: { left: 'off', right: 'off' }, wall: {} });
    actor.send({ type: 'enter' });
    actor.send({ type: 'open' });
    actor.send({ type: 'said' });
    equal(actor.getSnapshot().value, { base: 'occupied', gate: { open: 'wide' }, lamp: { left: 'on', right: 'off' }, wall: {} });
    // a goal by the behaviour's name is found in the whole as well
    actor.send({ type: 'seal' });
    equal((actor.getSnapshot().value as Record<string, StateValue>).gate, 'closed');
  });

  test('says of each behaviour what it is, and what it does besides its chart', () => {
    const { gate, lamp, wall } = roomConfig(hall).states!;
    equal(gate!.meta, {
      'rules on': ['enter', 'create'],
      'may hold': ['enter'],
      takes: ['!open', 'seal', '!knock'],
      hears: ['held', 'said'],
      tells: ['gate.opened', 'gate.sealed'],
    });
    equal([lamp!.description, lamp!.meta], ['It is on or off, at each end. Two ends.', {}]);
    equal(wall, { description: 'Nobody whispers.', meta: { 'rules on': ['whisper'] } });
  });

  test('of a behaviour alone is its chart, and a lonely box where it has none', () => {
    is(behaviourConfig(gate).id, 'gate');
    equal(read(behaviourConfig(lamp)).events, ['said', 'due']);
    equal(behaviourConfig(wall), { id: 'wall', description: 'Nobody whispers.', meta: { 'rules on': ['whisper'] } });
  });

  test('of several behaviours of a file has them side by side', () => {
    const { id, type, states } = behavioursConfig('hall.ts', [gate, wall]);
    equal([id, type, Object.keys(states!)], ['hall.ts', 'parallel', ['gate', 'wall']]);
    read(behavioursConfig('gate', [gate, wall]));
  });

  test('takes names that are those of the house', () => {
    const base = behaviour({ name: 'base', about: 'Lowest.' });
    const config = roomConfig(kind({ name: 'gate', about: 'Twice.', listed: false }, [base, gate]));
    equal([config.id, ...Object.keys(config.states!)], ['gate room', 'base of the room', 'base', 'gate']);
    read(config);
  });

  test('gives the place of the whole from those of its parts', () => {
    const config = roomConfig(hall);
    const value = wholeValue(config, 'occupied', { gate: { open: 'ajar' }, wall: undefined });
    equal(value, { base: 'occupied', gate: { open: 'ajar' }, lamp: {}, wall: {} });
    const snapshot = read(config).resolveState({ value, context: {} } as never);
    is(snapshot.matches({ gate: { open: 'ajar' } } as never), true);
  });
});
