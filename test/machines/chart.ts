// A chart as its tests see it: all its states and transitions, the names that it uses, and what is reached of it
// along generated paths. Transitions only: no action is carried out.
import type { AnyMachineSnapshot, AnyStateMachine, AnyTransitionDefinition, EventObject, StateNode } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';

type AnyNode = StateNode<never, never>;

/** All states below the root, by their name. */
export function statesOf(machine: AnyStateMachine): AnyNode[] {
  const below = (node: AnyNode): AnyNode[] =>
    Object.values(node.states).flatMap(child => [child as AnyNode, ...below(child as AnyNode)]);
  return below(machine.root as unknown as AnyNode);
}

/** All transitions, also those that are taken without an event, each as a line. */
export function transitionsOf(machine: AnyStateMachine): string[] {
  const nodes = [machine.root as unknown as AnyNode, ...statesOf(machine)];
  return nodes.flatMap(node => [...node.transitions.values(), node.always ?? []].flat()).map(asLine);
}

/** Names of actions and guards that the chart uses and nothing implements: xstate is silent about them. */
export function unknownNames(machine: AnyStateMachine): string[] {
  const { actions, guards } = machine.implementations;
  const nodes = [machine.root as unknown as AnyNode, ...statesOf(machine)];
  const transitions = nodes.flatMap(node => [...node.transitions.values(), node.always ?? []].flat());
  const used = [...transitions.flatMap(({ actions }) => actions), ...nodes.flatMap(({ entry, exit }) => [...entry, ...exit])];
  return [
    ...used.map(nameOf).filter(name => !(name in actions)),
    ...transitions.flatMap(({ guard }) => (guard === undefined ? [] : [nameOf(guard)])).filter(name => !(name in guards)),
  ];
}

export interface Reached {
  readonly states: Set<string>;
  readonly transitions: Set<string>;
}

/** What is reached from the start by these events, in whatever order. */
export function walk(machine: AnyStateMachine, input: unknown, events: readonly EventObject[], reached: Reached): Reached {
  // on the value alone: the context knows no bounds
  const serializeState = (snapshot: AnyMachineSnapshot) => JSON.stringify(snapshot.value);
  const map: object = getAdjacencyMap(machine, { input, events, serializeState } as never);
  for (const { state } of Object.values(map) as { state: AnyMachineSnapshot }[]) {
    reached.states.add(String(state.value));
    for (const event of events) {
      for (const taken of machine.getTransitionData(state, event)) reached.transitions.add(asLine(taken));
    }
  }
  return reached;
}

function asLine({ source, eventType, guard, target, actions }: AnyTransitionDefinition): string {
  const asked = guard === undefined ? '' : ` [${nameOf(guard)}]`;
  const to = target?.map(({ key }) => key).join() ?? 'itself';
  return `${source.key}: ${eventType || 'at once'}${asked} -> ${to} / ${actions.map(nameOf).join()}`;
}

function nameOf(named: unknown): string {
  return typeof named === 'string' ? named : String((named as { readonly type?: unknown }).type);
}
