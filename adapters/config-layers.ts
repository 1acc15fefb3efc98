// Puts configuration together from several places, the later one winning, and remembers which place each
// value came from, so that a mistake is reported where it was made. Does not judge the values.
import { TomlDate } from 'smol-toml';
import { type Path, writePath } from './config-schema.ts';

/** One value that somebody gave, at a path, with the words that name the place (`--set limits.rooms`). */
export interface Assignment {
  readonly path: Path;
  readonly value: unknown;
  readonly source: string;
}

/** The assignments of one place, such as the file or the environment. */
export type Layer = readonly Assignment[];

export interface Layers {
  readonly tree: Record<string, unknown>;
  readonly problems: readonly string[];
  /** The place that the value at a path came from, or its nearest table; undefined where nobody gave it. */
  sourceOf(path: Path): string | undefined;
}

/** Merges layers, lowest first: tables key by key, everything else as a whole. */
export function mergeLayers(layers: readonly Layer[]): Layers {
  const tree: Record<string, unknown> = Object.create(null);
  const sources = new Map<string, string>();
  const problems: string[] = [];
  for (const layer of layers) {
    dropOtherSecret(tree, layer);
    for (const assignment of layer) {
      const problem = assign(tree, assignment, sources);
      if (problem) problems.push(`${assignment.source}: ${problem}`);
    }
  }
  const sourceOf = (path: Path) => {
    for (let length = path.length; length > 0; length--) {
      const source = sources.get(writePath(path.slice(0, length)));
      if (source) return source;
    }
    return undefined;
  };
  return { tree, problems, sourceOf };
}

/** A secret given in one place overrides a secret file given in a lower one, and the other way round. */
function dropOtherSecret(tree: Record<string, unknown>, layer: Layer): void {
  const keys = layer.flatMap(({ path, value }) => (path.length === 0 ? Object.keys(value as object) : [path[0]]));
  if (keys.includes('secret') || keys.includes('secretFile')) {
    delete tree.secret;
    delete tree.secretFile;
  }
}

function assign(root: Record<string, unknown>, { path, value, source }: Assignment, sources: Map<string, string>) {
  let here: Record<PropertyKey, unknown> = root;
  for (const [i, part] of path.slice(0, -1).entries()) {
    const problem = unreachable(here, path, i);
    if (problem) return problem;
    if (!isContainer(here[part])) here[part] = typeof path[i + 1] === 'number' ? [] : Object.create(null);
    here = here[part] as Record<PropertyKey, unknown>;
  }
  const last = path.at(-1);
  if (last === undefined) mergeTable(root, value as Record<string, unknown>, [], source, sources);
  else {
    const problem = unreachable(here, path, path.length - 1);
    if (problem) return problem;
    mergeTable(here, { [last]: value }, path.slice(0, -1), source, sources);
  }
  return undefined;
}

/** A list has no holes: one may write over an entry or add the next. */
function unreachable(here: Record<PropertyKey, unknown>, path: Path, at: number): string | undefined {
  const part = path[at];
  const parent = writePath(path.slice(0, at));
  if (typeof part !== 'number') {
    return Array.isArray(here) ? `${parent} is a list: write ${parent}[0].${String(part)}` : undefined;
  }
  const length = Array.isArray(here) ? here.length : 0;
  if (Array.isArray(here) && part <= length) return undefined;
  return `${parent}[${part}] cannot be written: ${parent} has ${length} entries, counted from 0`;
}

function mergeTable(
  into: Record<PropertyKey, unknown>,
  from: Record<PropertyKey, unknown>,
  prefix: Path,
  source: string,
  sources: Map<string, string>,
): void {
  for (const [key, value] of Object.entries(from)) {
    const path = [...prefix, Array.isArray(into) ? Number(key) : key];
    sources.set(writePath(path), source);
    if (!isTable(value)) {
      into[key] = value;
      forgetBelow(path, sources);
      continue;
    }
    if (!isTable(into[key])) into[key] = Object.create(null);
    mergeTable(into[key] as Record<string, unknown>, value, path, source, sources);
  }
}

/** What was written over has no place any more. */
function forgetBelow(path: Path, sources: Map<string, string>): void {
  const text = writePath(path);
  for (const known of sources.keys()) {
    if (known.startsWith(text) && (known[text.length] === '.' || known[text.length] === '[')) sources.delete(known);
  }
}

const isContainer = (value: unknown) => isTable(value) || Array.isArray(value);

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof TomlDate);
}
