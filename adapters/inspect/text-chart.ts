// A chart as a tree of text: its regions and states, with those lit in which it is. For terminals.
import { type AnyStateMachine, createMachine } from 'xstate';
import { type ChartState, chartOf } from '../drawing/chart.ts';
import type { MachineConfig } from '../drawing/room-config.ts';
import { printable } from '../table.ts';

/** A line a state: ● where it is, ○ where it is not, nothing before regions; what a lit state means stands beside it. */
export function textChart(config: MachineConfig, live: readonly string[]): readonly string[] {
  const { root } = chartOf(createMachine(config as never) as unknown as AnyStateMachine);
  return [printable(root.name), ...linesWithin(root, new Set(live), '')];
}

function linesWithin({ states, type }: ChartState, live: ReadonlySet<string>, indent: string): readonly string[] {
  return states.flatMap((state, place) => {
    const isLast = place === states.length - 1;
    const isLit = live.has(state.id);
    const mark = type === 'parallel' ? '' : isLit ? '● ' : '○ ';
    const about = isLit && state.description ? `  ${printable(state.description)}` : '';
    const line = `${indent}${isLast ? '└─ ' : '├─ '}${mark}${printable(state.name)}${about}`;
    return [line, ...linesWithin(state, live, `${indent}${isLast ? '   ' : '│  '}`)];
  });
}
