// What rooms say of their behaviours and of those who run them: for behaviours to hear, and for whoever watches.
import type { Call } from './behaviour.ts';
import type { Reply } from './fact.ts';
import type { Hold } from './holds.ts';
import type { Person } from './person.ts';
import type { Refusal } from './refusal.ts';
import type { Tree } from './stanza.ts';

/** Something that the room itself says to one person, who is inside or waits. */
export interface Advised {
  readonly type: 'advised';
  readonly to: Person;
  /** Where it is empty, there are no words: what is said is the payload. */
  readonly text: string;
  readonly payload?: readonly Tree[];
  /** Payloads that follow, each in a message of its own without words: what is too long for one. */
  readonly more?: readonly (readonly Tree[])[];
}
/** A request waits until somebody or time decides. */
export interface Held {
  readonly type: 'held';
  readonly to: Person;
  readonly hold: Hold;
}
/** A request waits no longer. */
export interface Released {
  readonly type: 'released';
  readonly hold: Hold;
  readonly outcome: 'granted' | 'refused' | 'late' | 'dropped';
}
/** A behaviour's own request, which it alone hears by its name. Without `who` it is an operator's. */
export interface CommandGiven {
  readonly type: 'commanded';
  readonly behaviour: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly who?: Person;
  readonly reply?: Reply;
}
/** A behaviour asks for work outside; what comes of it is a request to it. */
export interface Called extends Call {
  readonly type: 'called';
  readonly behaviour: string;
  /** Different for each call. */
  readonly id: string;
}
/** The time has come for which a behaviour asked; it alone hears it. */
export interface Due {
  readonly type: 'due';
  readonly behaviour: string;
}
/** Settings of a behaviour were changed while the room stands. */
export interface Configured {
  readonly type: 'configured';
  readonly behaviour: string;
  /** All of them, as they are now. */
  readonly settings: unknown;
  /** Those that were asked for. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly by: string;
}
/** The room goes on with other charts. `notes`: a sentence for each thing that could not be kept. */
export interface Replaced {
  readonly type: 'replaced';
  readonly kind: string;
  readonly notes: readonly string[];
}
/** A behaviour that failed may try again. */
export interface Reopened {
  readonly type: 'reopened';
  readonly behaviour: string;
}
/** Those who run the service close the room: everybody leaves it after this. */
export interface Closed {
  readonly type: 'closed';
  readonly text: string;
  readonly by: string;
}
/** Those who run the service see somebody out, who is inside or waits: what they leave by comes after this. */
export interface Removed {
  readonly type: 'removed';
  readonly who: Person;
  readonly text: string;
  readonly by: string;
}
/** What an operator asked is not done. */
export interface Declined {
  readonly type: 'declined';
  readonly request: string;
  readonly refusal: Refusal;
}
/** What a behaviour tells of its own, for other behaviours and those who watch. */
export interface OwnFact {
  readonly type: `${string}.${string}`;
  readonly who?: Person;
  readonly fields: Readonly<Record<string, unknown>>;
}
/** Something threw: the step was taken back whole, or went on without the behaviour. */
export interface Failed {
  readonly type: 'failed';
  readonly request: string;
  readonly error: unknown;
  readonly behaviour?: string;
  /** What became of the behaviour: it is out of the room, or its phases are closed until somebody looks. */
  readonly now?: 'out' | 'closed';
}
