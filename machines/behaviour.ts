// What a behaviour is: everything a room can do beyond letting people in, speak, rename and leave.
// One value, one file each. Here is only the seam; running them is the room's step.
import type { z } from 'zod';
import type { OwnFact } from './behaviour-fact.ts';
import type { Fact, Requirements, Shown } from './fact.ts';
import type { Hold } from './holds.ts';
import type { Person } from './person.ts';
import type { Phase, Phases } from './phase.ts';
import type { Refusal } from './refusal.ts';
import type { Region } from './region.ts';
import type { Enter } from './request.ts';
import type { RoomSettings } from './room-settings.ts';
import type { RoomView } from './room-view.ts';
import type { Ruling } from './ruling.ts';

/**
 * What a behaviour may read when it rules, hears or acts: the room, what is its own, and who it is about.
 * Nothing in it can be written; what is to change is returned.
 */
export interface Scope<Settings = unknown, Data = object, Own = object, State extends string = string> {
  readonly room: RoomView;
  readonly settings: Settings;
  /** The behaviour's slot in this room. */
  readonly data: Data;
  /** The behaviour's slot with `person`; what every stay begins with where nobody inside is meant. */
  readonly own: Own;
  /** The behaviour's slot with somebody inside. */
  readonly of: (person: Person) => Own;
  /** Time of the request, in milliseconds since 1970. */
  readonly at: number;
  /** Who asks, or whom the fact is about, where that is somebody inside. */
  readonly person: Person | undefined;
  /** Whether the behaviour's chart stands in that state; states within states with a dot between. */
  matches(state: State): boolean;
  /** The requests that this behaviour holds, oldest first. */
  readonly holds: readonly Hold[];
  /** What another behaviour of the room shares; undefined where it is not there or shares nothing. */
  readonly shared: (behaviour: string) => unknown;
}

/** What is to change, and what is to be told. Everything may be left out. */
export interface Reaction<Data = object, Own = object> {
  readonly data?: Partial<Data>;
  /** For the slot with the scope's person. */
  readonly own?: Partial<Own>;
  /** For the slots with others inside. */
  readonly of?: readonly (readonly [Person, Partial<Own>])[];
  /** Told to people, or to whoever listens. */
  readonly facts?: readonly (Shown | OwnFact)[];
  /** When the fact `due` is to come, in milliseconds since 1970; `undefined` for never. The last word counts. */
  readonly wake?: number | undefined;
  /** Holds of this behaviour whose requests may go on: all rulings are asked again. */
  readonly grant?: readonly Hold[];
  /** Holds of this behaviour whose requests are refused. */
  readonly turnDown?: readonly (readonly [Hold, Refusal])[];
  /** People whom the room sees out, and the words in which it does. */
  readonly remove?: readonly (readonly [Person, string])[];
  /** The answer to the behaviour's own request: words, or a refusal. */
  readonly reply?: string | Refusal;
  /** Work outside that is asked for; it begins when the step has succeeded. */
  readonly calls?: readonly Call[];
}

/**
 * Work outside the machines, by the name under which the deployment, or the program that embeds it, provides it. What
 * comes of it is an own request of the behaviour, for `who: 'effect'`: in it are the fields of the answer, and the `tag`.
 */
export interface Call {
  readonly effect: string;
  /** What is done with, or what is asked: plain data that JSON can write. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The own request as which the answer comes. */
  readonly answer: string;
  /** The own request as which it comes that there is none: with the fields `reason` and `text`. */
  readonly failure: string;
  /** Comes back with the answer: what it is about. */
  readonly tag?: string;
}

/** A way to a room that is asked of the service, and not of the room: by a URL, for example. */
export interface Lead<Settings = unknown> {
  /** One sentence: what is asked. */
  readonly about: string;
  /** The attributes of the element `<NAME xmlns='urn:confab:BEHAVIOUR'/>` in which it is asked. */
  readonly fields: z.ZodObject;
  /**
   * The name of the room that is meant, by the settings that the behaviour has there, in the form that addresses have
   * (ASCII, without capitals); with the fields as the answer repeats them, where they are to be another way. Or why there
   * is none.
   */
  readonly to: (
    settings: Settings,
    fields: never,
  ) => { readonly room: string; readonly fields?: Readonly<Record<string, string>> } | Refusal;
  /**
   * Fields by which it is tried out whether it leads to rooms of such names, in which a `*` stands for any letters: one
   * that does is enough. None where that cannot be said.
   */
  readonly examples?: (settings: Settings, names: string) => readonly Readonly<Record<string, string>>[];
}

/** An own request as a behaviour hears it. */
export interface Commanded<Fields = Readonly<Record<string, unknown>>> {
  readonly type: string;
  readonly fields: Fields;
  /** Who asks, from inside; nobody where an operator does. */
  readonly who?: Person;
}

/** A request that only this behaviour understands. */
export interface RequestForm<Fields extends z.ZodObject = z.ZodObject> {
  /** One sentence: what it does. */
  readonly about: string;
  /**
   * Who may: those inside, the room's moderators, or only the operators of the service, who always may. `effect`: nobody,
   * it is the answer to a call of the behaviour; its fields may be of any type.
   */
  readonly who: 'anyone' | 'moderator' | 'operator' | 'effect';
  /** What comes with it, in the order in which it is written: texts, numbers, yes or no. */
  readonly fields?: Fields;
  /** The word after the `!` of a message that asks for it: `approve` for `!approve woody`. */
  readonly word?: string;
  /** The element of a message that asks for it, with the fields as its attributes; `<NAME xmlns='urn:confab:BEHAVIOUR'/>` without. */
  readonly element?: { readonly name: string; readonly xmlns: string };
}

/** What the creator of a room asked for. */
export type Founding = Pick<Enter, 'secret' | 'privacy' | 'topic'>;

type Hears<S, D, O> = {
  readonly [T in Fact['type']]?: (scope: Scope<S, D, O>, fact: Extract<Fact, { type: T }>) => Reaction<D, O> | undefined;
};

/**
 * A behaviour as the room runs it. Write one with `behaviour({…})`, which infers all of this.
 */
export interface Behaviour<Settings = unknown, Data extends object = object, Own extends object = object> {
  /** In kebab-case; one of each name in a room. */
  readonly name: string;
  /** One sentence, for those who read the room's chart. */
  readonly about: string;
  /** What may be set, with bounds and defaults; nothing without it. */
  readonly settings?: z.ZodType<Settings>;
  /** What of its settings follows from those of the room. */
  readonly defaults?: (room: RoomSettings) => object;
  /** The slot that a new room starts with; with what its creator asked for, where it has one. */
  readonly data?: (settings: Settings, founding?: Founding) => Data;
  /** The slot that a stay starts with. */
  readonly own?: (settings: Settings) => Own;
  readonly requests?: Readonly<Record<string, RequestForm>>;
  /** The facts of its own that it tells, as `NAME.FACT`: what is in each. */
  readonly facts?: Readonly<Record<string, z.ZodObject>>;
  /** Its chart, in the syntax of XState with names for actions and guards. Drawn as a region of the room's. */
  readonly region?: Region;
  /** Reducers, by the names that the chart uses. */
  readonly actions?: Readonly<
    Record<string, (scope: Scope<Settings, Data, Own>, event: never, params: never) => Reaction<Data, Own> | undefined>
  >;
  readonly guards?: Readonly<Record<string, (scope: Scope<Settings, Data, Own>, event: never, params: never) => boolean>>;
  /** Synchronous, pure, read-only. In the room's declared order; the first refusal wins. */
  readonly rules?: {
    readonly [P in Phase]?: (scope: Scope<Settings, Data, Own>, request: Phases[P]) => Ruling<P>;
  };
  /** The phases whose requests it may hold, and what resolves such a hold: names of what it hears. Time always does. */
  readonly defers?: { readonly [P in Phase]?: readonly string[] };
  /** What it hears in every state: facts, those of others by their full names, its own requests, and `due`. */
  readonly hears?: Hears<Settings, Data, Own> &
    Readonly<Record<string, (scope: Scope<Settings, Data, Own>, fact: never) => Reaction<Data, Own> | undefined>>;
  /** Whether it hears `due` as soon as the room is there, by itself: for what begins before anybody comes. */
  readonly awake?: boolean;
  /** What somebody outside is told that they must bring, or may know. */
  readonly requires?: (scope: Scope<Settings, Data, Own>) => Partial<Requirements>;
  /** What other behaviours of the room may read. */
  readonly shares?: (scope: Scope<Settings, Data, Own>) => unknown;
  /** The names of the effects that it calls with such settings: the service does not start where one is not provided. */
  readonly effects?: (settings: Settings) => readonly string[];
  /**
   * By what the room can be found among all listed ones, such as `{ topic: 'cats and dogs' }`; empty for nothing. It is asked
   * again when data, settings or state of a behaviour have changed that has this, or `requires` something.
   */
  readonly found?: (scope: Scope<Settings, Data, Own>) => Readonly<Record<string, string>>;
  /** Ways to its rooms that are asked of the service. */
  readonly leads?: Readonly<Record<string, Lead<Settings>>>;
  /** Namespaces that service discovery shows for the room. */
  readonly features?: readonly string[];
}
