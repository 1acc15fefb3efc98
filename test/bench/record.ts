// What a run of the bench leaves: where and when it was, every line, and what was made of them. Plain data, as in JSON.
import { type Judged, judge } from './goals.ts';
import { counterpart, type Line, stanzasPerCpu } from './line.ts';

/** Where and with what it ran. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  /** The servers beside it, with their versions. */
  readonly versions: readonly string[];
  /** The machine's load before the run: others that worked on it disturb the figures. */
  readonly loadBefore: number;
}

/** The engine's figure divided by another's in the same work; above 1 the engine is faster. */
export interface Ratio {
  readonly work: string;
  readonly dialect: string;
  readonly to: string;
  /** People who entered, or messages: by the clock, and by CPU time. Null where they cannot be told. */
  readonly perSecond: number | null;
  readonly perCpuSecond: number | null;
  /** Stanzas by CPU time: the other one may have more or fewer of them to send for the same entry. */
  readonly stanzasPerCpuSecond: number | null;
}

export interface BenchRecord extends Machine {
  readonly when: string;
  /** Whether it was a quick run, whose figures say nothing. */
  readonly quick: boolean;
  readonly lines: readonly Line[];
  readonly ratios: readonly Ratio[];
  readonly goals: readonly Judged[];
}

/** The record of a run, with the ratios and the goals that follow from its lines. */
export function recordOf(when: string, machine: Machine, quick: boolean, lines: readonly Line[]): BenchRecord {
  return { when, ...machine, quick, lines, ratios: ratios(lines), goals: judge(lines) };
}

/** The contestants that the engine is compared with, in the order in which they ran. */
export function others(lines: readonly Line[]): string[] {
  return [...new Set(lines.map(({ contestant }) => contestant))].filter(name => name !== 'confab');
}

function ratios(lines: readonly Line[]): Ratio[] {
  return lines
    .filter(({ contestant }) => contestant === 'confab')
    .flatMap(line =>
      others(lines).flatMap(to => {
        const other = counterpart(line, lines, to);
        return other ? [ratio(line, other)] : [];
      }),
    );
}

/** One line beside another one of the same work. */
export function ratio(line: Line, other: Line): Ratio {
  const perCpu = ({ done, cpuSeconds }: Line) => done / (cpuSeconds || Number.NaN);
  const perSecond = ({ done, seconds }: Line) => done / seconds;
  return {
    work: line.work,
    dialect: line.dialect,
    to: other.contestant,
    perSecond: finite(perSecond(line) / perSecond(other)),
    perCpuSecond: finite(perCpu(line) / perCpu(other)),
    stanzasPerCpuSecond: finite(stanzasPerCpu(line) / stanzasPerCpu(other)),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
