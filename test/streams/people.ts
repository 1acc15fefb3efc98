// People and a room for tests of what is said: plain values in the real roster, without charts or a service.
import type { BareJid, OurJid, RealJid, RoomJid } from '../../machines/address.ts';
import type { Person } from '../../machines/person.ts';
import type { RoomView } from '../../machines/room-view.ts';
import { Roster } from '../../machines/roster.ts';
import type { PresenceContent } from '../../machines/stanza.ts';

const available: PresenceContent = { kind: 'presence', type: 'available', payload: [] };

/** Somebody whose account is their nick in small letters, and whose id is that of the order given. */
export function person(nick: string, more: Partial<Person> & { readonly order: number }): Person {
  const account = nick.toLowerCase().replace(/[^a-z]/gu, '') || 'somebody';
  return {
    id: (0xa32d00 + more.order).toString(16).padStart(24, '0'),
    real: `${account}@disney/home` as RealJid,
    bare: `${account}@disney` as BareJid,
    host: 'disney',
    dialect: 'conference',
    actor: undefined as never,
    nick,
    nickKey: nick.toLowerCase(),
    privacy: false,
    hidden: false,
    presence: available,
    heard: 0,
    asked: 0,
    ...more,
  };
}

/** A text as an address of ours, whatever it is. */
export const ours = (text: string) => text as OurJid;

export type Room = RoomView & { readonly people: Roster };

export function roomOf(people: readonly Person[], more: Partial<RoomView> = {}): Room {
  const roster = new Roster();
  for (const one of people) roster.restore(one, true);
  return {
    jid: 'grp@rooms.disney' as RoomJid,
    name: 'grp',
    title: 'Demo Room',
    kind: 'private',
    listed: false,
    fresh: 'feed'.repeat(8),
    features: [],
    isModerator: () => false,
    moderators: () => [],
    named: () => undefined,
    ...more,
    people: roster,
  };
}
