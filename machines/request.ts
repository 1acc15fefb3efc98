// What comes into the machines. A dialect makes a request of a stanza; time and chance are stamped on it
// from outside, so that the same requests in the same order always give the same facts.
import type { BareJid, Nick, RealJid, RoomJid } from './address.ts';
import type { OperatorRequest } from './operator-request.ts';
import type { Refusal } from './refusal.ts';
import type { Content, IqContent, MessageContent, PresenceContent } from './stanza.ts';
import type { Find } from './wanted.ts';

/** What an answer needs to find its way back in the form in which was asked. Opaque to the machines. */
export interface Receipt {
  readonly kind: Content['kind'];
  readonly id?: string;
  /** The address that was written to: the answer comes from there. */
  readonly sentTo: string;
  /** The element that was asked in: the answer is given in it. */
  readonly as?: { readonly name: string; readonly xmlns: string };
}

/** On every request: who, when, and fresh chance (at least 96 bits, in hex). */
export interface Stamp {
  readonly at: number;
  readonly fresh: string;
}

export interface Asker {
  readonly from: RealJid;
  readonly bare: BareJid;
  readonly host: string;
  readonly dialect: string;
  readonly receipt: Receipt;
}

interface ToRoom extends Stamp, Asker {
  readonly room: RoomJid;
}

/** What happened and cannot be refused, although it was ruled that its content is not passed on. */
interface Silenced {
  readonly silenced?: true;
}

/** Presence to the room: the flag that comes before an entry, and news of one who is inside. */
export interface Present extends ToRoom {
  readonly type: 'present';
  readonly presence: PresenceContent;
}

/** To come in; from one who is inside, to change the nick. */
export interface Enter extends ToRoom {
  readonly type: 'enter';
  readonly nicks: readonly Nick[];
  readonly secret?: string;
  readonly privacy: boolean;
  /** Whether the dialect has no way to ask for privacy: the room then decides about the real JID. */
  readonly hidden: boolean;
  readonly title?: string;
  /** What a room that is made by this is about at first. */
  readonly topic?: string;
  /** Asked to make a room that is not there yet, and nothing else. */
  readonly mustCreate: boolean;
  /** The presence to be seen by, in dialects where it comes with the entry. */
  readonly presence?: PresenceContent;
  /** Put in by the service where the room would have to be made: may it? */
  readonly founding?: 'allowed' | Refusal;
  /** Put in by the service where its sender may have no place to wait in. */
  readonly noWait?: Refusal;
}

/** What must I bring; or, from inside, who am I. */
export interface Inquire extends ToRoom {
  readonly type: 'inquire';
  readonly founding?: 'allowed' | Refusal;
}

export interface Say extends ToRoom {
  readonly type: 'say';
  readonly content: MessageContent;
}

/** To one person, by the id or the nick that stands behind the slash. */
export interface Relay extends ToRoom {
  readonly type: 'relay';
  readonly to: Nick;
  readonly content: MessageContent | PresenceContent | IqContent;
}

/** The answer to a relayed iq. */
export interface Answer extends ToRoom, Silenced {
  readonly type: 'answer';
  readonly content: IqContent;
}

export interface Leave extends ToRoom, Silenced {
  readonly type: 'leave';
  readonly presence: PresenceContent;
}

/** Something that the room sent came back. */
export interface Bounce extends ToRoom, Silenced {
  readonly type: 'bounce';
  readonly condition: string;
  readonly to?: Nick;
  readonly content: MessageContent | PresenceContent;
}

/** Who is inside; or, with `of`, who is this one. */
export interface Browse extends ToRoom {
  readonly type: 'browse';
  readonly of?: Nick;
}

export interface Probe extends ToRoom {
  readonly type: 'probe';
  readonly of?: Nick;
}

/** What is here: service discovery, of the room or of the service. */
export interface Discover extends Stamp, Asker {
  readonly type: 'discover';
  readonly room?: RoomJid;
  readonly what: 'info' | 'items';
  readonly node?: string;
}

/** Questions about the running program. */
export interface Ask extends Stamp, Asker {
  readonly type: 'ask';
  readonly room?: RoomJid;
  readonly what: 'ping' | 'version' | 'time' | 'last';
}

/** The list of public rooms. */
export interface BrowseService extends Stamp, Asker {
  readonly type: 'browse service';
}

/** Which room is meant by what a behaviour leads by. */
export interface Follow extends Stamp, Asker {
  readonly type: 'follow';
  readonly behaviour: string;
  readonly lead: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Whether it is asked for a room to come into, and not only where it is. */
  readonly makes: boolean;
}

/** Refused before any machine saw it. */
export interface Refused extends Stamp, Asker {
  readonly type: 'refused';
  readonly refusal: Refusal;
}

/** A held request goes on, or is refused; the room says it to itself. */
export interface Resume extends Stamp {
  readonly type: 'resume';
  readonly hold: string;
  /** The behaviour that held it when that was decided, and how many had let it go on before. */
  readonly by: string;
  readonly round: number;
  readonly outcome: 'granted' | 'late' | Refusal;
  /** What its step is told apart by from all others: its chance is that of the request which was held. */
  readonly cause?: string;
}

/** Time has come this far. */
export interface Tick extends Stamp {
  readonly type: 'tick';
}

/** Ask everybody who is still there: after the link was lost. */
export interface Survey extends Stamp {
  readonly type: 'survey';
  /** Put in by the service: how many the room may ask in this step; none without it. */
  readonly questions?: number;
}

export interface Close extends Stamp {
  readonly type: 'close';
  readonly text: string;
}

/** Requests that a person sends to a room. */
export type PersonRequest =
  | Present
  | Enter
  | Inquire
  | Say
  | Relay
  | Answer
  | Leave
  | Bounce
  | Browse
  | Probe
  | (Discover & { readonly room: RoomJid });

export type RoomRequest = PersonRequest | OperatorRequest | Resume | Tick | Survey | Close;
export type ServiceRequest = Exclude<RoomRequest, Resume> | Discover | Ask | BrowseService | Follow | Find | Refused;

type Unstamped<R> = R extends Stamp ? Omit<R, keyof Stamp> : never;
/** What a dialect hears: a request without time and chance. */
export type Heard = Unstamped<Exclude<ServiceRequest, Tick | Survey | Close | OperatorRequest>>;
