// What is the same in every dialect of old: messages, leaving, bounces, iqs to one person and their answers.
import type { RoomJid } from '../machines/address.ts';
import { byteLength } from '../machines/byte-length.ts';
import { type Refusal, refuse } from '../machines/refusal.ts';
import type { Asker, Heard } from '../machines/request.ts';
import type { Limits, ServiceSettings } from '../machines/settings.ts';
import type { IqContent, MessageContent, PresenceContent } from '../machines/stanza.ts';
import { parseNick } from './address.ts';
import type { Hearing } from './dialect.ts';
import type { Inbound } from './inbound.ts';
import { legacyConditions } from './legacy-codes.ts';
import { ns } from './namespaces.ts';
import { childNamed, textOf } from './tree.ts';

const neverRelayed: ReadonlySet<string> = new Set([ns.conference, ns.browse, ns.roster, ns.privacyLists, ns.blocking, ns.auth]);
const notRelayed = refuse('not-allowed', 'Questions of this sort are not passed on to people in a room.');

/** Who asks, in the words of a dialect. */
export function askerOf({ from, receipt }: Pick<Inbound, 'from' | 'receipt'>, dialect: string): Asker {
  return { from: from.full, bare: from.bare, host: from.host, dialect, receipt };
}

/** Messages of every type; presence only to leave or to bounce; iqs only to one person. */
export function hearTraffic(stanza: Inbound, { room, settings }: Hearing, dialect: string): Heard | Refusal | undefined {
  const asker = askerOf(stanza, dialect);
  switch (stanza.kind) {
    case 'message':
      return hearMessage(stanza, asker, room!);
    case 'presence':
      return hearPresence(stanza, asker, room!, settings);
    case 'iq':
      return stanza.to.resource === undefined ? undefined : hearRelayedIq(stanza, asker, room!);
  }
}

function hearPresence(stanza: Inbound, asker: Asker, room: RoomJid, { limits }: ServiceSettings): Heard | undefined {
  const presence = presenceOf(stanza);
  const to = recipientOf(stanza);
  switch (stanza.type) {
    case 'unavailable':
      // whoever leaves leaves, whatever they say: too long a status is left out
      return {
        type: 'leave',
        room,
        ...asker,
        presence: presenceRefusal(stanza, limits) ? { ...presence, payload: [] } : presence,
      };
    case 'error':
      return { type: 'bounce', room, ...asker, condition: conditionOf(stanza), content: presence };
    case 'probe':
      return { type: 'probe', room, ...asker, ...(to ? { of: to } : {}) };
    default:
      return undefined;
  }
}

function hearMessage(stanza: Inbound, asker: Asker, room: RoomJid): Heard | Refusal {
  const content = messageOf(stanza);
  const to = recipientOf(stanza);
  if (content.type === 'error')
    return { type: 'bounce', room, ...asker, condition: conditionOf(stanza), content, ...(to ? { to } : {}) };
  // each by its name: to spread an object costs more than all the rest of hearing a message
  const { from, bare, host, dialect, receipt } = asker;
  if (!to) return { type: 'say', room, from, bare, host, dialect, receipt, content };
  // to one person nothing may look as if it had been said to all
  return { type: 'relay', room, ...asker, to, content: content.type === 'groupchat' ? { ...content, type: 'chat' } : content };
}

function hearRelayedIq(stanza: Inbound, asker: Asker, room: RoomJid): Heard | Refusal | undefined {
  const content: IqContent = {
    kind: 'iq',
    type: stanza.type as IqContent['type'],
    id: stanza.id ?? '',
    payload: stanza.payload,
    ...langOf(stanza),
  };
  if (content.type === 'result' || content.type === 'error') return { type: 'answer', room, ...asker, content };
  if (neverRelayed.has(stanza.payload[0]!.attrs.xmlns ?? '')) return notRelayed;
  return { type: 'relay', room, ...asker, to: recipientOf(stanza)!, content };
}

/** The person meant by what stands behind the slash; undefined where the room itself is. */
export function recipientOf({ to }: Inbound) {
  const { resource } = to;
  return resource === undefined ? undefined : { text: resource, key: parseNick(resource)?.key ?? resource };
}

export function messageOf(stanza: Inbound): MessageContent {
  const body = childNamed(stanza.payload, 'body');
  const subject = childNamed(stanza.payload, 'subject');
  const { payload, bytes, id, lang } = stanza;
  const type = messageType(stanza.type);
  // the usual one at once: what is added to an object later takes more room, and messages are remembered
  if (id !== undefined && body && !subject && lang === undefined)
    return { kind: 'message', type, payload, bytes, id, body: textOf(body) };
  const content: { -readonly [K in keyof MessageContent]: MessageContent[K] } = { kind: 'message', type, payload, bytes };
  if (id !== undefined) content.id = id;
  if (lang !== undefined) content.lang = lang;
  if (body) content.body = textOf(body);
  if (subject) content.subject = textOf(subject);
  return content;
}

function messageType(type: string | undefined): MessageContent['type'] {
  return type === 'chat' || type === 'groupchat' || type === 'headline' || type === 'error' ? type : 'normal';
}

export function presenceOf(stanza: Inbound): PresenceContent {
  const type = stanza.type === 'unavailable' || stanza.type === 'error' ? stanza.type : 'available';
  return {
    kind: 'presence',
    type,
    payload: stanza.payload,
    ...(stanza.id === undefined ? {} : { id: stanza.id }),
    ...langOf(stanza),
  };
}

/** A presence or a status in it that is larger than it may be. */
export function presenceRefusal({ payload, bytes }: Inbound, { presenceBytes, statusBytes }: Limits): Refusal | undefined {
  if (bytes > presenceBytes) return refuse('not-acceptable', `A presence may have ${presenceBytes} bytes at most.`);
  const status = childNamed(payload, 'status');
  return status && byteLength(textOf(status)) > statusBytes
    ? refuse('not-acceptable', `A status may have ${statusBytes} bytes at most.`)
    : undefined;
}

function langOf({ lang }: Inbound): { readonly lang?: string } {
  return lang === undefined ? {} : { lang };
}

/** The condition of an error stanza; old servers send only the code. */
function conditionOf({ payload }: Inbound): string {
  const error = childNamed(payload, 'error');
  const condition = error?.children.find(
    child => typeof child !== 'string' && child.attrs.xmlns === ns.stanzas && child.name !== 'text',
  );
  if (condition && typeof condition !== 'string') return condition.name;
  return legacyConditions.get(error?.attrs.code ?? '') ?? 'undefined-condition';
}
