// What a chart tries for an event where it stands: the transitions of its innermost state and of those around it, in
// their order. Most events move no chart: whoever knows the tries can do what they say without a machine's help.
import type { AnyMachineSnapshot } from 'xstate';

/** A transition as it stands in the chart. */
export interface Try {
  readonly guard: Named | undefined;
  readonly actions: readonly Named[];
  readonly moves: boolean;
}

export interface Named {
  readonly type: string;
  readonly params?: unknown;
}

/**
 * Undefined where there is more to it than that, and only the machine knows: parallel states, `always`, patterns, parameters
 * that are made from the event.
 */
export function triesOf({ _nodes: nodes }: AnyMachineSnapshot, type: string): readonly Try[] | undefined {
  const inner = nodes.filter(node => Object.keys(node.states).length === 0);
  if (inner.length !== 1 || nodes.some(node => node.always)) return undefined;
  const tries: Try[] = [];
  for (let node: (typeof nodes)[number] | undefined = inner[0]; node; node = node.parent) {
    const { transitions } = node;
    if ([...transitions.keys()].some(key => key !== '*' && key.endsWith('*'))) return undefined;
    // for anything else only where none of its own is taken
    const candidates = [...(transitions.get(type) ?? []), ...(transitions.get('*') ?? [])];
    for (const { guard, actions, target, reenter } of candidates) {
      const named = { guard: guard === undefined ? undefined : namedOf(guard), actions: actions.map(namedOf) };
      if ([named.guard, ...named.actions].some(one => typeof one?.params === 'function')) return undefined;
      tries.push({ ...named, moves: target !== undefined || reenter });
    }
  }
  return tries;
}

function namedOf(one: unknown): Named {
  return typeof one === 'string' ? { type: one } : (one as Named);
}
