// Carries out what a behaviour gave back when it heard something, on its own slots and no others. Throws where it
// is not the shape of a reaction, or asks for what is not the behaviour's.
import type { Reaction } from './behaviour.ts';
import type { Advised, CommandGiven, OwnFact } from './behaviour-fact.ts';
import { remove } from './entrance.ts';
import { type Shown, shown } from './fact.ts';
import type { Floor } from './floor.ts';
import type { Hold } from './holds.ts';
import type { Person } from './person.ts';
import { isRefusal } from './refusal.ts';
import { soundCall } from './sound-call.ts';
import { described, ignore, ignoreAll, soundPayload, soundRefusal, soundSlot, soundText } from './sound-value.ts';

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
  'calls',
]);

const lists: ReadonlySet<string> = new Set<keyof Reaction>(['facts', 'of', 'grant', 'turnDown', 'remove', 'calls']);

/** Returns how many facts it added. `about`: whom the scope was about; `order`: the own request that was heard. */
export function carryOut(
  floor: Floor,
  place: number,
  reaction: Reaction | undefined,
  about: Person | undefined,
  order?: CommandGiven,
): number {
  if (reaction === undefined) return 0;
  try {
    return done(floor, place, reaction, about, order);
  } catch (error) {
    ignoreAll(reaction);
    throw error;
  }
}

function done(
  floor: Floor,
  place: number,
  reaction: Reaction,
  about: Person | undefined,
  order: CommandGiven | undefined,
): number {
  check(reaction);
  const { slots, step } = floor;
  const { data, own, of, facts, grant, turnDown } = reaction;
  if (data) step.undo(slots.setData(place, data));
  if (own && !(about && hasGone(floor, about))) {
    if (!about) throw new Error('gave data for a person where there is none: `own` needs somebody inside');
    step.undo(slots.setOwn(place, about, own));
  }
  for (const [person, theirs] of of ?? []) {
    const slot = soundSlot(theirs)!;
    if (!hasGone(floor, person)) step.undo(slots.setOwn(place, person, slot));
  }
  if ('wake' in reaction) {
    step.undo(slots.setDue(place, reaction.wake));
    if (reaction.wake !== undefined) floor.wake(reaction.wake);
  }
  if (grant) for (const hold of grant) step.resume(ownHold(floor, place, hold), 'granted');
  if (turnDown)
    for (const [hold, refusal] of turnDown)
      step.resume(ownHold(floor, place, hold), soundRefusal(refusal, 'what somebody is turned down with'));
  if (facts)
    for (const fact of facts) {
      const sound = ownFact(floor, place, fact);
      if (sound) floor.tell(sound);
    }
  if (reaction.remove)
    for (const [person, text] of reaction.remove) {
      soundText(text, 'what somebody is told who is seen out');
      if (floor.roster.byId(person.id) === person) remove(floor, person, 'removed', { text });
    }
  if (reaction.calls) for (const call of reaction.calls) floor.tell(soundCall(floor, place, call));
  if (reaction.reply !== undefined) answer(floor, reaction.reply, order);
  return facts?.length ?? 0;
}

/** Nothing is kept of those who are neither inside nor wait: nobody would ever forget it. */
function hasGone({ roster }: Floor, person: Person): boolean {
  return roster.byId(person.id) !== person && roster.waitingFor(person.real) !== person;
}

function check(reaction: unknown): void {
  ignore(reaction);
  if (typeof reaction !== 'object' || reaction === null || 'then' in reaction || Array.isArray(reaction))
    throw new Error(`a reaction is nothing or an object such as {data, facts}, not ${described(reaction)}`);
  for (const key in reaction) {
    if (!known.has(key)) throw new Error(`a reaction has no “${key}”: there are ${[...known].join(', ')}`);
    if (!lists.has(key)) continue;
    const list = (reaction as Reaction)[key as keyof Reaction];
    if (list !== undefined && !Array.isArray(list)) throw new Error(`${key} is a list, not ${described(list)}`);
  }
  const { data, own, wake } = reaction as Reaction;
  soundSlot(data);
  soundSlot(own);
  if (wake !== undefined && !Number.isFinite(wake))
    throw new Error(`it is woken at a time in milliseconds since 1970, not at ${described(wake)}`);
}

function ownFact(floor: Floor, place: number, fact: Shown | OwnFact): Shown | OwnFact | undefined {
  if (typeof fact !== 'object' || fact === null || typeof fact.type !== 'string')
    throw new Error(`a fact has a type, such as {type: 'announced', text}; this is ${described(fact)}`);
  if (shown.has(fact.type)) return soundFact(floor, fact as Shown);
  const { name, facts = {} } = floor.kindOf.parts[place]!.behaviour;
  const own = fact.type.startsWith(`${name}.`) && Object.hasOwn(facts, fact.type.slice(name.length + 1));
  if (own) return fact;
  throw new Error(`it may not tell the fact “${fact.type}”: only ${[...shown].join(', ')}, and those in its own list of facts`);
}

/** A fact that shows something: whom, and what can be written. */
function soundFact(floor: Floor, fact: Shown): Shown | undefined {
  if (fact.type === 'titled') soundText(fact.topic, 'a topic');
  else if (fact.type === 'recalled') {
    if (!Array.isArray(fact.messages)) throw new Error(`the fact recalled has messages, not ${described(fact.messages)}`);
    for (const { content } of fact.messages) soundPayload(content.payload);
  } else {
    soundText(fact.text, `the text of the fact ${fact.type}`);
    if ('payload' in fact && fact.payload !== undefined) soundPayload(fact.payload);
    if (fact.type === 'advised' && fact.more !== undefined) for (const payload of soundList(fact.more)) soundPayload(payload);
  }
  const isForOne = fact.type === 'advised' || fact.type === 'recalled' || fact.type === 'titled';
  if (isForOne && (typeof fact.to !== 'object' || fact.to === null || !('id' in fact.to)))
    throw new Error(`the fact ${fact.type} is for a person: \`to\` is somebody of room.people, not ${described(fact.to)}`);
  // who has gone meanwhile is told nothing
  if (isForOne && hasGone(floor, fact.to)) return undefined;
  return fact;
}

function soundList(more: NonNullable<Advised['more']>): NonNullable<Advised['more']> {
  if (Array.isArray(more)) return more;
  throw new Error(`what follows in the fact advised is a list of payloads, not ${described(more)}`);
}

/** As it waits now, whatever object the behaviour gave. */
function ownHold(floor: Floor, place: number, given: Hold): Hold | undefined {
  const id = typeof given === 'object' && given !== null ? given.id : undefined;
  if (typeof id !== 'string') throw new Error(`a hold is one of scope.holds, not ${described(given)}`);
  const hold = floor.holds.get(id);
  if (!hold || hold.behaviour === floor.kindOf.parts[place]!.behaviour.name) return hold;
  throw new Error(`the hold is ${hold.behaviour}'s: it alone decides about it`);
}

function answer(floor: Floor, reply: NonNullable<Reaction['reply']>, order: CommandGiven | undefined): void {
  if (!order) throw new Error('a reply is for an own request, and none was heard');
  if (typeof reply === 'string')
    floor.tell({ type: 'replied', text: soundText(reply, 'a reply'), ...(order.who ? { to: order.who } : {}) });
  else if (typeof reply !== 'object' || reply === null || !isRefusal(reply))
    throw new Error(`a reply is words or a refusal, not ${described(reply)}`);
  else {
    const refusal = soundRefusal(reply, 'a reply');
    if (order.reply) floor.tell({ type: 'refused', refusal, reply: order.reply });
    else floor.tell({ type: 'declined', request: 'command', refusal });
  }
}
