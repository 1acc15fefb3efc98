// What a program may do for one person in a room for whom it speaks: everything is an ordinary request, which is ruled on
// like that of anybody, and a refusal is a value. Where the requests go, and what comes of them, is program-people.ts.
import type { Fact } from '../machines/fact.ts';
import type { Refusal } from '../machines/refusal.ts';
import type { Mood, Words } from './program-content.ts';

/** Somebody who is to come in. */
export interface Newcomer {
  /** The nick, or several in the order in which they are wished for. */
  readonly nick: string | readonly string[];
  /**
   * The address: `~NAME` or `~NAME%NETWORK`, without a domain, which is that of the service. What stands behind a slash
   * tells two stays of the same person apart; a room has one stay of each address.
   */
  readonly address: string;
  readonly secret?: string;
  readonly mood?: Mood;
  /** Told, while the person is inside, all that somebody in the room is told; refusals are values of the requests. */
  readonly hears?: (fact: Fact) => void;
}

/** What came of a request: a refusal, or nothing where it was done. What is held is settled when that was decided. */
export type Outcome = Promise<Refusal | undefined>;

export interface ProgramPerson {
  /** The real address, as moderators may learn it. */
  readonly address: string;
  readonly room: string;
  /** By which the others know the person; nothing before they came in. */
  readonly id: string | undefined;
  readonly nick: string | undefined;
  /** `waiting` to come in, `inside`, or `out` for good. */
  readonly state: 'waiting' | 'inside' | 'out';
  /** What came of coming in. */
  readonly entered: Outcome;
  /** Settled when the person is out, with the words in which the room saw them out, where it did. */
  readonly left: Promise<string | undefined>;
  say(words: Words): Outcome;
  /** To one person inside, by nick or id. */
  whisper(to: string, words: Words): Outcome;
  /** Another nick; several in the order in which they are wished for. */
  rename(nick: string | readonly string[]): Outcome;
  /** How the person is now. */
  appear(mood: Mood): Outcome;
  /** Leaves for good; done when nobody inside sees them any more. */
  leave(text?: string): Promise<void>;
}
