// What comes back of a stanza that could not be delivered (RFC 6120, 8.3). An error or a result has no answer.
import xml, { type Element } from '@xmpp/xml';
import { ns } from '../../../streams/namespaces.ts';

/** The types that RFC 6120 (8.3.3) gives the conditions the host tells. */
const types = {
  'bad-request': 'modify',
  'jid-malformed': 'modify',
  'remote-server-not-found': 'cancel',
  'resource-constraint': 'wait',
  'service-unavailable': 'cancel',
} as const;

export type StanzaCondition = keyof typeof types;

/** The error that answers a stanza; undefined where none may. */
export function errorFor(stanza: Element, condition: StanzaCondition, text?: string): Element | undefined {
  const { from, to, id, type } = stanza.attrs as Record<string, string | undefined>;
  if (type === 'error' || (stanza.name === 'iq' && type === 'result')) return undefined;
  // of the kinds of presence only that of somebody who comes is answered: the others are told to whoever is there
  if (stanza.name === 'presence' && type !== undefined) return undefined;
  const children = [xml(condition, { xmlns: ns.stanzas })];
  if (text !== undefined) children.push(xml('text', { xmlns: ns.stanzas, 'xml:lang': 'en' }, text));
  const addressed = { ...(to !== undefined && { from: to }), ...(from !== undefined && { to: from }) };
  return xml(
    stanza.name,
    { ...addressed, type: 'error', ...(id !== undefined && { id }) },
    xml('error', { type: types[condition] }, ...children),
  );
}
