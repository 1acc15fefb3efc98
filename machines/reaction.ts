// Carries out what a behaviour gave back when it heard something, on its own slots and no others. Throws where it
// is not the shape of a reaction, or asks for what is not the behaviour's.
import type { Reaction } from './behaviour.ts';
import type { CommandGiven, OwnFact } from './behaviour-fact.ts';
import { remove } from './entrance.ts';
import { type Shown, shown } from './fact.ts';
import type { Floor } from './floor.ts';
import type { Hold } from './holds.ts';
import type { Person } from './person.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { described } from './ruling.ts';

const known: ReadonlySet<string> = new Set<keyof Reaction>([
  'data',
  'own',
  'of',
  'facts',
  'wake',
  'grant',
  'turnDown',
  'remove',
  'reply',
]);

/** Returns how many facts it added. `about`: whom the scope was about; `order`: the own request that was heard. */
export function carryOut(
  floor: Floor,
  place: number,
  reaction: Reaction | undefined,
  about: Person | undefined,
  order?: CommandGiven,
): number {
  if (reaction === undefined) return 0;
  check(reaction);
  const { slots, step } = floor;
  const { data, own, of, facts, grant, turnDown } = reaction;
  if (data) step.undo(slots.setData(place, data));
  if (own && !(about && hasGone(floor, about))) {
    if (!about) throw new Error('gave data for a person where there is none: `own` needs somebody inside');
    step.undo(slots.setOwn(place, about, own));
  }
  if (of) for (const [person, theirs] of of) if (!hasGone(floor, person)) step.undo(slots.setOwn(place, person, theirs));
  if ('wake' in reaction) {
    step.undo(slots.setDue(place, reaction.wake));
    if (reaction.wake !== undefined) floor.wake(reaction.wake);
  }
  if (grant) for (const hold of grant) step.resume(ownHold(floor, place, hold).id, 'granted');
  if (turnDown) for (const [hold, refusal] of turnDown) step.resume(ownHold(floor, place, hold).id, checkedRefusal(refusal));
  if (facts) for (const fact of facts) floor.tell(ownFact(floor, place, fact));
  if (reaction.remove)
    for (const [person, text] of reaction.remove)
      if (floor.roster.byId(person.id) === person) remove(floor, person, 'removed', { text });
  if (reaction.reply !== undefined) answer(floor, reaction.reply, order);
  return (facts?.length ?? 0) + (reaction.remove?.length ?? 0);
}

/** Nothing is kept of those who are neither inside nor wait: nobody would ever forget it. */
function hasGone({ roster }: Floor, person: Person): boolean {
  return roster.byId(person.id) !== person && roster.waitingFor(person.real) !== person;
}

function check(reaction: unknown): void {
  if (typeof reaction !== 'object' || reaction === null || reaction instanceof Promise || Array.isArray(reaction))
    throw new Error(`a reaction is nothing or an object such as {data, facts}, not ${described(reaction)}`);
  for (const key of Object.keys(reaction))
    if (!known.has(key)) throw new Error(`a reaction has no “${key}”: there are ${[...known].join(', ')}`);
  const { data, own, wake } = reaction as Reaction;
  for (const slot of [data, own])
    if (slot !== undefined && (typeof slot !== 'object' || slot === null || Array.isArray(slot)))
      throw new Error(`what is kept is an object with names in it, not ${described(slot)}`);
  if (wake !== undefined && !Number.isFinite(wake))
    throw new Error(`it is woken at a time in milliseconds since 1970, not at ${described(wake)}`);
}

function ownFact(floor: Floor, place: number, fact: Shown | OwnFact): Shown | OwnFact {
  if (shown.has(fact.type)) return fact;
  const { name, facts = {} } = floor.kindOf.parts[place]!.behaviour;
  const own = fact.type.startsWith(`${name}.`) && Object.hasOwn(facts, fact.type.slice(name.length + 1));
  if (own) return fact;
  throw new Error(`it may not tell the fact “${fact.type}”: only ${[...shown].join(', ')}, and those in its own list of facts`);
}

/** What is no refusal would be taken for consent. */
function checkedRefusal(refusal: Refusal): Refusal {
  if (typeof refusal === 'object' && refusal !== null && isRefusal(refusal)) return refusal;
  throw new Error(`turns somebody down with a refusal, not ${described(refusal)}`);
}

function ownHold(floor: Floor, place: number, hold: Hold): Hold {
  if (hold.behaviour === floor.kindOf.parts[place]!.behaviour.name) return hold;
  throw new Error(`the hold is ${hold.behaviour}'s: it alone decides about it`);
}

function answer(floor: Floor, reply: NonNullable<Reaction['reply']>, order: CommandGiven | undefined): void {
  if (!order) throw new Error('a reply is for an own request, and none was heard');
  if (typeof reply === 'string') floor.tell({ type: 'replied', text: reply, ...(order.who ? { to: order.who } : {}) });
  else if (!isRefusal(reply)) throw new Error(`a reply is words or a refusal, not ${described(reply)}`);
  else if (order.reply) floor.tell({ type: 'refused', refusal: reply, reply: order.reply });
  else floor.tell({ type: 'declined', request: 'command', refusal: reply });
}
