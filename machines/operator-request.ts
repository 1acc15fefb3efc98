// What those who run the service ask of a room. No dialect has words for it: it comes from a program, a command or a page.
import type { BareJid, RealJid, RoomJid } from './address.ts';
import type { Stamp } from './request.ts';

/** An invitation in the name of the room. */
export interface Invite extends Stamp {
  readonly type: 'invite';
  readonly room: RoomJid;
  readonly to: RealJid | BareJid;
  /** In whose words. */
  readonly dialect: string;
  readonly text: string;
}

/** Something that only one behaviour of the room understands, asked by an operator of the service or the answer of an effect. */
export interface Command extends Stamp {
  readonly type: 'command';
  readonly room: RoomJid;
  readonly behaviour: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The call whose answer it is, where it is one. */
  readonly call?: string;
}

/** Other settings for a behaviour of the room; those that are not named stay. */
export interface Configure extends Stamp {
  readonly type: 'configure';
  readonly room: RoomJid;
  readonly behaviour: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Who asks, in words. */
  readonly by: string;
}

/** Other charts for a room that stands: those of the kind as it is known now. */
export interface Replace extends Stamp {
  readonly type: 'replace';
  readonly room: RoomJid;
  readonly kind: string;
}

/** Somebody has looked at a behaviour that failed: it may try again. */
export interface Reopen extends Stamp {
  readonly type: 'reopen';
  readonly room: RoomJid;
  readonly behaviour: string;
}

/** An end for the room: everybody is seen out. One of the configuration begins anew, with nobody in it. */
export interface CloseRoom extends Stamp {
  readonly type: 'close room';
  readonly room: RoomJid;
  /** What everybody is told. */
  readonly text: string;
  /** Who asks, in words. */
  readonly by: string;
}

/** Somebody who is inside, or waits to come in, is seen out. */
export interface RemovePerson extends Stamp {
  readonly type: 'remove person';
  readonly room: RoomJid;
  /** The id of the stay. */
  readonly stay: string;
  /** What they are told. */
  readonly text: string;
  /** Who asks, in words. */
  readonly by: string;
}

/** Requests of those who run the service. */
export type OperatorRequest = Command | Configure | Replace | Reopen | Invite | CloseRoom | RemovePerson;
