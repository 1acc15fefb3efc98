// A hold about which was decided: whether it is still that one, and what goes on when it does.
import type { Floor } from './floor.ts';
import type { HeldRequest, Hold } from './holds.ts';
import type { Resume } from './request.ts';

/** What was asked, with the presence that whoever waits has sent last: of those who came by that alone, it was ruled on. */
export function latest({ roster }: Floor, { request, granted }: Hold, at: number): HeldRequest {
  const waiting =
    request.type === 'enter' && request.receipt.kind === 'iq' && granted.length === 0 && roster.waitingFor(request.from);
  return waiting ? ({ ...request, at, presence: waiting.presence } as HeldRequest) : { ...request, at };
}

/** The hold that was decided about, if it still waits for the same behaviour. */
export function meant({ holds }: Floor, { hold: id, by, round }: Resume): Hold | undefined {
  const hold = holds.get(id);
  return hold?.behaviour === by && hold.granted.length === round ? hold : undefined;
}
