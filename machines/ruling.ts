// What a behaviour says when it is asked whether something may be, and whether it said it in the right shape.

import type { Payload, Phase } from './phase.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { described, ignore, ignoreAll, soundRefusal, soundText } from './sound-value.ts';

/** The request is held: others decide, or time does. */
export interface Deferral {
  /** Until when at the latest, in milliseconds since 1970. */
  readonly until: number;
  /** What happens then. */
  readonly late: 'grant' | Refusal;
  /** Told to whoever waits. */
  readonly text: string;
}

/** Nothing: allowed. A refusal: denied. `defer`: held. `rewrite`: allowed, with another payload. */
export type Ruling<P extends Phase = Phase> =
  | Refusal
  | { readonly defer: Deferral }
  | { readonly rewrite: Payload<P> }
  | undefined;

/** The same ruling, where it is one. Throws a sentence where it is not: nothing else is ever taken for consent. */
export function checkedRuling(ruling: unknown, at: number): Ruling {
  if (ruling === undefined) return undefined;
  if (typeof ruling === 'object' && ruling !== null) {
    if (isRefusal(ruling)) return soundRefusal(ruling, 'a refusal');
    if ('rewrite' in ruling && typeof ruling.rewrite === 'object' && ruling.rewrite !== null) {
      for (const value of [ruling.rewrite, ...Object.values(ruling.rewrite)]) ignore(value);
      return ruling as Ruling;
    }
    if ('defer' in ruling) {
      ignore(ruling.defer);
      if (isDeferral(ruling.defer, at)) return ruling as Ruling;
    }
  }
  ignoreAll(ruling);
  throw new Error(
    `a ruling is nothing, a refusal, {defer: {until, late, text}} with a time to come, or {rewrite}; not ${described(ruling)}`,
  );
}

function isDeferral(value: unknown, at: number): value is Deferral {
  if (typeof value !== 'object' || value === null) return false;
  const { until, late, text } = value as Partial<Deferral>;
  ignore(until);
  if (typeof until !== 'number' || !Number.isFinite(until) || until <= at) return false;
  soundText(text, 'what somebody is told who waits');
  if (late !== 'grant') soundRefusal(late, 'what somebody is told whose time is over');
  return true;
}
