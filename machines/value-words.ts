// What sort of value something is, in words that complete “must be …, not …”. Never the value itself.

/** `a text`, `an async function`, `a list`. */
export function sortOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'function':
      return functionSort(value);
    case 'boolean':
      return `${value}`;
    case 'object':
      return value instanceof Promise ? 'a promise' : 'an object';
    default:
      return `a ${typeof value}`;
  }
}

/** A function that says what it says at once, and not later or bit by bit. */
export function isPlainFunction(value: unknown): boolean {
  return typeof value === 'function' && functionSort(value) === 'a function';
}

const sorts: Readonly<Record<string, string>> = {
  '[object AsyncFunction]': 'an async function',
  '[object GeneratorFunction]': 'a generator function',
  '[object AsyncGeneratorFunction]': 'an async generator function',
};

function functionSort(value: object): string {
  return sorts[Object.prototype.toString.call(value)] ?? 'a function';
}
