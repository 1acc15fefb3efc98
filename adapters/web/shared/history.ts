// The steps of a room that a page knows, oldest first, and where the chart stood at each: for going back in it.
// Values only: nothing is kept here, and no browser is needed.
import type { Moment, Past } from '../../inspect/protocol.ts';

export interface History {
  readonly moments: readonly Moment[];
  /** By the step after which they were: how many were not told. */
  readonly skipped: ReadonlyMap<number, number>;
}

/** Nothing yet. */
export const noHistory: History = { moments: [], skipped: new Map() };

const most = 500;

/** With one more; what is told anew takes the place of what was known of that step. The oldest are forgotten. */
export function withMoment(history: History, moment: Moment): History {
  const { moments, skipped } = history;
  const last = moments.at(-1);
  if (!last || last.step < moment.step) return { moments: [...moments, moment].slice(-most), skipped };
  const others = moments.filter(({ step }) => step !== moment.step);
  const place = others.findLastIndex(({ step }) => step < moment.step) + 1;
  return { moments: others.toSpliced(place, 0, moment), skipped };
}

/** With some that were not told, after the latest. */
export function withSkipped({ moments, skipped }: History, count: number): History {
  const after = moments.at(-1)?.step ?? 0;
  return { moments, skipped: new Map(skipped).set(after, (skipped.get(after) ?? 0) + count) };
}

/**
 * With what the room remembers. Of a step that was seen as it happened more is known, and kept; where the room's steps
 * begin anew (the service was started again) only what it remembers is true.
 */
export function withPast(history: History, past: Past): History {
  const last = past.moments.at(-1)?.step ?? 0;
  const seen = history.moments.at(-1)?.step ?? 0;
  if (seen > last) return past.moments.length === 0 ? noHistory : { moments: past.moments, skipped: new Map() };
  const known = new Map(history.moments.map(moment => [moment.step, moment]));
  const all = new Map([...past.moments, ...history.moments].map(({ step }) => [step, step]));
  const remembered = new Map(past.moments.map(moment => [moment.step, moment]));
  const steps = [...all.keys()].sort((a, b) => a - b).slice(-most);
  return { moments: steps.map(step => known.get(step) ?? remembered.get(step)!), skipped: history.skipped };
}

export interface Standing {
  /** The states that were lit; nothing where that is not known. */
  readonly live?: readonly string[];
  /** What had just been asked; nothing before the first. */
  readonly moment?: Moment;
  /** How many of the known steps came after it. */
  readonly back: number;
}

/** How it stood after a step, or before the first that is known. */
export function standingAt({ moments }: History, step: number): Standing {
  const place = moments.findLastIndex(moment => moment.step <= step);
  const moment = moments[place];
  const next = moments[place + 1];
  const live = moment?.after ?? next?.before;
  return { ...(live ? { live } : {}), ...(moment ? { moment } : {}), back: moments.length - 1 - place };
}

/** The step before (−1) or after (+1) another one, or now; nothing beyond the last. The first of all is before the first known. */
export function stepFrom({ moments }: History, step: number | undefined, way: -1 | 1): number | undefined {
  const first = moments[0];
  if (!first) return undefined;
  const here = step === undefined ? moments.length - 1 : moments.findLastIndex(moment => moment.step <= step);
  const place = Math.max(-1, here + way);
  return place < 0 ? first.step - 1 : moments[place]?.step;
}
