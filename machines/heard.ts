// What a behaviour can hear, by the names under which it comes: the facts of the room, its own requests, its own facts,
// those of other behaviours, and the time that it asked for. Types only.
import type { RequestForm } from './behaviour.ts';
import type { CommandGiven, OwnFact } from './behaviour-fact.ts';
import type { Fact } from './fact.ts';
import type { Person } from './person.ts';

/** The facts of the room itself; `due` is each behaviour's own. */
export type RoomFact = Exclude<Fact, OwnFact | CommandGiven>;

/** Of a schema of zod no more than is needed here: to compare all of it takes the compiler long. */
export interface Schema<Output> {
  readonly _zod: { readonly output: Output };
}

/** An own request as it is written. */
export interface WrittenForm extends Omit<RequestForm, 'fields'> {
  readonly fields?: Schema<object>;
}
export type RequestForms = Readonly<Record<string, WrittenForm>>;

/** Fields as they are read: what may be left out is left out, and not undefined. */
export type FieldsOf<Form> = Form extends Schema<infer Fields> ? Given<Fields> : Record<never, never>;
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

/** The facts of the room, by their types. */
type RoomFacts = { readonly [T in RoomFact['type']]: Extract<RoomFact, { readonly type: T }> };

/** What comes under a name; never for a name under which nothing can come. */
export type HeardAs<Key, Name extends string, Requests, Facts> = Key extends 'commanded'
  ? never
  : Key extends keyof RoomFacts
    ? RoomFacts[Key]
    : Key extends keyof Requests & string
      ? OwnRequest<Key, FieldsOf<FormOf<Requests[Key]>>>
      : Key extends '*'
        ? OwnHeard<Name, Requests, Facts> | OwnFact
        : Key extends `${Name}.${infer F}`
          ? F extends keyof Facts
            ? ToldFact<Key, FieldsOf<Facts[F]>>
            : never
          : Key extends `${string}.*`
            ? never
            : Key extends `${string}.${string}`
              ? ToldFact<Key, Readonly<Record<string, unknown>>>
              : never;
