// Those who look on while rooms are asked: a recorder, an inspector.
import type { Entry } from './desk.ts';
import type { RoomRequest } from './request.ts';

/**
 * Somebody who is told what each room is asked, before it is, and when it has done that. Must not throw, and must not ask a
 * room for anything.
 */
export interface Watch {
  asked(entry: Entry, request: RoomRequest): void;
  done(entry: Entry): void;
}

/** Several as one; one alone as it is. */
export function asOne(watches: readonly Watch[]): Watch | undefined {
  if (watches.length < 2) return watches[0];
  return {
    asked(entry, request) {
      for (const one of watches) one.asked(entry, request);
    },
    done(entry) {
      for (const one of watches) one.done(entry);
    },
  };
}
