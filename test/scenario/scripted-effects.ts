// Effects that do what a script says: each call waits until the script answers it.
import { type Effect, EffectFailure, type Effects, type FailureReason } from '../../adapters/effects/effect.ts';

/** What comes of a call: the fields of the answer, or why there is none. */
export type EffectOutcome =
  | { readonly fields: Readonly<Record<string, unknown>> }
  | { readonly reason: FailureReason; readonly text: string };

interface Waiting {
  readonly effect: string;
  readonly settle: (outcome: EffectOutcome) => void;
}

export class ScriptedEffects {
  readonly #calls: Waiting[] = [];
  #called: (() => void)[] = [];

  /** Effects of these names, as an engine takes them. */
  provided(names: readonly string[]): Effects {
    return Object.fromEntries(names.map(name => [name, this.#effect(name)]));
  }

  /** Answers the oldest call of an effect. Gives whether there was one. */
  answer(effect: string, outcome: EffectOutcome): boolean {
    const place = this.#calls.findIndex(call => call.effect === effect);
    if (place < 0) return false;
    const [call] = this.#calls.splice(place, 1);
    call!.settle(outcome);
    return true;
  }

  /** Resolves when something is called, or when that time is over: real milliseconds. */
  async isCalled(patience: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.#called.push(resolve);
      timer = setTimeout(() => resolve(), patience);
    });
    clearTimeout(timer);
  }

  #effect(effect: string): Effect {
    return () =>
      new Promise((resolve, reject) => {
        this.#calls.push({
          effect,
          settle: outcome =>
            'fields' in outcome ? resolve(outcome.fields) : reject(new EffectFailure(outcome.reason, outcome.text)),
        });
        for (const told of this.#called.splice(0)) told();
      });
  }
}
