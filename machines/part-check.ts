// What is wrong with the parts of a behaviour other than its region and its functions, said at the word: own requests
// and facts, phases, what it hears, what resolves its holds. Types only.
import type { Behaviour } from './behaviour.ts';
import type { HeardAs, OwnHeard, RoomFact, Schema, WrittenForm } from './heard.ts';
import type { Fits, Mistake } from './mistake.ts';
import type { Phase } from './phase.ts';
import type { Deferrable } from './returned.ts';

/** What a part of that name must be besides itself: a mistake where no behaviour has such a part. */
export type CheckedPart<P extends string> = P extends keyof Behaviour
  ? unknown
  : Mistake<`a behaviour has no “${P}”`, { [K in keyof Behaviour]-?: K }[keyof Behaviour]> & Readonly<Record<string, unknown>>;

export type CheckedRequests<Requests> = {
  readonly [K in keyof Requests]: K extends RoomFact['type'] | 'commanded'
    ? Mistake<`the room tells facts named “${K}”: give the request another name; its word may be the same`>
    : K extends `${string}.${string}`
      ? Mistake<`“${K}” is how a fact is named: leave out the dot`>
      : Fits<Requests[K], WrittenForm>;
};

export type CheckedFactForms<Facts> = {
  readonly [K in keyof Facts]: K extends `${string}.${string}`
    ? Mistake<`“${K}” is told as NAME.${K}: leave out what stands before the dot`>
    : Facts[K] extends Schema<object>
      ? unknown
      : Mistake<'what is in a fact is said by a z.strictObject({…})'>;
};

export type CheckedPhases<RuleName extends string> = {
  readonly [P in RuleName]?: P extends Phase ? unknown : Mistake<`there is no phase “${P}”`, { [K in Phase]: K }[Phase]>;
};

export type CheckedHears<HeardName extends string, Name extends string, Requests, Facts> = {
  readonly [K in HeardName]?: K extends '*'
    ? Mistake<'only a region hears everything: here each fact has its own function'>
    : [HeardAs<K, Name, Requests, Facts>] extends [never]
      ? Mistake<`nothing comes under the name “${K}”`, OwnHeard<Name, Requests, Facts>['type'] | 'OTHER-BEHAVIOUR.FACT'>
      : unknown;
};

/** Phases in which something can be held, each with names of what is heard. */
export type CheckedDefers<Defers, Heard> = {
  readonly [P in keyof Defers]: P extends Deferrable
    ? Defers[P] extends readonly string[]
      ? CheckedNames<Defers[P], Heard>
      : readonly Heard[]
    : Mistake<`nothing can be held in the phase “${P & string}”`, { [K in Deferrable]: K }[Deferrable]>;
};

type CheckedNames<T, Heard> = {
  readonly [I in keyof T]: T[I] extends Heard
    ? unknown
    : Mistake<`it does not hear “${T[I] & string}”: write it under hears or in the region`, Heard>;
};
