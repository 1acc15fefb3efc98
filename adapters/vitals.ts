// How a service is, at this moment, in plain numbers and words: what metrics, health and readiness are made of.
// Whoever runs the service gives it when asked; nothing here is counted or kept.

import { type OverloadState, overloadStates } from '../machines/overload.ts';

export { overloadStates };

export interface LinkVitals {
  readonly isUp: boolean;
  /** How often it came up; the first time counts. */
  readonly ups: number;
  /** How often it was lost. */
  readonly losses: number;
  /** When it was lost last, in milliseconds since 1970; 0 where it never was. */
  readonly lostAt: number;
  /** People who are still to be asked whether they are there, since it came back; 0 when that is done. */
  readonly unasked: number;
  /** Bytes that came over it, and that were given to it, since the service began. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** In how many writes. */
  readonly writes: number;
}

export interface Vitals {
  /** Whether the actor of the service is there and takes requests. */
  readonly isRunning: boolean;
  /** Milliseconds since the service was last told the time, which is every second. */
  readonly sinceTick: number;
  readonly link: LinkVitals;
  readonly outbox: {
    /** Bytes that wait, or that the kernel has not taken. */
    readonly bytes: number;
    /** As many may wait until reading stops. */
    readonly most: number;
    /** Stanzas that were lost with the link, or had no link to go to. */
    readonly dropped: number;
  };
  readonly mailbox: {
    /** Stanzas that were read, and are not heard until the outbox has space. */
    readonly stanzas: number;
  };
  readonly overload: {
    readonly state: OverloadState;
    /** Presences that were not sent because a newer one of the same person took their place. */
    readonly coalesced: number;
    /** Requests to enter that wait until there is less to do. */
    readonly heldJoins: number;
  };
  readonly floods: {
    /** How often somebody was told to send less. */
    readonly refused: number;
    /** Stanzas of those who were told, left without an answer. */
    readonly ignored: number;
  };
}

/** Why the service cannot take people in now; undefined where it can. */
export function unready({ isRunning, link, overload }: Vitals): string | undefined {
  if (!isRunning) return 'The service has stopped.';
  if (!link.isUp) return 'There is no link to the server: the log says why, and when it is tried again.';
  if (overload.state === 'refusing') return 'The service refuses because it has more to do than it can: see docs/operating.md.';
  return undefined;
}

/** As long may the service not be told the time, in milliseconds, and still count as alive. */
export const longestSilence = 15_000;

/** What is wrong with the process itself; undefined where nothing is. */
export function unhealthy({ isRunning, sinceTick }: Vitals): string | undefined {
  if (!isRunning) return 'The service has stopped.';
  if (sinceTick > longestSilence) return `The service has done nothing for ${Math.round(sinceTick / 1000)} s.`;
  return undefined;
}
