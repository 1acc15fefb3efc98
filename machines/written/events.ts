// What transitions can be on: own requests, facts of the room and of behaviours, and `due`; and what is known when
// each is heard.
import { hint } from '../nearest.ts';
import { sortOf } from './field-form.ts';
import type { StateForm, Written } from './form.ts';
import { field, type Names, ofFact, ofPerson } from './names.ts';
import { own, Place } from './place.ts';

/** A transition's place, with what can be read there; a fault where nothing of that name is ever heard. */
export function placeOf(event: string, { name, requests = {}, facts = {} }: Written, place: Place): Place {
  const known = (names: Names, hasPerson: boolean, more: object = {}) =>
    new Place(place.book, place.path, { names: { ...names, ...(hasPerson ? ofPerson : {}) }, hasPerson, ...more });
  const request = own(requests, event);
  if (request) {
    const fields = Object.entries(request.fields ?? {}).map(
      ([key, form]) => [key, sortOf[typeof form === 'string' ? form : form.type]] as const,
    );
    return known(fieldNames('request', fields), request.who !== 'operator', { isOrder: true });
  }
  const fact = own(ofFact, event);
  if (fact) return known(fact.names, fact.isOfPerson);
  const [behaviour, told = ''] = event.split('.');
  if (behaviour !== name && told !== '') return known({}, true, { isForeign: true });
  const declared = behaviour === name ? own(facts, told) : undefined;
  if (declared)
    return known(
      fieldNames(
        'fact',
        Object.entries(declared).map(([key, type]) => [key, sortOf[type]] as const),
      ),
      true,
    );
  const all = [...Object.keys(requests), ...Object.keys(ofFact), ...Object.keys(facts).map(one => `${name}.${one}`)];
  place.fault(`nothing of this name is ever heard${hint(event, all)}`);
  return known(ofPerson, true, { isForeign: true, isOrder: true });
}

function fieldNames(of: 'request' | 'fact', fields: readonly (readonly [string, (typeof sortOf)['text']])[]): Names {
  return Object.fromEntries(fields.map(([key, sort]) => [`${of}.${key}`, field(key, sort)]));
}

/** Everything that some transition is on. */
export function events({ on = {}, states = {} }: Pick<StateForm, 'on' | 'states'>): readonly string[] {
  return [...new Set([...Object.keys(on), ...Object.values(states).flatMap(events)])];
}
