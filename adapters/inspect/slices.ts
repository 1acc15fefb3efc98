// Long work a little at a time, so that rooms go on meanwhile: whoever looks must not hold up those who are looked at.

/** Milliseconds of work, after which everything else has a turn. */
const slice = 8;

/**
 * Does all of it, step by step.
 * @param isWanted asked between slices
 * @returns what it comes to; nothing where it was not wanted to its end
 */
export async function inSlices<T>(work: Generator<void, T>, isWanted: () => boolean): Promise<T | undefined> {
  while (isWanted()) {
    const end = performance.now() + slice;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await new Promise<void>(resolve => setImmediate(resolve));
  }
  return undefined;
}
