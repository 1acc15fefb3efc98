// What the engine has to reach in the works of the bench, and what it aims at: the one place where these numbers are.
import { counterpart, growth, type Line, stanzasPerCpu } from './line.ts';

export interface Goal {
  readonly work: string;
  /** What the number is, in words. */
  readonly what: string;
  readonly unit: 'x' | '%' | 'ms' | 'KB';
  /** At least this; with `most` at most. */
  readonly must: number;
  readonly aim?: number;
  readonly most?: true;
  /** The number in a line of the engine; undefined where what it needs was not measured. */
  readonly value: (line: Line, lines: readonly Line[]) => number | undefined;
}

/** A goal beside what was measured, as it is written to JSON. */
export interface Judged {
  readonly work: string;
  readonly dialect: string;
  readonly what: string;
  readonly unit: Goal['unit'];
  readonly value: number;
  readonly must: number;
  readonly aim?: number;
  readonly most?: true;
  readonly mark: 'missed' | 'must' | 'aim';
}

const times = (other: string, factor: number) => (line: Line, lines: readonly Line[]) => {
  const rival = counterpart(line, lines, other);
  return rival && (factor * stanzasPerCpu(line)) / stanzasPerCpu(rival);
};

const toEjabberd = (work: string, must: number, aim: number): Goal => ({
  work,
  what: 'stanzas per CPU second, to ejabberd',
  unit: 'x',
  must,
  aim,
  value: times('ejabberd', 1),
});

const ofSplice = (work: string): Goal => ({
  work,
  what: 'stanzas per CPU second, of Node splicing buffers',
  unit: '%',
  must: 40,
  aim: 55,
  value: times('splice', 100),
});

const heap = (work: string, what: string, must: number): Goal => ({
  work,
  what,
  unit: 'KB',
  must,
  most: true,
  value: line => (line.heap == null ? undefined : line.heap / 1_024),
});

const straight = (work: string): Goal => ({
  work,
  what: 'CPU time of a delivery, to one in the small work',
  unit: 'x',
  must: 1.5,
  most: true,
  value: growth,
});

export const goals: readonly Goal[] = [
  toEjabberd('small-turns', 1.6, 2.2),
  toEjabberd('small', 6, 10),
  toEjabberd('middle', 35, 50),
  ofSplice('middle'),
  toEjabberd('rooms', 2.5, 4),
  toEjabberd('entry', 10, 13),
  toEjabberd('large', 40, 55),
  ofSplice('large'),
  { work: 'large-turns', what: 'whole broadcast, median', unit: 'ms', must: 1, most: true, value: ({ p50 }) => p50 },
  {
    work: 'board',
    what: 'CPU time of a newcomer who is told a board of 10,000 strokes',
    unit: 'ms',
    must: 50,
    aim: 10,
    most: true,
    value: ({ cpuSeconds, done }) => (cpuSeconds == null ? undefined : (1_000 * cpuSeconds) / done),
  },
  heap('memory-rooms', 'heap of a room with one person', 10),
  heap('memory-people', 'heap of a person', 6),
  straight('people-10000'),
  straight('rooms-100000'),
];

/** The goals that can be judged by these lines, in each dialect. */
export function judge(lines: readonly Line[]): Judged[] {
  return goals.flatMap(({ value: measure, ...goal }) =>
    lines
      .filter(({ work, contestant }) => work === goal.work && contestant === 'confab')
      .flatMap(line => {
        const value = measure(line, lines);
        if (value === undefined || !Number.isFinite(value)) return [];
        return [{ ...goal, dialect: line.dialect, value, mark: mark(goal, value) }];
      }),
  );
}

function mark({ must, aim, most }: Omit<Goal, 'value'>, value: number): Judged['mark'] {
  const reaches = (goal: number) => (most ? value <= goal : value >= goal);
  if (!reaches(must)) return 'missed';
  return aim !== undefined && reaches(aim) ? 'aim' : 'must';
}

const decimals = { x: 2, '%': 0, ms: 2, KB: 1 };

/** A number of a goal with its unit, such as `3.20x` or `41 %`. */
export function withUnit(value: number, unit: Goal['unit']): string {
  const text = value.toFixed(unit === 'x' && value >= 10 ? 1 : decimals[unit]);
  return unit === 'x' ? `${text}x` : `${text} ${unit}`;
}

/** What has to be reached, such as `35x` or `at most 6 KB`. */
export function bound(value: number | undefined, { unit, most }: Pick<Judged, 'unit' | 'most'>): string {
  if (value === undefined) return '';
  return `${most ? 'at most ' : ''}${value}${unit === 'x' ? '' : ' '}${unit}`;
}
