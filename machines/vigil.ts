// The room's actions when time goes by: presences that waited too long, questions without an answer, and
// people of whom nothing was heard, who are asked whether they are still there.
import { withdraw } from './entrance.ts';
import type { Floor } from './floor.ts';
import { isDue, type OpenSurvey } from './open-survey.ts';
import { ask } from './question.ts';
import type { Survey } from './request.ts';
import { expireRelays } from './traffic.ts';

interface Params {
  readonly context: { readonly floor: Floor };
}

export function expire({ context: { floor } }: Params): void {
  const { roster, relays, step } = floor;
  const { pending, silence } = floor.settings.timers;
  if (step.at < floor.due) return;
  floor.due = Number.POSITIVE_INFINITY;
  for (const person of [...roster.waiting()]) {
    // whose request is held waits as long as that does
    if (floor.holds.of(person.id).length > 0) continue;
    const deadline = person.heard + pending * 1000;
    if (deadline <= step.at) withdraw(floor, person, 'expired');
    else floor.wake(deadline);
  }
  expireRelays(floor);
  floor.wake(relays.earliest);
  expireHolds(floor);
  tellDue(floor);
  let next = Number.POSITIVE_INFINITY;
  for (const person of roster.joined()) {
    const quiet = Math.max(person.heard, person.asked) + silence * 1000;
    // who is to be asked by a survey is, when it is their turn
    if (quiet <= step.at && !isDue(floor.survey, person)) ask(floor, person);
    next = Math.min(next, quiet <= step.at ? step.at + silence * 1000 : quiet);
  }
  // looking through everybody once in an eighth of the time is often enough
  floor.wake(Math.max(next, step.at + silence * 125));
}

/**
 * Asks the next ones who are inside: after the link was lost, nobody is known to be there. Who was heard of since, or came
 * since, is not asked.
 */
export function survey({ context: { floor }, event }: Params & { readonly event: unknown }): void {
  const { questions = 0 } = (event as { request: Survey }).request;
  const open = floor.survey;
  let left = questions;
  for (const person of floor.roster.joined()) {
    if (!isDue(open, person)) continue;
    if (left-- === 0) {
      put(floor, { ...open!, next: person.order });
      return;
    }
    ask(floor, person);
  }
  put(floor, undefined);
}

function put(floor: Floor, survey: OpenSurvey | undefined): void {
  const before = floor.survey;
  floor.survey = survey;
  floor.undo(() => {
    floor.survey = before;
  });
}

/** Time decides what nobody else has decided. */
function expireHolds(floor: Floor): void {
  const { holds, step } = floor;
  for (const hold of holds.overdue(step.at)) step.resume(hold, hold.late === 'grant' ? 'late' : hold.late);
  // with those that are overdue: what is held anew is looked at again at once
  floor.wake(holds.earliest);
}

/** Behaviours that asked for this time. */
function tellDue(floor: Floor): void {
  const { slots, step } = floor;
  slots.kind.parts.forEach(({ behaviour }, place) => {
    if (slots.due(place) > step.at) return;
    step.undo(slots.setDue(place, undefined));
    step.tell({ type: 'due', behaviour: behaviour.name });
  });
  floor.wake(slots.earliest);
}
