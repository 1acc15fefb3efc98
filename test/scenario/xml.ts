// XML as plain trees, with every namespace resolved, for comparing what was expected with what came.
// No parents, no prefixes, no stream: only what a scenario can see.
import { type Element, escapeXML, escapeXMLText, parse } from 'ltx';

export interface Xml {
  readonly name: string;
  readonly ns: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly (Xml | string)[];
}

/** The namespace that stanzas are given here, whichever kind of stream they came by. */
export const STANZA = 'jabber:client';
const STREAMS = new Set([STANZA, 'jabber:server', 'jabber:component:accept', undefined, '']);

/** The stanzas written in `text`; throws what the parser throws when it is not well-formed. */
export function readStanzas(text: string): Xml[] {
  const root = parse(`<stanzas xmlns='${STANZA}'>${text}</stanzas>`) as Element;
  return root.getChildElements().map(child => fromElement(child));
}

/** A plain copy of an element of ltx or of @xmpp/xml; `inherited` is the namespace that surrounds it. */
export function fromElement(element: Element, inherited: string = STANZA): Xml {
  const [prefix, local] = element.name.includes(':') ? element.name.split(':', 2) : [undefined, element.name];
  const named = prefix === undefined ? element.attrs.xmlns : element.attrs[`xmlns:${prefix}`];
  const found = prefix === undefined ? inherited : (element.findNS(prefix) ?? inherited);
  const ns = String(named ?? found);
  const attrs: Record<string, string> = {};
  for (const [key, value] of Object.entries(element.attrs)) {
    if (key === 'xmlns' || key.startsWith('xmlns:') || value === undefined || value === null) continue;
    attrs[key] = String(value);
  }
  const inner = prefix === undefined ? ns : inherited;
  return {
    name: local as string,
    ns: STREAMS.has(ns) ? STANZA : ns,
    attrs,
    children: element.children.map(child => (typeof child === 'string' ? child : fromElement(child, inner))),
  };
}

export const elements = (xml: Xml): Xml[] => xml.children.filter(child => typeof child !== 'string');
export const text = (xml: Xml): string => xml.children.filter(child => typeof child === 'string').join('');
export const child = (xml: Xml, name: string, ns?: string): Xml | undefined =>
  elements(xml).find(inner => inner.name === name && (ns === undefined || inner.ns === ns));

/** `xml` as text for people: a short stanza on one line, a longer one with a line for each element. */
export function write(xml: Xml, indent = '', surrounding: string = STANZA): string {
  const flat = serialize(xml, surrounding);
  if (flat.length + indent.length <= 100 || elements(xml).length === 0) return indent + flat;
  const inner = xml.children
    .filter(part => typeof part !== 'string' || part.trim() !== '')
    .map(part => (typeof part === 'string' ? indent + part.trim() : write(part, `${indent}  `, xml.ns)));
  return [`${indent}${head(xml, surrounding)}>`, ...inner, `${indent}</${xml.name}>`].join('\n');
}

/** `xml` as text for a wire: one line, namespaces where they change. */
export function serialize(xml: Xml, surrounding: string = STANZA): string {
  const inner = xml.children.map(part => (typeof part === 'string' ? escapeXMLText(part) : serialize(part, xml.ns))).join('');
  return inner === '' ? `${head(xml, surrounding)}/>` : `${head(xml, surrounding)}>${inner}</${xml.name}>`;
}

function head(xml: Xml, surrounding: string): string {
  const pairs = Object.entries(xml.attrs);
  if (xml.ns !== surrounding) pairs.unshift(['xmlns', xml.ns]);
  return `<${xml.name}${pairs.map(([key, value]) => ` ${key}='${escapeXML(value)}'`).join('')}`;
}
