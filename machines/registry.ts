// The service's actions on its rooms: find the one that is meant, reserve it, and let it go when it has ended.
import type { RoomJid } from './address.ts';
import type { Desk, Entry } from './desk.ts';
import { mayFound } from './founding.ts';
import { type Refusal, refuse } from './refusal.ts';
import { replyTo, wantsAnswer } from './reply.ts';
import type { Close, Enter, Present, Resume, RoomRequest, Survey, Tick } from './request.ts';
import { dynamicRoom } from './room-settings.ts';
import { flagMissing, inquiryRefusal, noRoom } from './rulings.ts';

interface Params {
  readonly context: { readonly desk: Desk };
  readonly event: unknown;
}

const tooManyOfDomain = refuse('resource-constraint', 'Too many presences of your server wait to enter rooms. Try again later.');
const tooManyHere = refuse('resource-constraint', 'Too many presences wait to enter. Try again later.');
const tooManyPending = refuse(
  'resource-constraint',
  'Too many of your presences wait to enter rooms. Enter or leave one of them first.',
);

const noSuchRoom = refuse('item-not-found', 'There is no such room.');

/** To the room, if it is there. */
export function pass({ context: { desk }, event }: Params): void {
  const request = event as Exclude<RoomRequest, Resume | Tick | Survey | Close>;
  const entry = desk.rooms.get(request.room);
  if (entry) send(desk, entry, stamped(desk, entry, request));
  else if (wantsAnswer(request)) {
    desk.tell({ type: 'refused', refusal: refusalWithout(desk, request), reply: replyTo(request) });
  } else if (!('from' in request)) desk.tell({ type: 'declined', request: request.type, refusal: noSuchRoom });
}

/** To the room; a presence for one that nobody has made reserves it, if its sender may make it. */
export function passOrReserve(params: Params): void {
  const { desk } = params.context;
  const request = params.event as Present | Enter;
  const holds = request.type === 'present' || request.presence !== undefined;
  const entry = desk.rooms.get(request.room);
  if (holds && !entry?.floor.people.byReal(request.from)) {
    const refusal = holdRefusal(desk, request, entry);
    if (refusal) {
      desk.tell({ type: 'refused', refusal, reply: replyTo(request) });
      return;
    }
    if (!entry) {
      const founding = mayFound(desk, request);
      // who may never make it gets no place in it; the request to enter is told why not
      if (founding !== 'allowed' && founding.condition === 'not-allowed') {
        if (request.type === 'enter') desk.tell({ type: 'refused', refusal: founding, reply: replyTo(request) });
        return;
      }
      desk.reserve(dynamicRoom(desk.settings, request.room, nameOf(request.room)));
    }
  }
  pass(params);
}

/** Time goes by only where something waits for it. */
export function passToDue({ context: { desk }, event }: Params): void {
  const tick = event as Tick;
  for (const entry of desk.dueAt(tick.at)) send(desk, entry, tick);
}

export function closeRooms({ context: { desk }, event }: Params): void {
  for (const entry of [...desk.rooms.values()]) send(desk, entry, event as Close);
}

/** Hands a request to a room, and lets the room go where it ends by that. */
export function send(desk: Desk, entry: Entry, request: RoomRequest): void {
  desk.remember(entry, request);
  const { watcher } = desk;
  const { kindOf } = entry.floor;
  watcher?.asked(entry, request);
  entry.actor.send(request);
  if (entry.ring !== undefined && entry.floor.kindOf !== kindOf) entry.ring.since = entry.ring.total;
  watcher?.done(entry);
  if (entry.actor.getSnapshot().status === 'done') desk.remove(entry);
  else desk.look(entry);
}

function nameOf(room: RoomJid): string {
  return room.slice(0, room.lastIndexOf('@'));
}

/** With what only the service knows: whether it may make the room, and whether it may wait. */
function stamped(desk: Desk, entry: Entry, request: RoomRequest): RoomRequest {
  const made = withFounding(desk, entry, request);
  if (made.type !== 'enter' || !made.presence || entry.floor.people.byReal(made.from)) return made;
  const refusal = waitRefusal(desk, made, entry);
  return refusal ? { ...made, noWait: refusal } : made;
}

/** Where the request would make the room, whether it may. */
function withFounding(desk: Desk, entry: Entry, request: RoomRequest): RoomRequest {
  if (entry.founder || entry.floor.settings.permanent || (request.type !== 'enter' && request.type !== 'inquire')) return request;
  return { ...request, founding: mayFound(desk, request) };
}

/** A presence that would wait as one too many. */
function holdRefusal(desk: Desk, request: Present | Enter, entry: Entry | undefined): Refusal | undefined {
  return request.type === 'enter' ? undefined : waitRefusal(desk, request, entry);
}

/** Why somebody may have no place to wait in; undefined where they have one, or may. */
function waitRefusal(desk: Desk, request: Present | Enter, entry: Entry | undefined): Refusal | undefined {
  const people = entry?.floor.people;
  if (people?.waitingFor(request.from)) return undefined;
  const { limits } = desk.settings;
  if (desk.pendingOf(request.bare) >= limits.pending) return tooManyPending;
  if (desk.pendingFrom(request.host) >= limits.pendingPerDomain) return tooManyOfDomain;
  // a room that was only just reserved for this one counts already
  const crowded = people ? people.waitingSize >= limits.people : desk.reserved >= limits.rooms;
  const isReserved = entry !== undefined && !entry.founder && !entry.floor.settings.permanent;
  return crowded || (isReserved && desk.reserved > limits.rooms) ? tooManyHere : undefined;
}

/** Why nothing can be done for a room that is not there: it may not be made, or has not been. */
function refusalWithout(desk: Desk, request: RoomRequest): Refusal {
  if (request.type !== 'inquire' && request.type !== 'enter') return noRoom;
  const founding = mayFound(desk, request);
  if (request.type === 'inquire') return inquiryRefusal(founding);
  return founding === 'allowed' ? flagMissing : founding;
}
