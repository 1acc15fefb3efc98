// Groupchat 1.0: presence to room@service/nick enters, another one changes the nick, people are known by nick.
// An XEP-0045 client is taken as one of these; the password in its <x/> is the secret.
import { occupantJid, type RoomJid } from '../../machines/address.ts';
import type { Refusal } from '../../machines/refusal.ts';
import type { Heard } from '../../machines/request.ts';
import type { Dialect, Hearing } from '../dialect.ts';
import { askerOf, hearTraffic, presenceOf, presenceRefusal } from '../hear-traffic.ts';
import type { Inbound } from '../inbound.ts';
import { ns } from '../namespaces.ts';
import { readNicks } from '../nicks.ts';
import { stanza, textElement } from '../template.ts';
import { childNamed, textOf } from '../tree.ts';
import { farewell, presenceFrom, presences, type Seen, sayTalk } from './talk.ts';

const name = 'groupchat';
const seen: Seen = ({ nick }) => nick;
const talk = sayTalk(seen);
const ofConference: ReadonlySet<string> = new Set([ns.conference, ns.browse]);

export const groupchat: Dialect = {
  name,
  hear(heard, hearing) {
    if (hearing.room === undefined) return undefined;
    if (heard.kind === 'iq' && ofConference.has(heard.payload[0]?.attrs.xmlns ?? '')) return undefined;
    if (heard.kind === 'presence' && heard.type === undefined) return hearPresence(heard, hearing, hearing.room);
    return hearTraffic(heard, hearing, name);
  },
  say: {
    ...talk,

    entered: {
      self: ({ who }, room) => presences(room, who, seen),
      others: ({ who }, room) => [presenceFrom(room, who.nick, who.presence)],
    },

    renamed: {
      all: ({ who, was }, room) => [
        stanza('presence', { from: occupantJid(room.jid, was), type: 'unavailable' }),
        presenceFrom(room, who.nick, who.presence),
      ],
    },

    left: {
      self: ({ who, text }, room) => (text === undefined ? [] : farewell(room, occupantJid(room.jid, who.nick), text)),
      others: ({ who, presence }, room) => [presenceFrom(room, who.nick, presence, 'unavailable')],
    },

    // unavailable to one person would look as if its sender had left
    relayed: {
      self: (fact, room, speech) => (fact.content.type === 'unavailable' ? [] : talk.relayed!.self!(fact, room, speech)),
    },

    noticed: {
      all: ({ text }, room) => [stanza('message', { from: room.jid, type: 'groupchat' }, textElement('body', text))],
    },

    titled: {
      self: ({ topic }, room) => [stanza('message', { from: room.jid, type: 'groupchat' }, textElement('subject', topic))],
    },
  },
  sayOfService: {},
};

function hearPresence(heard: Inbound, { stay, settings: { limits } }: Hearing, room: RoomJid): Heard | Refusal | undefined {
  const asker = askerOf(heard, name);
  const payload = heard.payload.filter(tree => tree.attrs.xmlns !== ns.muc);
  const presence = { ...presenceOf(heard), payload };
  const refusal = presenceRefusal(heard, limits);
  if (refusal) return refusal;
  if (heard.to.resource === undefined) return stay ? { type: 'present', room, ...asker, presence } : undefined;
  const nicks = readNicks([heard.to.resource], limits);
  if ('condition' in nicks) return nicks;
  const muc = childNamed(heard.payload, 'x', ns.muc);
  const password = muc && childNamed(muc.children, 'password');
  const secret = password && textOf(password);
  return {
    type: 'enter',
    room,
    ...asker,
    nicks,
    privacy: false,
    hidden: true,
    mustCreate: false,
    presence,
    ...(secret ? { secret } : {}),
  };
}
