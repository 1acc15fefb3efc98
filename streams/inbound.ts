// A stanza as it came in: addresses prepared, payload as trees, and what is ours alone taken out of it.

import type { Condition } from '../machines/refusal.ts';
import type { Receipt } from '../machines/request.ts';
import type { Tree } from '../machines/stanza.ts';
import type { Address } from './address.ts';
import { ns } from './namespaces.ts';
import { treesOf, type XmlElement } from './tree.ts';

export interface Inbound {
  readonly kind: 'message' | 'presence' | 'iq';
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly lang: string | undefined;
  readonly from: Address;
  readonly to: Address;
  readonly payload: readonly Tree[];
  readonly receipt: Receipt;
}

/** Why a stanza could not be read, and where the answer goes. */
export interface Unreadable {
  readonly from: Address;
  readonly receipt: Receipt;
  readonly condition: Condition;
  readonly text: string;
}

/**
 * Reads a stanza. Nothing comes of one without a sender that could be answered, and of an unreadable error or
 * result, which are never answered.
 */
export function readStanza(
  element: XmlElement,
  parse: (text: string) => Address | undefined,
  service: string,
): Inbound | Unreadable | undefined {
  const { name, attrs } = element;
  if (name !== 'message' && name !== 'presence' && name !== 'iq') return undefined;
  const from = parse(String(attrs.from ?? ''));
  if (!from) return undefined;
  const writtenTo = String(attrs.to ?? '');
  const to = parse(writtenTo);
  // a server closes the whole link over a sender that is no address of ours
  const sentTo = to?.host === service ? writtenTo : service;
  const type = text(attrs.type);
  const id = text(attrs.id);
  const trees = treesOf(element);
  const first = trees?.[0];
  const receipt: Receipt = {
    kind: name,
    sentTo,
    ...(id === undefined ? {} : { id }),
    ...(name === 'iq' && first ? { as: { name: first.name, xmlns: first.attrs.xmlns ?? '' } } : {}),
  };
  const refused = (condition: Condition, why: string) =>
    type === 'error' || type === 'result' ? undefined : { from, receipt, condition, text: why };
  if (!to) return refused('jid-malformed', `“${writtenTo.slice(0, 100)}” is not a well-formed address.`);
  if (!trees) return refused('bad-request', 'The stanza uses a prefix that it does not declare, or is nested too deep.');
  return {
    kind: name,
    type,
    id,
    lang: text(attrs['xml:lang']),
    from,
    to,
    payload: withoutOurs(trees, address => parse(address ?? '')?.host === to.host),
    receipt,
  };
}

function text(value: string | number | undefined | null): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** Takes out what only a room may say: a client that sends it would speak in the room's name. */
function withoutOurs(trees: readonly Tree[], isHere: (address: string | undefined) => boolean): readonly Tree[] {
  return trees.some(tree => isOurs(tree, isHere)) ? Object.freeze(trees.filter(tree => !isOurs(tree, isHere))) : trees;
}

function isOurs({ attrs }: Tree, isHere: (address: string | undefined) => boolean): boolean {
  switch (attrs.xmlns) {
    case ns.mucUser:
    case ns.occupantId:
      return true;
    case ns.stanzaId:
      return isHere(attrs.by);
    case ns.delay:
    case ns.oldDelay:
      return isHere(attrs.from);
    default:
      return false;
  }
}
