// A file of behaviours or kinds that somebody is writing: how its last reading went, the last version that was right, and
// the rooms in which it is tried. It watches nothing and changes no room.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Kind, kind } from '../../machines/kind.ts';
import { conversation } from '../../machines/kinds/conversation.ts';
import { prepareRoomName } from '../config-names.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import type { DevFile } from '../inspect/protocol.ts';
import { LoadError, type Loaded, loadBehaviours } from '../load-behaviours.ts';

export interface Workpiece {
  /** As it was named, and as a whole path. */
  readonly file: string;
  readonly path: string;
  /** What the room is called in which it is tried. */
  readonly name: string;
  /** Whether it is tried in a room of its own; else it is there for rooms and kinds of the configuration. */
  readonly isTried: boolean;
  /** The last version that was right; empty where there was none. */
  loaded: Loaded;
  /** How the last reading went. */
  report: DevFile;
  /** Of what was read last, right or not. */
  digest: string;
}

const nothing: Loaded = { behaviours: [], kinds: [] };

/**
 * A file that nobody has read so far.
 * @throws CommandError where it is not there: that is a slip of the pen, and not of the file
 */
export function workpiece(file: string, isTried: boolean, taken: ReadonlySet<string>, cwd = process.cwd()): Workpiece {
  const path = resolve(cwd, file);
  if (isTried && !existsSync(path)) {
    throw new CommandError(`--behaviour ${file} is not there: check the path, it is looked for at ${path}.`, exitCode.config);
  }
  const report = { file, at: 0, problems: [], notes: [] };
  return { file, path, name: freeName(nameOf(path), taken), isTried, loaded: nothing, report, digest: '' };
}

/** A name that is not taken: it, or with the first number from 2 that makes it so. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(tried)) return tried;
  }
}

/** The name of a file as a room can have it. */
function nameOf(path: string): string {
  const plain = basename(path)
    .replace(/\.[^.]*$/u, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
  return prepareRoomName(plain) ?? 'tried';
}

/** The kind of the room in which its behaviours are tried: one for talk, with them first. */
export function kindOf({ file, name, loaded }: Pick<Workpiece, 'file' | 'name' | 'loaded'>): Kind {
  const about = `A room for talk, with what is in ${file}.`;
  return kind({ name: `with-${name}`, about, listed: true }, [...loaded.behaviours, ...conversation]);
}

/** Whether it has changed since it was read last. */
export function isOther(piece: Workpiece): boolean {
  return digestOf(piece.path) !== piece.digest;
}

/**
 * Reads it.
 * @returns what is in it; or why that cannot be used, a sentence each
 */
export async function readPiece(piece: Workpiece): Promise<Loaded | readonly string[]> {
  piece.digest = digestOf(piece.path);
  try {
    const loaded = await loadBehaviours([piece.path], '.');
    // whether they can stand in a room at all, beside those for talk
    if (piece.isTried) kindOf({ ...piece, loaded });
    return loaded;
  } catch (error) {
    if (error instanceof LoadError) return error.faults.map(({ text }) => sentence(text, piece));
    return (error as Error).message.split('\n');
  }
}

/** As it is read below the name of the file. */
function sentence(text: string, { file, path }: Workpiece): string {
  const rest = text.startsWith(path) ? text.slice(path.length).replace(/^[:,] /u, '') : text;
  return `${rest.replaceAll(path, file)}.`.replace(/([?.])\.$/u, '$1');
}

/** Notes how a reading went. */
export function reported(piece: Workpiece, problems: readonly string[], notes: readonly string[] = []): DevFile {
  piece.report = { file: piece.file, at: Date.now(), problems, notes };
  return piece.report;
}

function digestOf(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    // what cannot be read is read as an empty file would be: that is said by whoever tries
    return '';
  }
}
