// Other names for people, the same one for the same word as long as a recording runs: by whole words, so that what is
// compared in a room (addresses, nicks, a nick in an order) is equal afterwards where it was equal before. Secrets get
// a digest by a key that nothing but memory has. It decides nothing about which texts are names.
import { createHmac, randomBytes } from 'node:crypto';
import { foldedNick } from '../../machines/folded-nick.ts';

/** What may be a name of its own: all but spaces and what stands between the parts of an address. */
const words = /[^\s@/]+/gu;
/** The ids of stays and requests are chance, and the nicks that a room gives say nothing of anybody. */
const impersonal = /^(?:guest-\d{1,9}|[0-9a-f]{24,64}(?:-\d+)?|id-\d+)$/u;
/** Words that are remembered; those after them get longer names that need no memory. */
const most = 100_000;

/** Whether a word is chance, or a nick that a room gave. */
export function isImpersonal(word: string): boolean {
  return impersonal.test(word);
}

export class Pseudonyms {
  /** Whether names stay as they are. */
  readonly keeps: boolean;
  readonly #key = randomBytes(32);
  readonly #known = new Map<string, string>();
  /** By words as they are compared: their name, and in how many spellings they came. */
  readonly #folded = new Map<string, { readonly name: string; spellings: number }>();

  constructor(keeps = false) {
    this.keeps = keeps;
  }

  /** Another text with another word for each word in it. */
  of(text: string): string {
    if (this.keeps) return text;
    return this.#known.get(text) ?? text.replace(words, word => this.#word(word));
  }

  /** Another text where there are names in it that are known already, or addresses; its other words stay. */
  inText(text: string): string {
    if (this.keeps) return text;
    return text.replace(/\S+/gu, piece => {
      if (piece.includes('@')) return this.of(piece);
      return piece.replace(words, word => {
        const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
        const known = this.#known.get(word) ?? (this.#folded.has(foldedNick(word)) ? this.#word(word) : undefined);
        if (known !== undefined || bare === '' || !this.#folded.has(foldedNick(bare))) return known ?? word;
        return word.replace(bare, () => this.#word(bare));
      });
    });
  }

  /** Whether a text is a name, or a part of one. */
  isKnown(text: string): boolean {
    return !this.keeps && this.#known.has(text);
  }

  /** The same for the same secret, whatever else is kept. */
  secret(text: string): string {
    return `secret-${this.digest(text, 16)}`;
  }

  digest(text: string, digits: number): string {
    return createHmac('sha256', this.#key).update(text).digest('hex').slice(0, digits);
  }

  #word(word: string): string {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    if (impersonal.test(word)) return word;
    const folded = foldedNick(word);
    const one = this.#folded.get(folded) ?? this.#begin(folded);
    // the word as it is compared is written so, too; other spellings differ from it, and are compared like it
    const made = word === folded ? one.name : spelled(one.name, ++one.spellings);
    if (this.#known.size < most) this.#known.set(word, made);
    return made;
  }

  #begin(folded: string): { readonly name: string; spellings: number } {
    const isFull = this.#folded.size >= most;
    const one = { name: isFull ? `name${this.digest(folded, 16)}x` : `name${this.#folded.size + 1}`, spellings: 0 };
    if (!isFull) this.#folded.set(folded, one);
    return one;
  }
}

/** A number as the case and the width of the first four letters; there are 255 of them, and who needs more is no person. */
function spelled(name: string, number: number): string {
  const spelling = ((number - 1) % 255) + 1;
  const letters = [...name.slice(0, 4)].map((letter, at) => {
    const form = (spelling >> (2 * at)) & 3;
    const cased = form & 1 ? letter.toUpperCase() : letter;
    return form & 2 ? String.fromCharCode(cased.charCodeAt(0) + 0xfee0) : cased;
  });
  return letters.join('') + name.slice(4);
}
