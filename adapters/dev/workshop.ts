// The files that somebody is writing, in rooms that go on by them: each is read when it is saved, and where something is
// wrong with it the last good version stays. Reading is workpiece.ts's affair; nothing is printed here.
import type { Brought } from '../../machines/catalogue.ts';
import type { Kind } from '../../machines/kind.ts';
import type { ServiceSettings } from '../../machines/settings.ts';
import type { AttachedEngine } from '../attach.ts';
import { type Config, ConfigError } from '../config.ts';
import type { KindCheck } from '../config-kinds.ts';
import { prepareRoomName } from '../config-names.ts';
import { goOn } from '../equipment.ts';
import type { DevFile } from '../inspect/protocol.ts';
import { isPath, LoadError, type Loaded, loadBehaviours } from '../load-behaviours.ts';
import type { ServiceSettingsInput } from '../prepared-settings.ts';
import type { RoomSummary } from '../room-report.ts';
import { watchFiles } from './watched-files.ts';
import { freeName, isOther, kindOf, readPiece, reported, type Workpiece, workpiece } from './workpiece.ts';

type Room = NonNullable<ServiceSettingsInput['rooms']>[number];
type Behaviours = Loaded['behaviours'];

/** What goes on by what was read. */
export interface Running {
  readonly engine: Pick<AttachedEngine, 'rooms' | 'learn' | 'replace' | 'kinds'>;
  /** Those that it was made with. */
  readonly settings: ServiceSettings;
}
type Notes = Readonly<Record<string, readonly string[]>>;

/** A room in which a file is tried: of the kind of this name in it, or of one with its behaviours. */
interface Trial {
  readonly room: string;
  readonly piece: Workpiece;
  readonly kind: string | undefined;
}

export interface WorkshopOptions {
  /** Files that are tried, each in a room of its own. */
  readonly files: readonly string[];
  readonly config: Config;
}

export class Workshop {
  readonly #config: Config;
  readonly #pieces: readonly Workpiece[];
  readonly #listeners = new Set<(file: DevFile) => void>();
  /** What came from packages, which nobody is writing. */
  #fixed: Loaded = { behaviours: [], kinds: [] };
  #trials: readonly Trial[] = [];
  /** One reading after the other. */
  #last: Promise<unknown> = Promise.resolve();

  /** @throws CommandError where a file is not there */
  constructor({ files, config }: WorkshopOptions) {
    this.#config = config;
    const names = new Set<string>();
    const made = (isTried: boolean) => (file: string) => {
      const piece = workpiece(file, isTried, names);
      names.add(piece.name);
      return piece;
    };
    this.#pieces = [...config.outside.list.filter(isPath).map(made(false)), ...files.map(made(true))];
  }

  /** How the last reading of each file went, and where it is tried. */
  get files(): readonly DevFile[] {
    return this.#pieces.map(piece => {
      const rooms = this.#trials.filter(trial => trial.piece === piece).map(({ room }) => room);
      return { ...piece.report, ...(rooms.length > 0 && { rooms }) };
    });
  }

  /** Is told whenever a file was read again. Returns what ends it. */
  onFile(tell: (file: DevFile) => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  /**
   * Reads all files for the first time. What is wrong with one that is tried is in its report.
   * @throws ConfigError with what is wrong with the others, and with the configuration
   */
  async open(): Promise<void> {
    const { list, from } = this.#config.outside;
    try {
      this.#fixed = await loadBehaviours(
        list.filter(entry => !isPath(entry)),
        from,
      );
    } catch (error) {
      throw error instanceof LoadError ? new ConfigError(error.faults.map(({ text }) => text)) : error;
    }
    for (const piece of this.#pieces.filter(({ isTried }) => !isTried)) {
      const read = await readPiece(piece);
      if (!isLoaded(read)) throw new ConfigError(read);
      piece.loaded = read;
      reported(piece, []);
    }
    const { problems } = this.#stock();
    if (problems.length > 0) throw new ConfigError(problems);
    for (const piece of this.#pieces.filter(({ isTried }) => isTried)) {
      const read = await readPiece(piece);
      const problems = isLoaded(read) ? this.#stock(piece, read).problems : read;
      if (isLoaded(read) && problems.length === 0) piece.loaded = read;
      reported(piece, problems);
    }
  }

  /** The rooms in which files are tried, beside others of these names. */
  rooms(others: Iterable<string>): readonly Room[] {
    const taken = new Set(others);
    const free = (name: string) => {
      const found = freeName(prepareRoomName(name) ?? 'tried', taken);
      taken.add(found);
      return found;
    };
    this.#trials = this.#pieces
      .filter(({ isTried }) => isTried)
      .flatMap((piece): Trial[] => {
        const { kinds } = piece.loaded;
        if (kinds.length === 0) return [{ room: free(piece.name), piece, kind: undefined }];
        return kinds.map(({ name }) => ({ room: free(name), piece, kind: name }));
      });
    return this.#trials.map(trial => ({ name: trial.room, kind: kindFor(trial), title: `What is in ${trial.piece.file}` }));
  }

  /** All that there is to choose from, for an engine that begins with it. */
  brought(): Brought {
    return this.#broughtWith();
  }

  /** Takes out what is tried, since no room can begin with it: it waits to be mended. @returns whether there was something */
  giveUp(problem: string): boolean {
    const pieces = this.#pieces.filter(({ isTried, loaded }) => isTried && loaded.behaviours.length + loaded.kinds.length > 0);
    for (const piece of pieces) {
      piece.loaded = { behaviours: [], kinds: [] };
      reported(piece, problem.split('\n'));
    }
    return pieces.length > 0;
  }

  /** Reads a file again whenever it is saved. Returns what ends it. */
  watch(running: Running, onFailure: (folder: string, error: Error) => void): () => void {
    const byPath = new Map(this.#pieces.map(piece => [piece.path, piece]));
    const onSave = (path: string) => void this.#next(() => this.#again(running, byPath.get(path)!, false));
    return watchFiles([...byPath.keys()], onSave, { onFailure });
  }

  /**
   * Reads all files again, whether or not they have changed.
   * @returns for each room that went on, what could not be kept
   * @throws ConfigError with what is wrong with a file; those before it are taken
   */
  async reload(running: Running): Promise<Notes> {
    const all: Record<string, readonly string[]> = {};
    for (const piece of this.#pieces) {
      const notes = await this.#next(() => this.#again(running, piece, true));
      if (piece.report.problems.length > 0) throw new ConfigError(piece.report.problems);
      Object.assign(all, notes);
    }
    return all;
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => {});
    return next;
  }

  async #again(running: Running, piece: Workpiece, always: boolean): Promise<Notes> {
    if (!always && !isOther(piece)) return {};
    const read = await readPiece(piece);
    const { problems, notes } = isLoaded(read) ? this.#take(running, piece, read) : { problems: read, notes: {} };
    const told = Object.entries(notes).flatMap(([room, list]) => list.map(note => `${room}: ${note}`));
    const report = reported(piece, problems, told);
    for (const tell of [...this.#listeners]) tell(report);
    return notes;
  }

  /** Lets the rooms go on by what was read, where all of them can. */
  #take({ engine, settings }: Running, piece: Workpiece, loaded: Loaded): { problems: readonly string[]; notes: Notes } {
    const { kinds, problems } = this.#stock(piece, loaded);
    if (problems.length > 0) return { problems, notes: {} };
    const before = new Map(engine.kinds().map(one => [one.name, one]));
    const good = piece.loaded;
    piece.loaded = loaded;
    const next = ({ name, kind }: RoomSummary) => {
      const trial = this.#trials.find(({ room }) => room === name);
      const wanted = trial ? kindFor(trial) : kind;
      return wanted === kind && kinds.get(kind) === before.get(kind) ? undefined : wanted;
    };
    try {
      return { problems, notes: goOn({ settings }, engine, kinds, next) };
    } catch (error) {
      piece.loaded = good;
      engine.learn(before);
      return { problems: (error as Error).message.split('\n'), notes: {} };
    }
  }

  /** All kinds as they would be with what was read of one file. */
  #stock(piece?: Workpiece, loaded?: Loaded): KindCheck {
    return this.#config.check(this.#broughtWith(piece, loaded));
  }

  #broughtWith(piece?: Workpiece, loaded?: Loaded): { readonly behaviours: Behaviours; readonly kinds: readonly Kind[] } {
    const pieces = this.#pieces.map(one => (one === piece && loaded ? { ...one, loaded } : one));
    const all = [this.#fixed, ...pieces.map(one => one.loaded)];
    const tried = pieces.filter(({ isTried }) => isTried).map(kindOf);
    return { behaviours: all.flatMap(one => one.behaviours), kinds: [...all.flatMap(one => one.kinds), ...tried] };
  }
}

/** The kind of this name, or the first of the file, or its behaviours in a room for talk. */
function kindFor({ piece, kind }: Trial): string {
  const { kinds } = piece.loaded;
  return (kinds.find(({ name }) => name === kind) ?? kinds[0])?.name ?? `with-${piece.name}`;
}

function isLoaded(read: Loaded | readonly string[]): read is Loaded {
  return 'behaviours' in read;
}
