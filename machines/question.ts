// The question who is still there: an empty message, which comes back only from where nobody is.
import type { Floor } from './floor.ts';
import type { Person } from './person.ts';

export function ask(floor: Floor, person: Person): void {
  const { roster, step } = floor;
  step.undo(roster.amend(person, { asked: step.at }));
  step.tell({ type: 'asked', to: person });
}
