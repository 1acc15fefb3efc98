// What a chart tries for an event: read from its transitions, and given up where only the machine can know.
import { equal, is } from 'uvu/assert';
import { type AnyMachineSnapshot, createMachine } from 'xstate';
import { triesOf } from '../../machines/tries.ts';
import { suite } from '../suite.ts';

type Config = Parameters<typeof createMachine>[0];

/** As the chart stands at the given value. */
const at = (config: Config, value: string | object = 'here') =>
  createMachine(config).resolveState({ value: value as never, context: {} }) as AnyMachineSnapshot;
const flat = (on: object, rest: object = {}): Config =>
  ({ initial: 'here', states: { here: { on }, there: {} }, ...rest }) as Config;
const one = (type: string, params?: unknown) => (params === undefined ? { type } : { type, params });

suite('the tries of a chart', test => {
  test('are the transitions for the event, in their order, with guards, actions and whether they move', () => {
    const chart = flat({
      go: [
        { guard: 'mayGo', target: 'there', actions: ['first', { type: 'second', params: { a: 1 } }] },
        { guard: { type: 'mayStay', params: { b: 2 } }, actions: 'stay' },
        { actions: [] },
      ],
      other: { actions: 'other' },
    });
    equal(triesOf(at(chart), 'go'), [
      { guard: one('mayGo'), actions: [one('first'), one('second', { a: 1 })], moves: true },
      { guard: one('mayStay', { b: 2 }), actions: [one('stay')], moves: false },
      { guard: undefined, actions: [], moves: false },
    ]);
    equal(triesOf(at(chart, 'there'), 'go'), []);
    equal(triesOf(at(chart), 'unknown'), []);
  });

  test('begin with the innermost state, and go on with those around it', () => {
    const chart = {
      initial: 'house',
      on: { ring: { actions: 'root' } },
      states: {
        house: {
          initial: 'room',
          on: { ring: { actions: 'house' } },
          states: { room: { on: { ring: { guard: 'isLoud', actions: 'room' } } } },
        },
      },
    } as Config;
    equal(
      triesOf(at(chart, { house: 'room' }), 'ring')!.map(({ actions }) => actions[0]!.type),
      ['room', 'house', 'root'],
    );
  });

  test('of a state end with those for anything, also where it has some for the event', () => {
    const chart = flat(
      { go: { guard: 'mayGo', actions: 'go' }, '*': { actions: 'anything' } },
      { on: { go: { actions: 'root' } } },
    );
    const named = (type: string) => triesOf(at(chart), type)!.map(({ actions }) => actions[0]!.type);
    equal(named('go'), ['go', 'anything', 'root']);
    equal(named('rest'), ['anything']);
  });

  test('have one that does nothing where the event is forbidden', () => {
    equal(triesOf(at(flat({ go: {} })), 'go'), [{ guard: undefined, actions: [], moves: false }]);
  });

  test('move where they enter the same state again', () => {
    const moves = (on: object) => triesOf(at(flat({ go: on })), 'go')![0]!.moves;
    equal([moves({ reenter: true }), moves({ target: 'here' }), moves({ target: 'here', reenter: true })], [true, true, true]);
  });

  test('have no name for what is written in the chart itself', () => {
    const [tried] = triesOf(at(flat({ go: { guard: () => true, actions: () => {} } })), 'go')!;
    equal([tried!.guard!.type, tried!.actions[0]!.type], [undefined, undefined]);
  });

  test('are left to the machine where states are parallel, go on by themselves, or take events by a pattern', () => {
    const parallel = { type: 'parallel', states: { a: {}, b: {} } } as Config;
    is(triesOf(at(parallel, { a: {}, b: {} }), 'go'), undefined);
    const always = {
      initial: 'here',
      states: { here: { always: { guard: () => false, target: 'there' } }, there: {} },
    } as Config;
    is(triesOf(at(always), 'go'), undefined);
    is(triesOf(at(flat({}, { always: { guard: () => false, actions: 'x' } })), 'go'), undefined);
    is(triesOf(at(flat({ 'go.*': { actions: 'x' } })), 'go.now'), undefined);
    is(triesOf(at(flat({}, { on: { 'go.*': { actions: 'x' } } })), 'stay'), undefined);
  });

  test('are left to the machine where parameters are made from the event', () => {
    is(triesOf(at(flat({ go: { actions: { type: 'x', params: () => ({}) } } })), 'go'), undefined);
    is(triesOf(at(flat({ go: { guard: { type: 'x', params: () => ({}) } } })), 'go'), undefined);
  });
});
