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

interface Numbered {
  readonly number: number;
  readonly ruled: RuledRequest;
}

export class RulingLog {
  // what few rooms need is made when it is needed
  #allowed: Numbered[] | undefined;
  #other: Numbered[] | undefined;
  #count = 0;

  /** Returns how that is forgotten, where the step is taken back in which it was said. */
  add(ruled: RuledRequest): Undo {
    const isPlain = ruled.outcome === 'allowed' && ruled.said.every(({ ruling }) => ruling === 'allowed');
    const entry = { number: this.#count++, ruled };
    if (isPlain) this.#allowed = added(this.#allowed, entry, mostRemembered.allowed);
    else this.#other = added(this.#other, entry, mostRemembered.other);
    return () => {
      const book = isPlain ? this.#allowed : this.#other;
      if (book?.at(-1) === entry) book.pop();
    };
  }

  /** Latest first; of one person, by a full or a bare JID, or of all. */
  all(jid?: string): readonly RuledRequest[] {
    const both = [...(this.#allowed ?? []).slice(-mostRemembered.allowed), ...(this.#other ?? []).slice(-mostRemembered.other)];
    const latest = both.sort((a, b) => b.number - a.number).map(({ ruled }) => ruled);
    return jid === undefined ? latest : latest.filter(({ from, bare }) => from === jid || bare === jid);
  }
}

/** Cut now and then, so that most messages move nothing. A book of one entry takes no more room than that. */
function added(book: Numbered[] | undefined, entry: Numbered, most: number): Numbered[] {
  if (!book) return [entry];
  book.push(entry);
  if (book.length >= 2 * most) book.splice(0, book.length - most);
  return book;
}
