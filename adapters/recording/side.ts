// One side of a comparison: the room of a recording, with the kinds that it is run by.
import type { Fact } from '../../machines/fact.ts';
import type { Header } from './line.ts';
import type { Recorded } from './reading.ts';
import { type Instead, KindFault, RecordedKinds } from './recorded-kinds.ts';
import { Rerun } from './rerun.ts';

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
