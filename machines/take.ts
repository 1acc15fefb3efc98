// One transition of a chart, and then its actions, in their order: nothing is done before the chart has decided.
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';

interface Action {
  readonly exec?: ((info: unknown, params: unknown) => void) | undefined;
  readonly info: unknown;
  readonly params: unknown;
}

/** Returns the next snapshot. Throws what an action throws; the caller takes back what was done until then. */
export function take(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: EventObject,
  scope: AnyActorScope,
): AnyMachineSnapshot {
  const actions: Action[] = [];
  const buffering = { ...scope, actionExecutor: (action: Action) => actions.push(action) };
  const next = machine.transition(snapshot, event, buffering as never);
  for (const { exec, info, params } of actions) exec!(info, params);
  return next;
}
