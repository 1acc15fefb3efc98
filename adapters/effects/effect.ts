// An effect: work outside the machines that a behaviour asks for by name. Here is only the seam; who runs effects is
// runner.ts, and which ones a configuration can name is provisions.ts.
import type { z } from 'zod';

/** One call, as an effect is given it. Nothing in it may be changed. */
export interface EffectCall {
  /** Names this call among all calls of all rooms; the same whenever it is tried again. */
  readonly id: string;
  /** The address of the room that calls. */
  readonly room: string;
  readonly behaviour: string;
  /** The name under which the behaviour calls it. */
  readonly effect: string;
  /** As the behaviour gave it: plain data, to be looked at before it is believed. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Aborted when nobody waits for the answer any more: the service stops. */
  readonly signal: AbortSignal;
}

/**
 * Does the work, and answers with the fields of the request as which the behaviour hears of it: plain data that JSON
 * can write. Throws `EffectFailure` where there is no answer; whatever else it throws is reported as its own fault.
 */
export type Effect = (call: EffectCall) => Promise<Readonly<Record<string, unknown>>>;

/**
 * Why there is no answer: nobody was there (`unreachable`), or not in time (`timeout`); the other side said no, or the
 * rules of the configuration did (`refused`); what came is not what was to come (`misshapen`); too many calls at once
 * (`busy`); no effect of that name (`unknown`).
 */
export type FailureReason = 'unreachable' | 'timeout' | 'refused' | 'misshapen' | 'busy' | 'unknown';

/** There is no answer. The behaviour that called is told the reason and the text, so that no secret may be in them. */
export class EffectFailure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, text: string) {
    super(text);
    this.name = 'EffectFailure';
    this.reason = reason;
  }
}

/** What of HTTP an effect may use: the URLs of the configuration, and nothing that they lead to. */
export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Seconds for all of it. */
  readonly timeout: number;
  /** The most bytes that an answer may have. */
  readonly bytes: number;
  /** Private and other special addresses that are meant: addresses, ranges such as 10.0.0.0/8, or host:port. */
  readonly allow?: readonly string[];
  readonly signal?: AbortSignal;
}

/** An answer: of any status but a redirect, which is a failure. */
export interface Fetched {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Fetches over HTTP. Throws `EffectFailure`. */
export type SafeFetch = (url: string, options: FetchOptions) => Promise<Fetched>;

/** What an effect is given of the program that runs it. */
export interface Means {
  readonly fetch: SafeFetch;
  readonly log: (level: 'info' | 'warn', text: string, more?: object) => void;
  /** Keeps what could not be delivered, for the operator to read. No secret may be in it. */
  readonly deadLetter: (entry: object) => void;
}

/** A sort of effect that a configuration can name by `use`. */
export interface Provision<S = unknown> {
  /** The word after `use`. */
  readonly use: string;
  /** One sentence: what it does. */
  readonly about: string;
  /** What is set beside `use`, with bounds and defaults. */
  readonly settings: z.ZodType<S>;
  make(settings: S, means: Means): Effect;
}

/** Effects by the names under which behaviours call them. */
export type Effects = Readonly<Record<string, Effect>>;
