// Writes down what rooms are asked, and what comes of it, while it happens: a file for each room. It looks on, and changes
// nothing; whatever goes wrong here ends the recording of that room, and never disturbs the room.
import type { Desk, Entry } from '../../machines/desk.ts';
import type { Fact } from '../../machines/fact.ts';
import type { KeptRoom } from '../../machines/keeping.ts';
import type { Kind } from '../../machines/kind.ts';
import type { OpenSurvey } from '../../machines/open-survey.ts';
import type { RoomRequest } from '../../machines/request.ts';
import type { ServiceActor, Told } from '../../machines/service-actor.ts';
import type { Watch } from '../../machines/watch.ts';
import type { Archive } from './archive.ts';
import { Book } from './book.ts';
import type { Outcome } from './line.ts';
import { newKind, recordedKind } from './line.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { RecordingFile } from './recording-file.ts';

export interface RecorderOptions {
  readonly desk: Desk;
  readonly service: ServiceActor;
  readonly archive: Archive;
  /** Of the program. */
  readonly version: string;
  readonly texts: boolean;
  readonly names: boolean;
  /** Whether rooms may have had requests before the first that is seen here. */
  readonly isLate: (entry: Entry) => boolean;
}

/** One room that is recorded. */
interface Recorded {
  file: RecordingFile;
  book: Book;
  readonly entry: Entry;
  readonly mayFound: Entry['floor']['mayFound'];
  /** As the room left it. */
  survey: OpenSurvey | undefined;
  /** By which it works now. */
  kind: Kind;
}

export class Recorder implements Watch {
  readonly #options: RecorderOptions;
  readonly #names: Pseudonyms;
  readonly #rooms = new Map<Entry, Recorded>();
  readonly #subscription: { unsubscribe(): void };
  readonly #unwatch: () => void;
  // of the request that a room is asked now
  #now: Recorded | undefined;
  #request: RoomRequest | undefined;
  #facts: Fact[] = [];
  #may: NonNullable<Outcome['may']>[number][] = [];
  #survey: OpenSurvey | undefined;
  #hasStopped = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#names = new Pseudonyms(options.names);
    this.#subscription = options.service.on('told', told => this.#hear(told));
    this.#unwatch = options.desk.watch(this);
  }

  asked(entry: Entry, request: RoomRequest): void {
    this.#request = request;
    this.#facts.length = 0;
    try {
      this.#now = this.#open(entry, request.at);
      if (!this.#now) return;
      const { floor } = entry;
      this.#survey = floor.survey === this.#now.survey ? undefined : floor.survey;
    } catch (error) {
      this.#giveUp(entry, error);
    }
  }

  done(entry: Entry): void {
    const now = this.#now;
    if (!now) return;
    this.#now = undefined;
    try {
      const isPlain = this.#survey === undefined && this.#may.length === 0 && now.book.addPlain(this.#request!, this.#facts);
      if (!isPlain) this.#add(now);
      now.survey = entry.floor.survey;
      now.kind = entry.floor.kindOf;
      if (!isPlain && entry.actor.getSnapshot().status === 'done') this.#close(now, 'closed');
    } catch (error) {
      this.#giveUp(entry, error);
    }
  }

  /** Ends all recordings, and is done when they are written. */
  async stop(): Promise<void> {
    if (!this.#hasStopped) {
      this.#hasStopped = true;
      this.#subscription.unsubscribe();
      this.#unwatch();
      for (const recorded of [...this.#rooms.values()]) this.#close(recorded, 'stopped');
    }
    await this.#options.archive.drain();
  }

  #hear({ room, fact }: Told): void {
    if (this.#now !== undefined && room === this.#now.entry.floor) this.#facts.push(fact);
  }

  #add({ book, entry, kind: before }: Recorded): void {
    const request = this.#request!;
    const kind = newKind(request, before, entry.floor);
    book.add(request, this.#facts, {
      ...(this.#may.length > 0 ? { may: this.#may } : {}),
      ...(this.#survey === undefined ? {} : { survey: this.#survey }),
      ...(kind ? { kind: recordedKind(kind) } : {}),
    });
    this.#may = [];
    this.#survey = undefined;
  }

  /** The room's file, with space in it; none where its recording has ended. */
  #open(entry: Entry, at: number): Recorded | undefined {
    const open = this.#rooms.get(entry);
    if (open) {
      if (open.file.hasEnded) return undefined;
      if (!open.file.isFull) return open;
      open.file.end('full');
      Object.assign(open, this.#begin(entry, at, true));
      return open;
    }
    const { floor } = entry;
    const { mayFound } = floor;
    const recorded = {
      ...this.#begin(entry, at, this.#options.isLate(entry)),
      entry,
      mayFound,
      survey: floor.survey,
      kind: floor.kindOf,
    };
    this.#rooms.set(entry, recorded);
    floor.mayFound = asker => {
      const answer = mayFound(asker);
      if (this.#now === recorded) this.#may.push(answer);
      return answer;
    };
    return recorded;
  }

  #begin(entry: Entry, at: number, isLate: boolean): Pick<Recorded, 'file' | 'book'> {
    const { archive, version, texts } = this.#options;
    const file = archive.open(entry.floor.name, at);
    const book = new Book(entry.floor, { names: this.#names, texts, lines: file });
    const kept = isLate ? (entry.actor.getPersistedSnapshot() as unknown as KeptRoom) : undefined;
    file.begin(book.header(version, at, kept ? { kept } : {}));
    return { file, book };
  }

  #close(recorded: Recorded, how: 'closed' | 'stopped'): void {
    const { entry, file, mayFound } = recorded;
    file.end(how);
    entry.floor.mayFound = mayFound;
    this.#rooms.delete(entry);
  }

  #giveUp(entry: Entry, error: unknown): void {
    this.#now = undefined;
    const recorded = this.#rooms.get(entry);
    recorded?.file.end('stopped');
    const room = entry.floor.jid;
    this.#options.archive.warn(`the recording of a room has ended: ${(error as Error).message}`, { room });
    // it is not tried again
    if (!recorded) this.#unwatch();
  }
}
