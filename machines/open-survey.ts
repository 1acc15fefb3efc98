// How far a room has come with asking everybody who is still there: plain data, and whose turn is to come. It asks
// nobody: vigil.ts does.
import type { Person } from './person.ts';
import type { People } from './roster.ts';

export interface OpenSurvey {
  /** When it was begun: whoever was heard of later is evidently there. */
  readonly since: number;
  /** The place in the order of arrival of the next one. */
  readonly next: number;
  /** The place that the next newcomer had then: newcomers are not asked. */
  readonly end: number;
}

/** Whether this one is still to be asked; until then nothing else asks them. */
export function isDue(survey: OpenSurvey | undefined, { order, heard }: Person): boolean {
  return survey !== undefined && order >= survey.next && order < survey.end && heard <= survey.since;
}

/** How many are still to be asked in a room. */
export function countDue({ survey, people }: { readonly survey: OpenSurvey | undefined; readonly people: People }): number {
  let count = 0;
  if (survey) for (const person of people.joined()) if (isDue(survey, person)) count++;
  return count;
}
