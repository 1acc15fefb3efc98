// Counts the calls of effects by what came of them, and how long they took. It runs none.
import type { FailureReason } from '../effects/effect.ts';
import { Distribution } from './distribution.ts';

/** What comes of a call: an answer, the reason why there is none, or a room that is gone. */
export type CallOutcome = 'answered' | 'dropped' | FailureReason;

export class CallBook {
  readonly #counts = new Map<string, Map<CallOutcome, number>>();
  readonly #times = new Map<string, Distribution>();

  /** @param seconds how long it took; nothing where it was never begun */
  note(effect: string, outcome: CallOutcome, seconds?: number): void {
    const counts = this.#counts.get(effect) ?? new Map<CallOutcome, number>();
    this.#counts.set(effect, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
    if (seconds === undefined) return;
    const times = this.#times.get(effect) ?? new Distribution();
    times.add(seconds);
    this.#times.set(effect, times);
  }

  counts(): { readonly effect: string; readonly outcome: CallOutcome; readonly count: number }[] {
    return [...this.#counts].flatMap(([effect, counts]) => [...counts].map(([outcome, count]) => ({ effect, outcome, count })));
  }

  /** Seconds, by effect. */
  times(): ReadonlyMap<string, Distribution> {
    return this.#times;
  }
}
