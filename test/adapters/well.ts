// The vitals of a service that is well: tests change what is to be wrong.
import type { Vitals } from '../../adapters/vitals.ts';

export const well: Vitals = {
  isRunning: true,
  sinceTick: 400,
  link: { isUp: true, ups: 1, losses: 0, lostAt: 0, unasked: 0, bytesRead: 0, bytesWritten: 0, writes: 0 },
  outbox: { bytes: 0, most: 1_000_000, dropped: 0 },
  mailbox: { stanzas: 0 },
  overload: { state: 'normal', coalesced: 0, heldJoins: 0 },
  floods: { refused: 0, ignored: 0 },
};
