// Stanzas as a client of the playground hears and writes them: plain data, so that what it rebuilds of a room needs no
// library, and is tested without one.
import type { Tree } from '../../../machines/stanza.ts';
import type { XmlElement } from '../../../streams/tree.ts';

/** A stanza that came. */
export interface Incoming {
  readonly kind: string;
  /** What it has as its type; undefined for presence that tells somebody is there. */
  readonly type: string | undefined;
  readonly id: string | undefined;
  /** The bare address it came from, and what stands behind the slash. */
  readonly from: string;
  readonly resource: string | undefined;
  readonly payload: readonly Tree[];
}

/** A refusal as it came. */
export interface Refusal {
  readonly condition: string;
  readonly code: string | undefined;
  readonly text: string | undefined;
}

export const ns = {
  browse: 'jabber:iq:browse',
  conference: 'jabber:iq:conference',
  delay: 'urn:xmpp:delay',
  muc: 'http://jabber.org/protocol/muc',
  nick: 'http://jabber.org/protocol/nick',
  page: 'urn:confab:page',
  stanzas: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  whiteboard: 'urn:confab:whiteboard',
} as const;

/** Reads what a library made of a stanza; names in it are resolved. */
export function incomingOf(element: XmlElement): Incoming {
  const { type, id, from } = element.attrs;
  const [bare, resource] = splitAddress(String(from ?? ''));
  return {
    kind: element.name,
    type: type === undefined || type === null ? undefined : String(type),
    id: id === undefined || id === null ? undefined : String(id),
    from: bare,
    resource,
    payload: elementsIn(treeOf(element, client, { '': client })),
  };
}

/** What a stanza itself is in. */
const client = 'jabber:client';

// streams/tree.ts reads more strictly, and brings ltx along a second time: too much for a page
function treeOf(one: XmlElement, parent: string | undefined, around: Readonly<Record<string, string>>): Tree {
  const declared = { ...around };
  const attrs: Record<string, string> = {};
  for (const [key, value] of Object.entries(one.attrs)) {
    if (key === 'xmlns') declared[''] = String(value);
    else if (key.startsWith('xmlns:')) declared[key.slice(6)] = String(value);
    else if (value !== undefined && value !== null) attrs[key] = String(value);
  }
  const colon = one.name.indexOf(':');
  const xmlns = declared[one.name.slice(0, Math.max(0, colon))];
  return {
    name: one.name.slice(colon + 1),
    // like that of the house: what is in the namespace of its parent does not say so
    attrs: xmlns === parent || xmlns === undefined ? attrs : { xmlns, ...attrs },
    children: one.children.map(child => (isElement(child) ? treeOf(child, xmlns, declared) : child)),
  };
}

function isElement(child: XmlElement | string): child is XmlElement {
  return typeof child !== 'string';
}

/** The text in an element, without that of the elements in it. */
export function textOf({ children }: Tree): string {
  return children.filter(child => typeof child === 'string').join('');
}

/** The bare address, and the resource where there is one. */
export function splitAddress(address: string): readonly [string, string | undefined] {
  const slash = address.indexOf('/');
  return slash < 0 ? [address, undefined] : [address.slice(0, slash), address.slice(slash + 1)];
}

/** An element to be sent. What is undefined is left out. */
export function element(
  name: string,
  attrs: Record<string, string | undefined>,
  ...children: (Tree | string | undefined)[]
): Tree {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(attrs)) if (value !== undefined) given[key] = value;
  return { name, attrs: given, children: children.filter(child => child !== undefined) };
}

/** The text of a child of the stanza itself; undefined where there is no such child. */
export function said(payload: readonly Tree[], name: string): string | undefined {
  const child = payload.find(tree => tree.name === name && tree.attrs.xmlns === undefined);
  return child && textOf(child);
}

/** Children of the stanza, by their namespace. */
export function inNamespace(payload: readonly Tree[], xmlns: string): readonly Tree[] {
  return payload.filter(tree => tree.attrs.xmlns === xmlns);
}

/** Elements in an element. */
export function elementsIn(tree: Tree): readonly Tree[] {
  return tree.children.filter(child => typeof child !== 'string');
}

/** Why something was refused. */
export function refusalIn(payload: readonly Tree[]): Refusal {
  const error = payload.find(tree => tree.name === 'error');
  const parts = error ? elementsIn(error).filter(tree => tree.attrs.xmlns === ns.stanzas) : [];
  const text = parts.find(({ name }) => name === 'text');
  return {
    condition: parts.find(({ name }) => name !== 'text')?.name ?? 'undefined-condition',
    code: error?.attrs.code,
    text: text && textOf(text),
  };
}
