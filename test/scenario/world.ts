// What a scenario is played in: a server with its users and our service beside it, in memory or real.
// The contract only; memory-world.ts and server-world.ts keep it.
import type { ServiceSettings } from '../../machines/settings.ts';
import type { ProgramDeed } from './programs.ts';
import type { EffectOutcome } from './scripted-effects.ts';
import type { Xml } from './xml.ts';

/** Settings as a script gives them; the world adds the domain. */
export type Settings = Partial<Record<keyof ServiceSettings, unknown>>;

/** A user's connection to the user's own server. */
export interface Connection {
  /** Writes one stanza, as it is. */
  send(xml: string): void;
  /** Ends the stream as a client should; resolves when the server knows. */
  disconnect(): Promise<void>;
  /** Loses the connection without a word. */
  drop(): Promise<void>;
}

export interface World {
  /** The domain of the users' server, and that of our service. */
  readonly server: string;
  readonly service: string;
  /** How long something that no marker can vouch for may take, in milliseconds. */
  readonly patience: number;
  /** The full JID of a client of the script: `user`, `user/resource` or `user@domain/resource`. */
  jid(client: string): string;
  /** Starts the service afresh with these settings, and with effects that wait for `answerEffect`. */
  open(settings: Settings, effects: readonly string[]): Promise<void>;
  connect(client: string, receive: (stanza: Xml) => void): Promise<Connection>;
  /** Resolves when all that was sent over `connections` has had its effect, and that has arrived. */
  settle(connections: readonly Connection[]): Promise<void>;
  timePasses(milliseconds: number): Promise<void>;
  /** The user's server forgets the user's session and tells nobody. */
  vanish(client: string): Promise<void>;
  restartServer(): Promise<void>;
  loseLink(): Promise<void>;
  restoreLink(): Promise<void>;
  /** Has the oldest call of an effect answered, or the next one; rejects where none comes. */
  answerEffect(effect: string, outcome: EffectOutcome): Promise<void>;
  /** A program does something for somebody; rejects where it is refused. */
  program(deed: ProgramDeed): Promise<void>;
  invite(room: string, jid: string, text?: string): void;
  closeRoom(room: string, text: string): void;
  removePerson(room: string, person: string, text: string): void;
  close(text: string): Promise<void>;
  /** Ends the service and every connection that is left. */
  shut(): Promise<void>;
}
