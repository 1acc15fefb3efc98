// XML elements as plain frozen data, and back into text. Prefixes are kept as written: each must be declared
// on the way, else the text we write would not be well-formed where we put it.
import { escapeXML, escapeXMLText } from 'ltx';
import type { Tree } from '../machines/stanza.ts';

/** What ltx makes, as far as it is read here: there are two classes of that name, so never `instanceof`. */
export interface XmlElement {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string | number | undefined | null>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Deeper than this nothing is read: `treeOf` returns undefined. */
const deepest = 256;

/**
 * The children of a stanza as trees, each able to stand by itself: prefixes declared on the stanza are declared
 * on the child. Undefined where a prefix is not declared, or the nesting has no end.
 */
export function treesOf(stanza: XmlElement): readonly Tree[] | undefined {
  const inherited = declarations(stanza.attrs);
  const trees: Tree[] = [];
  for (const child of stanza.children) {
    if (typeof child === 'string') continue;
    const tree = treeOf(child, inherited, 1);
    if (!tree) return undefined;
    trees.push(
      inherited === none
        ? tree
        : Object.freeze({
            ...tree,
            attrs: Object.freeze({ ...Object.fromEntries(inherited), ...tree.attrs }),
          }),
    );
  }
  return Object.freeze(trees);
}

type Declared = ReadonlyMap<string, string>;
const none: Declared = new Map();

function treeOf(element: XmlElement, inherited: Declared, depth: number): Tree | undefined {
  const declared = declarations(element.attrs, inherited);
  if (depth > deepest || !isDeclared(element.name, declared)) return undefined;
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(element.attrs)) {
    if (value === undefined || value === null) continue;
    if (!isDeclared(name, declared)) return undefined;
    attrs[name] = String(value);
  }
  const children: (Tree | string)[] = [];
  for (const child of element.children) {
    if (typeof child === 'string') children.push(child);
    else {
      const tree = treeOf(child, declared, depth + 1);
      if (!tree) return undefined;
      children.push(tree);
    }
  }
  return Object.freeze({
    name: element.name,
    attrs: Object.freeze(attrs),
    children: Object.freeze(children),
  });
}

function declarations(attrs: XmlElement['attrs'], inherited: Declared = none): Declared {
  let declared = inherited;
  for (const name in attrs) {
    if (name.startsWith('xmlns:')) declared = new Map([...declared, [name, String(attrs[name])]]);
  }
  return declared;
}

function isDeclared(name: string, declared: Declared): boolean {
  const colon = name.indexOf(':');
  if (colon < 0) return true;
  const prefix = name.slice(0, colon);
  return prefix === 'xml' || prefix === 'xmlns' || declared.has(`xmlns:${prefix}`);
}

/** The tree as text, ready to stand in a stanza. */
export function xmlOf(tree: Tree): string {
  let attrs = '';
  for (const name in tree.attrs) attrs += ` ${name}="${escapeXML(tree.attrs[name]!)}"`;
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
