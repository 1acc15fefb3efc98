// One line of the result: what one contestant did in one work. Plain data, as it is written to JSON.
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
  /** Why it is not whole, in words; '' where it is. */
  note: string;
}

/** Whether every delivery arrived, and none twice or astray. Entries that the time limit cut short are no fault. */
export function isSound(line: Line): boolean {
  const whole = line.missing === 0 || (line.unit === 'entries' && line.note !== '');
  return whole && line.twice === 0 && line.strays === 0 && line.unlike === 0 && line.errors === 0;
}
