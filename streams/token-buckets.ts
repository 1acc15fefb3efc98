// Token buckets by key, in a book of bounded size: who goes on faster than the pace finds their bucket empty.
// Time comes in; what becomes of those whose bucket is empty is not decided here.

/** So many at once, and so many a second after that; a rate of 0 is no bound. */
export interface Pace {
  readonly rate: number;
  readonly burst: number;
}

export interface Bucket {
  /** When it is full again if nothing more is taken, in tokens of its pace: seconds since 1970 times the rate. */
  full: number;
  /** Milliseconds since 1970 before which it is remembered, full or not: something was told to its owner until then. */
  until: number;
}

/** Below so many nobody looks for what can be forgotten. */
const few = 1_024;

/** Milliseconds after which a book that stayed nearly full is looked through again. */
const patience = 1_000;

export class TokenBuckets {
  readonly #pace: Pace;
  readonly #most: number;
  readonly #buckets = new Map<string, Bucket>();
  #nextSweep: number;
  #idleUntil = Number.NEGATIVE_INFINITY;

  /** @param most buckets that there may be at any time */
  constructor(pace: Pace, most: number) {
    this.#pace = pace;
    this.#most = most;
    this.#nextSweep = Math.min(few, most);
  }

  get size(): number {
    return this.#buckets.size;
  }

  /**
   * The bucket of a key. Undefined where every bucket that there may be says something still: none of them is given up
   * for a newcomer, so that nobody gets a full one by bringing many others.
   * @param at milliseconds since 1970, never less than before
   */
  of(key: string, at: number): Bucket | undefined {
    return this.#buckets.get(key) ?? this.#add(key, at);
  }

  /** Takes one token, if there is one. */
  take(bucket: Bucket, at: number): boolean {
    const { rate, burst } = this.#pace;
    if (rate === 0) return true;
    const now = (at * rate) / 1_000;
    const full = Math.max(bucket.full, now) + 1;
    if (full - now > burst) return false;
    bucket.full = full;
    return true;
  }

  #add(key: string, at: number): Bucket | undefined {
    if (this.#buckets.size >= this.#nextSweep && at >= this.#idleUntil) this.#sweep(at);
    if (this.#buckets.size >= this.#most) return undefined;
    const bucket = { full: 0, until: 0 };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  /** Forgets the buckets that are full again: a new one says the same. */
  #sweep(at: number): void {
    const now = (at * this.#pace.rate) / 1_000;
    for (const [key, { full, until }] of this.#buckets) {
      if (full <= now && until <= at) this.#buckets.delete(key);
    }
    const { size } = this.#buckets;
    this.#nextSweep = Math.min(this.#most, Math.max(few, size * 2));
    // it costs as much as there are: a book that stays nearly full is not looked through for every newcomer
    if (size * 4 > this.#most * 3) this.#idleUntil = at + patience;
  }
}
