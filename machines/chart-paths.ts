// Where the chart of a behaviour leads: states that nothing reaches, steps without end, and what would never be done.
// For charts whose names are right.
import {
  above,
  type ChartState,
  firstOf,
  isTable,
  placeOf,
  stateMeant,
  targetsOf,
  type Way,
  waysOf,
  within,
} from './chart-tree.ts';

/** Sentences that begin with the state. */
export function pathFaults(chart: ChartState, name: string): string[] {
  const lead = (way: Way) => targetsOf(way).map(target => stateMeant(way.from, String(target), name)!);
  const beginning = new Set(begun(chart));
  const entered = new Set<ChartState>();
  const reached = reach(beginning, state => waysOf(state).filter(isPossible).flatMap(lead), entered);
  return within(chart).flatMap(state => [
    ...endFaults(state),
    ...(reached.has(state) || state.states.some(child => reached.has(child)) ? [] : unreachable(state, reached)),
    ...(state.written.entry !== undefined && beginning.has(state) && !entered.has(state) ? [neverDone(state)] : []),
    ...(isEndless(state, lead) ? [endless(state)] : []),
  ]);
}

/** Where one stands when a state is entered: in it, and in those in which it begins. */
function begun(state: ChartState): readonly ChartState[] {
  if (state.written.type === 'parallel') return [state, ...state.states.flatMap(begun)];
  const first = firstOf(state);
  return first ? [state, ...begun(first)] : [state];
}

/** With a state one stands in those above it, and in what stands beside where all stand at once. */
function entering(target: ChartState): readonly ChartState[] {
  const outer = above(target);
  const beside = outer.filter(({ written }) => written.type === 'parallel').flatMap(({ states }) => states.flatMap(begun));
  return [...begun(target), ...outer, ...beside];
}

function reach(
  beginning: ReadonlySet<ChartState>,
  leads: (state: ChartState) => readonly ChartState[],
  entered: Set<ChartState>,
): ReadonlySet<ChartState> {
  const reached = new Set(beginning);
  // the set grows under the loop
  for (const state of reached) {
    for (const target of leads(state).flatMap(entering)) {
      entered.add(target);
      reached.add(target);
    }
  }
  return reached;
}

/** A state is done when one in it is final; where nothing can be, `onDone` leads nowhere. */
function isPossible({ from, sort }: Way): boolean {
  return sort !== 'onDone' || canEnd(from);
}

function canEnd({ written, states }: ChartState): boolean {
  if (written.type === 'parallel') return states.every(canEnd);
  return states.some(child => child.written.type === 'final');
}

function endFaults(state: ChartState): string[] {
  if (state.written.onDone === undefined || canEnd(state)) return [];
  return [`${placeOf(state)}: it has onDone, and never is done: make a state in it final, or leave onDone out.`];
}

/** Told once, for the outermost of those that nothing reaches. */
function unreachable(state: ChartState, reached: ReadonlySet<ChartState>): string[] {
  if (!state.parent || (state.parent.parent && !reached.has(state.parent))) return [];
  return [`${placeOf(state)}: nothing leads there: give some state a transition to it, or leave it out.`];
}

function neverDone(state: ChartState): string {
  return `${placeOf(state)}: its entry is never done, since a room begins here and nothing leads back: put into data what the room begins with.`;
}

function endless(state: ChartState): string {
  return `${placeOf(state)}: always leads on from here without end: give it a guard that says when.`;
}

/** Whether transitions that need neither event nor guard lead from a state back to it. */
function isEndless(state: ChartState, lead: (way: Way) => readonly ChartState[]): boolean {
  const next = (from: ChartState) => (onward(from) ? lead(onward(from)!).flatMap(hurried) : []);
  const seen = new Set(next(state));
  for (const one of seen) for (const further of next(one)) seen.add(further);
  return seen.has(state);
}

/** The transition that a state is left by at once. */
function onward(state: ChartState): Way | undefined {
  const [first] = waysOf(state).filter(({ sort }) => sort === 'always');
  return first && !(isTable(first.written) && first.written.guard !== undefined) ? first : undefined;
}

/** The states that lead on from there at once; the innermost comes before those around it. */
function hurried(target: ChartState): readonly ChartState[] {
  return begun(target)
    .filter(({ states }) => states.length === 0)
    .flatMap(leaf => [leaf, ...above(leaf)].find(onward) ?? []);
}
