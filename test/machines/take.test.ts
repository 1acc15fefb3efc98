// One transition, then its actions; and that a chart that stays does what XState would do with it.
import fc from 'fast-check';
import { equal, is, throws } from 'uvu/assert';
import { type AnyActorScope, type AnyMachineSnapshot, and, assign, createActor, createMachine, emit, raise, setup } from 'xstate';
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

/** Steps by the machine alone: what `take` is held against. */
function byMachine(chart: typeof machine, snapshot: AnyMachineSnapshot, event: { type: string }): AnyMachineSnapshot {
  const actions: { exec?: (info: unknown, params: unknown) => void; info: unknown; params: unknown }[] = [];
  const buffering = { ...scope, emit() {}, actionExecutor: (action: never) => actions.push(action) };
  const next = chart.transition(snapshot as never, event as never, buffering as never);
  for (const { exec, info, params } of actions) exec?.(info, params);
  return next;
}

const guards = Object.fromEntries(
  ['a', 'b', 'c'].map(name => [name, ({ context }: { context: Record<string, boolean> }) => context[name]!]),
);
const pieces = {
  guards: {
    ...guards,
    is: ({ event }: { event: { type: string } }, { type }: { type: string }) => event.type === type,
    both: and(['a', 'b'] as never),
  },
  actions: {
    note: ({ event }: { event: { type: string } }, params?: { text: string }) => done.push(`${event.type} ${params?.text ?? ''}`),
    flip: assign(({ context }) => ({ a: !context.a })),
    call: raise({ type: 'x' }),
    tell: emit({ type: 'told' }),
  },
};

const anyGuard = fc.constantFrom(
  undefined,
  'a',
  'b',
  'c',
  'both',
  { type: 'is', params: { type: 'x' } },
  {
    type: 'is',
    params: ({ event }: { event: { type: string } }) => ({ type: event.type }),
  },
);
const note = (text: string) => ({ type: 'note', params: { text } });
const anyAction = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('note', note('1'), note('2')) },
  { weight: 1, arbitrary: fc.constantFrom('flip', 'call', 'tell', { type: 'note', params: () => ({ text: 'made' }) }) },
);
const anyTransition = fc
  .record({
    guard: anyGuard,
    actions: fc.array(anyAction, { maxLength: 3 }),
    target: fc.option(fc.constantFrom('p', 'q', 'end'), { nil: undefined, freq: 3 }),
  })
  .map(({ guard, target, actions }) => ({ ...(guard && { guard }), ...(target && { target }), actions }));
const anyOn = fc.dictionary(fc.constantFrom('x', 'y', 'y.z', '*'), fc.array(anyTransition, { minLength: 1, maxLength: 3 }), {
  maxKeys: 4,
});
const atRoot = (on: Record<string, { target?: string }[]>) =>
  Object.fromEntries(
    Object.entries(on).map(([type, all]) => [type, all.map(one => (one.target ? { ...one, target: `.${one.target}` } : one))]),
  );
// a chain of raised events may have no end: only `y` raises
const withoutLoops = (on: Record<string, { actions: unknown[] }[]>) =>
  Object.fromEntries(
    Object.entries(on).map(([type, all]) => [
      type,
      all.map(one => ({ ...one, actions: type.startsWith('y') ? one.actions : one.actions.filter(action => action !== 'call') })),
    ]),
  );

suite('a chart that stays where it is', test => {
  test.before.each(() => {
    done.length = 0;
  });

  test('does of any events what the machine does with them, and a chart that moves as well', () => {
    fc.assert(
      fc.property(
        fc.tuple(anyOn, anyOn, anyOn),
        fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }),
        fc.array(fc.constantFrom('x', 'y', 'y.z', 'unknown'), { maxLength: 8 }),
        ([root, p, q], context, events) => {
          const chart = createMachine(
            {
              context,
              initial: 'p',
              on: withoutLoops(atRoot(root) as never),
              states: { p: { on: withoutLoops(p as never) }, q: { on: withoutLoops(q as never) }, end: { type: 'final' } },
            } as never,
            pieces as never,
          ) as unknown as typeof machine;
          let mine = chart.resolveState({ value: 'p' as never, context: context as never }) as AnyMachineSnapshot;
          let theirs = mine;
          for (const type of events) {
            done.length = 0;
            theirs = byMachine(chart, theirs, { type });
            const expected = done.splice(0);
            mine = take(chart, mine, { type }, { ...scope, emit() {} } as never);
            equal(done, expected);
            equal([mine.value, mine.status, mine.context], [theirs.value, theirs.status, theirs.context]);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test('is the same snapshot, whether or not it did anything', () => {
    const chart = createMachine(
      { context: {}, initial: 'p', states: { p: { on: { x: { actions: 'note' } } } } } as never,
      pieces as never,
    ) as unknown as typeof machine;
    const snapshot = chart.resolveState({ value: 'p' as never, context: {} as never }) as AnyMachineSnapshot;
    for (const type of ['x', 'y', 'x']) is(take(chart, snapshot, { type }, scope), snapshot);
    equal(done.splice(0), ['x ', 'x ']);
  });

  test('asks its guards with the context of that time', () => {
    const context = { mayGo: false };
    const closed = machine.resolveState({ value: 'here', context });
    is(take(machine, closed, { type: 'go' }, scope).value, 'here');
    context.mayGo = true;
    is(take(machine, closed, { type: 'go' }, scope).value, 'there');
    done.length = 0;
  });

  test('throws what an action throws, and leaves the rest undone', () => {
    const throwing = { ...pieces, actions: { ...pieces.actions, fail: () => throwIt() } };
    const chart = createMachine(
      { context: {}, initial: 'p', states: { p: { on: { x: { actions: ['note', 'fail', 'note'] } } } } } as never,
      throwing as never,
    ) as unknown as typeof machine;
    const snapshot = chart.resolveState({ value: 'p' as never, context: {} as never }) as AnyMachineSnapshot;
    throws(() => take(chart, snapshot, { type: 'x' }, scope), /^no$/);
    equal(done.splice(0), ['x ']);
  });

  test('is left to the machine where it has ended', () => {
    const chart = createMachine(
      {
        context: {},
        initial: 'p',
        on: { x: { actions: 'note' } },
        states: { p: { on: { end: 'end' } }, end: { type: 'final' } },
      } as never,
      pieces as never,
    ) as unknown as typeof machine;
    const begun = chart.resolveState({ value: 'p' as never, context: {} as never }) as AnyMachineSnapshot;
    const ended = take(chart, begun, { type: 'end' }, scope);
    is(ended.status, 'done');
    const theirs = byMachine(chart, ended, { type: 'x' });
    const expected = done.splice(0);
    const mine = take(chart, ended, { type: 'x' }, scope);
    equal([mine.value, mine.status, done], [theirs.value, theirs.status, expected]);
  });

  test('of which one has the same names as another does not know what the other does', () => {
    const of = (text: string) =>
      createMachine(
        { context: {}, initial: 'p', states: { p: { on: { x: { actions: 'act' } } } } } as never,
        {
          actions: { act: () => done.push(text) },
        } as never,
      ) as unknown as typeof machine;
    for (const text of ['one', 'other']) {
      const chart = of(text);
      take(chart, chart.resolveState({ value: 'p' as never, context: {} as never }) as AnyMachineSnapshot, { type: 'x' }, scope);
    }
    equal(done.splice(0), ['one', 'other']);
  });
});

function throwIt(): never {
  throw new Error('no');
}
