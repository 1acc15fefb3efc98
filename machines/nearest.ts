// Finds the known word that somebody probably meant: for unknown settings, flags, commands, states and facts.
// Knows nothing of what the words mean.

/**
 * The candidate that is nearest to a word, or undefined when none is near enough to be what was meant.
 * Case, `-` and `_` count for nothing. Dotted words are also compared by their last part alone, so that
 * a key written at the wrong level (`people` for `limits.people`) is found.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const cost = costOf(plain(word), plain(candidate));
    const longer = Math.max(leaf(plain(word)).length, leaf(plain(candidate)).length);
    if (cost < bestCost && cost <= Math.max(1, Math.floor(longer / 3))) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best;
}

/** `: did you mean x?`, or nothing where no candidate is near. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const found = nearest(word, candidates);
  return found === undefined ? '' : `: did you mean ${found}?`;
}

/** `: did you mean x?`, or else `: there are a, b.`, or that there are none. */
export function hint(word: string, candidates: Iterable<string>): string {
  const known = [...candidates];
  return suggestion(word, known) || (known.length > 0 ? `: there are ${known.join(', ')}.` : ': there are none.');
}

/** How many letters must be put in, taken out, changed or swapped with a neighbour to turn one word into another. */
export function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      let cost = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + change);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, rows[i - 2]![j - 2]! + 1);
      }
      row.push(cost);
    }
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}

function costOf(word: string, candidate: string): number {
  const whole = editDistance(word, candidate);
  const level = parent(word) === parent(candidate) ? 0 : 0.5;
  return Math.min(whole, editDistance(leaf(word), leaf(candidate)) + level);
}

const plain = (word: string) => word.toLowerCase().replaceAll(/[-_]/g, '');
const leaf = (word: string) => word.slice(word.lastIndexOf('.') + 1);
const parent = (word: string) => word.slice(0, Math.max(0, word.lastIndexOf('.')));
