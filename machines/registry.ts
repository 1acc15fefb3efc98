// The service's actions on its rooms: find the one that is meant, reserve it, and let it go when it has ended.
import type { RoomJid } from './address.ts';
import type { Desk, Entry } from './desk.ts';
import { mayFound } from './founding.ts';
import { type Refusal, refuse } from './refusal.ts';
import { replyTo, wantsAnswer } from './reply.ts';
import type { Close, Enter, Present, RoomRequest, Survey, Tick } from './request.ts';
import { dynamicRoom } from './room-settings.ts';
import { flagMissing, noRoom } from './rulings.ts';

interface Params {
  readonly context: { readonly desk: Desk };
  readonly event: unknown;
}

const tooManyPending = refuse(
  'resource-constraint',
  'Too many of your presences wait to enter rooms. Enter or leave one of them first.',
);

/** To the room, if it is there. */
export function pass({ context: { desk }, event }: Params): void {
  const request = event as Exclude<RoomRequest, Tick | Survey | Close>;
  const entry = desk.rooms.get(request.room);
  if (entry) send(desk, entry, withFounding(desk, entry, request));
  else if (wantsAnswer(request)) {
    desk.tell({ type: 'refused', refusal: refusalWithout(desk, request), reply: replyTo(request) });
  }
}

/** To the room; a presence for one that nobody has made reserves it. */
export function passOrReserve(params: Params): void {
  const { desk } = params.context;
  const request = params.event as Present | Enter;
  const refusal = reservationRefusal(desk, request);
  if (refusal) {
    desk.tell({ type: 'refused', refusal, reply: replyTo(request) });
    return;
  }
  const holds = request.type === 'present' || request.presence !== undefined;
  if (!desk.rooms.has(request.room) && holds) desk.reserve(dynamicRoom(desk.settings, request.room, nameOf(request.room)));
  pass(params);
}

export function passToAll({ context: { desk }, event }: Params): void {
  for (const entry of [...desk.rooms.values()]) send(desk, entry, event as Survey);
}

/** Time goes by only where something waits for it. */
export function passToDue({ context: { desk }, event }: Params): void {
  const tick = event as Tick;
  for (const entry of desk.rooms.values()) if (entry.floor.due <= tick.at) send(desk, entry, tick);
}

export function closeRooms({ context: { desk }, event }: Params): void {
  for (const entry of [...desk.rooms.values()]) send(desk, entry, event as Close);
}

function send(desk: Desk, entry: Entry, request: RoomRequest): void {
  entry.actor.send(request);
  if (entry.actor.getSnapshot().status === 'done') desk.remove(entry);
}

function nameOf(room: RoomJid): string {
  return room.slice(0, room.lastIndexOf('@'));
}

/** Where the request would make the room, whether it may. */
function withFounding(desk: Desk, entry: Entry, request: RoomRequest): RoomRequest {
  if (entry.founder || entry.floor.settings.permanent || (request.type !== 'enter' && request.type !== 'inquire')) return request;
  return { ...request, founding: mayFound(desk, request) };
}

function reservationRefusal(desk: Desk, request: Present | Enter): Refusal | undefined {
  const people = desk.rooms.get(request.room)?.floor.people;
  if (people?.byReal(request.from) || people?.waitingFor(request.from)) return undefined;
  if (request.type === 'enter') return undefined;
  const { limits } = desk.settings;
  if (desk.pendingOf(request.bare) >= limits.pending) return tooManyPending;
  return !people && desk.reserved >= limits.rooms ? tooManyPending : undefined;
}

/** Why nothing can be done for a room that is not there: it may not be made, or has not been. */
function refusalWithout(desk: Desk, request: RoomRequest): Refusal {
  if (request.type !== 'inquire' && request.type !== 'enter') return noRoom;
  const founding = mayFound(desk, request);
  if (founding !== 'allowed') return founding;
  return request.type === 'enter' ? flagMissing : noRoom;
}
