// Keeps the component link up: connects, connects again after a loss for as long as it takes, and gives up only
// where the server says at the first time that a setting is wrong. It knows nothing of rooms.
import type { LookupFunction } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Component } from '@xmpp/component';
import { backoff } from './backoff.ts';
import type { ParserLimits } from './bounded-parser.ts';
import { guardedComponent } from './guarded-component.ts';
import { describe, finalFailure, type Link, StreamFailure, WrongPort } from './link-failure.ts';

export { UnknownDomain, WrongPort, WrongSecret } from './link-failure.ts';

type Write = (fields: object, message: string) => void;

/** As much of a pino logger as is used. */
export interface LinkLog {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** All in milliseconds. */
export interface Delays {
  /** The first wait before another try, at most; it doubles from try to try. */
  readonly first: number;
  /** No wait is longer. */
  readonly last: number;
  /** How long the link must be up for the waits to begin with the first again. */
  readonly steady: number;
  /** How long a try may take, from looking up the name to the answer to the handshake. */
  readonly answer: number;
  /** How long the server has to close its side of a stream that we have closed. */
  readonly linger: number;
}

export interface ConnectOptions extends Link {
  readonly secret: string;
  readonly limits: ParserLimits;
  readonly log?: LinkLog;
  /** Chance for the waits. */
  readonly random?: () => number;
  readonly delays?: Partial<Delays>;
  /** Looks up the server's name, at every try anew: whoever moves the server needs to tell nobody. The system does without it. */
  readonly lookup?: LookupFunction;
}

export type LinkState = 'online' | 'offline';

export interface Connection {
  readonly entity: Component;
  /**
   * Resolves when the link is up for the first time. Rejects with {@link WrongSecret}, {@link UnknownDomain} or
   * {@link WrongPort} when the server says so, or with an Error when it was stopped before; nothing is tried after.
   */
  readonly ready: Promise<void>;
  online(): boolean;
  /** Closes the stream and the socket; it takes no longer than `delays.linger`. */
  stop(): Promise<void>;
  /** Tells each time the link comes up or is lost. Returns what ends that. */
  onLink(listener: (state: LinkState) => void): () => void;
}

const defaults: Delays = { first: 1_000, last: 60_000, steady: 60_000, answer: 10_000, linger: 2_000 };
const noLog: LinkLog = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Connects to a server as a component (XEP-0114) and stays connected.
 *
 * A server that is not there, a name that leads nowhere, a lost link and a handshake without an answer are tried again
 * with growing waits, each time at the address that the name has then. So is a domain that another component has, with a
 * warning. A wrong secret or an unknown domain ends the first connection; when it comes after the link has been up,
 * somebody is changing the server's settings, and the rooms are worth keeping: it is logged as an error and tried again
 * with the longest wait.
 */
export function connect(options: ConnectOptions): Connection {
  const { domain, log = noLog, random = Math.random } = options;
  const delays = { ...defaults, ...options.delays };
  const waits = backoff({ ...delays, random });
  const { entity, hangUp } = guardedComponent({ ...options, linger: delays.linger });
  const listeners = new Set<(state: LinkState) => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failure: Error | undefined;
  let everUp = false;
  let upSince: number | undefined;
  let stopped: Promise<void> | undefined;

  let settle!: { resolve: () => void; reject: (error: Error) => void };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // whoever does not ask is not to be ended by it
  ready.catch(() => {});

  async function attempt(): Promise<void> {
    failure = undefined;
    timer = setTimeout(() => {
      // an error on the entity also ends the waiting of the library, which has no timer here
      entity.emit('error', new Error(`no answer within ${delays.answer / 1000} s`));
      entity.socket?.destroy();
    }, delays.answer);
    try {
      await entity.connect(entity.options.service);
      await entity.open({ domain, timeout: 0 });
    } catch (error) {
      failure ??= error as Error;
      hangUp();
    }
  }

  function tell(state: LinkState): void {
    for (const listener of [...listeners]) {
      try {
        listener(state);
      } catch (error) {
        log.error({ err: error }, 'a listener to the component link failed');
      }
    }
  }

  entity.on('error', (error: Error) => {
    if (upSince !== undefined) log.warn({ err: error }, 'error on the component link');
    // what the server says explains more than what follows from it; but a wrong port may say anything
    if (!failure || (error instanceof StreamFailure && !(failure instanceof WrongPort))) failure = error;
  });

  entity.on('online', () => {
    clearTimeout(timer);
    failure = undefined;
    upSince = performance.now();
    log[everUp ? 'info' : 'debug']({ domain }, 'the component link is up');
    everUp = true;
    settle.resolve();
    tell('online');
  });

  entity.on('disconnect', () => {
    clearTimeout(timer);
    const upFor = upSince === undefined ? undefined : performance.now() - upSince;
    const reason = failure;
    upSince = undefined;
    // ends what the library still waits for of this connection
    if (upFor === undefined) entity.emit('error', reason ?? new Error('the server closed the connection'));
    if (!stopped) plan(reason, upFor);
    if (upFor !== undefined) tell('offline');
  });

  function plan(reason: Error | undefined, upFor: number | undefined): void {
    const final = reason && finalFailure(reason, options);
    if (final && !everUp) {
      stopped = Promise.resolve();
      entity._status('offline');
      settle.reject(final);
      return;
    }
    const wait = Math.round(final ? waits.longest() : waits.next(upFor ?? 0));
    const what = final?.message ?? describe(reason, options, upFor !== undefined);
    log[final ? 'error' : 'warn']({ domain, wait }, `${what}; trying again`);
    timer = setTimeout(attempt, wait);
  }

  async function stop(): Promise<void> {
    clearTimeout(timer);
    settle.reject(new Error(`the link of ${domain} was stopped before it was up`));
    const { socket } = entity;
    if (socket) {
      const gone = new Promise(resolve => entity.once('disconnect', resolve));
      if (upSince === undefined) socket.destroy();
      else hangUp();
      await gone;
    }
    entity._status('offline');
  }

  void attempt();
  return {
    entity,
    ready,
    online: () => entity.status === 'online',
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    onLink(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
