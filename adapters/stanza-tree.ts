// Builds elements from tags and text, no deeper than allowed, and marks those whose content it had to drop.
// It does not read text (bounded-parser.ts does) nor answer what it marked.
import xml, { type Element } from '@xmpp/xml';
import type { Tag } from './xml-grammar.ts';

/** Why the content of a stanza is not whole. */
export type Refused = 'size' | 'depth' | 'attributes';

const refusals = new WeakMap<object, Refused>();

/**
 * The limit that a stanza broke, if it broke one. Its address is whole and its content is not: answer it with an
 * error, and look no further into it.
 */
export function refusedBy(stanza: object): Refused | undefined {
  return refusals.get(stanza);
}

/** The header of the stream, and below it one stanza at a time, which is not kept when it is whole. */
export class StanzaTree {
  readonly #deepest: number;
  readonly #done: (stanza: Element) => void;
  #cursor: Element | undefined;
  #dropped = 0;
  root: Element | undefined;
  /** How many elements of the stanza are open; 0 between stanzas. */
  depth = 0;
  /** Set from where the rest of the stanza is dropped. */
  refused: Refused | undefined;

  /** @param done is told each stanza at its end */
  constructor(deepest: number, done: (stanza: Element) => void) {
    this.#deepest = deepest;
    this.#done = done;
  }

  /** Name of the innermost open element. */
  get name(): string | undefined {
    return (this.#cursor ?? this.root)?.name;
  }

  /** Whether the prefix of this tag, if it has one, is declared; of what is in a stanza it is not asked. */
  declares({ name, attrs, crowded }: Tag): boolean {
    const colon = name.indexOf(':');
    if (colon < 0 || this.depth > 0 || crowded) return true;
    const declaration = `xmlns:${name.slice(0, colon)}`;
    return Boolean(attrs[declaration] || this.root?.attrs[declaration]);
  }

  text(text: string): void {
    this.#cursor?.children.push(text);
  }

  /** The first tag is the root. */
  open(tag: Tag, refused?: Refused): void {
    if (this.depth >= this.#deepest) {
      this.refused ??= 'depth';
      this.skip(false, tag.empty);
      return;
    }
    const element = new xml.Element(tag.name);
    element.attrs = tag.attrs;
    if (!this.root) {
      this.root = element;
      return;
    }
    if (this.#cursor) {
      this.#cursor.children.push(element);
      element.parent = this.#cursor;
    }
    this.#cursor = element;
    this.depth++;
    this.refused ??= refused ?? (tag.crowded ? 'attributes' : undefined);
    if (tag.empty) this.close();
  }

  close(): void {
    const element = this.#cursor;
    if (!element) return;
    this.#cursor = element.parent ?? undefined;
    this.depth--;
    if (this.depth > 0) return;
    // namespaces are looked up there; it does not know its stanzas, or they would never be freed
    element.parent = this.root ?? null;
    if (this.refused) refusals.set(element, this.refused);
    this.refused = undefined;
    this.#done(element);
  }

  /** A tag in what is dropped: names are not compared, only counted. */
  skip(closes: boolean, empty: boolean): void {
    if (closes && this.#dropped === 0) this.close();
    else this.#dropped += closes ? -1 : empty ? 0 : 1;
  }
}
