// The iqs that people inside have open to each other: each is answered once, by the person, by time, or
// because that person left. Kept in the order of asking.
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

interface Books {
  readonly open: Map<string, OpenRelay>;
  /** Those that a person asked, or was asked. */
  readonly of: Map<string, Set<OpenRelay>>;
}

export class Relays {
  // most rooms never have one
  #books: Books | undefined;
  /** The number that the next question gets. */
  nextOrder = 0;

  open(relay: OpenRelay): Undo {
    this.#add(relay);
    return () => this.#remove(relay);
  }

  settle(relay: OpenRelay): Undo {
    this.#remove(relay);
    return () => {
      const later = this.all().filter(({ order }) => order > relay.order);
      this.#add(relay);
      for (const one of later) {
        this.#books!.open.delete(one.id);
        this.#books!.open.set(one.id, one);
      }
    };
  }

  get(id: string): OpenRelay | undefined {
    return this.#books?.open.get(id);
  }

  /** All that wait for this person or were asked by them. */
  of(person: string): OpenRelay[] {
    return [...(this.#books?.of.get(person) ?? [])].sort((a, b) => a.order - b.order);
  }

  countOf(asker: string): number {
    return this.of(asker).filter(relay => relay.asker === asker).length;
  }

  overdue(at: number): OpenRelay[] {
    return this.all().filter(relay => relay.deadline <= at);
  }

  get earliest(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { deadline } of this.all()) earliest = Math.min(earliest, deadline);
    return earliest;
  }

  all(): OpenRelay[] {
    return this.#books ? [...this.#books.open.values()] : [];
  }

  #add(relay: OpenRelay): void {
    this.#books ??= { open: new Map(), of: new Map() };
    const { open, of } = this.#books;
    open.set(relay.id, relay);
    for (const person of [relay.asker, relay.asked]) of.set(person, (of.get(person) ?? new Set()).add(relay));
  }

  #remove(relay: OpenRelay): void {
    const { open, of } = this.#books!;
    open.delete(relay.id);
    for (const person of [relay.asker, relay.asked]) {
      const relays = of.get(person);
      relays?.delete(relay);
      if (relays?.size === 0) of.delete(person);
    }
    if (open.size === 0) this.#books = undefined;
  }
}
