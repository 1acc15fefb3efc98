// The room's actions for those who run it, and what stands in their way: own requests of behaviours, other settings,
// other charts, a second try for a behaviour that failed, an end for the room or for the stay of one person.
import { z } from 'zod';
import type { Claimed } from './claims.ts';
import { remove, withdraw } from './entrance.ts';
import type { Floor } from './floor.ts';
import type { Hold } from './holds.ts';
import type { KeptSlot } from './kept-slot.ts';
import { type Kind, placeOf } from './kind.ts';
import type { CloseRoom, Command, Configure, RemovePerson, Reopen, Replace } from './operator-request.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusal.ts';
import { replyTo } from './reply.ts';
import type { Relay, RoomRequest, Say } from './request.ts';
import { Slots } from './slots.ts';
import { record } from './verdict.ts';

interface Params {
  readonly context: { readonly floor: Floor };
  readonly event: unknown;
}

/** Tells the behaviour what is asked of it. */
export function command({ context: { floor }, event }: Params): void {
  const { request, claimed } = event as { request: Command | Say | Relay; claimed: Claimed };
  const { behaviour, name } = claimed.claim;
  const { fields } = claimed;
  if (!('from' in request)) {
    floor.tell({ type: 'commanded', behaviour, name, fields });
    return;
  }
  const who = floor.roster.byReal(request.from)!;
  floor.heard(who);
  floor.tell({ type: 'commanded', behaviour, name, fields, who, reply: replyTo(request) });
}

export function configure({ context: { floor }, event }: Params): void {
  const { behaviour, settings, by } = (event as { request: Configure }).request;
  const place = placeOf(floor.kindOf, behaviour);
  floor.undo(floor.slots.configure(place, settings));
  floor.tell({ type: 'configured', behaviour, settings: floor.slots.settings(place), changes: settings, by });
}

export function reopen({ context: { floor }, event }: Params): void {
  const { behaviour } = (event as { request: Reopen }).request;
  floor.undo(floor.slots.setTrust(placeOf(floor.kindOf, behaviour), undefined));
  floor.tell({ type: 'reopened', behaviour });
}

/** Says who closes the room, before those inside go. */
export function announceEnd({ context: { floor }, event }: Params): void {
  const { text, by } = (event as { request: CloseRoom }).request;
  floor.tell({ type: 'closed', text, by });
}

export function removePerson({ context: { floor }, event }: Params): void {
  const { stay, text, by } = (event as { request: RemovePerson }).request;
  const person = stayOf(floor, stay)!;
  floor.tell({ type: 'removed', who: person, text, by });
  if (floor.roster.byId(stay)) remove(floor, person, 'removed', { text });
  else withdraw(floor, person, 'refused', refuse('forbidden', text));
}

/** No behaviour has a say in it, and it is remembered who asked; nothing where nobody has that stay. */
export function judgeEnd(floor: Floor, request: CloseRoom | RemovePerson): { readonly request: RoomRequest } | undefined {
  if (request.type === 'remove person' && !stayOf(floor, request.stay)) return undefined;
  record(floor, request, { phase: undefined, outcome: 'allowed', said: [] });
  return { request };
}

/** Whoever has that stay: inside, or waiting to come in. */
function stayOf({ roster }: Floor, id: string): Person | undefined {
  return roster.byId(id) ?? Array.from(roster.waiting()).find(person => person.id === id);
}

export const withdrawn = refuse('service-unavailable', 'The room works in another way now. Ask again.');

/** The room goes on with other charts: what they have a place for is kept. */
export function replace({ context: { floor }, event }: Params): void {
  const { kind } = (event as { request: Replace }).request;
  const before = floor.slots;
  const slots = new Slots(floor.kindNamed(kind)!, floor.settings, floor.frost);
  const notes = slots.putBack(trusting(before.keep()), floor.founder !== undefined);
  for (const person of [...floor.roster.joined(), ...floor.roster.waiting()])
    slots.putBackOwns(person, before.keepOwn(person) ?? {});
  floor.slots = slots;
  floor.undo(() => {
    floor.slots = before;
  });
  floor.wake(slots.earliest);
  for (const hold of floor.holds.all()) {
    const { behaviour, request } = hold;
    if (isHeldBy(slots.kind, hold)) continue;
    floor.step.resume(hold, withdrawn);
    notes.push(`${behaviour}: nothing of it can decide any more what ${request.from} asked, who is refused`);
  }
  floor.tell({ type: 'replaced', kind, notes });
}

/** Whether a kind has the behaviour that can decide about a hold. */
export function isHeldBy({ parts }: Kind, { behaviour, phase }: Hold): boolean {
  return parts.some(part => part.behaviour.name === behaviour && part.behaviour.defers?.[phase] !== undefined);
}

/** Behaviours that failed are looked after by whoever replaces them. */
function trusting(kept: Readonly<Record<string, KeptSlot>>): Record<string, KeptSlot> {
  return Object.fromEntries(Object.entries(kept).map(([name, { faults: _, trust: __, ...slot }]) => [name, slot]));
}

/** Why the room cannot go on as that kind; undefined where it can. */
export function replacementRefusal(floor: Floor, name: string): { readonly refusal: Refusal } | undefined {
  const kind = floor.kindNamed(name);
  if (!kind) return { refusal: refuse('item-not-found', `There is no kind of room called ${name}.`) };
  try {
    new Slots(kind, floor.settings);
    return undefined;
  } catch (error) {
    return { refusal: refuse('not-acceptable', `The room cannot become ${name}: ${sentenceOf(error)} Nothing was changed.`) };
  }
}

export function noBehaviour(floor: Floor, name: string): Refusal {
  const known = floor.kindOf.parts.map(({ behaviour }) => behaviour.name).join(', ');
  return refuse('item-not-found', `There is no behaviour ${name} in this room. There are: ${known}.`);
}

/** What a schema or a behaviour complains about, in one line. */
export function sentenceOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(issue => `${issue.path.join('.') || 'settings'}: ${issue.message}.`).join(' ');
  return `${error instanceof Error ? error.message : String(error)}.`;
}
