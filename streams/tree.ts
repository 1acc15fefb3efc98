// XML elements as plain frozen data, and back into text. Names are resolved on the way in: no element keeps a prefix,
// so that nobody hides behind one, and each tree can stand by itself wherever we put it.
import { escapeXMLText } from 'ltx';
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

/** The children of a stanza as trees. Undefined where a prefix is not declared, or the nesting has no end. */
export function treesOf(stanza: XmlElement): readonly Tree[] | undefined {
  const scope = scopeIn(stanza, { prefixes: new Map(), plain: '' });
  const trees: Tree[] = [];
  for (const child of stanza.children) {
    if (typeof child === 'string') continue;
    const tree = treeOf(child, { ...scope, plain: '' }, '', 1);
    if (!tree) return undefined;
    trees.push(tree);
  }
  return Object.freeze(trees);
}

function treeOf(element: XmlElement, around: Scope, parentNs: string, depth: number): Tree | undefined {
  const scope = scopeIn(element, around);
  const [prefix, name] = split(element.name);
  const xmlns = prefix === undefined ? scope.plain : scope.prefixes.get(prefix);
  const own = attrsOf(element, scope);
  if (depth > deepest || xmlns === undefined || !own) return undefined;
  const attrs = xmlns === parentNs ? own : { xmlns: xmlns === '' ? 'jabber:client' : xmlns, ...own };
  const children: (Tree | string)[] = [];
  for (const child of element.children) {
    const tree = typeof child === 'string' ? child : treeOf(child, scope, xmlns, depth + 1);
    if (tree === undefined) return undefined;
    children.push(tree);
  }
  return Object.freeze({ name, attrs: Object.freeze(attrs), children: Object.freeze(children) });
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
  let { prefixes, plain } = around;
  for (const name in attrs) {
    if (name === 'xmlns') plain = ofStream.has(String(attrs[name])) ? '' : String(attrs[name]);
    else if (name.startsWith('xmlns:')) prefixes = new Map([...prefixes, [name.slice(6), String(attrs[name])]]);
  }
  return prefixes === around.prefixes && plain === around.plain ? around : { prefixes, plain };
}

function split(name: string): readonly [string | undefined, string] {
  const colon = name.indexOf(':');
  return colon < 0 ? [undefined, name] : [name.slice(0, colon), name.slice(colon + 1)];
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

export function childNamed(trees: readonly (Tree | string)[], name: string, xmlns?: string): Tree | undefined {
  for (const tree of trees) {
    if (typeof tree !== 'string' && tree.name === name && (xmlns === undefined || tree.attrs.xmlns === xmlns)) return tree;
  }
  return undefined;
}
