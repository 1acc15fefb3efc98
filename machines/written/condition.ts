// Makes functions of written conditions.
import { foldedNick } from '../folded-nick.ts';
import type { Hold } from '../holds.ts';
import { hint } from '../nearest.ts';
import type { RoomView } from '../room-view.ts';
import type { ConditionForm } from './condition-form.ts';
import type { Moment, Value } from './moment.ts';
import { folded, isLike } from './pattern.ts';
import type { Place } from './place.ts';
import { type Compiled, sortedValue, value } from './value.ts';
import type { ValueForm } from './value-form.ts';

export type Ask = (moment: Moment) => boolean;

export function condition(form: ConditionForm, place: Place): Ask {
  if (typeof form === 'string') {
    const { read } = sortedValue(form, place, 'yes or no');
    return moment => read(moment) as boolean;
  }
  const [[key, given]] = Object.entries(form) as [[keyof typeof makers, never]];
  return makers[key](given, place.at(key));
}

type Two = readonly [ValueForm, ValueForm];

const makers = {
  all: (given: readonly ConditionForm[], place: Place): Ask => {
    const asks = given.map((one, i) => condition(one, place.at(i)));
    return moment => asks.every(ask => ask(moment));
  },
  any: (given: readonly ConditionForm[], place: Place): Ask => {
    const asks = given.map((one, i) => condition(one, place.at(i)));
    return moment => asks.some(ask => ask(moment));
  },
  not: (given: ConditionForm, place: Place): Ask => {
    const ask = condition(given, place);
    return moment => !ask(moment);
  },
  equal: (given: Two, place: Place): Ask => {
    const [a, b] = [value(given[0], place.at(0)), value(given[1], place.at(1))];
    const comparable = isComparable(a, b);
    if (!comparable) place.fault(`${a.sort} and ${b.sort} are never equal: compare two of one sort${listHint(a, b)}`);
    return moment => same(a, b, moment);
  },
  less: (given: Two, place: Place): Ask => {
    const [a, b] = given.map((one, i) => sortedValue(one, place.at(i), 'number'));
    return moment => a!.read(moment) < b!.read(moment);
  },
  more: (given: Two, place: Place): Ask => {
    const [a, b] = given.map((one, i) => sortedValue(one, place.at(i), 'number'));
    return moment => a!.read(moment) > b!.read(moment);
  },
  in: ([what, where]: Two, place: Place): Ask => {
    const text = sortedValue(what, place.at(0), 'text', 'address');
    const list = sortedValue(where, place.at(1), 'list');
    const plain = plainly(text.sort === 'address');
    return moment => {
      const sought = plain(text.read(moment));
      return (list.read(moment) as readonly string[]).some(entry => plain(entry) === sought);
    };
  },
  matches: ([what, like]: Two, place: Place): Ask => {
    const text = sortedValue(what, place.at(0), 'text', 'address');
    const pattern = sortedValue(like, place.at(1), 'text', 'list');
    if (!pattern.isFixed) place.at(1).fault('a pattern stands in the file or in the settings: what people write is none');
    return moment => {
      const against = folded(text.read(moment) as string);
      return [pattern.read(moment) as string | readonly string[]].flat().some(one => isLike(against, folded(one)));
    };
  },
  empty: (given: ValueForm, place: Place): Ask => {
    const { read } = sortedValue(given, place, 'text', 'list');
    return moment => (read(moment) as string | readonly string[]).length === 0;
  },
  inside: (given: ValueForm, place: Place): Ask => {
    const { read } = sortedValue(given, place, 'text');
    return ({ scope, ...moment }) => scope.room.named(read({ scope, ...moment }) as string) !== undefined;
  },
  waits: (given: ValueForm, place: Place): Ask => {
    const { read } = sortedValue(given, place, 'text');
    return moment => {
      const { holds, room } = moment.scope;
      const name = read(moment) as string;
      return holds.some(hold => isHoldOf(hold, name, room));
    };
  },
  state: (given: string, place: Place): Ask => {
    const { states } = place.book;
    if (!states.includes(given)) place.fault(`there is no state “${given}”${hint(given, states)}`);
    return ({ scope }) => scope.matches(given);
  },
} satisfies Record<string, (given: never, place: Place) => Ask>;

/** Whether a hold is meant by a text: the id of the stay, a nick that is offered or that its sender has. */
export function isHoldOf({ stay, request }: Hold, name: string, room: RoomView): boolean {
  if (stay === name) return true;
  const nick = foldedNick(name);
  const nicks = request.type === 'enter' ? request.nicks.map(({ text }) => foldedNick(text)) : [];
  return nicks.includes(nick) || room.named(name)?.real === request.from;
}

function isComparable(a: Compiled, b: Compiled): boolean {
  if (a.sort === 'unknown' || b.sort === 'unknown') return true;
  return a.sort !== 'list' && b.sort !== 'list' && withoutCase(a.sort) === withoutCase(b.sort);
}

function listHint(a: Compiled, b: Compiled): string {
  return a.sort === 'list' || b.sort === 'list' ? ', or ask whether a text is “in” a list' : '';
}

const withoutCase = (sort: string) => (sort === 'address' ? 'text' : sort);

function same(a: Compiled, b: Compiled, moment: Moment): boolean {
  const plain = plainly(a.sort === 'address' || b.sort === 'address');
  return plain(a.read(moment)) === plain(b.read(moment));
}

/** Real addresses are compared in any case. */
function plainly(isAddress: boolean): (value: Value) => Value {
  return value => (isAddress && typeof value === 'string' ? value.toLowerCase() : value);
}
