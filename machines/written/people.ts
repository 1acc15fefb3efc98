// Whom an action is for: people, or held requests, as they are written.
import type { Hold } from '../holds.ts';
import { suggestion } from '../nearest.ts';
import type { Person } from '../person.ts';
import { isHoldOf } from './condition.ts';
import type { Moment } from './moment.ts';
import type { Place } from './place.ts';
import { sortedValue } from './value.ts';

type Meant<T> = (moment: Moment) => readonly T[];

const people: Readonly<Record<string, Meant<Person>>> = {
  person: ({ scope }) => (scope.person ? [scope.person] : []),
  moderators: ({ scope }) => scope.room.moderators(),
  everybody: ({ scope }) => [...scope.room.people.joined()],
};

/** People, by a word or by a text that names one. */
export function peopleMeant(written: string | undefined, place: Place): Meant<Person> {
  return meant(written ?? 'person', people, place, name => ({ scope }) => {
    const person = scope.room.named(name);
    return person ? [person] : [];
  });
}

const holds: Readonly<Record<string, Meant<Hold>>> = {
  oldest: ({ scope }) => scope.holds.slice(0, 1),
  all: ({ scope }) => scope.holds,
  person: ({ scope }) => scope.holds.filter(({ stay }) => stay === scope.person?.id),
};

/** Requests that this behaviour holds, by a word or by a text that names who waits. */
export function holdsMeant(written: string, place: Place): Meant<Hold> {
  return meant(
    written,
    holds,
    place,
    name =>
      ({ scope }) =>
        scope.holds.filter(hold => isHoldOf(hold, name, scope.room)),
  );
}

function meant<T>(
  written: string,
  known: Readonly<Record<string, Meant<T>>>,
  place: Place,
  byName: (name: string) => Meant<T>,
): Meant<T> {
  if (Object.hasOwn(known, written)) {
    if (written === 'person' && !place.about.hasPerson)
      place.fault('nobody in particular is meant here: name somebody else than “person”');
    return known[written]!;
  }
  if (!written.includes('{')) {
    const words = Object.keys(known);
    const near = suggestion(written, words) || `: write ${words.join(', ')}, or a text with a name such as {request.person}`;
    place.fault(`nobody is meant by “${written}”${near}`);
    return () => [];
  }
  const { read } = sortedValue(written, place, 'text');
  return moment => byName(read(moment) as string)(moment);
}
