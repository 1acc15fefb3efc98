// Checks a command line against what a command takes, before citty reads it: citty lets unknown flags,
// missing values and surplus words pass in silence, and keeps only the last of a repeated flag.
import { parseArgs } from 'node:util';
import type { ArgsDef } from 'citty';
import { nearest } from '../machines/nearest.ts';

export interface CheckedArguments {
  /** Every value of each flag, in order. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Sentences about what is wrong. */
  readonly problems: readonly string[];
}

/** @param repeatable flags that may be given more than once */
export function checkArguments(rawArgs: readonly string[], args: ArgsDef, repeatable: readonly string[] = []): CheckedArguments {
  const flags = Object.entries(args).filter(([, { type }]) => type !== 'positional');
  const places = Object.entries(args).filter(([, { type }]) => type === 'positional');
  const known = new Map(flags.map(([name, { type }]) => [name, type === 'boolean' ? 'boolean' : 'string'] as const));
  const { tokens } = parseArgs({
    args: [...rawArgs],
    options: Object.fromEntries([...known].map(([name, type]) => [name, { type }])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Record<string, string[]> = {};
  const problems: string[] = [];
  let words = 0;
  for (const token of tokens) {
    if (token.kind === 'positional') words++;
    if (token.kind !== 'option') continue;
    const problem = flagProblem(token, known, values, repeatable);
    if (problem) problems.push(problem);
    else values[token.name] = [...(values[token.name] ?? []), token.value ?? ''];
  }
  const needed = places.filter(([, { required }]) => required !== false);
  const missing = needed.slice(words).map(([name]) => name.toUpperCase());
  if (missing.length > 0) problems.push(`${missing.join(' and ')} must be given`);
  // what follows an unknown flag may be its value
  if (words > places.length && problems.length === 0) {
    const surplus = words - places.length;
    problems.push(`there ${surplus === 1 ? 'is a word' : `are ${surplus} words`} too many: put text with spaces in quotes`);
  }
  return { values, problems };
}

interface Flag {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function flagProblem(
  { name, rawName, value, inlineValue }: Flag,
  known: ReadonlyMap<string, 'boolean' | 'string'>,
  values: Readonly<Record<string, readonly string[]>>,
  repeatable: readonly string[],
): string | undefined {
  const type = known.get(name);
  if (type === undefined) {
    const found = nearest(name, known.keys());
    return `${rawName} is not known${found ? `: did you mean --${found}?` : ''}`;
  }
  if (type === 'boolean') return inlineValue ? `${rawName} takes no value` : undefined;
  // a value that looks like a flag is one that was forgotten; --flag=-value says that it is meant. A - alone is a place
  if (value === undefined || (!inlineValue && value.startsWith('-') && value !== '-')) {
    return `${rawName} needs a value; one that begins with "-" as ${rawName}=VALUE`;
  }
  if (name in values && !repeatable.includes(name)) return `${rawName} is given twice`;
  return undefined;
}
