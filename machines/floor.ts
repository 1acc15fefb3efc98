// What a room stands on: its settings, its roster, its behaviours' data and the step it is in. The chart's
// actions work here; behaviours see only the view.
import type { Founding, RoomView } from './behaviour.ts';
import type { Fact, Requirements } from './fact.ts';
import type { Kind } from './kind.ts';
import type { ParticipantActor } from './participant.ts';
import type { Person } from './person.ts';
import { Relays } from './relays.ts';
import type { RoomSettings } from './room-settings.ts';
import { type People, Roster, type Undo } from './roster.ts';
import { Step } from './step.ts';

/** How a room makes the actor of a stay; the room actor gives it, being the parent. */
export type MakeParticipant = (id: string, state?: string) => ParticipantActor;

const idle = new Step(0, '');

export class Floor implements RoomView {
  readonly settings: RoomSettings;
  readonly kind: string;
  readonly kindOf: Kind;
  readonly roster = new Roster();
  readonly relays = new Relays();
  readonly settingsOf: readonly unknown[];
  readonly makeParticipant: MakeParticipant;
  /** The behaviours' data, in declared order. */
  slots: readonly object[];
  title: string | undefined;
  /** The highest number of a nick that the room has given by itself. */
  guests = 0;
  /** The earliest time at which a tick has something to do here. */
  due = Number.POSITIVE_INFINITY;
  step = idle;

  constructor(kind: Kind, settings: RoomSettings, makeParticipant: MakeParticipant) {
    this.settings = settings;
    this.kindOf = kind;
    this.kind = kind.name;
    this.makeParticipant = makeParticipant;
    this.title = settings.title;
    this.settingsOf = kind.settingsOf(settings);
    this.slots = kind.behaviours.map((behaviour, at) => behaviour.data(this.settingsOf[at]));
  }

  get jid() {
    return this.settings.jid;
  }

  get name(): string {
    return this.settings.name;
  }

  get listed(): boolean {
    return this.kindOf.listed;
  }

  get fresh(): string {
    return this.step.fresh;
  }

  get people(): People {
    return this.roster;
  }

  /** Begins a step; the caller ends it by carrying it out or taking it back. */
  begin(at: number, fresh: string): Step {
    this.step = new Step(at, fresh);
    const { due, roster, relays } = this;
    const arrivals = roster.nextOrder;
    const questions = relays.nextOrder;
    this.step.undo(() => {
      this.due = due;
      roster.nextOrder = arrivals;
      relays.nextOrder = questions;
    });
    return this.step;
  }

  /** Starts the behaviours' data anew, with what a creator asked for. */
  refound(title: string | undefined, founding?: Founding): void {
    const { slots, title: before } = this;
    this.title = title;
    this.slots = this.kindOf.behaviours.map((behaviour, at) => behaviour.data(this.settingsOf[at], founding));
    this.step.undo(() => {
      this.title = before;
      this.slots = slots;
    });
  }

  setSlot(at: number, data: object): void {
    const { slots } = this;
    this.slots = slots.with(at, data);
    this.step.undo(() => {
      this.slots = slots;
    });
  }

  /** Has a tick come back here at that time, or earlier. */
  wake(at: number): void {
    if (at < this.due) this.due = at;
  }

  requirements(): Requirements {
    const base = {
      nick: this.settings.nicks === 'chosen',
      secret: false,
      privacy: false,
      ...(this.title === undefined ? {} : { title: this.title }),
    };
    const asked = this.kindOf.behaviours.map(({ requires }, at) =>
      requires?.({ room: this, settings: this.settingsOf[at], data: this.slots[at]! }),
    );
    return Object.assign(base, ...asked);
  }

  tell(fact: Fact): void {
    this.step.tell(fact);
  }

  undo(undo: Undo): void {
    this.step.undo(undo);
  }

  /** Marks that something was heard of a person. */
  heard(person: Person): void {
    this.undo(this.roster.amend(person, { heard: this.step.at }));
  }
}
