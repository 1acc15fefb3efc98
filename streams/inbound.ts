// A stanza as it came in: addresses prepared, payload as trees, and what is ours alone taken out of it.

import type { Condition } from '../machines/refusal.ts';
import type { Receipt } from '../machines/request.ts';
import type { ServiceSettings } from '../machines/settings.ts';
import type { Tree } from '../machines/stanza.ts';
import { type Address, parseAddress } from './address.ts';
import { isFree, type Judgement } from './flood.ts';
import { ns } from './namespaces.ts';
import { type Read, treesOf, type XmlElement } from './tree.ts';

export interface Inbound {
  readonly kind: 'message' | 'presence' | 'iq';
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly lang: string | undefined;
  readonly from: Address;
  readonly to: Address;
  readonly payload: readonly Tree[];
  /** Bytes of the payload as it would be written. */
  readonly bytes: number;
  readonly receipt: Receipt;
}

/** Why a stanza could not be read, and where the answer goes. */
export interface Unreadable {
  readonly from: Address;
  readonly receipt: Receipt;
  readonly condition: Condition;
  readonly text: string;
}

export interface Reading {
  readonly parse: (text: string) => Address | undefined;
  readonly settings: ServiceSettings;
  /** What the parser left out, where it did. */
  readonly cut: string | undefined;
  /** Counts a stanza of this sender, before anything in it is looked at. */
  readonly judge?: ((from: Address) => Judgement) | undefined;
}

/** Longer names are not repeated in what we write. */
const longest = 1_023;
/** Nor are longer ids. */
const longestId = 8_000;

/**
 * Reads a stanza. Nothing comes of one without a sender that could be answered, and of an unreadable error or
 * result, which are never answered.
 */
export function readStanza(element: XmlElement, { parse, settings, cut, judge }: Reading): Inbound | Unreadable | undefined {
  const { name, attrs } = element;
  if (name !== 'message' && name !== 'presence' && name !== 'iq') return undefined;
  const from = parse(String(attrs.from ?? ''));
  if (!from) return undefined;
  const type = text(attrs.type);
  const judgement = judge === undefined || isFree(name, type) ? 'pass' : judge(from);
  if (judgement === 'ignore') return undefined;
  const writtenTo = String(attrs.to ?? '');
  const to = parse(writtenTo);
  const id = short(attrs.id, longestId);
  const { stanzaBytes } = settings.limits;
  // a server closes the whole link over a sender that is no address of ours
  const sentTo = to?.host === settings.domain ? writtenTo : settings.domain;
  const named: Receipt = id === undefined ? { kind: name, sentTo } : { kind: name, sentTo, id };
  const receipt = name === 'iq' ? { ...named, ...askedIn(element) } : named;
  const refused = (condition: Condition, why: string) =>
    isAnswer(name, type) ? undefined : { from, receipt, condition, text: why };
  if (judgement !== 'pass' && (name !== 'iq' || id === text(attrs.id))) return refused(judgement.condition, judgement.text);
  const read = cut ? 'size' : contentOf(element, stanzaBytes);
  if (id !== text(attrs.id)) {
    // an iq without its id is no answer, and some servers close the link over it
    return name === 'iq' ? undefined : refused('not-acceptable', `The id of a stanza may have ${longestId} characters at most.`);
  }
  if (!to) return refused('jid-malformed', `“${writtenTo.slice(0, 100)}” is not a well-formed address.`);
  if (name === 'iq' && !receipt.as && hasElement(element))
    return refused('not-acceptable', 'The element in the iq has a name that cannot be repeated.');
  const lang = short(attrs['xml:lang'], longest);
  if (typeof read !== 'string') {
    const payload = withoutOurs(read.trees, to.host);
    return { kind: name, type, id, lang, from, to, receipt, payload, bytes: read.bytes };
  }
  // that something bounced is news, however much came back with it
  if (isAnswer(name, type) && name !== 'iq')
    return { kind: name, type, id, lang, from, to, receipt, payload: errorAlone(element), bytes: 0 };
  if (read === 'names')
    return refused('bad-request', 'The stanza uses a prefix that it does not declare, or is nested too deep.');
  return refused('not-acceptable', `A stanza may have ${stanzaBytes} bytes at most, and ${settings.limits.depth} levels.`);
}

/** Errors, and results of iqs: they are never answered. */
export function isAnswer(kind: Inbound['kind'], type: string | undefined): boolean {
  return type === 'error' || (kind === 'iq' && type === 'result');
}

function text(value: string | number | undefined | null): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function short(value: string | number | undefined | null, longest: number): string | undefined {
  const written = text(value);
  return written !== undefined && written.length <= longest ? written : undefined;
}

function contentOf(element: XmlElement, most: number): Read | 'names' | 'size' {
  const { read } = element;
  if (!read) return treesOf(element, most);
  return read.bytes > most ? 'size' : read;
}

/** The element in which an iq asks: the answer repeats its name. */
function askedIn({ attrs, children, read: known }: XmlElement): Pick<Receipt, 'as'> {
  const [tree] = known?.trees ?? [];
  if (tree) return { as: { name: tree.name, xmlns: tree.attrs.xmlns ?? '' } };
  const first = children.find((child): child is XmlElement => typeof child !== 'string');
  if (!first) return {};
  const read = treesOf({ name: 'iq', attrs, children: [{ ...first, attrs: declarationsOf(first), children: [] }] }, longest);
  const asked = typeof read === 'string' ? undefined : read.trees[0];
  return asked ? { as: { name: asked.name, xmlns: asked.attrs.xmlns ?? '' } } : {};
}

function hasElement({ children, read }: XmlElement): boolean {
  return (read !== undefined && read.trees.length > 0) || children.some(child => typeof child !== 'string');
}

function declarationsOf({ attrs }: XmlElement): XmlElement['attrs'] {
  return Object.fromEntries(Object.entries(attrs).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:')));
}

function errorAlone({ attrs, children }: XmlElement): readonly Tree[] {
  const error = children.filter(child => typeof child !== 'string' && child.name === 'error');
  const read = treesOf({ name: 'message', attrs, children: error }, longest);
  return typeof read === 'string' ? [] : read.trees;
}

/** Takes out what only a room may say: a client that sends it would speak in the room's name. */
function withoutOurs(trees: readonly Tree[], host: string): readonly Tree[] {
  for (const tree of trees) if (isOurs(tree, host)) return Object.freeze(trees.filter(one => !isOurs(one, host)));
  return trees;
}

function isOurs({ attrs }: Tree, host: string): boolean {
  switch (attrs.xmlns) {
    case ns.mucUser:
    case ns.occupantId:
      return true;
    case ns.stanzaId:
      return isHere(attrs.by, host);
    case ns.delay:
    case ns.oldDelay:
      return isHere(attrs.from, host);
    default:
      return false;
  }
}

function isHere(address: string | undefined, host: string): boolean {
  return parseAddress(address ?? '')?.host === host;
}
