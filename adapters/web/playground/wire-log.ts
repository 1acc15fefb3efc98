// The last stanzas of all people at the playground, in and out, as they were on the wire.
import { signal } from '@preact/signals';

export interface WireEntry {
  readonly id: number;
  readonly at: number;
  /** The person's id, and the name that they were added by. */
  readonly person: string;
  readonly name: string;
  readonly out: boolean;
  readonly xml: string;
}

const most = 200;
let count = 0;

/** The latest last. */
export const wire = signal<readonly WireEntry[]>([]);

/** Puts one down; the oldest are forgotten. */
export function note(person: string, name: string, out: boolean, xml: string): void {
  count += 1;
  wire.value = [...wire.value.slice(1 - most), { id: count, at: Date.now(), person, name, out, xml }];
}

/** Begins anew. */
export function clearWire(): void {
  wire.value = [];
}
