// How long to wait before the next try to connect: exponential, with full jitter. It holds no timer.

export interface BackoffOptions {
  /** Milliseconds that the first wait is at most; each further one is twice as long at most. */
  readonly first: number;
  /** Milliseconds that no wait exceeds. */
  readonly last: number;
  /** Milliseconds of being up after which a loss counts as the first again. */
  readonly steady: number;
  /** From 0 up to but not including 1. */
  readonly random: () => number;
}

export interface Backoff {
  /**
   * Milliseconds to wait now, anything from none to the longest of this turn, so that many that lost one server do
   * not come back together.
   *
   * @param upFor milliseconds that the link was up before this failure
   */
  next(upFor: number): number;
  /** Milliseconds to wait where only people can mend it: the longest wait, or up to half of that less. */
  longest(): number;
}

export function backoff({ first, last, steady, random }: BackoffOptions): Backoff {
  let longest = first;
  return {
    next(upFor) {
      if (upFor >= steady) longest = first;
      const wait = random() * longest;
      longest = Math.min(last, longest * 2);
      return wait;
    },
    longest() {
      longest = last;
      return last * (1 - random() / 2);
    },
  };
}
