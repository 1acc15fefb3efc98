// The rooms as an inspector lists them, and one of them as a whole. A list is one walk through the registry; what a line
// says is made for those alone that are shown.
import type { Desk, Entry } from '../../machines/desk.ts';
import type { Person } from '../../machines/person.ts';
import { redactedBy } from '../recording/data-redaction.ts';
import { summary } from '../room-report.ts';
import type { Charts } from './charts.ts';
import type { Discreet } from './discreet.ts';
import type { RoomQuery } from './lens.ts';
import { standingOf } from './moment.ts';
import type { PersonLine, RoomLine, RoomList, RoomView } from './protocol.ts';
import { secretsOf } from './secrets.ts';

/** Lines of a list. */
const usual = 50;
const most = 200;
/** People who are listed of a room, and requests that wait there. */
const mostPeople = 200;
const mostHeld = 100;

export interface RoomSight {
  readonly desk: Desk;
  readonly discreet: Discreet;
  readonly charts: Charts;
  /** Requests in a second. */
  readonly rateOf: (entry: Entry) => number;
}

/** What a list is sorted by. */
interface Rank {
  readonly entry: Entry;
  readonly rate: number;
  readonly people: number;
  readonly name: string;
}

export function listed(sight: RoomSight, query: RoomQuery): RoomList {
  const { desk, discreet, rateOf } = sight;
  const from = whole(query.from, 0, Number.MAX_SAFE_INTEGER);
  const shown = whole(query.most, usual, most);
  const words = (query.search ?? '').toLowerCase().split(/\s+/u).filter(Boolean);
  const found: Rank[] = [];
  let all = 0;
  for (const entry of desk.rooms.values()) {
    const { floor } = entry;
    if (!desk.stands(floor.jid)) continue;
    all++;
    if (query.kind !== undefined && query.kind !== '' && floor.kind !== query.kind) continue;
    if (words.length > 0 && !isMeant(entry, words, discreet)) continue;
    found.push({ entry, rate: rateOf(entry), people: floor.people.size, name: floor.name });
  }
  const rooms = first(found, from + shown).slice(from);
  return { all, matching: found.length, from, rooms: rooms.map(({ entry }) => lineOf(sight, entry)) };
}

function isMeant({ floor, card }: Entry, words: readonly string[], { shows }: Discreet): boolean {
  // what is not shown cannot be searched for: that would show it
  const text = [floor.name, floor.title, shows.texts ? card?.topic : undefined].join('\n').toLowerCase();
  return words.every(word => text.includes(word));
}

/** The first of them in order, without sorting a great many for a few. */
function first(ranks: readonly Rank[], count: number): readonly Rank[] {
  if (count > 1_000 || ranks.length <= 2 * count) return ranks.toSorted(compare).slice(0, count);
  if (count === 0) return [];
  const best: Rank[] = [];
  for (const rank of ranks) {
    if (best.length === count && compare(rank, best[count - 1]!) >= 0) continue;
    let low = 0;
    for (let high = best.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (compare(rank, best[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    best.splice(low, 0, rank);
    if (best.length > count) best.pop();
  }
  return best;
}

function compare(one: Rank, other: Rank): number {
  const busier = other.rate - one.rate || other.people - one.people;
  return busier || (one.name < other.name ? -1 : 1);
}

function lineOf({ discreet, rateOf }: RoomSight, entry: Entry): RoomLine {
  discreet.secrets = secretsOf(entry.floor);
  const { title, topic, ...rest } = summary(entry);
  return {
    ...rest,
    ...(title === undefined ? {} : { title: discreet.phrase(title) }),
    ...(topic === undefined || topic === '' ? {} : { topic: discreet.talk(topic) }),
    rate: rateOf(entry),
  };
}

export function viewOf(sight: RoomSight, entry: Entry): RoomView {
  const { charts, discreet } = sight;
  const { floor } = entry;
  const { slots, holds, people } = floor;
  const chart = charts.of(floor.kindOf);
  const line = lineOf(sight, entry);
  const everybody = people.size + people.waitingSize;
  return {
    ...line,
    chart: chart.key,
    live: chart.litIn(standingOf(entry)),
    participants: [...upTo(mostPeople, people.joined(), people.waiting())].map(person => personLine(person, discreet)),
    unlisted: Math.max(0, everybody - mostPeople),
    behaviours: slots.kind.parts.map(({ behaviour }, at) => {
      const state = slots.stands[at]?.value;
      return {
        name: behaviour.name,
        about: behaviour.about,
        ...(state === undefined ? {} : { state }),
        settings: redactedBy(behaviour.settings, slots.settings(at), discreet),
        trust: slots.trust(at)?.now ?? 'well',
      };
    }),
    held: holds
      .all()
      .slice(0, mostHeld)
      .map(({ id, phase, behaviour, request, since, text }) => ({
        id,
        phase,
        behaviour,
        who: discreet.who(request.from, real => people.byReal(real as never)?.nick),
        since,
        text: discreet.phrase(text),
      })),
  };
}

function personLine({ id, nick, dialect, actor, real }: Person, discreet: Discreet): PersonLine {
  const state = String(actor.getSnapshot().value);
  return { id, nick: discreet.nick(nick), dialect, state, ...(discreet.shows.addresses ? { jid: real } : {}) };
}

function* upTo<T>(count: number, ...lists: readonly Iterable<T>[]): Generator<T> {
  let left = count;
  for (const list of lists)
    for (const one of list) {
      if (left-- === 0) return;
      yield one;
    }
}

function whole(given: number | undefined, usually: number, greatest: number): number {
  return given === undefined || !Number.isFinite(given) ? usually : Math.min(greatest, Math.max(0, Math.floor(given)));
}
