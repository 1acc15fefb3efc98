// What was ruled lately in a room, and by whom: so that an operator can be told why. It is no part of the room's
// state: it is not kept.
import type { BareJid, RealJid } from './address.ts';
import type { Phase } from './phase.ts';
import type { Undo } from './roster.ts';

/** What one behaviour said to one request. */
export interface Said {
  readonly behaviour: string;
  /** `granted`: it held the request, and let it go on. `closed`: it failed too often, and nobody is let past it. */
  readonly ruling: 'allowed' | 'rewritten' | 'denied' | 'held' | 'granted' | 'failed' | 'closed';
  /** What the sender was told. */
  readonly text?: string;
  /** What an operator should know besides. */
  readonly detail?: string;
}

export interface RuledRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: RealJid | undefined;
  readonly bare: BareJid | undefined;
  /** Where an operator asked who said so: who, in words. */
  readonly by?: string;
  readonly request: string;
  /** Where behaviours were asked. */
  readonly phase: Phase | undefined;
  readonly outcome: 'allowed' | 'refused' | 'held';
  /** In the order in which they were asked; the last one decided, where nobody allowed it. */
  readonly said: readonly Said[];
  /** The base's own refusal, where it decided. */
  readonly base?: string;
}

/** How many requests are remembered: of those that were not simply allowed, and of those that were. */
export const mostRemembered = { allowed: 16, other: 48 };

/** As it is remembered: the bare address follows from the full one. */
export interface Remembered extends Omit<RuledRequest, 'bare'> {
  /** Which of all it is; given when it is added. */
  number: number;
}

export class RulingLog {
  // what few rooms need is made when it is needed
  #allowed: Remembered[] | undefined;
  #other: Remembered[] | undefined;
  #count = 0;

  /** Returns how that is forgotten, where the step is taken back in which it was said. */
  add(ruled: Remembered): Undo {
    const isPlain =
      ruled.outcome === 'allowed' && ruled.by === undefined && ruled.said.every(({ ruling }) => ruling === 'allowed');
    ruled.number = this.#count++;
    if (isPlain) this.#allowed = added(this.#allowed, ruled, mostRemembered.allowed);
    else this.#other = added(this.#other, ruled, mostRemembered.other);
    return () => {
      const book = isPlain ? this.#allowed : this.#other;
      if (book?.at(-1) === ruled) book.pop();
    };
  }

  /** How many there have been. */
  get count(): number {
    return this.#count;
  }

  /**
   * Latest first; of one person, by a full or a bare JID, or of all.
   * @param from only those since there had been so many
   */
  all(jid?: string, from = 0): readonly RuledRequest[] {
    const both = [...(this.#allowed ?? []).slice(-mostRemembered.allowed), ...(this.#other ?? []).slice(-mostRemembered.other)];
    const latest = both
      .filter(({ number }) => number >= from)
      .sort((a, b) => b.number - a.number)
      .map(({ number: _, ...ruled }) => ({ ...ruled, bare: bareOf(ruled.from) }));
    return jid === undefined ? latest : latest.filter(({ from, bare }) => from === jid || bare === jid);
  }
}

function bareOf(real: RealJid | undefined): BareJid | undefined {
  return real?.split('/', 1)[0] as BareJid | undefined;
}

/** Below that many a list is exactly as long as it is: most rooms have few. */
const exactly = 4;

/** Cut now and then, so that most messages move nothing. */
function added(book: Remembered[] | undefined, ruled: Remembered, most: number): Remembered[] {
  if (!book) return [ruled];
  if (book.length < exactly) return [...book, ruled];
  book.push(ruled);
  if (book.length >= 2 * most) book.splice(0, book.length - most);
  return book;
}
