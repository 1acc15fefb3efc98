// The room's actions around presence: held before the entry, passed on after it, and gone at the end.
import { enrol } from './enrolment.ts';
import type { Left, Withdrawn } from './fact.ts';
import type { Floor } from './floor.ts';
import { dropHolds } from './holding.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusal.ts';
import { replyTo, wantsAnswer } from './reply.ts';
import type { Enter, Leave, Present, RoomRequest } from './request.ts';
import type { PresenceContent } from './stanza.ts';

interface Params {
  readonly context: { readonly floor: Floor };
  readonly event: unknown;
}

/** Keeps the presence of somebody who is not inside yet: the last one is what the others will see. */
export function hold({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Present };
  const { roster, step } = floor;
  const held = roster.waitingFor(request.from);
  if (held) step.undo(roster.amend(held, { presence: request.presence }));
  else {
    floor.wake(step.at + floor.settings.timers.pending * 1000);
    step.tell({ type: 'waiting', who: enrol(floor, request, request.presence) });
  }
}

export function appear({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Present };
  const person = floor.roster.byReal(request.from)!;
  floor.heard(person);
  appearAs(floor, person, request.presence);
}

export function appearAs(floor: Floor, person: Person, presence: PresenceContent): void {
  floor.undo(floor.roster.amend(person, { presence }));
  floor.tell({ type: 'appeared', who: person, presence });
}

/** The one who asks leaves, from inside or from waiting; from elsewhere nothing happens. */
export function depart({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Leave };
  const { roster } = floor;
  const person = roster.byReal(request.from);
  if (person) remove(floor, person, 'left', request.silenced ? {} : { presence: request.presence });
  else withdraw(floor, roster.waitingFor(request.from), 'left');
}

/** Takes somebody who is inside out of the room. */
export function remove(floor: Floor, person: Person, cause: Left['cause'], more: Pick<Left, 'presence' | 'text'> = {}): void {
  const { roster, relays, step } = floor;
  step.undo(roster.remove(person));
  for (const relay of relays.of(person.id)) {
    step.undo(relays.settle(relay));
    // whoever leaves gets an answer to what they asked as well: they may be there without being here
    const asker = roster.byId(relay.asker) ?? person;
    step.tell({ type: 'unanswered', to: asker, receipt: relay.receipt, refusal: asker === person ? goneYourself : gone });
  }
  dropHolds(floor, person);
  step.live(person.actor, 'depart', { type: 'left', who: person, cause, ...more });
}

const goneYourself = refuse('item-not-found', 'You have left the room before the answer came.');
const gone = refuse('item-not-found', 'This person has left the room.');

/** Ends a stay that never came to be. `refusal`: the answer to what they have asked. */
export function withdraw(floor: Floor, person: Person | undefined, cause: Withdrawn['cause'], refusal?: Refusal): void {
  if (!person) return;
  const { roster, step } = floor;
  step.undo(roster.remove(person));
  dropHolds(floor, person, refusal);
  step.live(person.actor, 'depart', { type: 'withdrawn', who: person, cause });
}

/** Tells everybody that the room closes, and sees them out; those who wait are turned down. */
export function disperse({ context: { floor }, event }: Params): void {
  const { request } = event as { request: { readonly text: string } };
  const { roster } = floor;
  for (const person of [...roster.joined()]) remove(floor, person, 'closed', { text: request.text });
  const refusal = refuse('service-unavailable', request.text || 'This room is closed now.');
  for (const person of [...roster.waiting()]) withdraw(floor, person, 'closed', refusal);
}

/** Tells whoever asked why not. */
export function turnDown({ context: { floor }, event }: Params): void {
  const { request, refusal, held } = event as { request: RoomRequest; refusal: Refusal; held?: true };
  const renaming = request.type === 'enter' ? floor.roster.byReal(request.from) : undefined;
  // another nick change of theirs may be waiting to be decided
  if (renaming && !floor.holds.find(renaming.real, 'rename')) keepNick(floor, renaming);
  if (wantsAnswer(request)) floor.tell({ type: 'refused', refusal, reply: replyTo(request) });
  else if (!('from' in request)) floor.tell({ type: 'declined', request: request.type, refusal });
  if (held && request.type === 'enter') waitNoLonger(floor, request);
}

/** Whoever came with the presence that was refused is gone; whoever waited before may try again. */
function waitNoLonger(floor: Floor, { from, receipt }: Enter): void {
  const { roster, step } = floor;
  const person = roster.waitingFor(from);
  if (!person) return;
  if (receipt.kind === 'presence') {
    withdraw(floor, person, 'refused');
    return;
  }
  step.undo(roster.touch(person, step.at));
  floor.wake(step.at + floor.settings.timers.pending * 1000);
}

/** A nick change that was asked for and does not come to be. */
export function keepNick(floor: Floor, { actor }: Person): void {
  floor.step.afterwards(() => {
    actor.send({ type: 'rename' });
    actor.send({ type: 'kept' });
  });
}
