// A machine as a plain graph of states and transitions: what pictures, tables and pages of it are made from.
// It only reads the machine's definition: nothing is run, and no live state is in it.
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { actionName, actorName, eventName, guardName } from './naming.ts';

/** Everything in it is JSON; ids are paths from the root, with dots (`room.occupied`). */
export interface Chart {
  readonly name: string;
  readonly root: ChartState;
  /** In the order of the states, and in a state in the order in which they are tried. */
  readonly transitions: readonly ChartTransition[];
}

export interface ChartState {
  readonly id: string;
  readonly name: string;
  /** What the state is: `simple` has no states within, `compound` is in one of them, `parallel` in all at once. */
  readonly type: 'simple' | 'compound' | 'parallel' | 'final' | 'history' | 'deep-history';
  readonly description?: string;
  /** The ids of the states that a compound one begins in. */
  readonly initial: readonly string[];
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  /** The actors that run while it is in this state. */
  readonly invokes: readonly string[];
  /** What else it does: lists of names under a word, which are in the machine's `meta`. */
  readonly notes: readonly ChartNote[];
  readonly states: readonly ChartState[];
}

export interface ChartNote {
  readonly word: string;
  readonly names: readonly string[];
}

export interface ChartTransition {
  readonly id: string;
  /** The id of the state that it belongs to. */
  readonly from: string;
  /** Empty where the state does not change; several where parallel regions are entered at once. */
  readonly to: readonly string[];
  /** In words; none where it is taken at once, without an event. */
  readonly event?: string;
  /** The event as the machine knows it, where that is another word (`*`, `xstate.done.state.room`). */
  readonly type?: string;
  readonly guard?: string;
  /** Whether it is what remains where the guards before it, of the same event, say no. */
  readonly otherwise: boolean;
  readonly actions: readonly string[];
  readonly description?: string;
}

/** The graph of a machine, under the machine's id or another name. */
export function chartOf(machine: AnyStateMachine, name: string = machine.id): Chart {
  const { root } = machine;
  return { name, root: stateOf(root, name), transitions: transitionsBelow(root, name) };
}

/** A state and all states within it, from the outside in, in declared order. */
export function statesOf(state: ChartState): readonly ChartState[] {
  return [state, ...state.states.flatMap(statesOf)];
}

function stateOf(node: AnyStateNode, name: string): ChartState {
  const { config } = node;
  return {
    id: idOf(node, name),
    name: node.path.at(-1) ?? name,
    type: node.type === 'atomic' ? 'simple' : node.history === 'deep' ? 'deep-history' : node.type,
    ...described(node.description),
    initial: node.type === 'compound' ? (node.initial.target ?? []).map(target => idOf(target, name)) : [],
    // of the configuration, since the node's own have what `after` adds
    entry: listed(config.entry).map(actionName),
    exit: listed(config.exit).map(actionName),
    invokes: node.invoke.map(actorName),
    notes: notesOf(node.meta),
    states: childrenOf(node).map(child => stateOf(child, name)),
  };
}

function transitionsBelow(node: AnyStateNode, name: string): ChartTransition[] {
  const groups = [...(node.always ? [node.always] : []), ...node.transitions.values()];
  const own = groups.flatMap(group =>
    group.map(({ eventType, target, guard, actions, description }, place) => ({
      from: idOf(node, name),
      to: (target ?? []).map(entered => idOf(entered as AnyStateNode, name)),
      ...eventOf(eventType, node),
      ...(guard ? { guard: guardName(guard) } : {}),
      otherwise: !guard && group.slice(0, place).some(before => before.guard),
      actions: listed(actions).map(actionName),
      ...described(description),
    })),
  );
  const numbered = own.map((transition, number) => ({ id: `${transition.from}#${number}`, ...transition }));
  return [...numbered, ...childrenOf(node).flatMap(child => transitionsBelow(child, name))];
}

function eventOf(type: string, { invoke }: AnyStateNode): Pick<ChartTransition, 'event' | 'type'> {
  if (type === '') return {};
  const event = eventName(type, invoke);
  return event === type ? { event } : { event, type };
}

function notesOf(meta: unknown): readonly ChartNote[] {
  return Object.entries(meta ?? {}).flatMap(([word, names]) =>
    Array.isArray(names) && names.every(name => typeof name === 'string') ? [{ word, names }] : [],
  );
}

function described(text: string | undefined): { readonly description?: string } {
  const line = text?.replaceAll(/\s+/g, ' ').trim();
  return line ? { description: line } : {};
}

function childrenOf(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states);
}

function idOf(node: AnyStateNode, name: string): string {
  return [name, ...node.path].join('.');
}

function listed<T>(one: T | readonly T[] | undefined): readonly T[] {
  return one === undefined ? [] : Array.isArray(one) ? one : [one as T];
}
