// One line of the result: what one contestant did in one work. Plain data, as it is written to JSON.
import type { ProfileSummary } from './profile.ts';
import type { Faults } from './tally.ts';

export interface Line extends Faults {
  work: string;
  title: string;
  contestant: string;
  dialect: string;
  /** What `done` counts: people who entered, or messages of which every copy arrived. */
  unit: 'entries' | 'messages';
  done: number;
  /** Copies of messages; for entries presences, pushes and answers. */
  deliveries: number;
  seconds: number;
  /** CPU seconds of the contestant, and of the bench beside it. Null where they cannot be told. */
  cpuSeconds: number | null;
  loadSeconds: number;
  /** Milliseconds until the last copy of a message was in. */
  p50?: number;
  p99?: number;
  /** Bytes that one person, or one room with one person in it, added. Null where they cannot be told. */
  resident?: number | null;
  heap?: number | null;
  /** The work whose cost this one is compared with. */
  beside?: string;
  /** Where the time went, when the same was done once more for a profile. */
  profile?: ProfileSummary;
  /** Why it is not whole, in words; '' where it is. */
  note: string;
}

/** Whether every delivery arrived, and none twice or astray. Entries that the time limit cut short are no fault. */
export function isSound(line: Line): boolean {
  const whole = line.missing === 0 || (line.unit === 'entries' && line.note !== '');
  return whole && line.twice === 0 && line.strays === 0 && line.unlike === 0 && line.errors === 0;
}

/** Stanzas that were delivered in each CPU second of the contestant; NaN where that cannot be told. */
export function stanzasPerCpu({ deliveries, cpuSeconds }: Line): number {
  return deliveries / (cpuSeconds || Number.NaN);
}

/** The line of another contestant in the same work: in the same dialect, or in its only one. */
export function counterpart(line: Line, lines: readonly Line[], contestant: string): Line | undefined {
  const theirs = lines.filter(other => other.contestant === contestant);
  const speaks = theirs.some(({ dialect }) => dialect === line.dialect);
  return theirs.find(
    ({ work, unit, dialect }) => work === line.work && unit === line.unit && (!speaks || dialect === line.dialect),
  );
}

/** The line of the same contestant in the work that this one is compared with. */
export function besideOf(line: Line, lines: readonly Line[]): Line | undefined {
  return lines.find(
    ({ work, dialect, contestant }) =>
      work === line.beside && work !== line.work && dialect === line.dialect && contestant === line.contestant,
  );
}

/** What one delivery costs in CPU time beside one of the work that it is compared with; undefined without such a one. */
export function growth(line: Line, lines: readonly Line[]): number | undefined {
  const other = besideOf(line, lines);
  return other && stanzasPerCpu(other) / stanzasPerCpu(line);
}
