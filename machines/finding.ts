// The service's action on the question which public rooms are about something.
import { type Desk, listingOf } from './desk.ts';
import { replyTo } from './reply.ts';
import type { Find } from './wanted.ts';

interface Params {
  readonly context: { readonly desk: Desk };
  readonly event: unknown;
}

export function findRooms({ context: { desk }, event }: Params): void {
  const request = event as Find;
  const { as, wanted } = request;
  desk.tell({
    type: 'listed',
    as,
    wanted,
    rooms: as === 'info' ? [] : desk.found(wanted).map(listingOf),
    reply: replyTo(request),
  });
}
