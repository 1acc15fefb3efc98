// One step of a room: what is to be told, and how all of it is taken back. Nothing is told before the whole
// step has succeeded; a throw anywhere before leaves no trace.
import type { Fact, ParticipantFact } from './fact.ts';
import type { Hold } from './holds.ts';
import type { ParticipantActor, ParticipantEvent } from './participant.ts';
import type { Resume } from './request.ts';
import type { Undo } from './roster.ts';

/** A fact, and the participant whose transition tells it, where one does. */
export interface Telling {
  readonly fact: Fact;
  /** 0 for what the base tells, one more than what it was told of for what a behaviour adds. */
  readonly depth: number;
  readonly via?: readonly [ParticipantActor, ParticipantEvent];
}

/** A decision about a hold, as it was when it was decided. */
export type Resumption = Pick<Resume, 'hold' | 'by' | 'round' | 'outcome'>;

const none: readonly Resumption[] = [];

export class Step {
  readonly at: number;
  readonly fresh: string;
  /** Different for each step: one that goes on with a held request has the chance of that request. */
  readonly cause: string;
  #tellings: Telling[] = [];
  #silent: (() => void)[] = [];
  #undos: Undo[] = [];
  #resumptions: Map<string, Resumption> | undefined;
  /** How many of the facts behaviours have heard. */
  heard = 0;
  /** How far what is told now is from what the base has told. */
  depth = 0;

  constructor(at: number, fresh: string, cause = fresh) {
    this.at = at;
    this.fresh = fresh;
    this.cause = cause;
  }

  tell(fact: Fact): void {
    this.#tellings.push({ fact, depth: this.depth });
  }

  /** Lets a participant live through an event and tell its fact. */
  live(actor: ParticipantActor, type: 'admit' | 'renamed' | 'depart', fact: ParticipantFact): void {
    this.#tellings.push({ fact, depth: this.depth, via: [actor, { type, fact }] });
  }

  /** Something to do when the step has succeeded, that nobody is told of. */
  afterwards(act: () => void): void {
    this.#silent.push(act);
  }

  /** Lets a held request go on, or be refused, in a step of its own after this one. */
  resume(hold: Hold | undefined, outcome: Resume['outcome']): void {
    if (!hold) return;
    this.#resumptions ??= new Map();
    // whoever decides about it later decides about something else
    const { id, behaviour: by, granted } = hold;
    if (!this.#resumptions.has(id)) this.#resumptions.set(id, { hold: id, by, round: granted.length, outcome });
  }

  get resumptions(): Iterable<Resumption> {
    return this.#resumptions?.values() ?? none;
  }

  undo(undo: Undo): void {
    this.#undos.push(undo);
  }

  /** The facts so far; it grows while behaviours hear them. */
  get tellings(): readonly Telling[] {
    return this.#tellings;
  }

  takeBack(): void {
    for (let undo = this.#undos.pop(); undo; undo = this.#undos.pop()) undo();
    this.#tellings.length = 0;
    this.#silent.length = 0;
    this.#resumptions = undefined;
    this.heard = 0;
    this.depth = 0;
  }

  carryOut(emit: (fact: Fact) => void): void {
    for (const act of this.#silent) act();
    for (const { fact, via } of this.#tellings) {
      if (via) via[0].send(via[1]);
      else emit(fact);
    }
  }
}
