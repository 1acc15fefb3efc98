// The text of an element while it comes in pieces, with references or, in a CDATA section, without.
import type { Sent } from './stream-fault.ts';
import { namesEntity, resolveReferences } from './xml-grammar.ts';

export class PendingText {
  #raw = '';
  #plain = '';

  /** More text, in which a reference may be cut anywhere. */
  addRaw(text: string): void {
    this.#raw += text;
  }

  /** More text, after all references before it were resolved. */
  addPlain(text: string): void {
    this.#plain += text;
  }

  /** Puts characters in the place of references; says what is wrong with one, if anything is. */
  resolve(): Sent | undefined {
    const raw = this.#raw;
    if (raw === '') return undefined;
    const plain = resolveReferences(raw);
    this.#raw = '';
    this.#plain += plain ?? '';
    if (plain !== undefined) return undefined;
    return namesEntity(raw) ? 'a reference to an entity' : 'a reference that is not well-formed';
  }

  /** All text so far, once; the next begins after it. */
  take(): string {
    const text = this.#plain;
    this.#plain = '';
    return text;
  }

  drop(): void {
    this.#raw = this.#plain = '';
  }
}
