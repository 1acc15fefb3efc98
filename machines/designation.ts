// Whom somebody means by what they write: a nick, an id or an address, perhaps with a reason behind it. Nicks have
// spaces, so that only those who are there tell where the nick ends. It never guesses: what may be two is refused.
import { z } from 'zod';
import { foldedNick } from './folded-nick.ts';
import type { Hold } from './holds.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { RoomView } from './room-view.ts';
import { isXmlText } from './xml-text.ts';

/** How many characters a name or a reason may have. */
const longest = 500;

/** Words that people read, in a field of a request or in settings. */
export const writtenText = z
  .string()
  .min(1)
  .max(longest)
  .refine(isXmlText, 'has a character that XML does not have: leave control characters out');

/** A request about a person, as it was written: the nick may go on in the reason. */
export interface Written {
  readonly person: string;
  readonly reason?: string | undefined;
}

/** Who is meant, and what is left of the reason. */
export interface Meant<T> {
  readonly one: T;
  readonly reason: string | undefined;
}

/** Somebody inside, by nick in any case or by id. */
export function meantInside(room: RoomView, written: Written): Meant<Person> | Refusal {
  const people = (texts: readonly string[]) => {
    const known = texts.map(text => room.named(text));
    if (known.some(person => person !== undefined)) return known;
    // nicks are compared by rules for whole addresses, which no sentence knows: a few letters only this finds
    const folded = texts.map(foldedNick);
    const all = [...room.people.joined()];
    return folded.map(text => all.find(({ nick }) => foldedNick(nick) === text));
  };
  return meant(
    written,
    texts => people(texts).map(person => (person ? [person] : [])),
    ({ nick, id }) => `${nick} (${id})`,
    'There is nobody of that name in this room.',
  );
}

/** Somebody who waits to come in, by the nick that was asked for, the address, or the id of the stay. */
export function meantWaiting(holds: readonly Hold[], written: Written): Meant<Hold> | Refusal {
  const called = byName(holds);
  return meant(
    written,
    texts => texts.map(text => [...(called.get(foldedNick(text)) ?? [])]),
    hold => `${isProtected(hold) ? (nickOf(hold) ?? 'Somebody protected') : hold.request.bare} (${hold.stay})`,
    'Nobody of that name waits. Write !waiting to see who does.',
  );
}

/** By what each of those who wait can be called, so that nobody else is meant: the nick where that will do. */
export function namesOfWaiting(holds: readonly Hold[]): (hold: Hold) => string {
  const called = byName(holds);
  return hold => namesOf(hold).find(name => called.get(foldedNick(name))!.size === 1) ?? hold.stay;
}

/** The first nick that was asked for. */
export function nickOf({ request }: Hold): string | undefined {
  return request.type === 'enter' ? request.nicks[0]?.text : undefined;
}

/** Whether whoever waits asked that nobody is told the real address. */
export function isProtected({ request }: Hold): boolean {
  return request.type === 'enter' && request.privacy;
}

function namesOf(hold: Hold): readonly string[] {
  const nick = nickOf(hold);
  const { bare, from } = hold.request;
  return [...(nick === undefined ? [] : [nick]), ...(isProtected(hold) ? [] : [bare, from])];
}

function byName(holds: readonly Hold[]): ReadonlyMap<string, ReadonlySet<Hold>> {
  const called = new Map<string, Set<Hold>>();
  for (const hold of holds)
    for (const name of [...namesOf(hold).map(foldedNick), hold.stay]) called.set(name, (called.get(name) ?? new Set()).add(hold));
  return called;
}

/** How many are listed where several may be meant. */
const mostListed = 10;

function meant<T>(
  { person, reason }: Written,
  find: (texts: readonly string[]) => readonly (readonly T[])[],
  label: (one: T) => string,
  none: string,
): Meant<T> | Refusal {
  const ends = endsOf(reason);
  const found = find(ends.map(end => (end === 0 ? person : `${person} ${reason!.slice(0, end)}`)));
  const all = [...new Set(found.flat())];
  const [one] = all;
  if (one === undefined) return refuse('item-not-found', none);
  if (all.length > 1) {
    const listed = all.slice(0, mostListed).map(label).join(', ');
    const more = all.length > mostListed ? ` and ${all.length - mostListed} more` : '';
    return refuse('conflict', `Several may be meant: ${listed}${more}. Say which by the id in brackets.`);
  }
  const end = ends[found.findLastIndex(ones => ones.length > 0)]!;
  const left = reason?.slice(end).trim();
  return { one, reason: left === '' ? undefined : left };
}

/** Where in the reason the nick may end: before it, or after any of its words. */
function endsOf(reason = ''): readonly number[] {
  return [0, ...Array.from(reason.matchAll(/\S+/gu), ({ index, 0: word }) => index + word.length)];
}
