// The service's actions of a survey: after the link was lost nobody is known to be there, and everybody inside is asked,
// no more in a second than the limit says over all rooms together. Whom a room asks is its own affair: vigil.ts.
import type { Desk, Entry } from './desk.ts';
import { countDue } from './open-survey.ts';
import { send } from './registry.ts';
import type { Survey, Tick } from './request.ts';

interface Params {
  readonly context: { readonly desk: Desk };
  readonly event: unknown;
}

/** Speech in the last five minutes before the latest of all, in milliseconds: there the dead are in the way. */
const recently = 300_000;

/** Begins in all rooms where somebody is; one that was under way is begun anew, since what it asked may be lost. */
export function beginSurvey(params: Params): void {
  const { at } = params.event as Survey;
  params.context.desk.isSurveying = true;
  // only written down: a step of each of a hundred thousand rooms would keep everybody waiting
  for (const { floor } of params.context.desk.rooms.values())
    if (floor.people.size > 0) floor.survey = { since: at, next: 0, end: floor.roster.nextOrder };
  askOn(params);
}

/** The next questions: first where people talk, and in equal shares, so that no large room keeps the small ones waiting. */
export function askOn({ context: { desk }, event }: Params): void {
  const { at, fresh } = event as Survey | Tick;
  const open = surveyed(desk);
  desk.isSurveying = open.length > 0;
  if (!desk.isSurveying) return;
  const allowed = desk.questions(at);
  const since = newest(desk) - recently;
  const isTalking = ({ spoke }: Entry) => spoke >= since;
  let left = allowed;
  for (const rooms of [open.filter(isTalking), open.filter(entry => !isTalking(entry))]) {
    const asking = rooms.slice(0, left);
    for (const [entry, questions] of shares(asking, left)) {
      left -= questions;
      send(desk, entry, { type: 'survey', at, fresh, questions });
    }
  }
  desk.spend(allowed - left, at);
}

/** How many each may ask: what the small ones leave over is for the large ones. There is one for each at least. */
function shares(rooms: readonly Entry[], questions: number): ReadonlyMap<Entry, number> {
  // in the order in which they are asked
  const shared = new Map(rooms.map(entry => [entry, 0]));
  const bySize = rooms.map(entry => ({ entry, due: countDue(entry.floor) })).sort((one, other) => one.due - other.due);
  let left = questions;
  bySize.forEach(({ entry, due }, i) => {
    const share = Math.min(due, Math.floor(left / (bySize.length - i)));
    left -= share;
    shared.set(entry, share);
  });
  return shared;
}

/** How many people of the service are still to be asked; none where no survey is under way. */
export function unasked(desk: Desk): number {
  return surveyed(desk).reduce((sum, { floor }) => sum + countDue(floor), 0);
}

function surveyed(desk: Desk): Entry[] {
  const open: Entry[] = [];
  if (!desk.isSurveying) return open;
  for (const entry of desk.rooms.values()) if (entry.floor.survey) open.push(entry);
  return open;
}

/** When somebody last spoke anywhere: the link may have been lost for long. */
function newest(desk: Desk): number {
  let latest = 0;
  for (const { spoke } of desk.rooms.values()) latest = Math.max(latest, spoke);
  return latest;
}
