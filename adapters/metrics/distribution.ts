// Counts values by size: what a histogram is made of, without its cost. It knows no metric.

/** Upper bounds of a histogram of durations, in seconds: from what one turn of the event loop takes to what people notice. */
export const durationBounds: readonly number[] = [
  0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

export class Distribution {
  /** In ascending order. */
  readonly bounds: readonly number[];
  readonly #counts: Float64Array;
  #sum = 0;

  constructor(bounds: readonly number[] = durationBounds) {
    this.bounds = bounds;
    this.#counts = new Float64Array(bounds.length + 1);
  }

  add(value: number): void {
    const { bounds } = this;
    let at = 0;
    while (at < bounds.length && value > bounds[at]!) at++;
    this.#counts[at]!++;
    this.#sum += value;
  }

  get sum(): number {
    return this.#sum;
  }

  /** How many values are at most each of the bounds, and last how many there are. */
  cumulative(): number[] {
    let total = 0;
    return Array.from(this.#counts, count => {
      total += count;
      return total;
    });
  }
}
