// A room that is asked again what was asked of it once: its own logic, with the requests given by hand. What the service
// around it knew comes from the recording.
import { type AnyActorScope, createActor, type SnapshotFrom } from 'xstate';
import type { Fact } from '../../machines/fact.ts';
import type { Floor } from '../../machines/floor.ts';
import type { Kind } from '../../machines/kind.ts';
import type { Refusal } from '../../machines/refusal.ts';
import type { RoomRequest } from '../../machines/request.ts';
import { type RoomInput, type RoomLogic, roomLogic } from '../../machines/room-actor.ts';
import type { Header } from './line.ts';
import type { Recorded } from './reading.ts';

/** The recording cannot be gone on with: a sentence without the full stop. */
export class RerunFault extends Error {}

type May = 'allowed' | Refusal;

export class Rerun {
  readonly #header: Header;
  readonly #kind: Kind;
  readonly #kindNamed: (name: string) => Kind | undefined;
  readonly #told: (fact: Fact) => void;
  /** All that the current step has told. */
  readonly #facts: Fact[] = [];
  readonly #resumes: RoomRequest[] = [];
  /** What the service said whenever it was asked in this step, as recorded. */
  #may: readonly May[] = [];
  #asked = 0;
  #snapshot!: SnapshotFrom<RoomLogic>;
  #scope!: AnyActorScope;
  #deferred: (() => void) | undefined;

  /**
   * @param told is given each fact at once: people in it are another a step later
   * @throws RerunFault where the room cannot be as it was
   */
  constructor(header: Header, kind: Kind, kindNamed: (name: string) => Kind | undefined, told: (fact: Fact) => void) {
    this.#told = told;
    this.#header = header;
    this.#kind = kind;
    this.#kindNamed = kindNamed;
    this.#begin(true);
  }

  get floor(): Floor {
    return this.#snapshot.context.floor;
  }

  /** Where its chart stands. */
  get value(): string {
    return this.#snapshot.value;
  }

  /**
   * Lets the room take a step; the facts of the held requests that go on by it are among its own.
   * @returns what it told: a list that is emptied with the next step
   * @throws RerunFault where the room itself breaks, which no request may bring about
   */
  step({ request, outcome }: Recorded): readonly Fact[] {
    // the service lets an ended room go, and makes another of the same name
    if (this.#snapshot.status !== 'active') this.#begin(false);
    this.#facts.length = 0;
    if (outcome !== undefined) {
      this.#may = outcome.may ?? [];
      this.#asked = 0;
      if (outcome.survey) this.floor.survey = outcome.survey;
    }
    try {
      this.#take(request);
      for (let next = this.#resumes.shift(); next; next = this.#resumes.shift()) this.#take(next);
    } catch (error) {
      throw new RerunFault(`the room cannot go on: ${error instanceof Error ? error.message : String(error)}`);
    }
    return this.#facts;
  }

  #take(request: RoomRequest): void {
    this.#snapshot = roomLogic.transition(this.#snapshot, request, this.#scope as never);
    const deferred = this.#deferred!;
    this.#deferred = undefined;
    deferred();
  }

  #begin(isFirst: boolean): void {
    const { settings, kept, room } = this.#header;
    const input: RoomInput = {
      settings,
      kind: isFirst ? this.#kind : (this.#kindNamed(settings.kind) ?? this.#kind),
      kindNamed: this.#kindNamed,
      mayFound: () => this.#may[this.#asked++] ?? 'allowed',
      ...(isFirst && kept ? { kept } : {}),
    };
    const actor = createActor(roomLogic, { id: room, input });
    const begun = actor.getSnapshot();
    if (begun.status === ('error' as string)) {
      const { error } = begun as { error?: unknown };
      throw new RerunFault(
        `the room cannot begin with the settings of the recording: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    const tell = (fact: Fact) => {
      this.#facts.push(fact);
      this.#told(fact);
    };
    actor.on('*', tell);
    actor.start();
    this.#snapshot = actor.getSnapshot();
    // requests are given by hand, without the actor's mailbox: what follows from one is there when it returns. People in
    // the room speak through the actor.
    this.#scope = {
      self: { send: (resume: RoomRequest) => this.#resumes.push(resume) },
      emit: tell,
      defer: (act: () => void) => {
        this.#deferred = act;
      },
      system: actor.system,
    } as unknown as AnyActorScope;
  }
}
