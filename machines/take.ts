// One transition of a chart, and then its actions, in their order: nothing is done before the chart has decided.
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { type Try, triesOf } from './tries.ts';

interface Action {
  readonly exec?: ((info: unknown, params: unknown) => void) | undefined;
  readonly info: unknown;
  readonly params: unknown;
}

type Plain = (info: unknown, params: unknown) => unknown;

/** A transition with what its names stand for. */
interface Bound {
  readonly guard: Plain | undefined;
  readonly params: unknown;
  readonly actions: readonly { readonly exec: Plain; readonly params: unknown }[];
  readonly moves: boolean;
}

/** Of each chart, by where it stands and the event: what is tried; null where that is left to the machine. */
const known = new WeakMap<AnyStateMachine, Map<string, Map<string, readonly Bound[] | null>>>();

/** Returns the next snapshot. Throws what an action throws; the caller takes back what was done until then. */
export function take(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: EventObject,
  scope: AnyActorScope,
): AnyMachineSnapshot {
  const { context } = snapshot;
  const tries = snapshot.status === 'active' ? triesFor(machine, snapshot, event.type) : null;
  if (tries) {
    let chosen: Bound | undefined;
    for (const one of tries) {
      if (one.guard && !one.guard({ context, event }, one.params)) continue;
      chosen = one;
      break;
    }
    // a chart that stays where it is needs no machine: most stanzas move none
    if (!chosen?.moves) {
      if (chosen) for (const { exec, params } of chosen.actions) exec({ context, event }, params);
      return snapshot;
    }
  }
  const actions: Action[] = [];
  const buffering = { ...scope, actionExecutor: (action: Action) => actions.push(action) };
  const next = machine.transition(snapshot, event, buffering as never);
  for (const { exec, info, params } of actions) exec!(info, params);
  return next;
}

function triesFor(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, type: string): readonly Bound[] | null {
  const value = snapshot.value as unknown;
  if (typeof value !== 'string') return null;
  const states = known.get(machine) ?? new Map<string, Map<string, readonly Bound[] | null>>();
  if (states.size === 0) known.set(machine, states);
  const events = states.get(value) ?? new Map<string, readonly Bound[] | null>();
  if (events.size === 0) states.set(value, events);
  let tries = events.get(type);
  if (tries === undefined) {
    tries = bound(machine, triesOf(snapshot, type));
    events.set(type, tries);
  }
  return tries;
}

/** Null where a name stands for something that only the machine can do, as `emit` and `assign`. */
function bound({ implementations }: AnyStateMachine, tries: readonly Try[] | undefined): readonly Bound[] | null {
  if (!tries) return null;
  const { actions, guards } = implementations as Record<'actions' | 'guards', Record<string, unknown>>;
  const all: Bound[] = [];
  for (const one of tries) {
    const guard = one.guard && plain(guards[one.guard.type]);
    const execs = one.actions.map(({ type, params }) => ({ exec: plain(actions[type]), params }));
    if ((one.guard && !guard) || execs.some(({ exec }) => !exec)) return null;
    all.push({ guard, params: one.guard?.params, actions: execs as Bound['actions'], moves: one.moves });
  }
  return all;
}

function plain(one: unknown): Plain | undefined {
  return typeof one === 'function' && !('resolve' in one) && !('check' in one) ? (one as Plain) : undefined;
}
