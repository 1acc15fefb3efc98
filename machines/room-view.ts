// A room as behaviours and dialects may read it.
import type { RoomJid } from './address.ts';
import type { Person } from './person.ts';
import type { People } from './roster.ts';

export interface RoomView {
  readonly jid: RoomJid;
  /** The part of the address before the @. */
  readonly name: string;
  readonly title: string | undefined;
  readonly kind: string;
  /** Whether strangers may see the room in lists, and who is inside. */
  readonly listed: boolean;
  readonly people: People;
  /** Namespaces that the room's behaviours show in service discovery. */
  readonly features: readonly string[];
  /** The chance of the request that is being answered: for ids on the wire. */
  readonly fresh: string;
  /** Whether somebody may decide for the room: its founder, and those whom the configuration names. */
  readonly isModerator: (who: Pick<Person, 'bare'>) => boolean;
  /** The moderators who are inside, in order of arrival. */
  readonly moderators: () => readonly Person[];
  /** Whoever is meant by a text that somebody wrote: an id, or a nick in any case. */
  readonly named: (text: string) => Person | undefined;
}
