// One person's stay in one room, as the others may read it. The roster writes it; nobody else does.
import type { BareJid, RealJid } from './address.ts';
import type { ParticipantActor } from './participant.ts';
import type { PresenceContent } from './stanza.ts';

export interface Person {
  /** The opaque temporary identity; never used again after departure. */
  readonly id: string;
  readonly real: RealJid;
  readonly bare: BareJid;
  readonly host: string;
  /** The protocol generation by which this person came, and is spoken to. */
  readonly dialect: string;
  readonly actor: ParticipantActor;
  /** Place in the order of arrival. */
  readonly order: number;
  readonly nick: string;
  readonly nickKey: string;
  /** Reached by messages only, and by nobody's real JID. Fixed for the stay. */
  readonly privacy: boolean;
  /** Whether others may not learn the real JID. */
  readonly hidden: boolean;
  readonly presence: PresenceContent;
  /** When something last came from here. */
  readonly heard: number;
  /** When the room last asked whether anybody is there; 0 where it never did. */
  readonly asked: number;
}

/** What is kept of a person when a room is put away. */
export type KeptPerson = Omit<Person, 'actor'> & { readonly state: string };
