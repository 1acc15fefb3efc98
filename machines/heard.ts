// What a behaviour can hear, by the names under which it comes: the facts of the room, its own requests, its own facts,
// those of other behaviours, and the time that it asked for. Types only.
import type { z } from 'zod';
import type { RequestForm } from './behaviour.ts';
import type { CommandGiven, OwnFact } from './behaviour-fact.ts';
import type { Fact } from './fact.ts';
import type { Person } from './person.ts';

/** The facts of the room itself; `due` is each behaviour's own. */
export type RoomFact = Exclude<Fact, OwnFact | CommandGiven>;

export type RequestForms = Readonly<Record<string, RequestForm>>;
export type FactForms = Readonly<Record<string, z.ZodObject>>;

/** Fields as they are read: what may be left out is left out, and not undefined. */
export type FieldsOf<Form> = Form extends z.ZodType ? Given<z.output<Form>> : Record<never, never>;
type Given<T> = { readonly [K in keyof T]: Record<never, never> extends Pick<T, K> ? Exclude<T[K], undefined> : T[K] };

/** An own request as its behaviour hears it. */
export interface OwnRequest<Name extends string, Fields> {
  readonly type: Name;
  readonly fields: Fields;
  /** Who asks, from inside; nobody where an operator does. */
  readonly who?: Person;
}

/** A fact of a behaviour's own, as it is told and heard. */
export interface ToldFact<Type extends string, Fields> {
  readonly type: Type;
  readonly who?: Person;
  readonly fields: Fields;
}

type FormOf<Request> = Request extends { readonly fields: infer Form } ? Form : undefined;

/** The facts that a behaviour may tell of its own. */
export type OwnFactsOf<Name extends string, Facts> = {
  [F in keyof Facts & string]: ToldFact<`${Name}.${F}`, FieldsOf<Facts[F]>>;
}[keyof Facts & string];

/** All that a behaviour can hear, but for the facts of others. */
export type OwnHeard<Name extends string, Requests, Facts> =
  | RoomFact
  | { [K in keyof Requests & string]: OwnRequest<K, FieldsOf<FormOf<Requests[K]>>> }[keyof Requests & string]
  | OwnFactsOf<Name, Facts>;

/** What comes under a name; never for a name under which nothing can come. */
export type HeardAs<Key, Name extends string, Requests, Facts> = Key extends '*'
  ? OwnHeard<Name, Requests, Facts> | OwnFact
  : Key extends OwnHeard<Name, Requests, Facts>['type']
    ? Extract<OwnHeard<Name, Requests, Facts>, { readonly type: Key }>
    : Key extends `${Name}.${string}` | `${string}.*`
      ? never
      : Key extends `${string}.${string}`
        ? ToldFact<Key, Readonly<Record<string, unknown>>>
        : never;
