// Makes functions of written values, and knows of what sort each is before anything runs.
import { isXmlText } from '../xml-text.ts';
import { bounded, inWords, type Moment, type Sort, sortOfValue, type Value } from './moment.ts';
import type { Place } from './place.ts';
import { type Piece, pieces } from './template.ts';
import type { ValueForm } from './value-form.ts';

export interface Compiled {
  readonly sort: Sort;
  readonly read: (moment: Moment) => Value;
  /** Whether it changes with the settings only. */
  readonly isFixed: boolean;
}

/** What a fault leaves: it makes no further ones. */
const nothing: Compiled = { sort: 'unknown', read: () => '', isFixed: true };

const names: Readonly<Record<Sort, string>> = {
  number: 'a number',
  text: 'a text',
  'yes or no': 'yes or no',
  list: 'a list',
  address: 'a real address, which may be compared, and neither told nor kept',
  unknown: '',
};

/** A value of any sort. */
export function value(form: ValueForm, place: Place): Compiled {
  if (typeof form === 'number') return { sort: 'number', read: () => form, isFixed: true };
  if (typeof form === 'boolean') return { sort: 'yes or no', read: () => form, isFixed: true };
  if (typeof form === 'string') return text(form, place);
  if (isList(form)) return list(form, place);
  const [[key, given]] = Object.entries(form) as [[keyof typeof makers, never]];
  return makers[key](given, place.at(key));
}

/** A value of one of these sorts; a fault where it is of another. */
export function sortedValue(form: ValueForm, place: Place, ...sorts: readonly Sort[]): Compiled {
  const { sort, read, isFixed } = value(form, place);
  if (sort === 'unknown') return { sort: sorts[0]!, isFixed, read: moment => checked(read(moment), sorts) };
  if (sorts.includes(sort)) return { sort, read, isFixed };
  place.fault(`this is ${names[sort]}, and ${sorts.map(one => names[one]).join(' or ')} is needed here`);
  return nothing;
}

/** What another behaviour tells is looked at when it comes. */
function checked(read: Value, sorts: readonly Sort[]): Value {
  const sort = sortOfValue(read);
  if (sort !== undefined && sorts.includes(sort)) return read;
  throw new Error(
    `${sorts.map(one => names[one]).join(' or ')} is needed, and ${sort === undefined ? 'nothing of use' : names[sort]} was told`,
  );
}

const asText: readonly Sort[] = ['text', 'number', 'yes or no', 'list'];

/** What can be told to people, in words. */
export function worded(form: ValueForm, place: Place): (moment: Moment) => string {
  const { read } = sortedValue(form, place, ...asText);
  return moment => inWords(read(moment));
}

function text(written: string, place: Place): Compiled {
  if (!isXmlText(written)) place.fault('the text has characters that XML does not have: leave control characters out');
  const found = pieces(written);
  if (typeof found === 'string') {
    place.fault(found);
    return nothing;
  }
  const [only] = found;
  // a name alone keeps its sort
  if (found.length === 1 && only && 'name' in only) {
    const known = place.named(only.name);
    return known ? { sort: known.sort, read: known.read, isFixed: known.isFixed ?? false } : nothing;
  }
  const parts = found.map(piece => part(piece, place));
  return {
    sort: 'text',
    read: moment => parts.map(({ read }) => read(moment)).join(''),
    isFixed: parts.every(({ isFixed }) => isFixed),
  };
}

function part(piece: Piece, place: Place): { readonly read: (moment: Moment) => string; readonly isFixed: boolean } {
  if ('text' in piece) return { read: () => piece.text, isFixed: true };
  return { read: worded(`{${piece.name}}`, place), isFixed: place.named(piece.name)?.isFixed ?? false };
}

function isList(form: object): form is readonly string[] {
  return Array.isArray(form);
}

function list(entries: readonly string[], place: Place): Compiled {
  const compiled = entries.map((entry, i) => sortedValue(entry, place.at(i), 'text'));
  return {
    sort: 'list',
    read: moment => compiled.map(({ read }) => read(moment) as string),
    isFixed: compiled.every(({ isFixed }) => isFixed),
  };
}

type Maker<K extends string> = (
  given: Exclude<Extract<ValueForm, { readonly [P in K]: unknown }>, readonly string[]>[K],
  place: Place,
) => Compiled;

const makers: { readonly [K in Keys]: Maker<K> } = {
  sum: (given, place) => numbers(given, place, all => all.reduce((a, b) => a + b)),
  product: (given, place) => numbers(given, place, all => all.reduce((a, b) => a * b)),
  difference: (given, place) => numbers(given, place, ([a, b]) => a! - b!),
  // times are whole milliseconds, and not exactly so in seconds
  'round up': (given, place) => numbers([given], place, ([number]) => Math.ceil(Math.round(number! * 1000) / 1000)),
  count(given, place) {
    const { read, isFixed } = sortedValue(given, place, 'list', 'text');
    return { sort: 'number', isFixed, read: moment => (read(moment) as string | readonly string[]).length };
  },
  item([from, at], place) {
    const entries = sortedValue(from, place.at(0), 'list');
    const index = sortedValue(at, place.at(1), 'number');
    return {
      sort: 'text',
      isFixed: entries.isFixed && index.isFixed,
      read(moment) {
        const there = entries.read(moment) as readonly string[];
        return there.length === 0 ? '' : there.at(Math.trunc(index.read(moment) as number) % there.length)!;
      },
    };
  },
  join(given, place) {
    const parts = given.map((one, i) => sortedValue(one, place.at(i), ...asText));
    return {
      sort: 'text',
      isFixed: parts.every(({ isFixed }) => isFixed),
      read: moment => parts.map(({ read }) => inWords(read(moment))).join(''),
    };
  },
  id: (given, place) => found(given, place, ({ id }) => id),
  nick: (given, place) => found(given, place, person => person.nick),
};
type Keys = Extract<ValueForm, object> extends infer F ? (F extends readonly unknown[] ? never : keyof F) : never;

function numbers(given: readonly ValueForm[], place: Place, of: (all: readonly number[]) => number): Compiled {
  const all = given.map((one, i) => sortedValue(one, place.at(i), 'number'));
  return {
    sort: 'number',
    isFixed: all.every(({ isFixed }) => isFixed),
    read: moment => bounded(of(all.map(({ read }) => read(moment) as number))),
  };
}

function found(given: ValueForm, place: Place, of: (person: { readonly id: string; readonly nick: string }) => string): Compiled {
  const { read } = sortedValue(given, place, 'text');
  return {
    sort: 'text',
    isFixed: false,
    read(moment) {
      const person = moment.scope.room.named(read(moment) as string);
      return person ? of(person) : '';
    },
  };
}
