// XML elements as plain frozen data, and back into text. Names are resolved on the way in: no element keeps a prefix,
// so that nobody hides behind one, and each tree can stand by itself wherever we put it.
import { escapeXMLText } from 'ltx';
import { byteLength } from '../machines/byte-length.ts';
import type { Tree } from '../machines/stanza.ts';
import { attr } from './attribute.ts';

/** What ltx makes, as far as it is read here: there are two classes of that name, so never `instanceof`. */
export interface XmlElement {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string | number | undefined | null>>;
  readonly children: readonly (XmlElement | string)[];
  /** What is in it, where that is read already; it has no children then. */
  readonly read?: Read;
}

/** Deeper than this nothing is read: `treeOf` returns undefined. */
const deepest = 256;

/** The prefixes that are declared at a place, and the namespace of what has none; '' is that of the stream. */
interface Scope {
  readonly prefixes: Prefixes | undefined;
  readonly plain: string;
}

/** What one element declares, before what is declared around it: to copy that for each would cost without bound. */
interface Prefixes {
  readonly own: ReadonlyMap<string, string | undefined>;
  readonly around: Prefixes | undefined;
}

function namespaceOf(prefix: string, prefixes: Prefixes | undefined): string | undefined {
  for (let at = prefixes; at; at = at.around) if (at.own.has(prefix)) return at.own.get(prefix);
  return undefined;
}

/** What a stanza itself is in, by whatever name the stream calls it. */
export const stanzaNamespaces: ReadonlySet<string> = new Set(['jabber:client', 'jabber:server', 'jabber:component:accept']);

/** What no prefix may be declared for. */
const reserved: ReadonlySet<string> = new Set(['http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/']);

/** What is read, and how many bytes it has when it is written. */
export interface Read {
  readonly trees: readonly Tree[];
  readonly bytes: number;
}

/**
 * The children of a stanza as trees; `'names'` where a prefix is not declared or the nesting has no end, `'size'` where
 * they would have more than `most` bytes: a few declarations can be made into a great many.
 */
export function treesOf(stanza: XmlElement, most = Number.POSITIVE_INFINITY): Read | 'names' | 'size' {
  const scope = { ...scopeIn(stanza, { prefixes: undefined, plain: '' }), plain: '' };
  const budget = { left: most };
  const trees: Tree[] = [];
  for (const child of stanza.children) {
    if (typeof child === 'string') continue;
    const tree = treeOf(child, scope, '', 1, budget);
    if (!tree) return budget.left < 0 ? 'size' : 'names';
    trees.push(tree);
  }
  return { trees: Object.freeze(trees), bytes: most === Number.POSITIVE_INFINITY ? 0 : most - budget.left };
}

interface Budget {
  left: number;
}

function treeOf(element: XmlElement, around: Scope, parentNs: string, depth: number, budget: Budget): Tree | undefined {
  const scope = scopeIn(element, around);
  const [prefix, name] = split(element.name);
  const declared = prefix === undefined ? scope.plain : namespaceOf(prefix, scope.prefixes);
  // what the stanza is in goes by no name, with a prefix neither
  const xmlns = declared !== undefined && stanzaNamespaces.has(declared) ? '' : declared;
  const own = attrsOf(element, scope);
  if (depth > deepest || xmlns === undefined || !own) return undefined;
  const attrs = xmlns === parentNs ? own : { xmlns: xmlns === '' ? 'jabber:client' : xmlns, ...own };
  budget.left -= tagBytes(name, attrs);
  const children: (Tree | string)[] = [];
  for (const child of element.children) {
    if (typeof child === 'string') budget.left -= writtenLength(child);
    if (budget.left < 0) return undefined;
    const tree = typeof child === 'string' ? child : treeOf(child, scope, xmlns, depth + 1, budget);
    if (tree === undefined) return undefined;
    children.push(tree);
  }
  return budget.left < 0 ? undefined : Object.freeze({ name, attrs: Object.freeze(attrs), children: Object.freeze(children) });
}

/** Bytes of an element with nothing but text in it, as they are counted for the limits. */
export function elementBytes(name: string, attrs: Readonly<Record<string, string>>, texts: readonly string[]): number {
  let bytes = tagBytes(name, attrs);
  for (const text of texts) bytes += writtenLength(text);
  return bytes;
}

function tagBytes(name: string, attrs: Readonly<Record<string, string>>): number {
  let bytes = 2 * byteLength(name) + 5;
  for (const key in attrs) bytes += byteLength(key) + 4 + writtenLength(attrs[key]!);
  return bytes;
}

const special = /[&<>"'\t\n\r]/;
const specials = /[&<>"'\t\n\r]/g;

/** Bytes of a text with its special characters written as references. */
function writtenLength(text: string): number {
  const escaped = special.test(text) ? text.match(specials)!.length : 0;
  return byteLength(text) + escaped * 5;
}

/** The attributes, each with the declaration of its prefix; undefined where there is none. */
function attrsOf(element: XmlElement, { prefixes }: Scope): Record<string, string> | undefined {
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(element.attrs)) {
    if (value === undefined || value === null || name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const [prefix] = split(name);
    if (prefix !== undefined && prefix !== 'xml') {
      const declared = namespaceOf(prefix, prefixes);
      if (declared === undefined || isTwice(element, name, declared, prefixes)) return undefined;
      attrs[`xmlns:${prefix}`] = declared;
    }
    attrs[name] = String(value);
  }
  return attrs;
}

/** Whether the same attribute is there by another prefix: a server closes the stream over that. */
function isTwice({ attrs }: XmlElement, name: string, declared: string, prefixes: Scope['prefixes']): boolean {
  const [, local] = split(name);
  return Object.keys(attrs).some(other => {
    const [prefix, same] = split(other);
    return same === local && other !== name && prefix !== undefined && namespaceOf(prefix, prefixes) === declared;
  });
}

function scopeIn({ attrs }: XmlElement, around: Scope): Scope {
  let { plain } = around;
  let own: Map<string, string | undefined> | undefined;
  for (const name in attrs) {
    if (name === 'xmlns') plain = stanzaNamespaces.has(String(attrs[name])) ? '' : String(attrs[name]);
    else if (name.startsWith('xmlns:')) {
      own ??= new Map();
      const declared = String(attrs[name]);
      // a prefix of nothing is none, nor one of what has its prefix by itself
      own.set(name.slice(6), declared === '' || reserved.has(declared) ? undefined : declared);
    }
  }
  if (own) return { prefixes: { own, around: around.prefixes }, plain };
  return plain === around.plain ? around : { prefixes: around.prefixes, plain };
}

function split(name: string): readonly [string | undefined, string] {
  const colon = name.indexOf(':');
  if (colon < 0) return [undefined, name];
  const local = name.slice(colon + 1);
  // no name with namespaces has two colons, or one at its end: it is as good as not declared
  return local === '' || local.includes(':') ? ['', local] : [name.slice(0, colon), local];
}

/** The tree as text, ready to stand in a stanza. `around`: the namespace that is declared where it stands. */
export function xmlOf(tree: Tree, around?: string): string {
  let attrs = '';
  // what is declared already need not be declared again: of many in one element that is a quarter of all bytes
  for (const name in tree.attrs) if (name !== 'xmlns' || tree.attrs.xmlns !== around) attrs += attr(name, tree.attrs[name]);
  if (tree.children.length === 0) return `<${tree.name}${attrs}/>`;
  let inner = '';
  const { xmlns = around } = tree.attrs;
  for (const child of tree.children) inner += typeof child === 'string' ? escapeXMLText(child) : xmlOf(child, xmlns);
  return `<${tree.name}${attrs}>${inner}</${tree.name}>`;
}

let last: { readonly trees: readonly Tree[]; readonly xml: string } | undefined;

/** Several trees as text; a list that is said in several dialects, one after the other, is written only once. */
export function xmlOfAll(trees: readonly Tree[]): string {
  if (trees === last?.trees) return last.xml;
  let xml = '';
  for (const tree of trees) xml += xmlOf(tree);
  last = { trees, xml };
  return xml;
}

/** The text of an element, without that of its children. */
export function textOf(tree: Tree): string {
  const { children } = tree;
  if (children.length === 1 && typeof children[0] === 'string') return children[0];
  return children.filter(child => typeof child === 'string').join('');
}

/** The first child of that name: in the namespace that is given, or else in that of its parent. */
export function childNamed(trees: readonly (Tree | string)[], name: string, xmlns?: string): Tree | undefined {
  for (const tree of trees) {
    if (typeof tree !== 'string' && tree.name === name && tree.attrs.xmlns === xmlns) return tree;
  }
  return undefined;
}
