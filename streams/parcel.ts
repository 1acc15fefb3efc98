// The stanzas of one fact for one audience, on their way: templates and recipients, put together only when the bytes are
// about to leave. A message to ten thousand people waits as one of these.
import type { Template } from './template.ts';

/** Bytes to be filled from `end` on. */
export interface Page {
  readonly bytes: Uint8Array;
  end: number;
}

/** What a parcel says, for whoever looks on; nothing of it changes later. */
export interface Contents {
  readonly templates: readonly Template[];
  /** How many get each of them, and the address of one, as it stands in an attribute. */
  readonly people: number;
  readonly one: Uint8Array | undefined;
}

/** Each of the templates for each of the recipients. */
export class Parcel {
  /** Within which the order is kept: the room that says it, or the service. */
  readonly flow: string;
  /** How many stanzas it is, and how many bytes they have. */
  readonly stanzas: number;
  readonly bytes: number;
  /** What is said after it in its flow; whoever keeps the order writes it. */
  after: Parcel | undefined = undefined;
  /** When what it tells was heard, where somebody wants to know how long it took; 0 where nobody does. */
  since = 0;
  readonly #templates: readonly Template[];
  readonly #to: readonly Uint8Array[];
  readonly #but: Uint8Array | undefined;
  // where it goes on
  #template = 0;
  #person = 0;
  #left: number;

  /**
   * @param to the addresses as they stand in an attribute, in UTF-8; the list is not copied and must stay as it is
   * @param addressBytes the sum of their lengths
   * @param but one of `to`, who gets nothing
   */
  constructor(flow: string, templates: readonly Template[], to: readonly Uint8Array[], addressBytes: number, but?: Uint8Array) {
    this.flow = flow;
    this.#templates = templates;
    this.#to = to;
    this.#but = but;
    const people = to.length - (but ? 1 : 0);
    const each = addressBytes - (but?.length ?? 0);
    let bytes = 0;
    if (people > 0) for (const template of templates) bytes += template.seam.length * people + each;
    this.bytes = bytes;
    this.stanzas = people * templates.length;
    this.#left = this.stanzas;
  }

  get contents(): Contents {
    const people = this.#to.length - (this.#but ? 1 : 0);
    return { templates: this.#templates, people, one: this.#to.find(address => address !== this.#but) };
  }

  /** How many stanzas are not written. */
  get left(): number {
    return this.#left;
  }

  /** Bytes that a page needs at least for the next stanza; 0 where there is none. */
  get next(): number {
    if (this.#left === 0) return 0;
    const { opening, seam } = this.#templates[this.#template]!;
    // it stops before somebody who gets something, or begins with the first, who may not
    const first = this.#to[this.#person]!;
    const address = first === this.#but ? this.#to[this.#person + 1]! : first;
    return opening.length + address.length + seam.length;
  }

  /** Goes on writing whole stanzas where it stopped, up to index `most` of the page. */
  fill(page: Page, most = page.bytes.length): void {
    const { bytes } = page;
    const to = this.#to;
    const but = this.#but;
    for (; this.#left > 0; this.#template++, this.#person = 0) {
      const { opening, seam } = this.#templates[this.#template]!;
      let end = page.end + opening.length;
      if (end > most) return;
      bytes.set(opening, page.end);
      let person = this.#person;
      let left = this.#left;
      for (; person < to.length; person++) {
        const address = to[person]!;
        if (address === but) continue;
        const after = end + address.length + seam.length;
        if (after > most) break;
        bytes.set(address, end);
        bytes.set(seam, end + address.length);
        end = after;
        left--;
      }
      this.#left = left;
      // without the head of a stanza that does not follow
      page.end = end - opening.length;
      if (person < to.length) {
        this.#person = person;
        return;
      }
    }
  }
}

/** All of a parcel at once; nothing of it may have been written yet. */
export function bytesOf(parcel: Parcel): Uint8Array {
  const page: Page = { bytes: new Uint8Array(parcel.bytes + spare), end: 0 };
  parcel.fill(page);
  return page.bytes.subarray(0, page.end);
}

/** For the head that is written after the last stanza and taken back. */
const spare = 64;
