// The seam by which an adapter for another network is written: what such a side can do, and what it tells. How the two
// sides are kept alike is far-mirror.ts; no network's wire is here.
import type { FarReason } from '../machines/mirror/far-answer.ts';

/** One of ours, as the far side may know them. */
export interface Ours {
  /** The same for the whole stay, and never used again. */
  readonly person: string;
  /** The name there: that which is asked for, or that which they have. */
  readonly nick: string;
}

/** The far side says no. Its text is told to whoever asked. */
export class FarRefusal extends Error {
  readonly reason: FarReason;

  constructor(reason: FarReason, text = '') {
    super(text);
    this.name = 'FarRefusal';
    this.reason = reason;
  }
}

/**
 * Another network. What is asked about one person comes one after the other; each is done when its promise is settled.
 * It rejects with a `FarRefusal` where the network says no, and with an `EffectFailure` of the reason `unreachable` where
 * the link is lost; whatever else is thrown is reported as a mistake.
 */
export interface FarSide {
  /** Brings one of ours into a channel. Gives the name by which they are there, where it is another than they asked for. */
  join(channel: string, who: Ours): Promise<string | undefined>;
  /** Nothing is wrong where they are not there. */
  part(channel: string, who: Ours, text?: string): Promise<void>;
  rename(channel: string, who: Ours, nick: string): Promise<void>;
  say(channel: string, who: Ours, text: string): Promise<void>;
  topic(channel: string, who: Ours, text: string): Promise<void>;
  /** Has somebody of the far side out of a channel. */
  remove(channel: string, nick: string, text?: string): Promise<void>;
  /** The nicks of all who are in a channel, ours among them. */
  people(channel: string): Promise<readonly string[]>;
  /** Tells from now on what happens there, in order; gives what ends it. */
  watch(events: FarEvents): () => void;
  /** Two nicks are the same where this is; without it, where they are the same in small letters. */
  key?(nick: string): string;
}

/**
 * What happens on the far side, to theirs and to ours alike: it need not know who is whose. What ours did themselves may be
 * told or not; what happens to one of ours before it is answered whether they are there, or are called so, is told after it.
 */
export interface FarEvents {
  arrived(channel: string, nick: string): void;
  departed(channel: string, nick: string, text?: string): void;
  renamed(channel: string, from: string, to: string, text?: string): void;
  said(channel: string, nick: string, text: string): void;
  topic(channel: string, nick: string, text: string): void;
  /** The link is lost: nobody of ours is there any more. */
  lost(text?: string): void;
  /** The link is there again. */
  back(): void;
}
