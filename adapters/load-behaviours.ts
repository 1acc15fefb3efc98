// Behaviours and kinds from outside: modules by path or package, and charts without code in JSON or TOML. All are read
// anew at each call where they have changed. What is in them is checked here; who needs them is not known here.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Behaviour } from '../machines/behaviour.ts';
import { faultsOfBehaviour } from '../machines/behaviour-faults.ts';
import { isBehaviour, isKind } from '../machines/behaviour-shape.ts';
import { shippedBehaviours } from '../machines/behaviours/all.ts';
import type { Kind } from '../machines/kind.ts';
import { writtenBehaviour } from '../machines/written/written-behaviour.ts';
import { readConfigFile, unreadable } from './config-file.ts';
import { importFailure } from './import-failure.ts';
import { jsonFault, lineAndColumn } from './json-place.ts';
import { packageFile } from './package-file.ts';
import { within } from './within.ts';

export interface Loaded {
  readonly behaviours: readonly Behaviour[];
  readonly kinds: readonly Kind[];
}

export interface LoadOptions {
  /** How many milliseconds a module may take to be imported. */
  readonly patience?: number;
  /** Whether a behaviour may have the name of one that comes with Confab, to be used in its place. */
  readonly replaces?: boolean;
}

/** Something is wrong with what was to be loaded. */
export class LoadError extends Error {
  /** A sentence for each fault, without a full stop, and which entry of the list it is about. */
  readonly faults: readonly { readonly at: number; readonly text: string }[];

  constructor(faults: LoadError['faults']) {
    super(faults.map(({ text }) => text).join('\n'));
    this.name = 'LoadError';
    this.faults = faults;
  }
}

/** Whether an entry names a file, and not a package. */
export function isPath(entry: string): boolean {
  return /^(\.{0,2}\/|file:|[A-Za-z]:[\\/])/u.test(entry);
}

/**
 * Loads every behaviour and kind that the entries export, by default or by name, in the order of the list.
 * @param list paths (./raise-hand.js, ./quiet.toml) and names of packages (@acme/lobby)
 * @param from the folder that they are relative to
 * @throws LoadError with all that is wrong: then nothing is loaded
 */
export async function loadBehaviours(list: readonly string[], from: string, options: LoadOptions = {}): Promise<Loaded> {
  const faults: { at: number; text: string }[] = [];
  const found: { at: number; value: Behaviour | Kind }[] = [];
  for (const [at, entry] of list.entries()) {
    try {
      const values = await valuesOf(entry, from, options);
      for (const value of values) if (!found.some(other => other.value === value)) found.push({ at, value });
    } catch (error) {
      if (!(error instanceof Unloadable)) throw error;
      faults.push(...error.sentences.map(text => ({ at, text })));
    }
  }
  faults.push(...clashes(found, list, options.replaces));
  if (faults.length > 0) throw new LoadError(faults);
  const values = found.map(({ value }) => value);
  return { behaviours: values.filter(isBehaviour), kinds: values.filter(isKind) };
}

/** What is wrong with one entry, in whole sentences. */
class Unloadable extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

async function valuesOf(entry: string, from: string, options: LoadOptions): Promise<readonly (Behaviour | Kind)[]> {
  const path = pathOf(entry, from);
  const bytes = read(entry, path);
  const values = ['.json', '.toml'].includes(extname(path))
    ? [written(entry, path, bytes.toString('utf8'))]
    : await exported(entry, path, bytes, options);
  const faults = values.filter(isBehaviour).flatMap(one => faultsOfBehaviour(one).map(fault => `${entry}: ${fault}`));
  if (faults.length > 0) throw new Unloadable(faults);
  return values;
}

function pathOf(entry: string, from: string): string {
  if (isPath(entry)) return entry.startsWith('file:') ? fileURLToPath(entry) : resolve(from, entry);
  try {
    return packageFile(entry, from);
  } catch (error) {
    throw new Unloadable([`${entry} ${(error as Error).message}`]);
  }
}

function read(entry: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Unloadable([`${entry}: ${unreadable(error)}`]);
  }
}

function written(entry: string, path: string, text: string): Behaviour {
  let value: unknown;
  try {
    value = extname(path) === '.toml' ? readConfigFile(path) : JSON.parse(text);
  } catch (error) {
    if (extname(path) === '.toml') throw new Unloadable([(error as Error).message.replace(path, entry)]);
    const { at, expected } = jsonFault(text)!;
    throw new Unloadable([`${entry}, ${lineAndColumn(text, at)}: not JSON: ${expected}`]);
  }
  try {
    return writtenBehaviour(value, entry) as unknown as Behaviour;
  } catch (error) {
    throw new Unloadable((error as Error).message.split('\n'));
  }
}

async function exported(
  entry: string,
  path: string,
  bytes: Buffer,
  options: LoadOptions,
): Promise<readonly (Behaviour | Kind)[]> {
  const values = Object.values(await imported(entry, path, bytes, options));
  const found = [...new Set(values.flatMap(unpacked))].filter(one => isBehaviour(one) || isKind(one));
  if (found.length > 0) return found;
  throw new Unloadable([`${entry}: it exports no behaviour and no kind: export what behaviour({…}) or kind({…}) gives`]);
}

/** What a CommonJS module exports comes in one object, and some export lists. */
function unpacked(value: unknown): readonly unknown[] {
  if (isBehaviour(value) || isKind(value) || typeof value !== 'object' || value === null) return [value];
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.values(value) : [];
}

async function imported(
  entry: string,
  path: string,
  bytes: Buffer,
  { patience = 30_000 }: LoadOptions,
): Promise<Record<string, unknown>> {
  // the runtimes keep what they have imported by its address: another content has another one
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  delete createRequire(import.meta.url).cache[path];
  try {
    const importing = import(`${pathToFileURL(path).href}?v=${version}`) as Promise<Record<string, unknown>>;
    if (await within(patience, importing)) return await importing;
  } catch (error) {
    throw new Unloadable((await importFailure(error, path)).map(text => `${entry}${text}`));
  }
  throw new Unloadable([
    `${entry}: it was not read within ${patience / 1000} seconds: it waits for something outside of any function`,
  ]);
}

/** Names by which two would not be told apart. */
function clashes(
  found: readonly { at: number; value: Behaviour | Kind }[],
  list: readonly string[],
  replaces = false,
): LoadError['faults'] {
  return found.flatMap(({ at, value }, i) => {
    const sort = isKind(value) ? 'kind' : 'behaviour';
    const first = found.slice(0, i).find(other => isKind(other.value) === isKind(value) && other.value.name === value.name);
    const isShipped = !replaces && sort === 'behaviour' && shippedBehaviours.some(({ name }) => name === value.name);
    if (!first && !isShipped) return [];
    const whose = isShipped ? 'comes with Confab' : first!.at === at ? 'is in the same file' : `is in ${list[first!.at]}`;
    return [{ at, text: `${list[at]}: the ${sort} ${value.name} has the name of one that ${whose}: give it another` }];
  });
}
