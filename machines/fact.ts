// What the machines say happened. Facts know no protocol: dialects say them to those who should hear.
// The audience of a fact is real, what it comes from is an occupant: a leak would be a compile error.
import type { BareJid, OurJid, RealJid } from './address.ts';
import type {
  Advised,
  Called,
  Closed,
  CommandGiven,
  Configured,
  Declined,
  Due,
  Failed,
  Held,
  OwnFact,
  Released,
  Removed,
  Reopened,
  Replaced,
} from './behaviour-fact.ts';
import type { Led, Listed } from './listing.ts';
import type { Person } from './person.ts';
import type { Refusal } from './refusal.ts';
import type { Receipt } from './request.ts';
import type { Content, MessageContent, PresenceContent, Tree } from './stanza.ts';

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

/** A message as a room remembers it; without `id` and `nick`, both empty, where the room itself spoke. */
export interface Remembered {
  readonly at: number;
  readonly id: string;
  readonly nick: string;
  readonly content: MessageContent;
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
  readonly cause: 'left' | 'bounced' | 'removed' | 'closed';
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
/** Who comes and goes, in words: for those whose dialect shows nothing else. */
export interface Noticed {
  readonly type: 'noticed';
  readonly text: string;
}
/** Something that the room itself says, to all inside. */
export interface Announced {
  readonly type: 'announced';
  /** Where it is empty, there are no words: what is said is the payload. */
  readonly text: string;
  readonly payload?: readonly Tree[];
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
/** What came of a behaviour's own request, in words; to nobody where an operator asked. */
export interface Replied {
  readonly type: 'replied';
  readonly to?: Person;
  readonly text: string;
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
  readonly topic?: string;
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
  readonly topic?: string;
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
  readonly cause: 'left' | 'bounced' | 'expired' | 'refused' | 'closed';
}
export interface Founded {
  readonly type: 'founded';
  readonly by: Person;
}
export interface Dissolved {
  readonly type: 'dissolved';
}
/** Facts that behaviours may add because they only show what is; all else the base alone tells. */
export type Shown = Noticed | Announced | Advised | Recalled | Titled;
export const shown: ReadonlySet<string> = new Set<Shown['type']>(['noticed', 'announced', 'advised', 'recalled', 'titled']);

export type ParticipantFact = Entered | Renamed | Left | Withdrawn;
export type Fact =
  | ParticipantFact
  | Appeared
  | Said
  | Noticed
  | Announced
  | Advised
  | Replied
  | Held
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
  | Led
  | Refused
  | Invited
  | Waiting
  | Founded
  | Dissolved
  | Released
  | CommandGiven
  | Called
  | Due
  | Configured
  | Replaced
  | Reopened
  | Closed
  | Removed
  | Declined
  | Failed
  | OwnFact;

export type FactOf<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;
