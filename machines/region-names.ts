// The names that stand in a region: its states, the events that it listens to, its actions and guards, and which
// event brings about which. Read from the region's own text, for the compiler; nothing here is there at run time.
import type { Region } from './region.ts';

/** A behaviour without a chart. */
export interface NoRegion extends Region {
  readonly states: Record<never, never>;
}

/** The states in a state, by their names. */
export type ChildOf<Node> = Node extends { readonly states: infer States } ? keyof States & string : never;

/** The states in a state and in those, with dots between. */
export type PathsOf<Node> = Node extends { readonly states: infer States }
  ? string extends keyof States
    ? string
    : { [K in keyof States & string]: K | `${K}.${PathsOf<States[K]>}` }[keyof States & string]
  : never;

/** The state itself and all in it. */
type NodesOf<Node> =
  | Node
  | (Node extends { readonly states: infer States }
      ? string extends keyof States
        ? never
        : { [K in keyof States]: NodesOf<States[K]> }[keyof States]
      : never);

/** The keys of `on`, anywhere in the region. */
export type EventsIn<R> =
  NodesOf<R> extends infer Node ? (Node extends { readonly on: infer On } ? keyof On & string : never) : never;

/** What brings about the transitions without an event, and what is done where a state is entered or left. */
type AnyEventIn<R> =
  NodesOf<R> extends infer Node ? (Extract<Node, { readonly always: unknown }> extends never ? EventsIn<R> : '*') : never;

/** A transition, and the event that brings it about. */
type TransitionsIn<R> =
  NodesOf<R> extends infer Node
    ?
        | (Node extends { readonly on: infer On } ? { [E in keyof On & string]: Caused<E, On[E]> }[keyof On & string] : never)
        | (Node extends { readonly always: infer T } ? Caused<'*', T> : never)
        | (Node extends { readonly onDone: infer T } ? Caused<AnyEventIn<R>, T> : never)
    : never;

interface Cause<Event, Does> {
  readonly by: Event;
  readonly does: Does;
}
type Caused<Event, T> = T extends readonly unknown[] ? Cause<Event, T[number]> : Cause<Event, T>;

/** An action or guard where it is used: by which event, and with which parameters. */
export interface Use<Name, Event, Params> {
  readonly name: Name;
  readonly by: Event;
  readonly params: Params;
}
type Used<Event, T> = T extends readonly unknown[] ? UsedOnce<Event, T[number]> : UsedOnce<Event, T>;
type UsedOnce<Event, T> = T extends string
  ? Use<T, Event, undefined>
  : T extends { readonly type: infer Name; readonly params: infer Params }
    ? Use<Name, Event, Params>
    : T extends { readonly type: infer Name }
      ? Use<Name, Event, undefined>
      : never;

export type GuardUsesIn<R> =
  TransitionsIn<R> extends infer C
    ? C extends Cause<infer Event, { readonly guard: infer Guard }>
      ? Used<Event, Guard>
      : never
    : never;

export type ActionUsesIn<R> =
  | (TransitionsIn<R> extends infer C
      ? C extends Cause<infer Event, { readonly actions: infer Actions }>
        ? Used<Event, Actions>
        : never
      : never)
  | (NodesOf<R> extends infer Node
      ?
          | (Node extends { readonly entry: infer Actions } ? Used<AnyEventIn<R>, Actions> : never)
          | (Node extends { readonly exit: infer Actions } ? Used<AnyEventIn<R>, Actions> : never)
      : never);

/** The events by which something of that name is asked or done; every event where the region does not use it. */
export type EventFor<Uses, Name> = [Extract<Uses, { readonly name: Name }>] extends [never]
  ? '*'
  : Extract<Uses, { readonly name: Name }> extends { readonly by: infer Event }
    ? Event
    : never;

/** What the region gives to something of that name. */
export type ParamsFor<Uses, Name> = string extends Name
  ? never
  : Extract<Uses, { readonly name: Name }> extends { readonly params: infer Params }
    ? Params
    : undefined;
