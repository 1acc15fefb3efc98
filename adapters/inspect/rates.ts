// How many requests rooms get in a second, over the last seconds. It counts only while somebody looks, and forgets rooms
// of which nothing is heard.

/** Seconds over which a rate is taken. */
const seconds = 5;

interface Count {
  /** Up to which second it is counted, since 1970. */
  second: number;
  readonly counts: number[];
}

export class Rates<Room extends object> {
  readonly #rooms = new Map<Room, Count>();

  /** @param at milliseconds since 1970 */
  count(room: Room, at: number): void {
    const now = Math.floor(at / 1000);
    let count = this.#rooms.get(room);
    if (!count) {
      count = { second: now, counts: Array.from({ length: seconds }, () => 0) };
      this.#rooms.set(room, count);
    }
    forward(count, now);
    count.counts[now % seconds]!++;
  }

  /** Requests in a second. */
  of(room: Room, at: number): number {
    const count = this.#rooms.get(room);
    if (!count) return 0;
    forward(count, Math.floor(at / 1000));
    const sum = count.counts.reduce((all, one) => all + one, 0);
    if (sum === 0) this.#rooms.delete(room);
    return sum / seconds;
  }

  forget(room: Room): void {
    this.#rooms.delete(room);
  }

  clear(): void {
    this.#rooms.clear();
  }

  /** Rooms of which something is remembered. */
  get size(): number {
    return this.#rooms.size;
  }
}

function forward(count: Count, now: number): void {
  if (now - count.second >= seconds) count.counts.fill(0);
  else for (let second = count.second + 1; second <= now; second++) count.counts[second % seconds] = 0;
  count.second = Math.max(count.second, now);
}
