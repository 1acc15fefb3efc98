// What one behaviour reads for one request or fact. Made anew for each, so that it cannot be kept and used later.
import { matchesState, type StateValue } from 'xstate';
import type { Scope } from './behaviour.ts';
import { BehaviourFault } from './distrust.ts';
import type { Floor } from './floor.ts';
import { placeOf } from './kind.ts';
import type { Person } from './person.ts';

export class FloorScope implements Scope {
  readonly room: Floor;
  readonly at: number;
  readonly person: Person | undefined;
  readonly #place: number;

  constructor(room: Floor, place: number, at: number, person: Person | undefined) {
    this.room = room;
    this.at = at;
    this.person = person;
    this.#place = place;
  }

  get settings(): unknown {
    return this.room.slots.settings(this.#place);
  }

  get data(): object {
    return this.room.slots.data(this.#place);
  }

  get own(): object {
    return this.room.slots.own(this.#place, this.person);
  }

  get of() {
    return (person: Person) => this.room.slots.own(this.#place, person);
  }

  get matches() {
    return (state: string) => {
      const stand = this.room.slots.stands[this.#place];
      return stand !== undefined && matchesState(nested(state), stand.value);
    };
  }

  get holds() {
    return this.room.holds.by(this.room.slots.kind.parts[this.#place]!.behaviour.name);
  }

  get shared() {
    return (name: string) => {
      const place = placeOf(this.room.slots.kind, name);
      const share = this.room.slots.kind.parts[place]?.behaviour.shares;
      if (!share || this.room.slots.trust(place)?.now) return undefined;
      try {
        return share(new FloorScope(this.room, place, this.at, this.person));
      } catch (error) {
        // not the fault of the one that reads it
        throw error instanceof BehaviourFault ? error : new BehaviourFault(place, name, 'what it shares', error);
      }
    };
  }
}

/** `given.spoken` as XState writes it. */
function nested(state: string): StateValue {
  const dot = state.indexOf('.');
  return dot < 0 ? state : { [state.slice(0, dot)]: nested(state.slice(dot + 1)) };
}
