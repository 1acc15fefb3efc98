// What the schema says of a written behaviour, as sentences for whoever writes it.
import type { z } from 'zod';
import { isObject } from './choice.ts';
import type { Faults, Path } from './faults.ts';

type Issue = z.core.$ZodIssue;

/** How deep objects and lists may stand in each other: what is deeper is no behaviour that anybody reads. */
const deepest = 40;

/** Whether something is nested deeper than any schema should follow. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > deepest || Object.values(value).some(inner => isTooDeep(inner, depth + 1));
}

export function formFaults(issues: readonly Issue[], value: unknown, faults: Faults, before: Path = []): void {
  for (const issue of issues) {
    const path = [...before, ...issue.path];
    const chosen = issue.code === 'invalid_union' ? /^@(\d+)$/.exec(issue.message) : undefined;
    if (chosen && issue.code === 'invalid_union') formFaults(issue.errors[Number(chosen[1])]!, value, faults, path);
    else faults.add(path, sentenceOf(issue, at(value, path)));
  }
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, key) => (isObject(here) || Array.isArray(here) ? Reflect.get(here, key) : undefined), value);
}

function sentenceOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? `this is missing: write ${words[issue.expected] ?? issue.expected}`
        : `${words[issue.expected] ?? issue.expected} is needed here, not ${described(value)}`;
    case 'invalid_value':
      return value === undefined
        ? `this is missing: write one of ${issue.values.join(', ')}`
        : `${described(value)} is none of ${issue.values.join(', ')}`;
    case 'too_small':
      return `this is too ${sizes[issue.origin]?.[0] ?? 'small'}: ${issue.minimum} at least`;
    case 'too_big':
      return `this is too ${sizes[issue.origin]?.[1] ?? 'large'}: ${issue.maximum} at most`;
    case 'invalid_key':
      return 'this is no name: write a small letter, and then letters, digits and “-”, 40 at most';
    default:
      return issue.message;
  }
}

const words: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list of two',
};
const sizes: Readonly<Record<string, readonly [string, string]>> = { string: ['short', 'long'], array: ['short', 'long'] };

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return typeof value === 'string' ? `“${value.slice(0, 50)}”` : String(value);
}
