// What an editor suggests where a part of a behaviour is written: names that may stand there. It forbids nothing: what
// is wrong is said by the checks. Types only.
import type { RoomFact } from './heard.ts';
import type { Phase } from './phase.ts';

/** Anything at all, but written so that what stands beside it in a union is not lost. */
type Anything = NonNullable<unknown> | null | undefined;

/** In `rules`. */
export type SuggestedPhases = { readonly [P in Phase]?: unknown };

/** In `hears`, and the `on` of a region. */
export type SuggestedNames<Requests> = { readonly [K in RoomFact['type'] | (keyof Requests & string)]?: unknown };

/** In a region. */
export interface SuggestedState<Requests> {
  readonly description?: unknown;
  readonly type?: 'atomic' | 'compound' | 'parallel' | 'final' | Anything;
  readonly initial?: unknown;
  readonly states?: { readonly [name: string]: SuggestedState<Requests> } | Anything;
  readonly on?: { readonly [K in keyof SuggestedNames<Requests>]?: SuggestedTransition | Anything } | Anything;
  readonly always?: SuggestedTransition | Anything;
  readonly onDone?: SuggestedTransition | Anything;
  readonly entry?: unknown;
  readonly exit?: unknown;
  readonly tags?: unknown;
}

interface SuggestedTransition {
  readonly target?: unknown;
  readonly guard?: unknown;
  readonly actions?: unknown;
  readonly description?: unknown;
  readonly reenter?: unknown;
}
