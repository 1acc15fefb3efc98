// What becomes of a single text in a recording: a name, what somebody says, a secret, or a text of which nobody knows what
// it is. What in a request is which is not decided here.
import { masked } from './masked-text.ts';
import { isImpersonal, type Pseudonyms } from './pseudonyms.ts';

/** Secrets of one room that are looked for in what people say. */
const mostSecrets = 100;
/** What has more words than these is no name. */
const longestName = { words: 4, letters: 100 };

export class Discretion {
  readonly names: Pseudonyms;
  /** Whether what people say stays as it is. */
  readonly texts: boolean;
  readonly #secrets = new Set<string>();

  constructor(names: Pseudonyms, texts: boolean) {
    this.names = names;
    this.texts = texts;
  }

  /** An address, a nick, or anything that is compared with one. */
  name(text: string): string {
    return this.names.of(text);
  }

  /** What somebody says. */
  said(text: string): string {
    return this.texts ? this.#withoutSecrets(text) : masked(text);
  }

  /** What a program says, in which names may be. */
  phrase(text: string): string {
    return this.names.inText(this.#withoutSecrets(text));
  }

  secret(text: string): string {
    if (text === '') return text;
    if (this.#secrets.size < mostSecrets) this.#secrets.add(text);
    return this.names.secret(text);
  }

  /** Stays, so that the room that is replayed can have it. */
  secretNumber(value: number): unknown {
    return value;
  }

  isSecret(text: string): boolean {
    return this.#secrets.has(text);
  }

  /** A text of any sort: different for different texts, whatever is left of it. */
  opaque(text: string): string {
    if (text === '' || this.#secrets.has(text)) return this.secret(text);
    if (this.texts) return this.phrase(text);
    const isShort = text.length <= longestName.letters && text.trim().split(/\s+/u).length <= longestName.words;
    if (isShort && (!this.names.keeps || text.includes('@'))) return addressed(text, word => this.names.of(word));
    const digest = this.names.digest(text, 12);
    return text.length <= digest.length ? digest : digest + masked(text.slice(digest.length));
  }

  /** The id of a stanza: most are chance, and stay. */
  id(id: string): string {
    if (this.names.keeps && !this.#secrets.has(id)) return id;
    if (isOpaque(id) && !this.#secrets.has(id) && (!this.#hasName(id) || isImpersonal(id))) return id;
    return `id-${this.names.digest(id, 16)}`;
  }

  /** Whether a part of it, between letters and digits of other sorts, is a name. */
  #hasName(id: string): boolean {
    let from = 0;
    for (let at = 0; at <= id.length; at++) {
      if (at < id.length && isLetter(id.charCodeAt(at))) continue;
      if (at - from > 2 && this.names.isKnown(id.slice(from, at))) return true;
      from = at + 1;
    }
    return false;
  }

  #withoutSecrets(text: string): string {
    let left = text;
    for (const secret of this.#secrets)
      if (left.includes(secret)) left = left.replaceAll(secret, () => this.names.secret(secret));
    return left;
  }
}

/** Whether there is nothing in an id but what ids are made of. By hand: it is asked of every message. */
function isOpaque(id: string): boolean {
  if (id.length === 0 || id.length > 64) return false;
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    // - . : _ beside letters and digits
    if (!isLetter(code) && !(code >= 0x30 && code <= 0x3a) && code !== 0x2d && code !== 0x2e && code !== 0x5f) return false;
  }
  return true;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** A URL stays one. */
function addressed(text: string, change: (text: string) => string): string {
  const [scheme = ''] = /^https?:\/\//u.exec(text) ?? [];
  return scheme + change(text.slice(scheme.length));
}
