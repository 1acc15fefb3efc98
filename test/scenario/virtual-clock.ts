// Time that passes only when a scenario says so.
interface Alarm {
  readonly every: number;
  readonly ring: () => void;
  next: number;
}

export class VirtualClock {
  #now: number;
  readonly #alarms = new Set<Alarm>();

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

  /** Lets time pass, alarm by alarm; `settle` is awaited after each moment at which something rang. */
  async pass(milliseconds: number, settle: () => Promise<void>): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = Math.min(...[...this.#alarms].map(alarm => alarm.next));
      if (due > end) break;
      this.#now = due;
      for (const alarm of [...this.#alarms]) {
        if (alarm.next > due || !this.#alarms.has(alarm)) continue;
        alarm.next += alarm.every;
        alarm.ring();
      }
      await settle();
    }
    this.#now = end;
  }
}
