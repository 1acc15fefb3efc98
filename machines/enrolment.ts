// A new stay: somebody is put into the book, waiting, with an actor of their own.
import type { Floor } from './floor.ts';
import type { Person } from './person.ts';
import type { Asker } from './request.ts';
import type { PresenceContent } from './stanza.ts';

/** Its actor starts only when the step has succeeded. */
export function enrol(floor: Floor, request: Asker, presence: PresenceContent): Person {
  const { roster, step } = floor;
  const actor = floor.makeParticipant(step.fresh);
  const { from: real, bare, host, dialect } = request;
  const person: Person = {
    id: step.fresh,
    real,
    bare,
    host,
    dialect,
    actor,
    order: roster.nextOrder,
    nick: '',
    nickKey: '',
    privacy: false,
    hidden: false,
    presence,
    heard: step.at,
    asked: 0,
  };
  step.undo(roster.hold(person));
  step.afterwards(() => actor.start());
  return person;
}
