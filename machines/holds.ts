// The requests that behaviours hold until somebody or time decides: bounded, one for each sender and phase,
// in the order in which they were asked.
import type { RealJid } from './address.ts';
import type { Phase, Phases } from './phase.ts';
import type { Refusal } from './refusal.ts';
import type { Undo } from './roster.ts';

export type HeldRequest =
  | Phases['create' | 'enter' | 'rename' | 'speak' | 'topic' | 'browse']
  | Extract<Phases['whisper'], { type: 'relay' }>;

export interface Hold {
  /** The chance of the request: not used again. */
  readonly id: string;
  readonly phase: Phase;
  /** Who holds it. */
  readonly behaviour: string;
  /** The behaviours that held it before and let it go on. */
  readonly granted: readonly string[];
  readonly request: HeldRequest;
  /** The id of the sender's stay. */
  readonly stay: string;
  /** Milliseconds since 1970: when it was asked, and until when it waits. */
  readonly since: number;
  readonly deadline: number;
  /** What happens at the deadline. */
  readonly late: 'grant' | Refusal;
  /** What its sender was told. */
  readonly text: string;
}

const none: readonly Hold[] = [];

export class Holds {
  // most rooms never hold anything
  #holds: Map<string, Hold> | undefined;

  get size(): number {
    return this.#holds?.size ?? 0;
  }

  all(): readonly Hold[] {
    return this.#holds ? [...this.#holds.values()] : none;
  }

  get(id: string): Hold | undefined {
    return this.#holds?.get(id);
  }

  by(behaviour: string): readonly Hold[] {
    return this.#holds ? this.all().filter(hold => hold.behaviour === behaviour) : none;
  }

  of(stay: string): readonly Hold[] {
    return this.#holds ? this.all().filter(hold => hold.stay === stay) : none;
  }

  find(from: RealJid, phase: Phase): Hold | undefined {
    return this.#holds && this.all().find(hold => hold.phase === phase && hold.request.from === from);
  }

  overdue(at: number): readonly Hold[] {
    return this.all().filter(({ deadline }) => deadline <= at);
  }

  get earliest(): number {
    return this.all().reduce((earliest, { deadline }) => Math.min(earliest, deadline), Number.POSITIVE_INFINITY);
  }

  /** Puts a hold in its place; one of the same id gives way to it. */
  put(hold: Hold): Undo {
    const before = this.#holds;
    this.#holds = new Map(before).set(hold.id, hold);
    return () => {
      this.#holds = before;
    };
  }

  settle(hold: Hold): Undo {
    const before = this.#holds;
    const after = new Map(before);
    after.delete(hold.id);
    this.#holds = after.size > 0 ? after : undefined;
    return () => {
      this.#holds = before;
    };
  }
}
