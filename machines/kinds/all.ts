// The kinds of room that there are, by name.
import type { Kind } from '../kind.ts';
import { privateKind } from './private.ts';
import { publicKind } from './public.ts';

const kinds: ReadonlyMap<string, Kind> = new Map([privateKind, publicKind].map(kind => [kind.name, kind]));

/** The kind of that name. Throws, naming the known ones, where there is none. */
export function kindNamed(name: string): Kind {
  const kind = kinds.get(name);
  if (kind) return kind;
  throw new Error(`There is no kind of room called ${name}. Known are: ${[...kinds.keys()].join(', ')}.`);
}
