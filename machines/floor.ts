// What a room stands on: its settings, its roster, what its behaviours keep and the step it is in. The chart's
// actions work here; behaviours see only the view.
import type { BareJid } from './address.ts';
import type { Founding } from './behaviour.ts';
import { BehaviourFault } from './distrust.ts';
import type { Fact, Requirements } from './fact.ts';
import { foldedNick } from './folded-nick.ts';
import { type Frost, noFrost } from './frost.ts';
import { Holds } from './holds.ts';
import type { Kind } from './kind.ts';
import type { OpenSurvey } from './open-survey.ts';
import type { ParticipantActor } from './participant.ts';
import type { Person } from './person.ts';
import type { Refusal } from './refusal.ts';
import { Relays } from './relays.ts';
import type { Asker } from './request.ts';
import type { RoomSettings } from './room-settings.ts';
import type { RoomView } from './room-view.ts';
import { type People, Roster, type Undo } from './roster.ts';
import { RulingLog } from './ruling-log.ts';
import { FloorScope } from './scope.ts';
import { Slots } from './slots.ts';
import { described, ignoreAll, soundText } from './sound-value.ts';
import { Step } from './step.ts';

/** How a room makes the actor of a stay; the room actor gives it, being the parent. */
export type MakeParticipant = (id: string, state?: string) => ParticipantActor;

/** Finds a kind by its name. */
export type KindNamed = (name: string) => Kind | undefined;

const idle = new Step(0, '');

export class Floor implements RoomView {
  readonly settings: RoomSettings;
  readonly roster = new Roster();
  readonly relays = new Relays();
  readonly holds = new Holds();
  readonly rulings = new RulingLog();
  readonly makeParticipant: MakeParticipant;
  readonly kindNamed: KindNamed;
  /** How behaviours are given what they read. */
  readonly frost: Frost;
  /** What the behaviours keep here. */
  slots: Slots;
  title: string | undefined;
  /** Who made the room, where somebody did. */
  founder: BareJid | undefined;
  /** The highest number of a nick that the room has given by itself. */
  guests = 0;
  /** Whether somebody may make the room, where nobody has: the service says. */
  mayFound: (asker: Asker) => 'allowed' | Refusal = () => 'allowed';
  /** The earliest time at which a tick has something to do here. */
  due = Number.POSITIVE_INFINITY;
  /** While it is being found out who is still there: the service begins it, the room goes on with it. */
  survey: OpenSurvey | undefined;
  step = idle;
  /** Of the last step. */
  #time = 0;

  constructor(
    kind: Kind,
    settings: RoomSettings,
    makeParticipant: MakeParticipant,
    kindNamed: KindNamed = () => undefined,
    frost = noFrost,
  ) {
    this.settings = settings;
    this.kindNamed = kindNamed;
    this.makeParticipant = makeParticipant;
    this.title = settings.title;
    this.frost = frost;
    this.slots = new Slots(kind, settings, frost);
    this.due = this.slots.earliest;
  }

  get jid() {
    return this.settings.jid;
  }

  get name(): string {
    return this.settings.name;
  }

  get kindOf(): Kind {
    return this.slots.kind;
  }

  get kind(): string {
    return this.slots.kind.name;
  }

  get listed(): boolean {
    return this.slots.kind.listed;
  }

  get features(): readonly string[] {
    return this.slots.kind.features;
  }

  get fresh(): string {
    return this.step.fresh;
  }

  get people(): People {
    return this.roster;
  }

  // functions that can be taken out of the view, as behaviours like to do
  get isModerator() {
    return ({ bare }: Pick<Person, 'bare'>): boolean => bare === this.founder || this.settings.moderators.includes(bare);
  }

  get moderators() {
    return (): readonly Person[] => Array.from(this.roster.joined()).filter(this.isModerator);
  }

  get named() {
    return (text: string): Person | undefined => this.roster.byId(text) ?? this.roster.byNick(foldedNick(text));
  }

  /** Begins a step; the caller ends it by carrying it out or taking it back. */
  begin(at: number, fresh: string, cause?: string): Step {
    this.step = new Step(at, fresh, cause);
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

  /** Lets go of a step that was carried out: very many rooms have nothing to do. */
  end(step: Step): void {
    if (this.step !== step) return;
    this.#time = step.at;
    this.step = idle;
  }

  /** Starts the behaviours' data anew, with what a creator asked for. */
  refound(title: string | undefined, by?: BareJid, founding?: Founding): void {
    const { title: before, founder } = this;
    this.title = title;
    this.founder = by;
    this.undo(() => {
      this.title = before;
      this.founder = founder;
    });
    this.undo(this.slots.refound(founding));
    this.wake(this.slots.earliest);
  }

  /** Has a tick come back here at that time, or earlier. */
  wake(at: number): void {
    if (at < this.due) this.due = at;
  }

  /** What one behaviour may read now, of a step that somebody inside caused or did not. */
  scopeOf(place: number, at: number, person: Person | undefined): FloorScope {
    return new FloorScope(this, place, at, person);
  }

  requirements(): Requirements {
    const base = {
      nick: this.settings.nicks === 'chosen',
      secret: false,
      privacy: false,
      ...(this.title === undefined ? {} : { title: this.title }),
    };
    const asked = this.slots.kind.parts.map((_, place) => this.#requiredBy(place));
    return Object.assign(base, ...asked);
  }

  /** Throws a BehaviourFault for what a behaviour throws. */
  #requiredBy(place: number): Partial<Requirements> | undefined {
    const { name, requires } = this.slots.kind.parts[place]!.behaviour;
    if (!requires || this.slots.trust(place)?.now === 'out') return undefined;
    try {
      const asked = requires(this.scopeOf(place, this.step === idle ? this.#time : this.step.at, undefined));
      ignoreAll(asked);
      if (asked !== undefined && (typeof asked !== 'object' || asked === null || 'then' in asked))
        throw new Error(`what it requires is an object such as {secret: true}, not ${described(asked)}`);
      for (const text of [asked?.title, asked?.topic]) if (text !== undefined) soundText(text, 'what it lets people know');
      return asked;
    } catch (error) {
      throw error instanceof BehaviourFault ? error : new BehaviourFault(place, name, 'what it requires', error);
    }
  }

  tell(fact: Fact): void {
    this.step.tell(fact);
  }

  undo(undo: Undo): void {
    this.step.undo(undo);
  }

  /** Marks that something was heard of a person. */
  heard(person: Person): void {
    this.undo(this.roster.touch(person, this.step.at));
  }
}
