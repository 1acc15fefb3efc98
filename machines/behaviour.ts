// What a behaviour is: everything a room can do beyond letting people in, speak, rename and leave.
// One value, one file each. Here is only the seam; running them is the room's step.
import type { RoomJid } from './address.ts';
import type { Fact, Requirements } from './fact.ts';
import type { Person } from './person.ts';
import type { Refusal } from './refusal.ts';
import type { Answer, Bounce, Browse, Enter, Invite, Leave, Present, Relay, Say } from './request.ts';
import type { People } from './roster.ts';

/** The moments of a room's life on which behaviours may rule, and the requests they see there. */
export interface Phases {
  create: Enter;
  enter: Enter;
  rename: Enter;
  appear: Present | Leave;
  speak: Say;
  topic: Say;
  whisper: Relay | Answer | Bounce;
  browse: Browse;
  invite: Invite;
}
export type Phase = keyof Phases;

/** A room as behaviours may read it. */
export interface RoomView {
  readonly jid: RoomJid;
  /** The part of the address before the @. */
  readonly name: string;
  readonly title: string | undefined;
  readonly kind: string;
  /** Whether strangers may see the room in lists, and who is inside. */
  readonly listed: boolean;
  readonly people: People;
  /** The chance of the request that is being answered: for ids on the wire. */
  readonly fresh: string;
}

export interface Scope<Settings, Data> {
  readonly room: RoomView;
  readonly settings: Settings;
  readonly data: Data;
  /** Time of the request, in milliseconds since 1970. */
  readonly at: number;
  /** Who asks, where somebody inside does. */
  readonly person: Person | undefined;
}

/** Nothing: allowed. A refusal: denied. A request: allowed, with another payload. */
export type Ruling<R> = Refusal | { readonly rewrite: R } | undefined;

export interface Reaction<Data> {
  readonly data?: Partial<Data>;
  readonly facts?: readonly Fact[];
}

/** What the creator of a room asked for. */
export type Founding = Pick<Enter, 'secret' | 'privacy'>;

export interface Behaviour<Settings = unknown, Data extends object = object> {
  readonly name: string;
  /** One sentence, for those who read the room's chart. */
  readonly about: string;
  /** The data a new room starts with; with what its creator asked for, where it has one. */
  readonly data: (settings: Settings, founding?: Founding) => Data;
  /** Synchronous, pure, read-only. In the room's declared order; the first refusal wins. */
  readonly rules?: {
    readonly [P in Phase]?: (scope: Scope<Settings, Data>, request: Phases[P]) => Ruling<Phases[P]>;
  };
  readonly hears?: {
    readonly [T in Fact['type']]?: (scope: Scope<Settings, Data>, fact: Extract<Fact, { type: T }>) => Reaction<Data> | undefined;
  };
  /** What somebody outside is told that they must bring, or may know. */
  readonly requires?: (scope: Omit<Scope<Settings, Data>, 'at' | 'person'>) => Partial<Requirements>;
}
