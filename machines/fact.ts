// What the machines say happened. Facts know no protocol: dialects say them to those who should hear.
// The audience of a fact is real, what it comes from is an occupant: a leak would be a compile error.
import type { BareJid, OurJid, RealJid, RoomJid } from './address.ts';
import type { Person } from './person.ts';
import type { Refusal } from './refusal.ts';
import type { Receipt } from './request.ts';
import type { Content, MessageContent, PresenceContent } from './stanza.ts';

/** Where an answer goes, and in whose words. */
export interface Reply {
  readonly to: RealJid | BareJid;
  readonly dialect: string;
  readonly receipt: Receipt;
}

/** What somebody who wants to enter must bring, and what they may know. */
export interface Requirements {
  readonly nick: boolean;
  readonly secret: boolean;
  readonly privacy: boolean;
  readonly title?: string;
  readonly topic?: string;
}

/** A message as a room remembers it. */
export interface Remembered {
  readonly at: number;
  readonly id: string;
  readonly nick: string;
  readonly content: MessageContent;
}

/** How a room is listed. */
export interface Listing {
  readonly jid: RoomJid;
  readonly title: string;
  readonly kind: string;
  readonly people: number;
}

// to everybody inside
/** `held`: presence had waited for this. */
export interface Entered {
  readonly type: 'entered';
  readonly who: Person;
  readonly held: boolean;
  readonly reply: Reply;
}
export interface Renamed {
  readonly type: 'renamed';
  readonly who: Person;
  readonly was: string;
  readonly presence?: PresenceContent;
  readonly reply: Reply;
}
export interface Left {
  readonly type: 'left';
  readonly who: Person;
  readonly presence?: PresenceContent;
  readonly cause: 'left' | 'bounced' | 'closed';
  readonly text?: string;
}
export interface Appeared {
  readonly type: 'appeared';
  readonly who: Person;
  readonly presence: PresenceContent;
}
export interface Said {
  readonly type: 'said';
  readonly who: Person;
  readonly content: MessageContent;
  readonly at: number;
}
export interface Noticed {
  readonly type: 'noticed';
  readonly text: string;
}

// to one who is inside
/** `from`: where the answer to an iq must come from, which is where the iq was sent to. */
export interface Relayed {
  readonly type: 'relayed';
  readonly who: Person;
  readonly to: Person;
  readonly from?: OurJid;
  readonly content: Content;
}
/** The answer to a relayed iq cannot come any more. */
export interface Unanswered {
  readonly type: 'unanswered';
  readonly to: Person;
  readonly receipt: Receipt;
  readonly refusal: Refusal;
}
export interface Recalled {
  readonly type: 'recalled';
  readonly to: Person;
  readonly messages: readonly Remembered[];
}
export interface Titled {
  readonly type: 'titled';
  readonly to: Person;
  readonly topic: string;
}
/** The question who is still there. */
export interface Asked {
  readonly type: 'asked';
  readonly to: Person;
}

// to whoever asked
export interface Identified {
  readonly type: 'identified';
  readonly who: Person;
  readonly reply: Reply;
}
export interface Required {
  readonly type: 'required';
  readonly requirements: Requirements;
  readonly reply: Reply;
}
export interface Browsed {
  readonly type: 'browsed';
  readonly of?: Person;
  readonly listed: boolean;
  readonly reply: Reply;
}
export interface Probed {
  readonly type: 'probed';
  readonly of?: Person;
  /** Whether whoever is asked about is inside. */
  readonly shown: boolean;
  readonly reply: Reply;
}
export interface Discovered {
  readonly type: 'discovered';
  readonly what: 'info' | 'items';
  readonly listed: boolean;
  readonly reply: Reply;
}
export interface Answered {
  readonly type: 'answered';
  readonly what: 'ping' | 'version' | 'time' | 'last';
  readonly at: number;
  readonly since: number;
  readonly reply: Reply;
}
export interface Listed {
  readonly type: 'listed';
  readonly as: 'browse' | 'items' | 'info';
  readonly rooms: readonly Listing[];
  readonly reply: Reply;
}
export interface Refused {
  readonly type: 'refused';
  readonly refusal: Refusal;
  readonly reply: Reply;
}
export interface Invited {
  readonly type: 'invited';
  readonly text: string;
  readonly reply: Reply;
}

// to nobody: for whoever watches
export interface Waiting {
  readonly type: 'waiting';
  readonly who: Person;
}
/** Gone before it ever was inside. */
export interface Withdrawn {
  readonly type: 'withdrawn';
  readonly who: Person;
  readonly cause: 'left' | 'bounced' | 'expired' | 'closed';
}
export interface Founded {
  readonly type: 'founded';
  readonly by: Person;
}
export interface Dissolved {
  readonly type: 'dissolved';
}
/** A step threw: it was taken back whole. */
export interface Failed {
  readonly type: 'failed';
  readonly request: string;
  readonly error: unknown;
}

export type ParticipantFact = Entered | Renamed | Left | Withdrawn;
export type Fact =
  | ParticipantFact
  | Appeared
  | Said
  | Noticed
  | Relayed
  | Unanswered
  | Recalled
  | Titled
  | Asked
  | Identified
  | Required
  | Browsed
  | Probed
  | Discovered
  | Answered
  | Listed
  | Refused
  | Invited
  | Waiting
  | Founded
  | Dissolved
  | Failed;

export type FactOf<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;
