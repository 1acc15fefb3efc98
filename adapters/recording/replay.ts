// Runs a recording through the logic of the room, and compares what it tells with what was recorded, or with another
// replay. It reads no file and writes none.
import { createHash } from 'node:crypto';
import type { Fact } from '../../machines/fact.ts';
import { factLine } from './canonical.ts';
import { type Difference, outlinesOf, type Place, placeOf, rulingOn } from './difference.ts';
import type { End } from './line.ts';
import { LineFault, type Reading, type Recorded } from './reading.ts';
import type { Instead } from './recorded-kinds.ts';
import { RecordingError, readHeader } from './recording-error.ts';
import { isFault, type Side, sideOf } from './side.ts';

/** A step of a replay, as it is told of while it runs. */
export interface ReplayStep extends Place {
  /** In outline. */
  readonly told: readonly string[];
  readonly isSame: boolean;
}

export interface ReplayOptions extends Instead {
  /** The first and the last step that are compared and told of; those before are made, those after are not. */
  readonly from?: number;
  readonly to?: number;
  /** Another replay to compare with, fact by fact, in the place of what was recorded. */
  readonly against?: Instead;
  /** How many differences are kept: 10 when left out. */
  readonly most?: number;
  readonly onFact?: (line: string) => void;
  readonly onStep?: (step: ReplayStep) => void;
}

/** What came of a replay. */
export interface Replayed {
  readonly room: string;
  /** How many requests were made again, and how many facts were told from the first step on that was compared. */
  readonly requests: number;
  readonly facts: number;
  /** SHA-256 of what was told in those steps, in hex: the same wherever the recording is replayed. */
  readonly digest: string;
  /** The first of them, and how many steps differ. */
  readonly differences: readonly Difference[];
  readonly different: number;
  /** Where the recording cannot be read further; what is before was replayed. */
  readonly problem?: RecordingError;
  /** How the recording ended; nothing where it did not, and where it was not read to its end. */
  readonly end?: End;
}

/**
 * Replays a recording.
 * @param lines the whole text, or its lines without their ends
 * @throws RecordingError where nothing of it can be replayed: it is no recording, or of a newer version, or its room cannot
 * be made of the behaviours that there are
 */
export function replay(lines: string | Iterable<string>, options: ReplayOptions = {}): Replayed {
  const iterator = (typeof lines === 'string' ? linesOf(lines) : lines)[Symbol.iterator]();
  try {
    const first = iterator.next();
    const run = new Replay(readHeader(first.done ? '' : first.value), options);
    const problem = runAll(run, iterator);
    return { ...run.result(), ...(problem ? { problem } : {}) };
  } finally {
    iterator.return?.();
  }
}

/** As far as it can be read; returns why not further. */
function runAll(run: Replay, lines: Iterator<string>): RecordingError | undefined {
  let number = 1;
  for (let next = lines.next(); !next.done && !run.isOver; next = lines.next()) {
    number++;
    try {
      run.line(next.value, number);
    } catch (error) {
      if (!isFault(error)) throw error;
      const isLast = error instanceof LineFault && lines.next().done === true;
      return new RecordingError(
        number,
        isLast ? `${error.message}: it is the last line, and the recording was cut there` : error.message,
      );
    }
  }
  return undefined;
}

class Replay {
  readonly #reading: Reading;
  readonly #options: ReplayOptions;
  readonly #side: Side;
  readonly #other: Side | undefined;
  readonly #from: number;
  readonly #to: number;
  readonly #most: number;
  readonly #hash = createHash('sha256');
  readonly #differences: Difference[] = [];
  /** The facts of a step as lines: of the replay, and of the one that it is compared with. */
  readonly #lines: string[] = [];
  readonly #told: string[] = [];
  #unhashed = '';
  /** Whether the request of this step is plain talk. */
  #isPlain = false;
  #different = 0;
  #step = 0;
  #facts = 0;

  constructor(reading: Reading, options: ReplayOptions) {
    this.#reading = reading;
    this.#options = options;
    const { from = 1, to = Number.POSITIVE_INFINITY, most = 10, against } = options;
    this.#from = from;
    this.#to = to;
    this.#most = most;
    const { header } = reading;
    this.#side = sideOf(header, options, fact => this.#tell(fact));
    this.#other = against && sideOf(header, against, fact => void this.#told.push(factLine(fact, this.#step)));
  }

  get isOver(): boolean {
    return this.#step >= this.#to;
  }

  line(text: string, number: number): void {
    const recorded = this.#reading.line(text);
    if (!recorded) return;
    this.#step++;
    const isTold = this.#step >= this.#from;
    this.#isPlain = recorded.outcome === undefined;
    const facts = this.#side.step(recorded);
    this.#other?.step(recorded);
    if (isTold) {
      const isAs = isAsRecorded(recorded, facts);
      this.#facts += facts.length;
      // what was said is in the line, and who by that name is inside was told before
      if (this.#isPlain) {
        if (isAs) this.#hashed(text);
        else for (const fact of facts) this.#hashed(factLine(fact, this.#step));
      }
      this.#compare(recorded, facts, number, isAs);
    }
    if (this.#other) {
      this.#lines.length = 0;
      this.#told.length = 0;
    }
  }

  /** Writes down a fact when it is told. */
  #tell(fact: Fact): void {
    const { onFact } = this.#options;
    if (this.#step < this.#from || (this.#isPlain && !onFact && !this.#other)) return;
    const line = factLine(fact, this.#step);
    if (!this.#isPlain) this.#hashed(line);
    if (this.#other) this.#lines.push(line);
    onFact?.(line);
  }

  #hashed(line: string): void {
    this.#unhashed += line;
    this.#unhashed += '\n';
    if (this.#unhashed.length > 65_536) this.#hashAll();
  }

  #hashAll(): void {
    this.#hash.update(this.#unhashed);
    this.#unhashed = '';
  }

  #compare(recorded: Recorded, facts: readonly Fact[], number: number, isAs: boolean): void {
    const { request } = recorded;
    const isSame = this.#other ? areEqual(this.#told, this.#lines) : isAs;
    const { onStep } = this.#options;
    if (isSame && !onStep) return;
    const place = placeOf(request, this.#step, number, this.#reading.header.at);
    onStep?.({ ...place, told: outlinesOf(facts), isSame });
    if (isSame || ++this.#different > this.#most) return;
    const ruling = rulingOn(request, this.#side.room.floor);
    this.#differences.push({
      ...place,
      recorded: this.#other ? [...this.#told] : (recorded.outcome?.facts ?? [plainOutline(recorded, this.#side)]),
      replayed: this.#other ? [...this.#lines] : outlinesOf(facts),
      ...(ruling === undefined ? {} : { ruling }),
    });
  }

  result(): Replayed {
    this.#hashAll();
    const { header, end } = this.#reading;
    return {
      room: header.room,
      requests: this.#step,
      facts: this.#facts,
      digest: this.#hash.digest('hex'),
      differences: this.#differences,
      different: this.#different,
      ...(end === undefined ? {} : { end }),
    };
  }
}

function isAsRecorded({ request, outcome }: Recorded, facts: readonly Fact[]): boolean {
  if (outcome) return areEqual(outcome.facts, outlinesOf(facts));
  const fact = facts[0];
  if (facts.length !== 1 || fact?.type !== 'said' || request.type !== 'say') return false;
  return fact.content === request.content && fact.who.real === request.from;
}

/** Of plain talk no outline is written: it says who is inside by that address. */
function plainOutline({ request }: Recorded, { room }: Side): string {
  const who = 'from' in request ? room.floor.roster.byReal(request.from) : undefined;
  return who ? `said ${who.id}` : 'said';
}

function areEqual(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, i) => one === others[i]);
}

function* linesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    yield end < 0 ? text.slice(from) : text.slice(from, end);
    if (end < 0) return;
    from = end + 1;
  }
}
