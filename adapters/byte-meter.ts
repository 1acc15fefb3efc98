// Counts the bytes of a stanza in UTF-8 while it comes in pieces of text. It decides nothing.
import { Buffer } from 'node:buffer';

/** A count from where {@link ByteMeter.start} was called, over all pieces shown since. Indexes must not go back. */
export class ByteMeter {
  #text = '';
  #wide = false;
  #before = 0;
  #mark = 0;

  /** The piece of text that indexes mean from now on. */
  show(text: string): void {
    this.#text = text;
    this.#wide = Buffer.byteLength(text) !== text.length;
    this.#mark = 0;
  }

  /** Counts from this index on. */
  start(at: number): void {
    this.#before = 0;
    this.#mark = at;
  }

  /** Whether there are more than so many bytes before this index. */
  passes(bytes: number, at: number): boolean {
    const length = at - this.#mark;
    if (!this.#wide) return this.#before + length > bytes;
    // most stanzas are far below; only where it might matter are the characters looked at, once
    if (this.#before + 3 * length <= bytes) return false;
    this.#add(at);
    return this.#before > bytes;
  }

  /** Counts this piece up to the index; the next one goes on from there. */
  put(at: number): void {
    this.#add(at);
    this.#text = '';
  }

  #add(at: number): void {
    this.#before += Buffer.byteLength(this.#text.slice(this.#mark, at));
    this.#mark = at;
  }
}
