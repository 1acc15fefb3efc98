// Turns what the schema found into sentences: place, path, what is wrong, how to mend it.
// Never repeats a text value, since any of them may be a secret.
import { TomlDate } from 'smol-toml';
import type { z } from 'zod';
import { nearest } from '../machines/nearest.ts';
import type { Layers } from './config-layers.ts';
import { expectation, knownPaths, type Path, schemaAt, writePath } from './config-schema.ts';

/** One or more sentences for each thing that the schema found wrong. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], layers: Layers): string[] {
  return issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(key => unknownKey([...issue.path, key], layers));
    }
    // of several shapes that it may have, the one that it was meant to have
    const meant =
      issue.code === 'invalid_union' ? issue.errors.find(errors => errors.every(({ path }) => path.length > 0)) : undefined;
    if (meant) {
      const inside = meant.map(one => ({ ...one, path: [...issue.path, ...one.path] }));
      return describeIssues(inside as z.core.$ZodIssue[], layers);
    }
    return [wrongValue(issue.path, layers)];
  });
}

/** `FILE: path what`, for rules that the schema does not know. */
export function problemAt(path: Path, what: string, layers: Layers): string {
  const source = layers.sourceOf(path);
  return `${source ? `${source}: ` : ''}${writePath(path)} ${what}`;
}

function unknownKey(path: Path, layers: Layers): string {
  const word = writePath(path);
  const index = path.find(part => typeof part === 'number') ?? 0;
  const found = nearest(word, knownPaths(index as number));
  if (found) return problemAt(path, `is not known: did you mean ${found}?`, layers);
  const parent = path.slice(0, -1);
  const keys = Object.keys(schemaAt(parent)?.properties ?? {}).join(', ');
  return problemAt(path, `is not known: ${parent.length ? `in ${writePath(parent)}` : 'at the top'} there are ${keys}`, layers);
}

function wrongValue(path: Path, layers: Layers): string {
  const value = valueAt(layers.tree, path);
  if (value === undefined) return problemAt(path, `is missing${howToGive(path)}`, layers);
  const of = schemaAt(path);
  const given = describe(value, path);
  const meant = typeof value === 'string' && of?.enum ? nearest(value, of.enum.map(String)) : undefined;
  const fix = of?.type === 'string' && !of.enum && typeof value !== 'string' ? ': put it in quotes' : '';
  const hint = meant ? `: did you mean "${meant}"?` : fix;
  return problemAt(path, `must be ${of ? expectation(of) : 'something else'}${given && `, not ${given}`}${hint}`, layers);
}

const waysToGive: Record<string, string> = {
  server: ': give --server HOST:PORT, CONFAB_SERVER or server = "HOST:PORT" in the file of --config',
  domain: ': give --domain NAME, CONFAB_DOMAIN or domain = "NAME" in the file of --config',
};

function howToGive(path: Path): string {
  const name = writePath(path);
  if (waysToGive[name]) return waysToGive[name];
  const parent = path.at(-2);
  return typeof parent === 'number' ? `: every entry of ${writePath(path.slice(0, -2))} needs one` : '';
}

/** What was given, in words; a number itself where it cannot be a secret. */
function describe(value: unknown, path: Path): string {
  if (typeof value === 'number' && path.at(-1) !== 'secret') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'this list';
  if (value instanceof TomlDate) return 'a date';
  if (value === '') return 'empty';
  switch (typeof value) {
    case 'string':
      return 'this text';
    case 'boolean':
      return String(value);
    case 'object':
      return 'a table';
    default:
      return `a ${typeof value}`;
  }
}

function valueAt(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (here, part) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, part)
        ? (here as Record<PropertyKey, unknown>)[part]
        : undefined,
    tree,
  );
}
