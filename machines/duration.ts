// A length of time in words, for people to read.

/** Whole seconds as `10 minutes`; what is no whole number of a unit is said in the next smaller one. */
export function inWords(seconds: number): string {
  const [length, unit] = units.find(([length]) => seconds >= length && seconds % length === 0) ?? [1, 'second'];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const units = [
  [3600, 'hour'],
  [60, 'minute'],
] as const;
