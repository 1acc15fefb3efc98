// Bends a stanza that is right: takes attributes away, gives others another value, renames elements, puts them into other
// namespaces and behind prefixes, doubles and nests them, and lets texts grow. It knows no protocol.
import fc from 'fast-check';
import { parse } from 'ltx';
import type { XmlElement } from '../../streams/tree.ts';
import { type Made, write } from '../streams/random-xml.ts';
import { oddAddresses, oddNamespaces, oddTexts, oddTypes, payloads } from './oddities.ts';

/** One thing that is bent: what, at which element, and how. */
export interface Bend {
  readonly what: number;
  readonly at: number;
  readonly how: number;
}

interface Node {
  name: string;
  attrs: Record<string, string>;
  children: (Node | string)[];
}

type Act = (node: Node, how: number, root: Node) => void;

const of = <T>(list: readonly T[], how: number): T => list[how % list.length]!;
const elements = (node: Node): Node[] => node.children.filter(child => typeof child !== 'string');

const acts: readonly Act[] = [
  function loseAttribute(node, how) {
    const names = Object.keys(node.attrs);
    if (names.length > 0) delete node.attrs[of(names, how)];
  },
  function otherType(_, how, root) {
    root.attrs.type = of(oddTypes, how);
  },
  function otherId(_, how, root) {
    root.attrs.id = of(oddTexts, how);
  },
  function otherTo(_, how, root) {
    root.attrs.to = of(oddAddresses, how);
  },
  function otherFrom(_, how, root) {
    // of people as their servers stamp it, mostly: nobody writes in the name of another
    if (how % 4 === 0) root.attrs.from = of(['', 'a b@@c', 'far.example', 'x@far.example/1', '@', 'y@far.example'], how >> 2);
  },
  function otherValue(node, how) {
    const names = Object.keys(node.attrs).filter(name => name !== 'from' && !name.startsWith('xmlns'));
    if (names.length > 0) node.attrs[of(names, how)] = of(oddTexts, how >> 2);
  },
  function moreAttributes(node, how) {
    const count = of([1, 3, 70], how);
    for (let i = 0; i < count; i++) node.attrs[`more${i}`] = of(oddTexts, (how >> 2) + i).slice(0, 40);
  },
  function otherName(node, how) {
    node.name = of(['query', 'x', 'iq', 'message', 'presence', 'ä', 'x'.repeat(600), 'body', 'constructor'], how);
  },
  function otherNamespace(node, how) {
    node.attrs.xmlns = of(oddNamespaces, how);
  },
  function behindPrefix(node, how, root) {
    if (node === root) return;
    node.attrs['xmlns:p'] = of([node.attrs.xmlns ?? 'jabber:client', ...oddNamespaces], how);
    node.name = `p:${node.name.replace(/^.*:/u, '')}`;
    if (how % 2 === 0) delete node.attrs.xmlns;
  },
  function undeclaredPrefix(node, how, root) {
    if (node !== root) node.name = of(['q:x', 'p:a:b', 'xml:x', 'q:'], how);
  },
  function twice(node) {
    const [child] = elements(node);
    if (child) node.children.push(structuredClone(child));
  },
  function loseChild(node, how) {
    node.children.splice(how % (node.children.length + 1), 1);
  },
  function loseText(node) {
    node.children = node.children.filter(child => typeof child !== 'string');
  },
  function otherText(node, how) {
    node.children = [...elements(node), of(oddTexts, how)];
  },
  function nested(node, how) {
    for (let left = of([1, 3, 30, 300], how); left > 0; left--)
      node.children = [{ name: of(['x', 'query', 'nick', 'body'], how), attrs: {}, children: node.children }];
  },
  function otherPayload(node, how) {
    node.children.push(nodeOf(parse(of(payloads, how)) as XmlElement));
  },
  function language(_, how, root) {
    root.attrs['xml:lang'] = of(['de', '{own}', '{x*1100}'], how);
  },
];

/** Bends a stanza one time after another. Texts in it may have holes. */
export function bent(xml: string, bends: readonly Bend[]): string {
  if (bends.length === 0) return xml;
  const root = nodeOf(parse(xml) as XmlElement);
  for (const { what, at, how } of bends) {
    const all = below(root);
    of(acts, what)(of(all, at), how, root);
  }
  return write(root as Made);
}

const anyBend: fc.Arbitrary<Bend> = fc.record({ what: fc.nat(acts.length - 1), at: fc.nat(7), how: fc.nat(60) });

/** Mostly nothing is bent, or one thing. */
export const anyBends: fc.Arbitrary<readonly Bend[]> = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: fc.array(anyBend, { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.array(anyBend, { minLength: 2, maxLength: 5 }) },
);

function below(node: Node): Node[] {
  return [node, ...elements(node).flatMap(below)];
}

function nodeOf({ name, attrs, children }: XmlElement): Node {
  return {
    name,
    attrs: Object.fromEntries(Object.entries(attrs).map(([key, value]) => [key, String(value)])),
    children: children.map(child => (typeof child === 'string' ? child : nodeOf(child))),
  };
}
