// One transition, then its actions.

import { equal, is, throws } from 'uvu/assert';
import { type AnyActorScope, createActor, setup } from 'xstate';
import { take } from '../../machines/take.ts';
import { suite } from '../suite.ts';

const done: string[] = [];
const machine = setup({
  types: { context: {} as { mayGo: boolean } },
  actions: {
    greet: ({ event }, { name }: { name: string }) => done.push(`${event.type} ${name}`),
    go: () => done.push('went'),
    fail: () => {
      throw new Error('no');
    },
  },
  guards: { mayGo: ({ context }) => context.mayGo },
}).createMachine({
  context: { mayGo: true },
  initial: 'here',
  states: {
    here: {
      on: {
        go: {
          guard: 'mayGo',
          target: 'there',
          actions: [{ type: 'greet', params: { name: 'woody' } }, { type: 'greet', params: { name: 'buzz' } }, 'go'],
        },
        fail: { target: 'there', actions: ['go', 'fail', 'go'] },
      },
    },
    there: {},
  },
});
let scope!: AnyActorScope;
// an actor that does nothing lends its scope
createActor({
  getInitialSnapshot(own: AnyActorScope) {
    scope = own;
    return { status: 'active', output: undefined, error: undefined };
  },
  transition: snapshot => snapshot,
  getPersistedSnapshot: snapshot => snapshot,
});
const start = machine.resolveState({ value: 'here', context: { mayGo: true } });

suite('to take an event', test => {
  test.before.each(() => {
    done.length = 0;
  });

  test('is to go on, and then to do the actions in their order, with their parameters', () => {
    is(take(machine, start, { type: 'go' }, scope).value, 'there');
    equal(done, ['go woody', 'go buzz', 'went']);
  });

  test('is to do nothing where the chart does not listen', () => {
    is(take(machine, start, { type: 'sleep' }, scope).value, 'here');
    equal(done, []);
  });

  test('throws what an action throws, and leaves the rest undone', () => {
    throws(() => take(machine, start, { type: 'fail' }, scope), /^no$/);
    equal(done, ['went']);
    is(start.value, 'here');
  });
});
