// May this be? The base's own rules around the behaviours' rulings; the first refusal wins.
// Everything here only reads.

import type { Nick } from './address.ts';
import { type Claim, claimed, readFields } from './claims.ts';
import type { Floor } from './floor.ts';
import { guestNick } from './guest-nick.ts';
import { placeOf } from './kind.ts';
import { judgeEnd, noBehaviour, replacementRefusal, sentenceOf } from './operation.ts';
import type { Command, Configure } from './operator-request.ts';
import type { Person } from './person.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Answer, Bounce, Enter, Leave, Present, Relay, RoomRequest, Say } from './request.ts';
import type { PresenceContent } from './stanza.ts';
import { closed, type Granted, rule, type Verdict } from './verdict.ts';

// after a restart people do not know that they are outside
const enterFirst = 'You are not in this room, or not any more: enter it again first.';
const outside = refuse('not-allowed', enterFirst);
const nowhere = refuse('item-not-found', enterFirst);
const nobody = refuse('item-not-found', 'There is nobody of that name in this room.');
export const noRoom = refuse(
  'item-not-found',
  'There is no such room, or not any more. Enter it to make it: with a jabber:iq:conference set, or presence with a nick.',
);
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

const moderatorsOnly = refuse('forbidden', 'Only moderators of this room may ask for this.');
const answerOnly = refuse(
  'forbidden',
  'This is the answer of an effect: nobody asks for it, and no effect asks for anything else.',
);
const operatorsOnly = refuse('forbidden', 'Only those who run this service may ask for this.');

/**
 * `vacant`: nobody is inside, and nobody has made the room yet. `before`: what the request brings with it where it
 * was held; those who held it are not asked again.
 */
export function judge(floor: Floor, request: RoomRequest, vacant: boolean, before?: Granted): Verdict {
  const { roster } = floor;
  if (!('from' in request)) return judgeOperation(floor, request);
  const person = roster.byReal(request.from);
  switch (request.type) {
    case 'enter':
      return person ? judgeRename(floor, request, person, before) : judgeEntry(floor, request, vacant, before);
    case 'inquire':
      if (vacant) return { refusal: inquiryRefusal(request.founding) };
      return { request };
    case 'say':
      if (!person) return { refusal: vacant ? noRoom : outside };
      return judgeOrder(floor, request, person) ?? judgeWords(floor, request, person, before);
    case 'relay': {
      if (vacant) return { refusal: noRoom };
      const order = person && judgeOrder(floor, request, person);
      if (order) return order;
      if (!person) return { refusal: nowhere };
      if (!roster.find(request.to)) return { refusal: nobody };
      if (request.content.kind === 'iq' && floor.relays.countOf(person.id) >= floor.settings.limits.relays)
        return { refusal: tooManyRelays };
      return rule(floor, 'whisper', request, person, before);
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
      if (request.of && !person) return { refusal: nowhere };
      if (request.of && !roster.find(request.of)) return { refusal: nobody };
      return rule(floor, 'browse', request, person, before);
    case 'discover':
      if (vacant) return { refusal: noRoom };
      return request.node === undefined ? { request } : { refusal: noNode };
    default:
      return { request };
  }
}

/** Words, a topic, or both: then both are ruled on, and neither can wait for the other. */
function judgeWords(floor: Floor, request: Say, person: Person, before?: Granted): Verdict {
  const { type, subject, body } = request.content;
  const setsTopic = type === 'groupchat' && subject !== undefined;
  if (!setsTopic) return rule(floor, 'speak', request, person, before);
  if (body === undefined) return rule(floor, 'topic', request, person, before);
  const spoken = rule(floor, 'speak', request, person, 'now');
  return 'request' in spoken ? rule(floor, 'topic', spoken.request, person, 'now') : spoken;
}

/** What those who run the service ask. */
function judgeOperation(floor: Floor, request: RoomRequest): Verdict {
  switch (request.type) {
    case 'invite':
      return rule(floor, 'invite', request, undefined);
    case 'command':
      return judgeCommand(floor, request);
    case 'configure':
      return judgeConfigure(floor, request);
    case 'replace':
      return replacementRefusal(floor, request.kind) ?? { request };
    case 'reopen':
      return placeOf(floor.kindOf, request.behaviour) < 0 ? { refusal: noBehaviour(floor, request.behaviour) } : { request };
    case 'close room':
    case 'remove person':
      return judgeEnd(floor, request) ?? { refusal: nobody };
    default:
      return { request };
  }
}

/** A message that is an own request of a behaviour; nothing where it is an ordinary one. */
function judgeOrder(floor: Floor, request: Say | Relay, person: Person): Verdict | undefined {
  const order = claimed(floor.kindOf.claims, request.content, request.type === 'relay' ? request.to.text : undefined);
  if (!order) return undefined;
  const { who } = order.claim.form;
  if (who === 'operator') return { refusal: operatorsOnly };
  if (who === 'moderator' && !floor.isModerator(person)) return { refusal: moderatorsOnly };
  if (isOut(floor, order.claim)) return { refusal: closed };
  const fields = readFields(order.claim, order.fields);
  return isRefusal(fields) ? { refusal: fields } : { request, claimed: { claim: order.claim, fields } };
}

/** Whether the behaviour failed, and hears nothing more. */
function isOut({ slots }: Floor, { at }: Claim): boolean {
  return slots.trust(at)?.now === 'out';
}

function judgeCommand(floor: Floor, request: Command): Verdict {
  const { names } = floor.kindOf.claims;
  const claim = names.get(`${request.behaviour} ${request.name}`);
  if (!claim) {
    const known =
      [...names.values()]
        .filter(({ form }) => form.who !== 'effect')
        .map(({ behaviour, name }) => `${behaviour} ${name}`)
        .join(', ') || 'none';
    return {
      refusal: refuse(
        'item-not-found',
        `${request.behaviour} ${request.name} is asked for by no behaviour of this room. There are: ${known}.`,
      ),
    };
  }
  if ((claim.form.who === 'effect') !== (request.call !== undefined)) return { refusal: answerOnly };
  if (isOut(floor, claim)) return { refusal: closed };
  const fields = readFields(claim, request.fields);
  return isRefusal(fields) ? { refusal: fields } : { request, claimed: { claim, fields } };
}

function judgeConfigure(floor: Floor, request: Configure): Verdict {
  const place = placeOf(floor.kindOf, request.behaviour);
  if (place < 0) return { refusal: noBehaviour(floor, request.behaviour) };
  try {
    floor.slots.tried(place, request.settings);
  } catch (error) {
    return { refusal: refuse('not-acceptable', `${request.behaviour}: ${sentenceOf(error)} Nothing was changed.`) };
  }
  return rule(floor, 'configure', request, undefined);
}

/** What happened all the same cannot be refused: only its content is not passed on. */
function passOn(verdict: Verdict, request: Answer | Bounce | Leave): Verdict {
  if (!('refusal' in verdict)) return verdict;
  return { request: { ...request, silenced: true } };
}

function judgeEntry(floor: Floor, request: Enter, vacant: boolean, before?: Granted): Verdict {
  const { roster } = floor;
  if (vacant) {
    const refusal = foundingRefusal(request.founding);
    if (refusal) return { refusal };
  } else if (request.mustCreate) return { refusal: exists };
  const held = roster.waitingFor(request.from);
  const presence = request.presence ?? held?.presence;
  if (!presence) return { refusal: flagMissing };
  const ruled = rule(floor, vacant ? 'create' : 'enter', { ...request, presence }, undefined, before);
  if (!('request' in ruled)) return ruled;
  if (roster.size >= floor.settings.limits.people) return { refusal: full };
  return withNick(floor, ruled.request as Enter, undefined);
}

function judgeRename(floor: Floor, request: Enter, person: Person, before?: Granted): Verdict {
  if (person.dialect !== request.dialect) return { refusal: otherDialect };
  if (request.mustCreate) return { refusal: exists };
  const { presence, nicks } = request;
  if (presence && nicks.length === 1 && nicks[0]!.text === person.nick) return judgeNews(floor, request, presence, person);
  const ruled = rule(floor, 'rename', request, person, before);
  if (!('request' in ruled)) return ruled;
  return withNick(floor, ruled.request as Enter, person);
}

/** Presence in the own nick is news of somebody, and no wish for another one. */
function judgeNews(floor: Floor, request: Enter, presence: PresenceContent, person: Person): Verdict {
  const { room, from, bare, host, dialect, receipt, at, fresh } = request;
  const news: Present = { type: 'present', room, from, bare, host, dialect, receipt, at, fresh, presence };
  const ruled = rule(floor, 'appear', news, person);
  if (!('request' in ruled)) return ruled;
  return {
    request: { ...request, presence: (ruled.request as Present).presence },
    nick: { text: person.nick, key: person.nickKey },
  };
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
