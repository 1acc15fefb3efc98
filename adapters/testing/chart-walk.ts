// Walking a chart without a room: its states and transitions by readable names, and steps in which guards answer as they
// are told. Behaviours' charts and any machine of XState.
import type {
  AnyActorScope,
  AnyMachineSnapshot,
  AnyStateMachine,
  AnyStateNode,
  AnyTransitionDefinition,
  StateValue,
} from 'xstate';
import { type Drive, still } from '../../machines/region.ts';

/** The states and transitions of a chart, each by a name such as `closed` or `open, on close → closed`. */
export interface ChartPlaces {
  readonly states: ReadonlyMap<AnyStateNode, string>;
  readonly transitions: ReadonlyMap<AnyTransitionDefinition, string>;
}

/** What happened in one step of a chart. */
export interface Stepped {
  readonly snapshot: AnyMachineSnapshot;
  readonly transitions: readonly AnyTransitionDefinition[];
  /** States in which it stood, if only for a moment. */
  readonly states: readonly AnyStateNode[];
}

/** Every state and transition of a machine, in the order in which they are written. */
export function placesOf(machine: AnyStateMachine): ChartPlaces {
  const states = new Map<AnyStateNode, string>();
  const transitions = new Map<AnyTransitionDefinition, string>();
  const names = new Set<string>();
  const add = (one: AnyTransitionDefinition, event?: string): void => {
    const name = nameOf(one, event);
    // two that read the same are still two
    let number = 1;
    while (names.has(number === 1 ? name : `${name} (${number})`)) number++;
    names.add(number === 1 ? name : `${name} (${number})`);
    transitions.set(one, number === 1 ? name : `${name} (${number})`);
  };
  const visit = (node: AnyStateNode): void => {
    if (node !== machine.root) states.set(node, pathOf(node));
    for (const [event, list] of node.transitions) for (const one of list) add(one, event);
    for (const one of node.always ?? []) add(one);
    for (const inner of Object.values(node.states)) visit(inner as AnyStateNode);
  };
  visit(machine.root);
  return { states, transitions };
}

/**
 * A machine that is walked: its guards answer as they are told for each step, and its actions do nothing but tell. It is
 * a copy, whose states have the names of the machine's own.
 */
export class Walk {
  readonly machine: AnyStateMachine;
  readonly places: ChartPlaces;
  readonly #scope: AnyActorScope;
  #drive: Drive | undefined;
  #transitions: AnyTransitionDefinition[] = [];
  #states: AnyStateNode[] = [];

  constructor(machine: AnyStateMachine) {
    const guards = new Set<string>();
    for (const one of placesOf(machine).transitions.keys()) if (one.guard) guards.add(guardName(one));
    const ask = (guard: string) => (_: unknown, params: unknown) => this.#drive!.ask(guard, params);
    this.machine = machine.provide({ guards: Object.fromEntries([...guards].map(name => [name, ask(name)])) } as never);
    this.places = placesOf(this.machine);
    this.#scope = {
      ...still,
      actionExecutor: ({ type, params }: { readonly type: string; readonly params: unknown }) => this.#drive!.act(type, params),
      system: { _sendInspectionEvent: (event: Inspected) => this.#note(event) },
    } as unknown as AnyActorScope;
  }

  /** Where it stands with that value; an empty one is the beginning. */
  at(value: StateValue): AnyMachineSnapshot {
    return this.machine.resolveState({ value, context: {} } as never);
  }

  /** Throws what guards and actions throw, and where it goes on without end. */
  step(from: AnyMachineSnapshot, type: string, drive: Drive): Stepped {
    this.#drive = drive;
    this.#transitions = [];
    this.#states = [];
    try {
      const snapshot = this.machine.transition(from, { type } as never, this.#scope) as AnyMachineSnapshot;
      return { snapshot, transitions: this.#transitions, states: this.#states };
    } finally {
      this.#drive = undefined;
    }
  }

  #note({ type, snapshot, _transitions: transitions = [] }: Inspected): void {
    if (type !== '@xstate.microstep') return;
    this.#transitions.push(...transitions);
    this.#states.push(...(snapshot as AnyMachineSnapshot)._nodes);
  }
}

interface Inspected {
  readonly type: string;
  readonly snapshot?: unknown;
  readonly _transitions?: readonly AnyTransitionDefinition[];
}

export function stateNamed<T extends string | undefined>(name: T): T {
  return (name === undefined ? undefined : `state ${name}`) as T;
}

export function transitionNamed<T extends string | undefined>(name: T): T {
  return (name === undefined ? undefined : `transition ${name}`) as T;
}

function pathOf({ path }: AnyStateNode): string {
  return path.join('.');
}

function guardName({ guard }: AnyTransitionDefinition): string {
  return typeof guard === 'string'
    ? guard
    : ((guard as { readonly type?: string } | undefined)?.type ?? 'a guard without a name');
}

/** With what it is asked. */
function guardText(transition: AnyTransitionDefinition): string {
  const { params } = (transition.guard ?? {}) as { readonly params?: object };
  return guardName(transition) + (params ? ` ${JSON.stringify(params)}` : '');
}

function nameOf(transition: AnyTransitionDefinition, event: string | undefined): string {
  const { source, target, guard } = transition;
  const from = source.parent ? pathOf(source) : 'anywhere';
  const when = event === undefined ? 'always' : `on ${event}`;
  const goal = target ? ` → ${target.map(node => pathOf(node as AnyStateNode)).join(', ')}` : '';
  return `${from}, ${when}${guard ? ` if ${guardText(transition)}` : ''}${goal}`;
}
