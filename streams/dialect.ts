// What a dialect is: one protocol generation, in two halves. It hears stanzas as requests, and says facts as
// stanzas. The next protocol is one more file; nothing else asks which dialect somebody speaks.
import type { RoomJid } from '../machines/address.ts';
import type { Fact, FactOf } from '../machines/fact.ts';
import type { Refusal } from '../machines/refusal.ts';
import type { Heard } from '../machines/request.ts';
import type { RoomView } from '../machines/room-view.ts';
import type { ServiceSettings } from '../machines/settings.ts';
import type { Inbound } from './inbound.ts';
import type { Template } from './template.ts';

/** What a dialect may know when it hears. */
export interface Hearing {
  /** The room that is written to; none where it is the service. */
  readonly room: RoomJid | undefined;
  /** The sender's stay in that room. */
  readonly stay: { readonly dialect: string; readonly inside: boolean } | undefined;
  readonly settings: ServiceSettings;
}

/**
 * Who hears a fact, in the order in which they do: whoever asked, the one it is for or about, all inside who
 * speak the dialect but that one, all of them.
 */
export type Audience = 'asker' | 'self' | 'others' | 'all';
export const audiences: readonly Audience[] = ['asker', 'self', 'others', 'all'];

/** What dialects know of the service when they say. */
export interface Speech {
  readonly service: string;
  readonly settings: ServiceSettings;
  readonly software: { readonly name: string; readonly version: string };
}

/** A fact in the words of a dialect: what each class of viewer is told, asked for only where there is one. */
export type Saying<Args extends readonly unknown[]> = {
  readonly [A in Audience]?: (...args: Args) => Iterable<Template>;
};

export type Say = {
  readonly [T in Fact['type']]?: Saying<[fact: FactOf<T>, room: RoomView, speech: Speech]>;
};

/** For facts about the service, there is no room. */
export type SayOfService = {
  readonly [T in Fact['type']]?: Pick<Saying<[fact: FactOf<T>, speech: Speech]>, 'asker'>;
};

export interface Dialect {
  readonly name: string;
  /** Nothing is ever written to those who speak it, refusals neither: they hear facts. */
  readonly isMute?: true;
  /** A request; a refusal; undefined for what is not of this dialect. */
  hear(stanza: Inbound, hearing: Hearing): Heard | Refusal | undefined;
  readonly say: Say;
  readonly sayOfService: SayOfService;
}
