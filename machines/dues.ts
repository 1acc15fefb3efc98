// When time has to pass next in each of very many things: the times side by side, so that to look through a hundred
// thousand of them every second costs next to nothing.

/** A place in the list; it is its holder's until it is given back. */
export type Place = number;

interface Held<T> {
  readonly one: T;
  readonly order: number;
}

export class Dues<T> {
  #times = new Float64Array(64).fill(Number.POSITIVE_INFINITY);
  readonly #held: (Held<T> | undefined)[] = [];
  readonly #free: Place[] = [];
  #order = 0;

  /** A place for one more, for which nothing is due yet. */
  add(one: T): Place {
    const place = this.#free.pop() ?? this.#held.length;
    this.#held[place] = { one, order: this.#order++ };
    if (place === this.#times.length) {
      const longer = new Float64Array(2 * place).fill(Number.POSITIVE_INFINITY);
      longer.set(this.#times);
      this.#times = longer;
    }
    return place;
  }

  /** Writes down when something is due next, in milliseconds since 1970; infinity for never. */
  set(place: Place, time: number): void {
    this.#times[place] = time;
  }

  /** Gives the place back. */
  remove(place: Place): void {
    this.#held[place] = undefined;
    this.#times[place] = Number.POSITIVE_INFINITY;
    this.#free.push(place);
  }

  /** Those for which something is due at that time, in the order in which they were added. */
  at(time: number): T[] {
    const due: Held<T>[] = [];
    const times = this.#times;
    for (let place = 0; place < this.#held.length; place++) if (times[place]! <= time) due.push(this.#held[place]!);
    return due.sort((one, other) => one.order - other.order).map(({ one }) => one);
  }
}
