// Who has had which message: every copy is ticked off once, so that a missing, doubled or stray one is noticed.
// It keeps marks only for messages that are still on their way.

interface Entry {
  first: number;
  left: number;
  had: Uint8Array;
  sent: number;
}

export class Ledger {
  /** Copies that arrived where and when they should. */
  arrived = 0;
  /** Copies that came twice to the same person. */
  twice = 0;
  /** Copies that came to somebody outside the room, or of a message that was never sent. */
  strays = 0;
  readonly #entries: (Entry | undefined)[] = [];
  readonly #spare = new Map<number, Uint8Array[]>();

  /** Notes a message to the people `first` … `first + size - 1`, sent at `now`; returns its number. */
  send(first: number, size: number, now: number): number {
    const had = this.#spare.get(size)?.pop()?.fill(0) ?? new Uint8Array(size);
    return this.#entries.push({ first, left: size, had, sent: now }) - 1;
  }

  /** Ticks off one copy. Returns when the message was sent if this was its last copy, else -1. */
  tick(seq: number, person: number): number {
    const entry = this.#entries[seq];
    if (entry === undefined) {
      if (seq >= 0 && seq < this.#entries.length) this.twice++;
      else this.strays++;
      return -1;
    }
    const mark = person - entry.first;
    if (mark < 0 || mark >= entry.had.length) {
      this.strays++;
      return -1;
    }
    if (entry.had[mark] === 1) {
      this.twice++;
      return -1;
    }
    entry.had[mark] = 1;
    this.arrived++;
    if (--entry.left > 0) return -1;
    this.#entries[seq] = undefined;
    const size = entry.had.length;
    const spare = this.#spare.get(size);
    if (spare) spare.push(entry.had);
    else this.#spare.set(size, [entry.had]);
    return entry.sent;
  }

  /** Copies that have not come. */
  get missing(): number {
    return this.#entries.reduce((sum, entry) => sum + (entry?.left ?? 0), 0);
  }
}
