// What there is to see of one room of an engine: its own books, and what its behaviours keep. Nothing is written here.
import type { Floor } from '../../machines/floor.ts';
import type { Person } from '../../machines/person.ts';
import type { RuledRequest } from '../../machines/ruling-log.ts';
import type { Engine } from '../engine.ts';
import type { RoomDetail } from '../room-report.ts';

/** A behaviour that keeps something of that shape. */
type Keeper<K extends 'data' | 'own', D> = { readonly name: string } & { readonly [P in K]?: (...args: never[]) => D };

export abstract class RoomBooks {
  /** The part of the address before the @. */
  abstract readonly name: string;
  /** The room's address. */
  abstract readonly jid: string;
  /** The engine itself, for everything else. */
  abstract get engine(): Engine;

  /** The room's own books, where it is there. */
  get floor(): Floor | undefined {
    return this.engine.service.getSnapshot().context.desk.rooms.get(this.jid as never)?.floor;
  }

  /** Where a behaviour's chart stands: its state, states within states with a dot between; undefined without a chart. */
  state(behaviour: string): string | undefined {
    const value = this.#floorNow.slots.stands[this.placeOf(behaviour)]?.value;
    return value === undefined ? undefined : dotted(value);
  }

  /** What a behaviour keeps of the room. */
  data<D extends object = Record<string, unknown>>(behaviour: string | Keeper<'data', D>): D {
    return this.#floorNow.slots.data(this.placeOf(behaviour)) as D;
  }

  /** What a behaviour keeps of somebody inside. */
  own<O extends object = Record<string, unknown>>(
    behaviour: string | Keeper<'own', O>,
    who: { readonly person: Person | undefined },
  ): O {
    return this.#floorNow.slots.own(this.placeOf(behaviour), who.person) as O;
  }

  settings(behaviour: string): unknown {
    return this.#floorNow.slots.settings(this.placeOf(behaviour));
  }

  /** The requests that wait for somebody's decision, or for time. */
  held(): RoomDetail['held'] {
    return this.engine.room(this.name)?.held ?? [];
  }

  /** How requests were ruled on, latest first; of one person or of all. */
  explain(who?: { readonly jid: string }): readonly RuledRequest[] {
    return this.engine.explain(this.name, who?.jid);
  }

  get #floorNow(): Floor {
    const { floor } = this;
    if (!floor) throw new Error('The room is not there: nobody has made it yet, or all have left.');
    return floor;
  }

  protected placeOf(behaviour: string | { readonly name: string }): number {
    const name = typeof behaviour === 'string' ? behaviour : behaviour.name;
    const { parts } = this.#floorNow.kindOf;
    const place = parts.findIndex(part => part.behaviour.name === name);
    if (place >= 0) return place;
    throw new Error(
      `There is no behaviour ${name} on the stage. There are: ${parts.map(part => part.behaviour.name).join(', ')}.`,
    );
  }
}

function dotted(value: unknown): string {
  if (typeof value === 'string') return value;
  return Object.entries(value as object)
    .map(([state, inner]) => `${state}.${dotted(inner)}`)
    .sort()
    .join(' ');
}
