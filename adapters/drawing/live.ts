// Where a chart stands now, as marks in it: for a picture of one room instead of all rooms of a kind.
import type { StateValue } from 'xstate';
import { type Chart, statesOf } from './chart.ts';
import type { MachineConfig, StateConfig } from './room-config.ts';

/** What a live state is marked with in JSON, among its tags. */
export const liveTag = 'live';

/** The ids of the states in which it is and may leave again; what the chart does not have is passed over. */
export function liveStates({ root }: Chart, value: StateValue): ReadonlySet<string> {
  const lit = new Set(pathsOf(value).map(path => [root.id, ...path].join('.')));
  // a region is never left
  const chosen = statesOf(root)
    .filter(({ type }) => type === 'compound')
    .flatMap(({ states }) => states);
  return new Set(chosen.filter(({ id }) => lit.has(id)).map(({ id }) => id));
}

/** The machine with a tag on each of those states, by their ids; `snapshot.hasTag('live')` is how a tool asks for them. */
export function marked(config: MachineConfig, live: ReadonlySet<string>): MachineConfig {
  return { ...markedState(config, config.id, live), id: config.id };
}

function markedState(config: StateConfig, id: string, live: ReadonlySet<string>): StateConfig {
  const { states, tags = [], ...rest } = config;
  const own = live.has(id) ? [...[tags].flat(), liveTag] : [tags].flat();
  const within = Object.entries(states ?? {}).map(([name, state]) => [name, markedState(state, `${id}.${name}`, live)]);
  return { ...rest, ...(own.length > 0 ? { tags: own } : {}), ...(states ? { states: Object.fromEntries(within) } : {}) };
}

function pathsOf(value: StateValue): readonly (readonly string[])[] {
  if (typeof value === 'string') return [[value]];
  return Object.entries(value).flatMap(([name, inner]) => [
    [name],
    ...(inner === undefined ? [] : pathsOf(inner).map(path => [name, ...path])),
  ]);
}
