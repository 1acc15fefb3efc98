// The iqs that people inside have open to each other: each is answered once, by the person, by time, or
// because that person left. Bounded by person.
import type { Receipt } from './request.ts';
import type { Undo } from './roster.ts';

export interface OpenRelay {
  /** The id under which the iq was passed on. */
  readonly id: string;
  readonly asker: string;
  readonly asked: string;
  /** Of the asker's iq: the answer bears its id, and comes from where it was sent to. */
  readonly receipt: Receipt;
  readonly deadline: number;
  /** Place in the order of asking. */
  readonly order: number;
}

export class Relays {
  readonly #open = new Map<string, OpenRelay>();
  #order = 0;

  /** The number that the next question gets. */
  get nextOrder(): number {
    return this.#order;
  }

  open(relay: OpenRelay): Undo {
    this.#order = relay.order + 1;
    this.#open.set(relay.id, relay);
    return () => this.#open.delete(relay.id);
  }

  settle(relay: OpenRelay): Undo {
    this.#open.delete(relay.id);
    return () => {
      const inOrder = [...this.#open.values(), relay].sort((a, b) => a.order - b.order);
      this.#open.clear();
      for (const one of inOrder) this.#open.set(one.id, one);
    };
  }

  get(id: string): OpenRelay | undefined {
    return this.#open.get(id);
  }

  /** All that wait for this person or were asked by them. */
  of(person: string): OpenRelay[] {
    return [...this.#open.values()].filter(relay => relay.asker === person || relay.asked === person);
  }

  countOf(asker: string): number {
    let count = 0;
    for (const relay of this.#open.values()) if (relay.asker === asker) count++;
    return count;
  }

  overdue(at: number): OpenRelay[] {
    return [...this.#open.values()].filter(relay => relay.deadline <= at);
  }

  get earliest(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const relay of this.#open.values()) earliest = Math.min(earliest, relay.deadline);
    return earliest;
  }

  all(): OpenRelay[] {
    return [...this.#open.values()];
  }
}
