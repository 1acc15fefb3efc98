// Whether behaviours get what they read as it is, or frozen: so that a test finds the line that writes where nobody
// may write. In a service that runs, nothing is frozen and nothing is checked.

export interface Frost {
  /** Requests, facts and settings: what others see as well. */
  readonly seen: <T>(value: T) => T;
  /** What a behaviour keeps. */
  readonly kept: <T>(value: T) => T;
}

const asItIs = <T>(value: T): T => value;

/** As it is. */
export const noFrost: Frost = { seen: asItIs, kept: asItIs };

/** All plain data is frozen, to the bottom; what is kept must be nothing else. */
export const frost: Frost = {
  // people are in the room's own book, which changes
  seen: value => freeze(value, () => {}),
  kept: value =>
    freeze(value, (odd, path) => {
      throw new Error(
        `it keeps ${described(odd)} as ${path || 'its data'}: only what JSON can write survives, so keep texts, numbers, lists and plain objects, and of a person the id`,
      );
    }),
};

/** What is frozen all the way down. */
const done = new WeakSet<object>();

function freeze<T>(value: T, refuse: (odd: unknown, path: string) => void, path = ''): T {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') refuse(value, path);
  if (typeof value !== 'object' || value === null || done.has(value)) return value;
  if (!isPlain(value)) {
    refuse(value, path);
    return value;
  }
  done.add(value);
  for (const [key, inner] of Object.entries(value)) freeze(inner, refuse, path ? `${path}.${key}` : key);
  return Object.freeze(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || ((prototype === Object.prototype || prototype === null) && !('actor' in value));
}

function described(value: unknown): string {
  if (typeof value !== 'object') return `a ${typeof value}`;
  return value !== null && 'actor' in value ? 'a person' : `a ${value?.constructor?.name ?? 'thing'}`;
}
