// What every part of the fuzz test is given. A part throws an Error that says what was found, shrunk, and is done in silence
// where nothing was.

export interface FuzzOptions {
  /** The same seed and number of runs find the same. */
  readonly seed: number;
  /** How many cases each property is tried on. */
  readonly runs: number;
}

export type Fuzz = (options: FuzzOptions) => Promise<void>;
