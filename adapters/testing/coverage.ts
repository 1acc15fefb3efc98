// Which states and transitions of the behaviours' charts a test has never reached, and how it could.
import type { AnyStateMachine } from 'xstate';
import { fail } from './assertion.ts';
import { stateNamed, transitionNamed } from './chart-walk.ts';
import { type Path, pathsIn } from './paths.ts';
import type { Watch } from './watched-kind.ts';

export interface Coverage {
  /** How many states and transitions were reached, and how many there are. */
  readonly reached: number;
  readonly all: number;
  /** What was never reached, each with the shortest way there; `steps` is undefined where none leads there. */
  readonly unreached: readonly Unreached[];
}

export type Unreached = Pick<Path, 'behaviour' | 'to'> & Partial<Pick<Path, 'steps' | 'text'>>;

/** Something that was watched: a stage, or conversations. */
export interface WithWatches {
  readonly watches: readonly Watch[];
}

/** What some rooms reached together of the charts of their behaviours. */
export function coverage(...rooms: readonly WithWatches[]): Coverage {
  const together = new Map<string, { readonly watch: Watch; readonly reached: Set<string> }>();
  for (const watch of rooms.flatMap(({ watches }) => watches)) {
    const known = together.get(watch.behaviour);
    if (known) for (const one of watch.reached) known.reached.add(one);
    else together.set(watch.behaviour, { watch, reached: new Set(watch.reached) });
  }
  const of = [...together.values()].map(({ watch, reached }) => coverageOf(watch, reached));
  return {
    reached: of.reduce((sum, one) => sum + one.reached, 0),
    all: of.reduce((sum, one) => sum + one.all, 0),
    unreached: of.flatMap(({ unreached }) => unreached),
  };
}

/**
 * What some rooms have not reached of the charts of their behaviours, a sentence for each with the shortest way there.
 */
export function unreached(...rooms: readonly WithWatches[]): readonly string[] {
  return coverage(...rooms).unreached.map(({ behaviour, to, text }) => {
    const way = text === undefined ? 'no way leads there' : text === '' ? 'it begins there' : `the shortest way: ${text}`;
    return `${behaviour}: ${to} was never reached; ${way}`;
  });
}

/** Throws an AssertionError where some state or transition was reached by none of the rooms. */
export function isCovered(...rooms: readonly WithWatches[]): void {
  const missing = unreached(...rooms);
  if (missing.length > 0) fail(`${missing.join('\n')}`, missing, [], isCovered);
}

function coverageOf({ behaviour, chart, walk: { places } }: Watch, reached: ReadonlySet<string>): Coverage {
  const names = [...[...places.states.values()].map(stateNamed), ...[...places.transitions.values()].map(transitionNamed)];
  const missing = names.filter(name => !reached.has(name));
  const ways = missing.length > 0 ? pathsIn(behaviour, chart.machine as unknown as AnyStateMachine).paths : [];
  return {
    reached: names.length - missing.length,
    all: names.length,
    unreached: missing.map(to => ways.find(way => way.to === to) ?? { behaviour, to }),
  };
}
