// Time that passes only when a test says so.
import type { Clock } from '../clock.ts';

interface Alarm {
  readonly every: number;
  readonly ring: () => void;
  next: number;
}

export class VirtualClock implements Clock {
  #now: number;
  readonly #alarms = new Set<Alarm>();

  /** @param start milliseconds since 1970 */
  constructor(start = Date.UTC(2001, 0, 10, 12)) {
    this.#now = start;
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => this.#now;

  /** Calls `ring` every `milliseconds` until the returned function is called. */
  readonly every = (milliseconds: number, ring: () => void): (() => void) => {
    const alarm: Alarm = { every: milliseconds, ring, next: this.#now + milliseconds };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  };

  /** Alarms that nobody has called off. */
  get pending(): number {
    return this.#alarms.size;
  }

  /**
   * Lets time pass, alarm by alarm.
   * @param settle is awaited after each moment at which something rang
   */
  pass(milliseconds: number): void;
  pass(milliseconds: number, settle: () => Promise<void>): Promise<void>;
  pass(milliseconds: number, settle?: () => Promise<void>): void | Promise<void> {
    const end = this.#now + milliseconds;
    if (settle) return this.#passSettled(end, settle);
    while (this.#step(end));
    this.#now = end;
  }

  /** The same, where the clock rings only some times, as one does that is late. */
  leap(milliseconds: number, rings: number): void {
    for (let left = rings; left > 0; left--) {
      this.#now += milliseconds / rings;
      for (const alarm of [...this.#alarms]) {
        alarm.next = this.#now + alarm.every;
        alarm.ring();
      }
    }
  }

  async #passSettled(end: number, settle: () => Promise<void>): Promise<void> {
    while (this.#step(end)) await settle();
    this.#now = end;
  }

  /** On to the next moment at which something rings; false where none is before the end. */
  #step(end: number): boolean {
    const due = Math.min(...[...this.#alarms].map(({ next }) => next));
    if (due > end) return false;
    this.#now = due;
    for (const alarm of [...this.#alarms]) {
      if (alarm.next > due || !this.#alarms.has(alarm)) continue;
      alarm.next += alarm.every;
      alarm.ring();
    }
    return true;
  }
}
