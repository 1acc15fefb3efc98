// What people read in a stanza: its passages of text, in whatever element they stand, as one line each. Finds places in
// them and puts something else there. What is enciphered or is no text at all is left as it is.
import { byteLength } from './byte-length.ts';
import type { MessageContent, PresenceContent, Tree } from './stanza.ts';

/** A place in a text: from one index up to another. */
export type Span = readonly [from: number, to: number];

export interface Edit {
  /** Places in a passage, in order, none in another. */
  readonly find: (passage: string) => readonly Span[];
  readonly put: (written: string) => string;
  /** A content with more places than that is left as it is. */
  readonly most: number;
}

/** Letters there are no words, and changing one would spoil all of it. */
const unreadable: ReadonlySet<string> = new Set([
  'jabber:x:encrypted',
  'jabber:x:signed',
  'urn:xmpp:openpgp:0',
  'urn:xmpp:omemo:2',
  'eu.siacs.conversations.axolotl',
  'urn:xmpp:bob',
]);

/** Elements of XHTML that do not end a word: `b<b>a</b>d` is read as one. */
const inline: ReadonlySet<string> = new Set(
  'a abbr acronym b big cite code dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var'.split(' '),
);
/** Attributes that are shown to people. */
const shown = ['alt', 'title'];

/** The content with something else at all places that are found, and how many these are; the same where there are none. */
export function edited<C extends MessageContent | PresenceContent>(content: C, edit: Edit): { content: C; found: number } {
  const editor = new Editor(edit);
  const payload = content.payload.map(tree => (unreadable.has(tree.attrs.xmlns ?? '') ? tree : editor.tree(tree)));
  const { found, growth } = editor;
  if (found === 0 || found > edit.most) return { content, found };
  if (content.kind === 'presence') return { content: { ...content, payload }, found };
  const { body, subject, bytes } = content;
  // what the room itself reads of the message
  const read = {
    ...(body === undefined ? {} : { body: editor.text(body) }),
    ...(subject === undefined ? {} : { subject: editor.text(subject) }),
  };
  return { content: { ...content, ...read, payload, bytes: bytes + growth }, found };
}

/** A place, and what is put there. */
type Place = readonly [from: number, to: number, put: string];

class Editor {
  found = 0;
  /** Bytes that there are more than before. */
  growth = 0;
  readonly #edit: Edit;
  /** The body of a message is both in it and beside it. */
  readonly #known = new Map<string, readonly Place[]>();

  constructor(edit: Edit) {
    this.#edit = edit;
  }

  text(text: string): string {
    return cut(text, 0, this.#places(text));
  }

  tree(tree: Tree): Tree {
    const places = this.#counted(passageOf(tree));
    return this.found > this.#edit.most ? tree : this.#rewritten(tree, places, { at: 0 });
  }

  #rewritten(tree: Tree, places: readonly Place[], cursor: { at: number }): Tree {
    const attrs = this.#attrs(tree.attrs);
    const children = tree.children.map((child): Tree | string => {
      if (typeof child === 'string') {
        cursor.at += child.length;
        return cut(child, cursor.at - child.length, places);
      }
      const edge = edgeOf(child).length;
      cursor.at += edge;
      const rewritten = this.#rewritten(child, places, cursor);
      cursor.at += edge;
      return rewritten;
    });
    const isSame = attrs === tree.attrs && children.every((child, i) => child === tree.children[i]);
    return isSame ? tree : { name: tree.name, attrs, children };
  }

  #attrs(attrs: Tree['attrs']): Tree['attrs'] {
    let next = attrs;
    for (const name of shown) {
      const text = attrs[name] ?? '';
      const places = this.#counted(text);
      if (places.length > 0) next = { ...next, [name]: cut(text, 0, places) };
    }
    return next;
  }

  #places(passage: string): readonly Place[] {
    const { find, put } = this.#edit;
    const places = this.#known.get(passage) ?? find(passage).map(([from, to]): Place => [from, to, put(passage.slice(from, to))]);
    this.#known.set(passage, places);
    return places;
  }

  #counted(passage: string): readonly Place[] {
    const places = this.#places(passage);
    this.found += places.length;
    for (const [from, to, put] of places) this.growth += byteLength(put) - byteLength(passage.slice(from, to));
    return places;
  }
}

/** A part of a passage, with something else at its places; what goes over an edge is put where it begins. */
function cut(text: string, start: number, places: readonly Place[]): string {
  const end = start + text.length;
  let made = '';
  let at = start;
  for (const [from, to, put] of places) {
    if (to <= at || from >= end) continue;
    if (from >= start) made += text.slice(at - start, from - start) + put;
    at = Math.min(to, end);
  }
  return made + text.slice(at - start);
}

/** All text in an element, with a line's end wherever words end with an element. */
function passageOf({ children }: Tree): string {
  return children.map(child => (typeof child === 'string' ? child : edgeOf(child) + passageOf(child) + edgeOf(child))).join('');
}

function edgeOf({ name }: Tree): string {
  return inline.has(name) ? '' : '\n';
}
