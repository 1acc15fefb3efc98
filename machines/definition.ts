// What a behaviour is written as: one object, in which the type of each part follows from the others. Types only.
import type { z } from 'zod';
import type { Founding, Lead, Scope } from './behaviour.ts';
import type { Requirements } from './fact.ts';
import type { HeardAs, OwnFactsOf } from './heard.ts';
import type { Fits } from './mistake.ts';
import type { CheckedDefers, CheckedFactForms, CheckedHears, CheckedPhases, CheckedRequests } from './part-check.ts';
import type { Phase, Phases } from './phase.ts';
import type { CheckedRegion } from './region-check.ts';
import type { ActionUsesIn, EventFor, EventsIn, GuardUsesIn, ParamsFor, PathsOf } from './region-names.ts';
import type { Answered, Reacted, Ruled } from './returned.ts';
import type { RoomSettings } from './room-settings.ts';
import type { SuggestedNames, SuggestedPhases, SuggestedState } from './suggestion.ts';

/** No settings, no data. */
export type Empty = Record<never, never>;

/** Stands for what was not read yet, or is not there. */
export interface Unread {
  readonly unread: never;
}

/** What a part gives that is there, but perhaps was not read yet: what is not known must not be taken for wrong. */
// biome-ignore lint/suspicious/noExplicitAny: any, until it is known
export type Slot<T, Key, Part> = [T] extends [Unread] ? (Key extends Part ? any : Empty) : T;

/** Whether the functions of these names have been read: never where they have not. */
export type Read<Names extends string, Functions> = [Names] extends [never]
  ? unknown
  : string extends keyof Functions
    ? never
    : [Names] extends [keyof Functions]
      ? unknown
      : never;

/**
 * The compiler reads a behaviour twice: first without the functions whose parameters have no types of their own. What is
 * wrong is said in the second reading: said in the first, it would leave all functions without types.
 */
export type Once<Ready, Check> = [Ready] extends [never] ? unknown : Check;

type ScopeOf<S extends z.ZodType, Data, Own, R> = Scope<z.output<S>, Data, Own, PathsOf<R>>;
/** Nothing is known of what comes under any name: so it is with the parts of a behaviour that was made before. */
type Heard<Key, Name extends string, Requests, Facts> = string extends Key ? never : HeardAs<Key, Name, Requests, Facts>;
type Given<T, Ready, Data, Own, Name extends string, Facts> = Once<Ready, Reacted<T, Data, Own, OwnFactsOf<Name, Facts>>>;

/** `…Name`: the names in a part, known before the functions in it are read. */
export interface Definition<
  Ready,
  Name extends string,
  S extends z.ZodType,
  Defaults,
  Data,
  DataSlot,
  Own,
  OwnSlot,
  Requests,
  Facts,
  R,
  ActionName extends string,
  Actions,
  GuardName extends string,
  Guards,
  Defers,
  RuleName extends string,
  Rules,
  HeardName extends string,
  Hears,
> {
  /** In kebab-case; one of each name in a room. */
  readonly name?: Name;
  /** One sentence, for those who read the room's chart. */
  readonly about?: string;
  /** What may be set, with bounds and defaults; nothing without it. */
  readonly settings?: S;
  /** What of its settings follows from those of the room. */
  readonly defaults?: (room: RoomSettings) => Defaults & Once<Ready, Fits<Defaults, Partial<z.input<S>>>>;
  /** The slot that a new room starts with; with what its creator asked for, where it has one. */
  readonly data?: (settings: z.output<S>, founding?: Founding) => Data;
  /** The slot that a stay starts with. */
  readonly own?: (settings: z.output<S>) => Own;
  /** Its own requests, by their names: who may ask for them, and how. */
  readonly requests?: Requests & Once<Ready, CheckedRequests<Requests>>;
  /** The facts of its own that it tells, as `NAME.FACT`: what is in each. */
  readonly facts?: Facts & Once<Ready, CheckedFactForms<Facts>>;
  /** Its chart, in the syntax of XState with names for actions and guards. Drawn as a region of the room's. */
  readonly region?: R &
    SuggestedState<NoInfer<Requests>> &
    Once<Ready, CheckedRegion<R, Name, Requests, Facts, ActionName, GuardName>>;
  /** Reducers, by the names that the chart uses. */
  readonly actions?: { readonly [K in ActionName]?: unknown } & {
    readonly [K in keyof Actions]: (
      scope: ScopeOf<S, DataSlot, OwnSlot, R>,
      event: Heard<string extends K ? K : EventFor<ActionUsesIn<R>, K>, Name, Requests, Facts>,
      params: ParamsFor<ActionUsesIn<R>, K>,
    ) => Actions[K] & Given<Actions[K], Ready, DataSlot, OwnSlot, Name, Facts>;
  };
  /** Questions, by the names that the chart uses. */
  readonly guards?: { readonly [K in GuardName]?: unknown } & {
    readonly [K in keyof Guards]: (
      scope: ScopeOf<S, DataSlot, OwnSlot, R>,
      event: Heard<string extends K ? K : EventFor<GuardUsesIn<R>, K>, Name, Requests, Facts>,
      params: ParamsFor<GuardUsesIn<R>, K>,
    ) => Guards[K] & Once<Ready, Answered<Guards[K]>>;
  };
  /** The phases whose requests it may hold, and what resolves such a hold: names of what it hears. Time always does. */
  readonly defers?: Defers & Once<Ready, CheckedDefers<Defers, EventsIn<R> | HeardName>>;
  /** Synchronous, pure, read-only. In the room's declared order; the first refusal wins. */
  readonly rules?: SuggestedPhases & { readonly [K in RuleName]?: unknown } & {
    readonly [P in keyof Rules]: (
      scope: ScopeOf<S, DataSlot, OwnSlot, R>,
      request: P extends Phase ? Phases[P] : never,
    ) => Rules[P] & Once<Ready, Ruled<Rules[P], P, Defers>>;
  } & Once<Ready, CheckedPhases<RuleName>>;
  /** What it hears in every state: facts, those of others by their full names, its own requests, and `due`. */
  readonly hears?: SuggestedNames<NoInfer<Requests>> & { readonly [K in HeardName]?: unknown } & {
    readonly [K in keyof Hears]: (
      scope: ScopeOf<S, DataSlot, OwnSlot, R>,
      fact: Heard<K, Name, Requests, Facts>,
    ) => Hears[K] & Given<Hears[K], Ready, DataSlot, OwnSlot, Name, Facts>;
  } & Once<Ready, CheckedHears<HeardName, Name, Requests, Facts>>;
  /** Whether it hears `due` as soon as the room is there, by itself: for what begins before anybody comes. */
  readonly awake?: boolean;
  /** What somebody outside is told that they must bring, or may know. */
  readonly requires?: (scope: ScopeOf<S, DataSlot, OwnSlot, R>) => Partial<Requirements>;
  /** What other behaviours of the room may read. */
  readonly shares?: (scope: ScopeOf<S, DataSlot, OwnSlot, R>) => unknown;
  /** The names of the effects that it calls with such settings: the service does not start where one is not provided. */
  readonly effects?: (settings: z.output<S>) => readonly string[];
  /** By what the room can be found among all listed ones, such as `{ topic: 'cats and dogs' }`. */
  readonly found?: (scope: ScopeOf<S, DataSlot, OwnSlot, R>) => Readonly<Record<string, string>>;
  /** Ways to its rooms that are asked of the service. */
  readonly leads?: Readonly<Record<string, Lead<z.output<S>>>>;
  /** Namespaces that service discovery shows for the room. */
  readonly features?: readonly string[];
}
