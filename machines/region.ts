// A behaviour's chart: written in the syntax of XState, compiled once for all rooms of a kind, and stepped on its
// own. Drawn it is a region of the room's chart; run it is not, so that one that throws is known by name.
import { type AnyActorScope, type AnyMachineSnapshot, createMachine, type StateValue } from 'xstate';
import { type Try, triesOf } from './tries.ts';

/** Names only: what they do stands in the behaviour's `actions` and `guards`. */
export interface RegionTransition {
  readonly target?: string | readonly string[];
  readonly guard?: string | { readonly type: string; readonly params?: object };
  readonly actions?: RegionActions;
  readonly description?: string;
  readonly reenter?: boolean;
}
export type RegionAction = string | { readonly type: string; readonly params?: object };
export type RegionActions = RegionAction | readonly RegionAction[];
export type RegionTransitions = string | RegionTransition | readonly RegionTransition[];

export interface RegionState {
  readonly description?: string;
  readonly type?: 'atomic' | 'compound' | 'parallel' | 'final';
  readonly initial?: string;
  readonly states?: Readonly<Record<string, RegionState>>;
  readonly on?: Readonly<Record<string, RegionTransitions>>;
  readonly always?: RegionTransitions;
  readonly onDone?: RegionTransitions;
  /** When the state is entered by a transition. A room that begins in it has its data from `data`. */
  readonly entry?: RegionActions;
  readonly exit?: RegionActions;
  readonly tags?: string | readonly string[];
}

export interface Region extends RegionState {
  readonly states: Readonly<Record<string, RegionState>>;
}

/** How many steps a chart may take by itself before it counts as a loop. */
const mostSteps = 100;

/** Where a chart stands: the same value for every room that stands there. */
export interface Stand {
  readonly value: StateValue;
  readonly snapshot: AnyMachineSnapshot;
  /** The events that it has a transition for; all of them where it has one without an event. */
  readonly listens: ReadonlySet<string> | 'all';
  /** By event: what is tried for it; null where that is left to the machine. */
  readonly tries: Map<string, readonly Try[] | null>;
}

/** What a chart is driven by: the guards' answers, and what its actions do. */
export interface Drive {
  readonly ask: (guard: string, params: unknown) => boolean;
  readonly act: (action: string, params: unknown) => void;
}

export class Chart {
  readonly machine;
  readonly initial: Stand;
  /** Every event that some state has a transition for. */
  readonly events: readonly string[];
  readonly #stands = new Map<string, Stand>();
  /** Of the step that is being made. Not with the event: some steps follow from others, without it. */
  #drive: Drive | undefined;

  constructor(name: string, region: Region, guards: readonly string[]) {
    const ask = (guard: string) => (_: unknown, params: unknown) => this.#drive!.ask(guard, params);
    const config = { ...region, id: name, context: {}, options: { maxIterations: mostSteps } };
    this.machine = createMachine(
      config as never,
      { guards: Object.fromEntries(guards.map(guard => [guard, ask(guard)])) } as never,
    );
    this.events = this.machine.events as readonly string[];
    this.initial = this.stand({});
  }

  /** Throws where the chart has no such state. What the value leaves open begins at its first state. */
  stand(value: StateValue): Stand {
    return this.#standOf(this.machine.resolveState({ value, context: {} } as never));
  }

  /** Where it stands after an event; does nothing by itself: the drive does. */
  step(stand: Stand, type: string, drive: Drive): Stand {
    const plain = this.#plain(stand, type);
    if (!plain) return this.#transition(stand, type, drive);
    const answers: boolean[] = [];
    for (const { guard, actions, moves } of plain) {
      if (guard) answers.push(drive.ask(guard.type, guard.params));
      if (answers.at(-1) === false && guard) continue;
      // the machine asks in the same order, and is told the same
      if (moves) return this.#transition(stand, type, { ...drive, ask: (...asked) => answers.shift() ?? drive.ask(...asked) });
      for (const action of actions) drive.act(action.type, action.params);
      return stand;
    }
    return stand;
  }

  /** What is tried in turn, where nothing more than that can happen; most events move no chart, and cost little then. */
  #plain(stand: Stand, type: string): readonly Try[] | undefined {
    const known = stand.tries.get(type);
    if (known !== undefined) return known ?? undefined;
    const tries = triesOf(stand.snapshot, type);
    stand.tries.set(type, tries ?? null);
    return tries;
  }

  #transition(stand: Stand, type: string, drive: Drive): Stand {
    const actionExecutor = ({ type, params }: { readonly type: string; readonly params: unknown }) => drive.act(type, params);
    const scope = { ...still, actionExecutor } as unknown as AnyActorScope;
    const before = this.#drive;
    this.#drive = drive;
    try {
      return this.#standOf(this.machine.transition(stand.snapshot as never, { type } as never, scope as never));
    } finally {
      this.#drive = before;
    }
  }

  #standOf(snapshot: AnyMachineSnapshot): Stand {
    const { value } = snapshot;
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    const known = this.#stands.get(key);
    if (known) return known;
    const stand = { value, snapshot, listens: listensOf(snapshot), tries: new Map() };
    this.#stands.set(key, stand);
    return stand;
  }
}

function listensOf({ _nodes: nodes, status }: AnyMachineSnapshot): Stand['listens'] {
  if (status !== 'active') return new Set();
  const events = nodes.flatMap(node => (node.always ? ['*'] : [...node.transitions.keys()]));
  return events.includes('*') ? 'all' : new Set(events);
}

const nothing = () => {};
/** No actor: a chart is stepped, and sends nothing. */
export const still = {
  self: {},
  id: '',
  logger: nothing,
  defer: nothing,
  emit: nothing,
  stopChild: nothing,
  system: { _sendInspectionEvent: nothing },
};
