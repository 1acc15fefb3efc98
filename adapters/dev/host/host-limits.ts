// How much the host takes from its clients, and keeps for them. It is for one machine and a few people.
import type { ParserLimits } from '../../parser-limits.ts';

export interface HostLimits {
  /** What one frame may bring; the usual limits of the component link. */
  readonly frame: ParserLimits;
  /** Clients at a time. */
  readonly clients: number;
  /** Bytes that a client may leave unread. */
  readonly unreadBytes: number;
  /** Stanzas that may wait for a component before clients are not read any more. */
  readonly waiting: number;
  /** Addresses to which one client may have sent presence of its own. */
  readonly directed: number;
  /** Names with a password. */
  readonly accounts: number;
}

/** Those of a host that is given none. */
export const usualHostLimits: HostLimits = {
  frame: { stanzaBytes: 131_072, depth: 32, attributes: 64 },
  clients: 1_000,
  unreadBytes: 8 * 1024 * 1024,
  waiting: 1_000,
  directed: 1_000,
  accounts: 10_000,
};
