// What behaviours keep in one room: data, data with each person, where their charts stand, the time that they wait for,
// settings, and whether they can be trusted. Every write can be taken back.
import type { Founding } from './behaviour.ts';
import { BehaviourFault } from './distrust.ts';
import { type Frost, noFrost } from './frost.ts';
import { type KeptSlot, keptSlot, type Trust } from './kept-slot.ts';
import { type Kind, settingsIn } from './kind.ts';
import type { Person } from './person.ts';
import type { Stand } from './region.ts';
import type { RoomSettings } from './room-settings.ts';
import type { Undo } from './roster.ts';
import { soundSlot } from './sound-value.ts';

const empty: object = Object.freeze({});
/** Before all times. */
const beginning = 0;

export class Slots {
  readonly kind: Kind;
  readonly #room: RoomSettings;
  readonly #frost: Frost;
  #settings: readonly unknown[];
  #data: readonly object[];
  // made when needed
  #stands: readonly (Stand | undefined)[];
  #owns: Map<string, readonly (object | undefined)[]> | undefined;
  #beginnings: (object | undefined)[] | undefined;
  #dues: readonly (number | undefined)[] | undefined;
  #changed: readonly (object | undefined)[] | undefined;
  #trust: readonly (Trust | undefined)[] | undefined;

  constructor(kind: Kind, room: RoomSettings, frost: Frost = noFrost) {
    this.kind = kind;
    this.#room = room;
    this.#frost = frost;
    this.#settings = kind.parts.map(part => frost.seen(settingsIn(part, room)));
    this.#data = this.#fresh();
    this.#stands = kind.beginning;
    if (room.permanent) this.#dues = this.#first();
  }

  settings(at: number): unknown {
    return this.#settings[at];
  }

  data(at: number): object {
    return this.#data[at]!;
  }

  /** Where the charts stand, by their places: another list when one of them stands elsewhere. */
  get stands(): readonly (Stand | undefined)[] {
    return this.#stands;
  }

  own(at: number, person: Person | undefined): object {
    const own = person && this.#owns?.get(person.id)?.[at];
    return own ?? this.#beginning(at);
  }

  due(at: number): number {
    return this.#dues?.[at] ?? Number.POSITIVE_INFINITY;
  }

  get earliest(): number {
    return Math.min(...(this.#dues ?? []).map(due => due ?? Number.POSITIVE_INFINITY));
  }

  trust(at: number): Trust | undefined {
    return this.#trust?.[at];
  }

  setData(at: number, data: object): Undo {
    const before = this.#data;
    this.#data = before.with(at, this.#frost.kept({ ...before[at], ...data }));
    return () => {
      this.#data = before;
    };
  }

  setOwn(at: number, { id }: Person, own: object): Undo {
    this.#owns ??= new Map();
    const before = this.#owns.get(id);
    const slots = before ?? this.kind.parts.map(() => undefined);
    this.#owns.set(id, slots.with(at, this.#frost.kept({ ...(slots[at] ?? this.#beginning(at)), ...own })));
    return () => this.#putBackOwn(id, before);
  }

  /** Forgets what was kept with somebody who has gone. */
  forget({ id }: Person): Undo | undefined {
    const before = this.#owns?.get(id);
    if (!before) return undefined;
    this.#owns!.delete(id);
    return () => this.#putBackOwn(id, before);
  }

  setStand(at: number, stand: Stand): Undo {
    const before = this.#stands;
    this.#stands = before.with(at, stand);
    return () => {
      this.#stands = before;
    };
  }

  setDue(at: number, due: number | undefined): Undo {
    const before = this.#dues;
    this.#dues = (before ?? this.kind.parts.map(() => undefined)).with(at, due);
    return () => {
      this.#dues = before;
    };
  }

  /** Settings as they would be. Throws what the schema says. */
  tried(at: number, changes: object): unknown {
    const part = this.kind.parts[at]!;
    const settings = this.#frost.seen(settingsIn(part, this.#room, { ...this.#changed?.[at], ...changes }));
    // a room that begins anew, and whoever comes, must be able to begin with them
    part.behaviour.data?.(settings);
    part.behaviour.own?.(settings);
    return settings;
  }

  configure(at: number, changes: object): Undo {
    const [settings, changed] = [this.#settings, this.#changed];
    this.#settings = settings.with(at, this.tried(at, changes));
    this.#beginnings = undefined;
    this.#changed = (changed ?? this.kind.parts.map(() => undefined)).with(at, { ...changed?.[at], ...changes });
    return () => {
      this.#settings = settings;
      this.#beginnings = undefined;
      this.#changed = changed;
    };
  }

  setTrust(at: number, trust: Trust | undefined): Undo {
    const before = this.#trust;
    const next = (this.#trust ?? this.kind.parts.map(() => undefined)).with(at, trust);
    this.#trust = next.some(one => one !== undefined) ? next : undefined;
    return () => {
      this.#trust = before;
    };
  }

  /** Starts all data and charts anew, with what a creator asked for. */
  refound(founding?: Founding): Undo {
    const [data, stands, owns, dues] = [this.#data, this.#stands, this.#owns, this.#dues];
    this.#data = this.#fresh(founding);
    this.#stands = this.kind.beginning;
    this.#owns = undefined;
    this.#dues = founding && this.#first();
    return () => {
      this.#data = data;
      this.#stands = stands;
      this.#owns = owns;
      this.#dues = dues;
    };
  }

  keep(): Record<string, KeptSlot> {
    return Object.fromEntries(this.kind.parts.map(({ behaviour }, at) => [behaviour.name, this.#keepSlot(at)]));
  }

  /** What is kept of one person, by the behaviours' names. */
  keepOwn({ id }: Pick<Person, 'id'>): Record<string, object> | undefined {
    const owns = this.#owns?.get(id);
    return (
      owns && Object.fromEntries(this.kind.parts.flatMap(({ behaviour }, at) => (owns[at] ? [[behaviour.name, owns[at]]] : [])))
    );
  }

  /**
   * Puts back what was kept, as far as the behaviours of today know it.
   * Returns a sentence for each thing that has no place any more. `isMade`: whether somebody has made the room.
   */
  putBack(kept: Readonly<Record<string, KeptSlot>>, isMade = false): string[] {
    if (isMade) this.#dues = this.#first();
    const notes = Object.keys(kept)
      .filter(name => !this.kind.parts.some(({ behaviour }) => behaviour.name === name))
      .map(name => `${name}: this behaviour is not here any more, and what it kept is forgotten`);
    this.kind.parts.forEach(({ behaviour, chart }, at) => {
      const slot = kept[behaviour.name];
      if (!slot) return;
      const { data, unset = [], state, due, changed, faults, trust } = slot;
      this.setData(at, { ...data, ...Object.fromEntries(unset.map(name => [name, undefined])) });
      if (state !== undefined) {
        try {
          this.#stands = this.#stands.with(at, chart!.stand(state));
        } catch {
          notes.push(`${behaviour.name}: the chart has no state ${JSON.stringify(state)} any more, and begins anew`);
        }
      }
      // one that is awake has had its beginning
      if (due !== undefined || this.due(at) === beginning) this.setDue(at, due);
      if (changed) notes.push(...this.#putBackSettings(at, changed));
      if (faults) this.setTrust(at, { faults, ...(trust ? { now: trust } : {}) });
    });
    return notes;
  }

  putBackOwns(person: Pick<Person, 'id'>, kept: Readonly<Record<string, object>>): void {
    const slots = this.kind.parts.map(({ behaviour }) => this.#frost.kept(kept[behaviour.name]));
    if (slots.some(Boolean)) this.#putBackOwn(person.id, slots);
  }

  /** What behaviours wait for when the room begins: those that are awake, for any time. */
  #first(): readonly (number | undefined)[] | undefined {
    const dues = this.kind.parts.map(({ behaviour }) => (behaviour.awake ? beginning : undefined));
    return dues.some(due => due !== undefined) ? dues : undefined;
  }

  #fresh(founding?: Founding): readonly object[] {
    return this.kind.parts.map(({ behaviour }, at) => {
      // one that has failed keeps what it has
      if (this.#trust?.[at]?.now) return this.#data[at]!;
      try {
        return this.#frost.kept(soundSlot(behaviour.data?.(this.#settings[at], founding)) ?? empty);
      } catch (error) {
        throw new BehaviourFault(at, behaviour.name, 'the data that it begins with', error);
      }
    });
  }

  #beginning(at: number): object {
    this.#beginnings ??= [];
    this.#beginnings[at] ??= this.#frost.kept(soundSlot(this.kind.parts[at]!.behaviour.own?.(this.#settings[at])) ?? empty);
    return this.#beginnings[at];
  }

  #putBackOwn(id: string, before: readonly (object | undefined)[] | undefined): void {
    this.#owns ??= new Map();
    if (before) this.#owns.set(id, before);
    else this.#owns.delete(id);
  }

  #putBackSettings(at: number, changed: object): string[] {
    try {
      this.configure(at, changed);
      return [];
    } catch {
      return [
        `${this.kind.parts[at]!.behaviour.name}: the settings that were changed do not fit any more, and are as configured`,
      ];
    }
  }

  #keepSlot(at: number): KeptSlot {
    return keptSlot(this.#data[at]!, this.#stands[at], this.#dues?.[at], this.#changed?.[at], this.#trust?.[at]);
  }
}
