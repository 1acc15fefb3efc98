// A behaviour's chart as a tree of states that can be walked before it is compiled: who leads where. It reads what is
// written as far as it can be read, and judges nothing.

/** A state, or the chart itself. */
export interface ChartState {
  /** From the top, with dots between; empty for the chart itself. */
  readonly path: string;
  readonly key: string;
  readonly parent: ChartState | undefined;
  readonly written: Readonly<Record<string, unknown>>;
  readonly states: readonly ChartState[];
}

/** A transition as it is written. */
export interface Way {
  readonly from: ChartState;
  /** What brings it about: an event, or `always` or `onDone`. */
  readonly by: string;
  readonly sort: 'on' | 'always' | 'onDone';
  /** The transition itself; a text for one that is only a target. */
  readonly written: unknown;
}

/** `state open.asked`, for the beginning of a sentence. */
export function placeOf({ path }: ChartState): string {
  return path === '' ? 'its chart' : `state ${path}`;
}

export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function chartTree(region: Readonly<Record<string, unknown>>): ChartState {
  const stateOf = (key: string, written: Readonly<Record<string, unknown>>, parent: ChartState | undefined): ChartState => {
    const states: ChartState[] = [];
    const state = { path: parent?.path ? `${parent.path}.${key}` : key, key, parent, written, states };
    if (isTable(written.states))
      for (const [name, child] of Object.entries(written.states)) states.push(stateOf(name, isTable(child) ? child : {}, state));
    return state;
  };
  return stateOf('', region, undefined);
}

/** The state and all in it. */
export function within(state: ChartState): readonly ChartState[] {
  return [state, ...state.states.flatMap(within)];
}

/** Those above it, without the chart itself. */
export function above({ parent }: ChartState): readonly ChartState[] {
  return parent?.parent ? [parent, ...above(parent)] : [];
}

export function childOf(state: ChartState, key: string): ChartState | undefined {
  return state.states.find(child => child.key === key);
}

/** The state in which one with states in it begins. */
export function firstOf(state: ChartState): ChartState | undefined {
  return typeof state.written.initial === 'string' ? childOf(state, state.written.initial) : undefined;
}

export function waysOf(from: ChartState): readonly Way[] {
  const { on, always, onDone } = from.written;
  const events = isTable(on) ? Object.entries(on) : [];
  return [
    ...events.flatMap(([by, ways]) => listOf(ways).map(written => ({ from, by, sort: 'on' as const, written }))),
    ...listOf(always).map(written => ({ from, by: 'always', sort: 'always' as const, written })),
    ...listOf(onDone).map(written => ({ from, by: 'onDone', sort: 'onDone' as const, written })),
  ];
}

/** The targets of a transition as they are written. */
export function targetsOf({ written }: Way): readonly unknown[] {
  return typeof written === 'string' ? [written] : isTable(written) ? listOf(written.target) : [];
}

/** The events that some state of the chart listens to. */
export function eventsOf(chart: ChartState): readonly string[] {
  return within(chart).flatMap(({ written }) => (isTable(written.on) ? Object.keys(written.on) : []));
}

/**
 * The state that a target means, by the rules of XState: `b` beside this state, `b.c` in that one, `.c` in this one,
 * `#NAME.b` from the top.
 * @param name the behaviour's, which is the id of its chart
 */
export function stateMeant(from: ChartState, target: string, name: string): ChartState | undefined {
  if (target.startsWith('#')) {
    const [id, ...path] = target.slice(1).split('.');
    return id === name ? inside(topOf(from), path) : undefined;
  }
  if (target.startsWith('.')) return inside(from, target.slice(1).split('.'));
  return from.parent && inside(from.parent, target.split('.'));
}

/** The targets that could be written there, the plainest first. */
export function meantStates(from: ChartState): readonly string[] {
  const { parent } = from;
  const beside = parent
    ? within(parent)
        .slice(1)
        .map(state => relative(state, parent))
    : [];
  return [
    ...beside,
    ...within(from)
      .slice(1)
      .map(state => `.${relative(state, from)}`),
  ];
}

function relative({ path }: ChartState, { path: above }: ChartState): string {
  return above === '' ? path : path.slice(above.length + 1);
}

function topOf(state: ChartState): ChartState {
  return state.parent ? topOf(state.parent) : state;
}

function inside(state: ChartState, path: readonly string[]): ChartState | undefined {
  return path.reduce<ChartState | undefined>((here, key) => here && childOf(here, key), state);
}
