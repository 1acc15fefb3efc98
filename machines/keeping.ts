// A room put away as plain data, and put back: everything that it would need to go on as if nothing had been.

import type { BareJid } from './address.ts';
import type { Floor } from './floor.ts';
import type { Hold } from './holds.ts';
import type { KeptSlot } from './kept-slot.ts';
import type { OpenSurvey } from './open-survey.ts';
import { isHeldBy, withdrawn } from './operation.ts';
import type { KeptPerson, Person } from './person.ts';
import type { OpenRelay } from './relays.ts';

/** Version of the form; one that is not known is refused. */
const form = 2;

export interface KeptRoom {
  readonly form: number;
  readonly value: unknown;
  readonly title?: string;
  readonly guests: number;
  /** The numbers that the next to arrive and the next question get. */
  readonly nextOrder: { readonly arrival: number; readonly question: number };
  /** The earliest time at which a tick has something to do; none where nothing waits. */
  readonly due?: number;
  /** The kind by which it worked last. */
  readonly kind: string;
  readonly founder?: BareJid;
  /** How far it has come with asking who is still there. */
  readonly survey?: OpenSurvey;
  /** What each behaviour kept. */
  readonly slots: Readonly<Record<string, KeptSlot>>;
  readonly people: readonly (KeptPerson & { readonly own?: Readonly<Record<string, object>> })[];
  readonly holds: readonly Hold[];
  readonly relays: readonly OpenRelay[];
}

export function keep(value: unknown, floor: Floor): KeptRoom {
  const { roster, relays, holds, title, founder, guests, due, kind, slots, survey } = floor;
  return {
    form,
    value,
    guests,
    nextOrder: { arrival: roster.nextOrder, question: relays.nextOrder },
    ...(title === undefined ? {} : { title }),
    ...(Number.isFinite(due) ? { due } : {}),
    kind,
    ...(founder === undefined ? {} : { founder }),
    ...(survey ? { survey } : {}),
    slots: slots.keep(),
    people: [...roster.joined(), ...roster.waiting()].map(person => keepPerson(person, slots.keepOwn(person))),
    holds: holds.all(),
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
  floor.founder = kept.founder;
  floor.survey = kept.survey;
  floor.slots.putBack(kept.slots, kept.founder !== undefined);
  floor.wake(floor.slots.earliest);
  for (const { state, own, ...rest } of kept.people) {
    const person: Person = { ...rest, actor: floor.makeParticipant(rest.id, state) };
    person.actor.start();
    floor.roster.restore(person, state !== 'presence-pending');
    if (own) floor.slots.putBackOwns(person, own);
  }
  for (const relay of kept.relays) floor.relays.open(relay);
  for (const hold of kept.holds)
    floor.holds.put(isHeldBy(floor.kindOf, hold) ? hold : { ...hold, deadline: hold.since, late: withdrawn });
  floor.wake(floor.holds.earliest);
}

function keepPerson({ actor, ...rest }: Person, own: Readonly<Record<string, object>> | undefined): KeptRoom['people'][number] {
  return { ...rest, state: String(actor.getSnapshot().value), ...(own ? { own } : {}) };
}
