// One side of a comparison: the room of a recording, with the kinds that it is run by.
import type { Fact } from '../../machines/fact.ts';
import type { Header } from './line.ts';
import { LineFault, type Recorded } from './reading.ts';
import { type Instead, KindFault, RecordedKinds } from './recorded-kinds.ts';
import { RecordingError } from './recording-error.ts';
import { Rerun, RerunFault } from './rerun.ts';

export class Side {
  readonly room: Rerun;
  readonly #kinds: RecordedKinds;

  /** @throws KindFault, RerunFault */
  constructor(header: Header, instead: Instead, told: (fact: Fact) => void) {
    this.#kinds = new RecordedKinds(instead);
    const recorded = this.#kinds.learn({ name: header.kind, listed: header.listed, behaviours: header.behaviours });
    const kind = instead.kind === undefined ? recorded : this.#kinds.named(instead.kind);
    if (!kind) throw new KindFault(`there is no kind ${instead.kind}`);
    this.room = new Rerun(header, kind, this.#kinds.named, told);
  }

  step(recorded: Recorded): readonly Fact[] {
    const learnt = recorded.outcome?.kind;
    if (learnt) this.#kinds.learn(learnt);
    return this.room.step(recorded);
  }
}

/**
 * The side of a recording that can be replayed from its beginning.
 * @throws RecordingError where it cannot
 */
export function sideOf(header: Header, instead: Instead, told: (fact: Fact) => void): Side {
  if (header.cut)
    throw new RecordingError(
      1,
      'these are the latest requests alone, of a room that is not known before them: they can be read, and not replayed',
    );
  try {
    return new Side(header, instead, told);
  } catch (error) {
    throw isFault(error) ? new RecordingError(1, error.message) : error;
  }
}

/** Whether it is something in the recording that cannot be gone on with, and no mistake of ours. */
export function isFault(error: unknown): error is LineFault | RerunFault | KindFault {
  return error instanceof LineFault || error instanceof RerunFault || error instanceof KindFault;
}
