// One room that is watched: who is told of it, and how much of it they were told.
import type { Entry } from '../../machines/desk.ts';
import type { LiveEvent } from './protocol.ts';

export type Tell = (event: LiveEvent) => void;

export class Watched {
  readonly entry: Entry;
  readonly tells = new Set<Tell>();
  /** Requests that were not told since it was last said how many. */
  skipped = 0;
  /** When that was said. */
  skippedAt = 0;
  /** Requests so far, where the room has no ring that counts them. */
  steps: number;
  /** The key of the chart by which it was told last. */
  chart: string;
  /** Whether it may be another than was told: it may be in the middle of a step when it is first looked at. */
  isChanged = true;
  // which second it is, since 1970, and how many of its requests were told
  #second = 0;
  #told = 0;

  constructor(entry: Entry, chart: string) {
    this.entry = entry;
    this.steps = entry.ring?.total ?? 0;
    this.chart = chart;
  }

  /** Whether one more request may be told in this second. */
  mayTell(at: number, most: number): boolean {
    const second = Math.floor(at / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#told = 0;
    }
    return ++this.#told <= most;
  }

  tell(event: LiveEvent): void {
    // one of them may end what another watches
    for (const tell of [...this.tells]) if (this.tells.has(tell)) tell(event);
  }

  tellSkipped(): void {
    const count = this.skipped;
    this.skipped = 0;
    if (count > 0) this.tell({ type: 'skipped', data: { count } });
  }
}
