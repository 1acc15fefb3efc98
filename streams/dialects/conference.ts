// jabber:iq:conference and jabber:iq:browse ("Generic Conferencing", 2001): presence is the flag, an iq enters,
// people are known by opaque ids, and lists are pushed.

import type { RoomJid } from '../../machines/address.ts';
import { byteLength } from '../../machines/byte-length.ts';
import { type Refusal, refuse } from '../../machines/refusal.ts';
import type { Asker, Heard } from '../../machines/request.ts';
import type { Tree } from '../../machines/stanza.ts';
import type { Dialect, Hearing } from '../dialect.ts';
import { foundIn } from '../finding.ts';
import { askerOf, hearTraffic, presenceOf, presenceRefusal, recipientOf } from '../hear-traffic.ts';
import type { Inbound } from '../inbound.ts';
import { ns } from '../namespaces.ts';
import { readNicks } from '../nicks.ts';
import { childNamed, textOf } from '../tree.ts';
import { sayInConference, sayOfServiceInConference } from './conference-say.ts';

const name = 'conference';
const notPushed = refuse('not-allowed', 'Lists of people are made by the room alone.');
const notDeleted = refuse('not-allowed', 'Rooms end by themselves when the last person has left.');

export const conference: Dialect = {
  name,
  hear(stanza, hearing) {
    if (stanza.kind === 'iq' && (stanza.type === 'get' || stanza.type === 'set')) {
      const heard = hearIq(stanza, hearing);
      if (heard) return heard;
    }
    if (hearing.room === undefined) return undefined;
    if (stanza.kind === 'presence' && isDirected(stanza, hearing)) return hearPresence(stanza, hearing, hearing.room);
    return hearTraffic(stanza, hearing, name);
  },
  say: sayInConference,
  sayOfService: sayOfServiceInConference,
};

/** News of somebody; and unavailable to one person, which is for that one and does not leave the room. */
function isDirected({ type, to }: Inbound, { stay }: Hearing): boolean {
  return type === undefined || (type === 'unavailable' && to.resource !== undefined && stay !== undefined);
}

function hearPresence(stanza: Inbound, { stay, settings }: Hearing, room: RoomJid): Heard | Refusal | undefined {
  const asker = askerOf(stanza, name);
  const to = recipientOf(stanza);
  const presence = presenceOf(stanza);
  const refusal = presenceRefusal(stanza, settings.limits);
  if (to) return stay ? (refusal ?? { type: 'relay', room, ...asker, to, content: presence }) : undefined;
  return refusal ?? { type: 'present', room, ...asker, presence };
}

function hearIq(stanza: Inbound, { room, settings }: Hearing): Heard | Refusal | undefined {
  const asker = askerOf(stanza, name);
  const query = stanza.payload[0]!;
  if (query.attrs.xmlns === ns.browse) {
    if (stanza.type === 'set') return notPushed;
    if (room === undefined) return foundIn(query, asker) ?? { type: 'browse service', ...asker };
    const of = recipientOf(stanza);
    return { type: 'browse', room, ...asker, ...(of ? { of } : {}) };
  }
  if (query.attrs.xmlns !== ns.conference || room === undefined || stanza.to.resource !== undefined) return undefined;
  if (stanza.type === 'get') return { type: 'inquire', room, ...asker };
  return query.name === 'delete' ? notDeleted : hearEntry(query, asker, room, settings.limits);
}

function hearEntry(query: Tree, asker: Asker, room: RoomJid, limits: Hearing['settings']['limits']): Heard | Refusal {
  const offered = query.children.filter(
    (child): child is Tree => typeof child !== 'string' && child.name === 'nick' && child.attrs.xmlns === undefined,
  );
  const nicks = readNicks(offered.map(textOf), limits);
  if ('condition' in nicks) return nicks;
  const secret = spokenIn(query, 'secret');
  const title = spokenIn(query, 'name');
  const topic = spokenIn(query, 'topic');
  if (title !== undefined && byteLength(title) > limits.nameBytes)
    return refuse('not-acceptable', `The name of a room may have ${limits.nameBytes} bytes at most.`);
  return {
    type: 'enter',
    room,
    ...asker,
    nicks,
    privacy: childNamed(query.children, 'privacy') !== undefined,
    hidden: false,
    mustCreate: query.name === 'create',
    ...(secret === undefined ? {} : { secret }),
    ...(title === undefined ? {} : { title }),
    ...(topic === undefined ? {} : { topic }),
  };
}

/** The text of a child; an empty element says nothing. */
function spokenIn(query: Tree, name: string): string | undefined {
  const child = childNamed(query.children, name);
  const value = child && textOf(child);
  return value === '' ? undefined : value;
}
