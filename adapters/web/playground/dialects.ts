// The dialects that a person of the playground can speak.
import type { ClientRoom } from './client-room.ts';
import { ConferenceRoom } from './conference-room.ts';
import { GroupchatRoom } from './groupchat-room.ts';

interface Dialect {
  readonly title: string;
  readonly about: string;
  /** Whether its requests have words for privacy, a name and a topic, and for a room that must be new. */
  readonly asks: boolean;
  room(jid: string, makeId: () => string): ClientRoom;
}

export const dialects = {
  conference: {
    title: 'conference',
    about: 'jabber:iq:conference of 2001: asks to come in, and is shown who is there by browse pushes',
    asks: true,
    room: (jid, makeId) => new ConferenceRoom(jid, makeId),
  },
  groupchat: {
    title: 'groupchat',
    about: 'groupchat 1.0 of 1999: nothing but presence',
    asks: false,
    room: (jid, makeId) => new GroupchatRoom(jid, makeId),
  },
} satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;
