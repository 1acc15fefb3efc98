// The folder of recordings: which files are in it, how large they may become, and who writes them. What is in them it
// does not know. Lines are collected and written in batches, so that no room ever waits for the disk.
import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Append, append, reasonOf } from './append.ts';
import { type Office, RecordingFile } from './recording-file.ts';
import { fileName, readFileName } from './recording-name.ts';

export interface ArchiveSettings {
  readonly dir: string;
  /** Bytes of one file, before another is begun. */
  readonly bytes: number;
  /** Files of one room; the oldest goes. */
  readonly files: number;
  /** Bytes of all files in the folder; the oldest go. */
  readonly total: number;
}

export interface ArchiveOptions {
  /** Told in a sentence what is wrong, and about which file. */
  readonly warn: (text: string, about: object) => void;
  readonly append?: Append;
  /** Milliseconds from a line to when it is written. */
  readonly pause?: number;
  /** Bytes that may wait for the disk, of all rooms and of one. */
  readonly waiting?: { readonly all: number; readonly one: number };
}

/** The folder cannot be used: the message is a sentence with the fix. */
export class ArchiveError extends Error {}

/** Files that are written at the same time. */
const atOnce = 8;
/** What even the smallest file takes on a disk. */
const block = 4_096;

export class Archive implements Office {
  readonly settings: ArchiveSettings;
  readonly warn: ArchiveOptions['warn'];
  readonly #append: Append;
  readonly #pause: number;
  readonly #waiting: { readonly all: number; readonly one: number };
  readonly #files: Stored[] = [];
  readonly #dirty = new Set<RecordingFile>();
  #pending = 0;
  #isCrowded = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;

  /** Makes the folder, mode 0700. @throws ArchiveError where that cannot be */
  constructor(settings: ArchiveSettings, options: ArchiveOptions) {
    this.settings = settings;
    this.warn = options.warn;
    this.#append = options.append ?? append;
    this.#pause = options.pause ?? 500;
    this.#waiting = options.waiting ?? { all: 67_108_864, one: 16_777_216 };
    this.#prepare(settings.dir);
  }

  /** Begins a file for a room. @param at when, in milliseconds since 1970 */
  open(room: string, at: number): RecordingFile {
    const taken = new Set(this.#files.map(({ name }) => name));
    let name = fileName(room, at);
    for (let more = 2; taken.has(name); more++) name = fileName(room, at, more);
    const file = new RecordingFile(join(this.settings.dir, name), this);
    this.#files.push({ name, room: readFileName(name)!.room, bytes: () => file.bytes, file });
    this.#tidy();
    return file;
  }

  get limit(): number {
    return this.settings.bytes;
  }

  wait(file: RecordingFile, bytes: number, isLast = false): boolean {
    const { all, one } = this.#waiting;
    if (!isLast && (this.#pending + bytes > all || file.waiting + bytes > one)) return false;
    this.#pending += bytes;
    this.#dirty.add(file);
    this.#timer ??= unreffed(setTimeout(() => void this.flush(), this.#pause));
    return true;
  }

  release(bytes: number): void {
    this.#pending -= bytes;
  }

  /** Writes what waits, and what is added meanwhile. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
      // what came while the last one was closed
      if (this.#dirty.size > 0) this.#timer ??= unreffed(setTimeout(() => void this.flush(), this.#pause));
    });
    return this.#writing;
  }

  /** Until nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#dirty.size > 0 || this.#writing) await this.flush();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #write(): Promise<void> {
    const one = async (): Promise<void> => {
      for (const file of this.#dirty) {
        this.#dirty.delete(file);
        await file.write(this.#append);
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, this.#dirty.size) }, one));
    this.#tidy();
  }

  /** Lets the oldest go where there is too much. */
  #tidy(): void {
    const { dir, files, total } = this.settings;
    const counts = new Map<string, number>();
    let sum = 0;
    for (const { room, bytes } of this.#files) {
      counts.set(room, (counts.get(room) ?? 0) + 1);
      sum += Math.max(block, bytes());
    }
    for (const stored of this.#files.filter(({ file }) => !file || file.isDone)) {
      const count = counts.get(stored.room)!;
      if (count <= files && sum <= total) continue;
      counts.set(stored.room, count - 1);
      sum -= Math.max(block, stored.bytes());
      this.#remove(stored);
    }
    if (sum > total && !this.#isCrowded)
      this.warn('the recordings that are being written take more than record.total together', { dir });
    this.#isCrowded = sum > total;
  }

  #remove(stored: Stored): void {
    this.#files.splice(this.#files.indexOf(stored), 1);
    rmSync(join(this.settings.dir, stored.name), { force: true });
  }

  #prepare(dir: string): void {
    try {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      const { mode, uid } = statSync(dir);
      const isForeign = process.getuid !== undefined && uid !== process.getuid();
      if (process.platform !== 'win32' && ((mode & 0o077) !== 0 || isForeign)) {
        const mend = isForeign ? 'give it to the user that runs Confab' : `chmod 700 ${dir}`;
        this.warn(`others on this machine may look into the folder of recordings: ${mend}`, { dir });
      }
      // what was recorded before counts, oldest first
      const found = readdirSync(dir).flatMap(name => {
        const read = readFileName(name);
        const info = read && lstatSync(join(dir, name), { throwIfNoEntry: false });
        return info?.isFile() ? [{ name, ...read!, size: info.size }] : [];
      });
      found.sort((one, other) => (one.at < other.at ? -1 : 1));
      for (const { name, room, size } of found) this.#files.push({ name, room, bytes: () => size, file: undefined });
      this.#tidy();
    } catch (error) {
      throw new ArchiveError(`Recordings cannot be written to ${dir}: ${reasonOf(error)}. Choose another folder for record.dir.`);
    }
  }
}

interface Stored {
  readonly name: string;
  /** As it is in the name. */
  readonly room: string;
  readonly bytes: () => number;
  /** Where it is of this run. */
  readonly file: RecordingFile | undefined;
}

/** It keeps no program alive. */
function unreffed(timer: ReturnType<typeof setTimeout>): ReturnType<typeof setTimeout> {
  (timer as unknown as { unref?: () => void }).unref?.();
  return timer;
}
