// Reads a stanza that is simple all over in one go, without building elements: flat, nothing declared by prefix, whole in
// the text at hand. It takes only what it can prove to be that, and says the same of it as the bounded parser and
// streams/tree.ts would; all else is left to them.
import type { Tree } from '../machines/stanza.ts';
import { elementBytes, type Read, stanzaNamespaces, type XmlElement } from '../streams/tree.ts';
import { forbiddenAt, resolveReferences } from './xml-grammar.ts';

/** A stanza whose content is read already; `children` is empty, for nobody needs them. */
export interface Scanned extends XmlElement {
  readonly read: Read;
}

export interface Found {
  readonly stanza: Scanned;
  /** Index of the first character after it. */
  readonly end: number;
}

const less = 60;
const greater = 62;
const slash = 47;
const space = 32;
const noTrees: Read = { trees: Object.freeze([]) as readonly Tree[], bytes: 0 };
const plainName = /^[A-Za-z][A-Za-z0-9_.-]*$/;
/** Names that were found to be plain. */
const names = new Set<string>();

/**
 * The stanza that begins at `at`; undefined where it is not whole, not simple or not well-formed, or may have more than
 * `most` bytes. What is kept of it is a copy: the text is not held on to.
 * @param attributes how many one element may have
 */
export function shallowScan(text: string, at: number, most: number, attributes: number): Found | undefined {
  const name = nameAt(text, at);
  if (name === undefined) return undefined;
  const open = text.indexOf('>', at);
  if (open < 0 || open - at > most) return undefined;
  const isEmpty = text.charCodeAt(open - 1) === slash;
  // what begins with anything else is not simple, or that `>` stands in an attribute; looking for the end might then take
  // us through all the rest of the text, stanza after stanza
  if (!isEmpty && text.charCodeAt(open + 1) !== less) return undefined;
  const close = isEmpty ? open : text.indexOf(`</${name}`, open);
  const end = isEmpty ? open + 1 : close + name.length + 3;
  if (close < 0 || text.charCodeAt(end - 1) !== greater || (end - at) * 3 > most) return undefined;
  // a copy: else each name or address that somebody keeps would keep the whole chunk in memory
  const own = ` ${text.slice(at, end)}`.slice(1);
  if (forbiddenAt(own) >= 0) return undefined;
  const tagEnd = open - at - (isEmpty ? 1 : 0);
  const attrs = attributesIn(own, name.length + 1, tagEnd, attributes);
  if (!attrs || (attrs.xmlns !== undefined && !stanzaNamespaces.has(attrs.xmlns))) return undefined;
  const read = isEmpty ? noTrees : readContent(own, open - at + 1, close - at, attributes);
  return read && { stanza: { name, attrs, children: nobody, read }, end };
}

const nobody: readonly never[] = Object.freeze([]);
const nothing: Attributes = Object.freeze({});

function nameAt(text: string, at: number): 'message' | 'presence' | 'iq' | undefined {
  if (text.charCodeAt(at) !== less) return undefined;
  for (const name of ['message', 'presence', 'iq'] as const) {
    const after = text.charCodeAt(at + name.length + 1);
    if ((after === space || after === greater) && text.startsWith(name, at + 1)) return name;
  }
  return undefined;
}

type Attributes = Record<string, string>;

/** The attributes between the name of a tag and its end; undefined where there is anything unusual. */
function attributesIn(text: string, from: number, to: number, most: number): Attributes | undefined {
  const attrs: Attributes = {};
  let count = 0;
  for (let at = from; at < to; ) {
    // one space before each, none after the last
    if (text.charCodeAt(at) !== space) return undefined;
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals >= to || ++count > most) return undefined;
    const name = text.slice(at + 1, equals);
    const quote = text[equals + 1];
    if (quote !== "'" && quote !== '"') return undefined;
    const close = text.indexOf(quote, equals + 2);
    if (close < 0 || close >= to) return undefined;
    const value = text.slice(equals + 2, close);
    if ((name !== 'xml:lang' && !isPlain(name)) || name in attrs || unusual.test(value)) return undefined;
    attrs[name] = value;
    at = close + 1;
  }
  return attrs;
}

/** In a value: what is a reference, or not allowed. */
const unusual = /[&<\t\n\r]/;

function isPlain(name: string): boolean {
  if (names.has(name)) return true;
  // also what every object has
  if (!plainName.test(name) || name in Object.prototype) return false;
  if (names.size < 500 && name.length < 40) names.add(name);
  return true;
}

/** Elements side by side with nothing but text in them, and nothing between them. */
function readContent(text: string, from: number, to: number, attributes: number): Read | undefined {
  // exactly as long as they are, for they may be kept: an empty list that is pushed to gets room for seventeen
  let trees: Tree[] | undefined;
  let bytes = 0;
  for (let at = from; at < to; ) {
    if (text.charCodeAt(at) !== less) return undefined;
    const open = text.indexOf('>', at);
    if (open < 0 || open >= to) return undefined;
    const isEmpty = text.charCodeAt(open - 1) === slash;
    const tagEnd = isEmpty ? open - 1 : open;
    const nameEnd = nameEndIn(text, at + 1, tagEnd);
    const name = text.slice(at + 1, nameEnd);
    if (!isPlain(name)) return undefined;
    const own = nameEnd === tagEnd ? nothing : attributesIn(text, nameEnd, tagEnd, attributes);
    if (!own) return undefined;
    const attrs = own.xmlns === undefined ? own : declared(own);
    let children: readonly string[] = nobody;
    at = open + 1;
    if (!isEmpty) {
      const close = text.indexOf('<', at);
      if (!text.startsWith(`</${name}>`, close)) return undefined;
      const raw = text.slice(at, close);
      const inner = raw.includes('&') ? resolveReferences(raw) : raw;
      if (inner === undefined) return undefined;
      if (inner !== '') children = Object.freeze([inner]);
      at = close + name.length + 3;
    }
    const tree = Object.freeze({ name, attrs: Object.freeze(attrs), children });
    bytes += elementBytes(name, attrs, children);
    if (trees === undefined) trees = [tree];
    else trees.push(tree);
  }
  if (trees === undefined) return noTrees;
  return { trees: Object.freeze(trees.length > 1 ? trees.slice() : trees), bytes };
}

/** Index of the first space, or of the end; no further is looked. */
function nameEndIn(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) !== space) at++;
  return at;
}

/** The namespace first; none where it is the stream's own. */
function declared({ xmlns, ...own }: Attributes): Attributes {
  return xmlns === '' || stanzaNamespaces.has(xmlns!) ? own : { xmlns: xmlns!, ...own };
}
