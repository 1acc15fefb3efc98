// How rooms are listed, and the fact that some are told to whoever asked for them.
import type { RoomJid } from './address.ts';
import type { Reply } from './fact.ts';
import type { Wanted } from './wanted.ts';

/** How a room is listed. */
export interface Listing {
  readonly jid: RoomJid;
  readonly title: string;
  readonly kind: string;
  readonly people: number;
  /** What it is about, in short; nothing where it says nothing of that. */
  readonly topic?: string;
}

export interface Listed {
  readonly type: 'listed';
  /** In what form it is answered. `info`: what the service is, or with `wanted` what such a list is; there are no rooms in it then. */
  readonly as: 'browse' | 'items' | 'form' | 'info';
  readonly rooms: readonly Listing[];
  /** What was looked for, where not all were asked for. */
  readonly wanted?: Wanted;
  /** Namespaces of ways to rooms that may be asked of the service, for `info`. */
  readonly features?: readonly string[];
  readonly reply: Reply;
}

/** Which room is meant by what was asked. */
export interface Led {
  readonly type: 'led';
  readonly behaviour: string;
  readonly lead: string;
  /** What was asked for, in normal form. */
  readonly fields: Readonly<Record<string, string>>;
  readonly jid: RoomJid;
  /** Whether the room is there now. */
  readonly stands: boolean;
  /** How many are inside, where strangers may know. */
  readonly people?: number;
  readonly reply: Reply;
}
