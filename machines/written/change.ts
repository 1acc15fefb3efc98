// Actions on what is kept: of the room in `data`, of people in `own`.
import type { Reaction } from '../behaviour.ts';
import { hint } from '../nearest.ts';
import type { Person } from '../person.ts';
import { kept, type Moment, type Slot, type Sort, type Value } from './moment.ts';
import { peopleMeant } from './people.ts';
import { own, type Place } from './place.ts';
import { sortedValue } from './value.ts';
import { mostEntries, type ValueForm } from './value-form.ts';

/** How one value becomes another. */
export interface Change {
  /** Of what sort must be what is kept; any without it. */
  readonly takes: 'number' | 'list' | undefined;
  /** Entries that a list has at most. */
  readonly most?: number;
  readonly make: (before: Value, given: Value) => Value;
}

interface Target {
  readonly of: 'data' | 'own';
  readonly name: string;
  readonly change: (before: Value, moment: Moment) => Value;
}

/** Changes of several slots by one action. */
export function changes(
  slots: Readonly<Record<string, ValueForm>>,
  of: string | undefined,
  place: Place,
  key: string,
  change: Change,
) {
  const targets = Object.entries(slots).flatMap(([slot, form]) => targetOf(slot, form, place.at(key, slot), change) ?? []);
  const ofRoom = targets.filter(target => target.of === 'data');
  const ofPeople = targets.filter(target => target.of === 'own');
  const people = ofPeople.length > 0 ? peopleMeant(of, of === undefined ? place.at(key) : place.at('of')) : undefined;
  if (of !== undefined && ofPeople.length === 0 && targets.length > 0)
    place.at('of').fault('nothing here is somebody’s own: leave “of” out, or name “own.NAME”');
  return (moment: Moment): Reaction<Slot, Slot> => {
    const { data, of: ownOf } = moment.scope;
    return {
      ...(ofRoom.length > 0 ? { data: changed(ofRoom, data, moment) } : {}),
      ...(people
        ? { of: people(moment).map((one): readonly [Person, Slot] => [one, changed(ofPeople, ownOf(one), moment)]) }
        : {}),
    };
  };
}

function changed(targets: readonly Target[], before: Slot, moment: Moment): Slot {
  return Object.fromEntries(targets.map(({ name, change }) => [name, change(before[name]!, moment)]));
}

/** What one name in an action stands for; a fault where nothing is kept under it. */
function targetOf(slot: string, form: ValueForm, place: Place, { takes, most = mostEntries, make }: Change): Target | undefined {
  const known = /^(data|own)\./.test(slot) ? own(place.book.slots, slot) : undefined;
  if (!known) {
    const all = Object.keys(place.book.slots).filter(name => !name.startsWith('settings.'));
    place.fault(`nothing is kept by this name${hint(slot, all)}`);
    return undefined;
  }
  if (takes && known.sort !== takes)
    place.fault(`what is kept here is ${words[known.sort]}, and must be ${words[takes]} for this`);
  const given = sortedValue(form, place, takes === 'list' ? 'text' : (takes ?? known.sort));
  const [of, name] = slot.split('.') as ['data' | 'own', string];
  return { of, name, change: (before, moment) => kept(make(before, given.read(moment)), most) };
}

const words: Readonly<Record<Sort, string>> = {
  number: 'a number',
  text: 'a text',
  'yes or no': 'true or false',
  list: 'a list',
  address: 'an address',
  unknown: 'unknown',
};
