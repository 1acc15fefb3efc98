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
}

/** Deeper than this nothing is read: `treeOf` returns undefined. */
const deepest = 256;

/** The prefixes that are declared at a place, and the namespace of what has none; '' is that of the stream. */
interface Scope {
  readonly prefixes: ReadonlyMap<string, string>;
  readonly plain: string;
}

/** What a stanza itself is in, by whatever name the stream calls it. */
const ofStream: ReadonlySet<string> = new Set(['jabber:client', 'jabber:server', 'jabber:component:accept']);

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
  const scope = { ...scopeIn(stanza, { prefixes: new Map(), plain: '' }), plain: '' };
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
  const xmlns = prefix === undefined ? scope.plain : scope.prefixes.get(prefix);
  const own = attrsOf(element, scope);
  if (depth > deepest || xmlns === undefined || !own) return undefined;
  const attrs = xmlns === parentNs ? own : { xmlns: xmlns === '' ? 'jabber:client' : xmlns, ...own };
  budget.left -= 2 * byteLength(name) + 5;
  for (const key in attrs) budget.left -= byteLength(key) + 4 + writtenLength(attrs[key]!);
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

const special = /[&<>"'\t\n\r]/gu;

/** Bytes of a text with its special characters written as references. */
function writtenLength(text: string): number {
  const escaped = text.match(special)?.length ?? 0;
  return byteLength(text) + escaped * 5;
}

/** The attributes, each with the declaration of its prefix; undefined where there is none. */
function attrsOf(element: XmlElement, { prefixes }: Scope): Record<string, string> | undefined {
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(element.attrs)) {
    if (value === undefined || value === null || name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const [prefix] = split(name);
    if (prefix !== undefined && prefix !== 'xml') {
      const declared = prefixes.get(prefix);
      if (declared === undefined) return undefined;
      attrs[`xmlns:${prefix}`] = declared;
    }
    attrs[name] = String(value);
  }
  return attrs;
}

function scopeIn({ attrs }: XmlElement, around: Scope): Scope {
  let { plain } = around;
  let more: Map<string, string> | undefined;
  for (const name in attrs) {
    if (name === 'xmlns') plain = ofStream.has(String(attrs[name])) ? '' : String(attrs[name]);
    else if (name.startsWith('xmlns:')) {
      more ??= new Map(around.prefixes);
      // a prefix of nothing is none
      if (attrs[name] === '') more.delete(name.slice(6));
      else more.set(name.slice(6), String(attrs[name]));
    }
  }
  return more || plain !== around.plain ? { prefixes: more ?? around.prefixes, plain } : around;
}

function split(name: string): readonly [string | undefined, string] {
  const colon = name.indexOf(':');
  if (colon < 0) return [undefined, name];
  const local = name.slice(colon + 1);
  // no name with namespaces has two colons, or one at its end: it is as good as not declared
  return local === '' || local.includes(':') ? ['', local] : [name.slice(0, colon), local];
}

/** The tree as text, ready to stand in a stanza. */
export function xmlOf(tree: Tree): string {
  let attrs = '';
  for (const name in tree.attrs) attrs += attr(name, tree.attrs[name]);
  if (tree.children.length === 0) return `<${tree.name}${attrs}/>`;
  let inner = '';
  for (const child of tree.children) inner += typeof child === 'string' ? escapeXMLText(child) : xmlOf(child);
  return `<${tree.name}${attrs}>${inner}</${tree.name}>`;
}

const written = new WeakMap<readonly Tree[], string>();

/** Several trees as text; the same list is written only once. */
export function xmlOfAll(trees: readonly Tree[]): string {
  let xml = written.get(trees);
  if (xml === undefined) {
    xml = '';
    for (const tree of trees) xml += xmlOf(tree);
    written.set(trees, xml);
  }
  return xml;
}

/** The text of an element, without that of its children. */
export function textOf(tree: Tree): string {
  return tree.children.filter(child => typeof child === 'string').join('');
}

/** The first child of that name: in the namespace that is given, or else in that of its parent. */
export function childNamed(trees: readonly (Tree | string)[], name: string, xmlns?: string): Tree | undefined {
  for (const tree of trees) {
    if (typeof tree !== 'string' && tree.name === name && tree.attrs.xmlns === xmlns) return tree;
  }
  return undefined;
}
