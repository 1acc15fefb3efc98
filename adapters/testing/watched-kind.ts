// A kind of room whose charts note which states and transitions were reached. It works as the kind itself does.
import type { AnyStateMachine, StateValue } from 'xstate';
import type { Kind, Part } from '../../machines/kind.ts';
import type { Chart, Drive, Stand } from '../../machines/region.ts';
import { type Stepped, stateNamed, transitionNamed, Walk } from './chart-walk.ts';

/** What was reached of one behaviour's chart. */
export interface Watch {
  readonly behaviour: string;
  readonly chart: Chart;
  readonly walk: Walk;
  /** States and transitions by their names. */
  readonly reached: Set<string>;
}

export interface Watched {
  readonly kind: Kind;
  readonly watches: readonly Watch[];
}

export function watched(kind: Kind): Watched {
  const watches: Watch[] = [];
  const parts = kind.parts.map((part): Part => {
    if (!part.chart) return part;
    const watch = watchOf(part.behaviour.name, part.chart);
    watches.push(watch);
    return { ...part, chart: watchedChart(watch) };
  });
  return { kind: { ...kind, parts }, watches };
}

function watchOf(behaviour: string, chart: Chart): Watch {
  const walk = new Walk(chart.machine as unknown as AnyStateMachine);
  const watch = { behaviour, chart, walk, reached: new Set<string>() };
  note(watch, { snapshot: walk.at({}), transitions: [], states: [] });
  return watch;
}

function note({ walk: { places }, reached }: Watch, { snapshot, transitions, states }: Stepped): void {
  for (const one of transitions) reached.add(transitionNamed(places.transitions.get(one)!));
  for (const one of [...states, ...snapshot._nodes]) if (places.states.has(one)) reached.add(stateNamed(places.states.get(one)!));
}

/** Steps a copy of the machine, and stands where that has come to. */
function watchedChart(watch: Watch): Chart {
  const { chart, walk } = watch;
  const { machine, initial, events } = chart;
  const step = (stand: Stand, type: string, drive: Drive): Stand => {
    const stepped = walk.step(walk.at(stand.value), type, drive);
    note(watch, stepped);
    return chart.stand(stepped.snapshot.value);
  };
  return { machine, initial, events, stand: (value: StateValue) => chart.stand(value), step } as unknown as Chart;
}
