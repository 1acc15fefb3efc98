// A room put away as plain data, and put back: everything that it would need to go on as if nothing had been.
import type { Floor } from './floor.ts';
import type { KeptPerson, Person } from './person.ts';
import type { OpenRelay } from './relays.ts';

/** Version of the form; one that is not known is refused. */
const form = 1;

export interface KeptRoom {
  readonly form: number;
  readonly value: unknown;
  readonly title?: string;
  readonly guests: number;
  /** The numbers that the next to arrive and the next question get. */
  readonly nextOrder: { readonly arrival: number; readonly question: number };
  /** The earliest time at which a tick has something to do; none where nothing waits. */
  readonly due?: number;
  readonly slots: Readonly<Record<string, object>>;
  readonly people: readonly KeptPerson[];
  readonly relays: readonly OpenRelay[];
}

export function keep(value: unknown, floor: Floor): KeptRoom {
  const { roster, relays, title, guests, due, kindOf, slots } = floor;
  return {
    form,
    value,
    guests,
    nextOrder: { arrival: roster.nextOrder, question: relays.nextOrder },
    ...(title === undefined ? {} : { title }),
    ...(Number.isFinite(due) ? { due } : {}),
    slots: Object.fromEntries(kindOf.behaviours.map(({ name }, at) => [name, slots[at]!])),
    people: [...roster.joined(), ...roster.waiting()].map(keepPerson),
    relays: relays.all(),
  };
}

/** Throws where the form is of another version. */
export function putBack(floor: Floor, kept: KeptRoom): void {
  if (kept.form !== form) throw new Error(`The room ${floor.jid} was kept in form ${kept.form}, and only form ${form} is known.`);
  floor.title = kept.title;
  floor.guests = kept.guests;
  floor.roster.nextOrder = kept.nextOrder.arrival;
  floor.relays.nextOrder = kept.nextOrder.question;
  floor.due = kept.due ?? Number.POSITIVE_INFINITY;
  floor.slots = floor.kindOf.behaviours.map(({ name }, at) => kept.slots[name] ?? floor.slots[at]!);
  for (const { state, ...rest } of kept.people) {
    const person: Person = { ...rest, actor: floor.makeParticipant(rest.id, state) };
    person.actor.start();
    floor.roster.restore(person, state !== 'presence-pending');
  }
  for (const relay of kept.relays) floor.relays.open(relay);
}

function keepPerson({ actor, ...rest }: Person): KeptPerson {
  return { ...rest, state: String(actor.getSnapshot().value) };
}
