// Work about several people: for each of them one after the other, and for different ones side by side.

export class Turns {
  #last = new Map<string, Promise<unknown>>();

  /**
   * Does something when all that was to be done about this one before is done, well or not.
   * @param over rejects it where all was forgotten meanwhile
   */
  take<T>(whom: string, work: () => Promise<T>, over: () => Error): Promise<T> {
    const last = this.#last;
    const turn = (last.get(whom) ?? Promise.resolve()).then(() => {
      if (this.#last !== last) throw over();
      return work();
    });
    const done: Promise<unknown> = turn
      .catch(() => {})
      .then(() => {
        if (last.get(whom) === done) last.delete(whom);
      });
    last.set(whom, done);
    return turn;
  }

  /** Waits no longer for what is being done; what waits behind it is not done. */
  forget(): void {
    this.#last = new Map();
  }
}
