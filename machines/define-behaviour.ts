// Writing a behaviour: one object, from which all types in it are inferred. What is wrong with it is an error at that
// word; what only the company of other behaviours shows is said when a kind of room lists it.
import type { z } from 'zod';
import type { Behaviour } from './behaviour.ts';
import type { Definition, Empty, Once, Read, Slot, Unread } from './definition.ts';
import type { RequestForms } from './heard.ts';
import type { CheckedPart } from './part-check.ts';
import type { Region } from './region.ts';
import type { NoRegion } from './region-names.ts';
import type { Answering, Judging, Reacting } from './returned.ts';

/** Whether all functions have been read. */
type Ready<
  ActionName extends string,
  Actions,
  GuardName extends string,
  Guards,
  RuleName extends string,
  Rules,
  HeardName extends string,
  Hears,
> = Read<ActionName, Actions> & Read<GuardName, Guards> & Read<RuleName, Rules> & Read<HeardName, Hears>;

/**
 * A behaviour, from one object: its settings, data, requests, facts and states are known by their names and types in
 * everything else in it. Write it in this order: name, about, settings, defaults, data, own, requests, facts, region,
 * actions, guards, defers, rules, hears; `data` and `own` must stand before the functions that use them.
 *
 * @example
 * ```ts
 * import { behaviour, refuse, z } from 'confab/behaviour';
 *
 * export const quiet = behaviour({
 *   name: 'quiet',
 *   about: 'A moderator asks for silence.',
 *   settings: z.strictObject({ text: z.string().default('Silence, please.') }),
 *   requests: {
 *     hush: { about: 'Asks for silence.', who: 'moderator', word: 'hush' },
 *     talk: { about: 'Lifts it.', who: 'moderator', word: 'talk' },
 *   },
 *   region: {
 *     initial: 'loud',
 *     states: { loud: { on: { hush: { target: 'still', actions: 'ask' } } }, still: { on: { talk: 'loud' } } },
 *   },
 *   actions: { ask: ({ settings }) => ({ facts: [{ type: 'announced', text: settings.text }] }) },
 *   rules: { speak: ({ matches }) => (matches('still') ? refuse('not-allowed', 'Silence now.') : undefined) },
 * });
 * ```
 */
export function behaviour<
  Part extends string,
  const Name extends string,
  S extends z.ZodType = z.ZodType<Empty>,
  Defaults extends object = Empty,
  Data extends object = Unread,
  Own extends object = Unread,
  // beside `object`, so that what is wrong is said at the word, and not of the whole
  Requests extends RequestForms | object = Empty,
  Facts extends object = Empty,
  const R extends Region | object = NoRegion,
  ActionName extends string = never,
  Actions extends { readonly [K in string]: Reacting } = Empty,
  GuardName extends string = never,
  Guards extends { readonly [K in string]: Answering } = Empty,
  const Defers extends { readonly [P in string]: readonly string[] } | object = Empty,
  RuleName extends string = never,
  Rules extends { readonly [P in string]: Judging } = Empty,
  HeardName extends string = never,
  Hears extends { readonly [K in string]: Reacting } = Empty,
>(
  definition: Definition<
    Ready<ActionName, Actions, GuardName, Guards, RuleName, Rules, HeardName, Hears>,
    Name,
    S,
    Defaults,
    Data,
    NoInfer<Slot<Data, 'data', Part>>,
    Own,
    NoInfer<Slot<Own, 'own', Part>>,
    Requests,
    Facts,
    R,
    ActionName,
    Actions,
    GuardName,
    Guards,
    Defers,
    RuleName,
    Rules,
    HeardName,
    Hears
  > & { readonly [P in Part]?: unknown } & Once<
      Ready<ActionName, Actions, GuardName, Guards, RuleName, Rules, HeardName, Hears>,
      { readonly [P in Part]?: CheckedPart<P> } & { readonly name: string; readonly about: string }
    >,
): Behaviour<z.output<S>, Slot<Data, 'data', never>, Slot<Own, 'own', never>> {
  return Object.freeze(definition) as never;
}
