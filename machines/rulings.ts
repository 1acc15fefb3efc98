// May this be? The base's own rules and the behaviours' rulings, in order; the first refusal wins.
// Everything here only reads.

import type { Nick } from './address.ts';
import type { Phase, Scope } from './behaviour.ts';
import type { Floor } from './floor.ts';
import { guestNick } from './guest-nick.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Answer, Bounce, Enter, Leave, RoomRequest } from './request.ts';

/** What came of a request: refused, or allowed (perhaps with another payload, and with the nick that is given). */
export type Verdict = { readonly refusal: Refusal } | { readonly request: RoomRequest; readonly nick?: Nick };

const outside = refuse('not-allowed', 'You are not in this room: enter it first.');
const nobody = refuse('item-not-found', 'There is nobody of that name in this room, or you are not in it yourself.');
export const noRoom = refuse('item-not-found', 'There is no such room. Send a jabber:iq:conference set to make it.');
export const noNode = refuse('item-not-found', 'There is no such node here: ask without one.');
const exists = refuse('conflict', 'This room exists already: enter it instead.');
export const flagMissing = refuse(
  'unexpected-request',
  'Send presence to the room first, so that it learns when you leave; then ask again.',
);
const otherDialect = refuse('unexpected-request', 'You are in this room by another protocol already: leave it first.');
const full = refuse('service-unavailable', 'This room is full. Try again when somebody has left.');
const nickTaken = refuse('conflict', 'Every nick that you offered is taken. Offer another one.');
const nickMissing = refuse('not-acceptable', 'This room needs a nick: put at least one <nick/> into the request.');
const tooManyRelays = refuse(
  'resource-constraint',
  'Too many of your questions to others are unanswered. Wait for the answers first.',
);

/** `vacant`: nobody is inside, and nobody has made the room yet. */
export function judge(floor: Floor, request: RoomRequest, vacant: boolean): Verdict {
  const { roster } = floor;
  if (!('from' in request)) return request.type === 'invite' ? rule(floor, 'invite', request, undefined) : { request };
  const person = roster.byReal(request.from);
  switch (request.type) {
    case 'enter':
      return person ? judgeRename(floor, request, person) : judgeEntry(floor, request, vacant);
    case 'inquire':
      if (vacant) return { refusal: inquiryRefusal(request.founding) };
      return { request };
    case 'say':
      if (!person) return { refusal: vacant ? noRoom : outside };
      return rule(
        floor,
        request.content.type === 'groupchat' && request.content.subject !== undefined ? 'topic' : 'speak',
        request,
        person,
      );
    case 'relay': {
      if (vacant) return { refusal: noRoom };
      if (!person || !roster.find(request.to)) return { refusal: nobody };
      if (request.content.kind === 'iq' && floor.relays.countOf(person.id) >= floor.settings.limits.relays)
        return { refusal: tooManyRelays };
      return rule(floor, 'whisper', request, person);
    }
    case 'answer':
    case 'bounce':
      return person ? passOn(rule(floor, 'whisper', request, person), request) : { request };
    case 'present':
      return rule(floor, 'appear', request, person);
    case 'leave':
      return passOn(rule(floor, 'appear', request, person), request);
    case 'browse':
      if (vacant) return { refusal: noRoom };
      if (request.of && (!person || !roster.find(request.of))) return { refusal: nobody };
      return rule(floor, 'browse', request, person);
    case 'discover':
      if (vacant) return { refusal: noRoom };
      return request.node === undefined ? { request } : { refusal: noNode };
    default:
      return { request };
  }
}

/** What happened all the same cannot be refused: only its content is not passed on. */
function passOn(verdict: Verdict, request: Answer | Bounce | Leave): Verdict {
  if (!('refusal' in verdict)) return verdict;
  return { request: { ...request, silenced: true } };
}

function judgeEntry(floor: Floor, request: Enter, vacant: boolean): Verdict {
  const { roster } = floor;
  if (vacant) {
    const refusal = foundingRefusal(request.founding);
    if (refusal) return { refusal };
  } else if (request.mustCreate) return { refusal: exists };
  const held = roster.waitingFor(request.from);
  const presence = request.presence ?? held?.presence;
  if (!presence) return { refusal: flagMissing };
  const ruled = rule(floor, vacant ? 'create' : 'enter', { ...request, presence }, undefined);
  if ('refusal' in ruled) return ruled;
  if (roster.size >= floor.settings.limits.people) return { refusal: full };
  return withNick(floor, ruled.request as Enter, undefined);
}

function judgeRename(floor: Floor, request: Enter, person: Person): Verdict {
  if (person.dialect !== request.dialect) return { refusal: otherDialect };
  if (request.mustCreate) return { refusal: exists };
  const ruled = rule(floor, 'rename', request, person);
  if ('refusal' in ruled) return ruled;
  return withNick(floor, ruled.request as Enter, person);
}

function withNick(floor: Floor, request: Enter, person: Person | undefined): Verdict {
  const { roster, settings } = floor;
  const free = request.nicks.find(({ key }) => {
    const holder = roster.byNick(key);
    return holder === undefined || holder === person;
  });
  if (free) return { request, nick: free };
  if (request.nicks.length > 0) return { refusal: nickTaken };
  if (person) return { request, nick: { text: person.nick, key: person.nickKey } };
  if (settings.nicks === 'chosen') return { refusal: nickMissing };
  return { request, nick: nextGuest(floor) };
}

/** The next nick that the room gives by itself, and nobody has chosen. */
function nextGuest({ guests, roster }: Floor): Nick {
  let number = guests + 1;
  while (roster.byNick(guestNick(number).key)) number++;
  return guestNick(number);
}

/** A get on a room that nobody has made: there is none, or it may not be made. How many there may be is told by the set. */
export function inquiryRefusal(founding: Enter['founding']): Refusal {
  return typeof founding === 'object' && founding.condition === 'not-allowed' ? founding : noRoom;
}

function foundingRefusal(founding: Enter['founding']): Refusal | undefined {
  return founding === 'allowed' ? undefined : (founding ?? noRoom);
}

function rule(floor: Floor, phase: Phase, request: RoomRequest, person: Person | undefined): Verdict {
  const rules = floor.kindOf.rules.get(phase);
  let ruled: RoomRequest = request;
  for (const { at, run } of rules ?? []) {
    const scope: Scope<unknown, object> = {
      room: floor,
      settings: floor.settingsOf[at],
      data: floor.slots[at]!,
      at: request.at,
      person,
    };
    const ruling = run(scope, ruled);
    if (ruling === undefined) continue;
    if ('condition' in ruling) return { refusal: ruling };
    ruled = ruling.rewrite as RoomRequest;
  }
  return { request: ruled };
}
