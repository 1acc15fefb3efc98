// The public rooms by what they can be found by: looked up, never looked through. Kept up to date after each request to a
// room, which costs a comparison where nothing has changed.
import type { BehaviourFault } from './distrust.ts';
import type { Floor } from './floor.ts';
import { type Found, foundBy, sayers } from './found-by.ts';
import type { Kind } from './kind.ts';
import { topicKey, type Wanted, wordsOf } from './wanted.ts';

/** What the directory keeps with a room. */
export interface Filed {
  readonly floor: Floor;
  /** Where it stands among all rooms: those that are found come in this order. */
  readonly order: number;
  card: Card | undefined;
}

/** A room as it is in the directory. */
export interface Card {
  readonly filed: Filed;
  readonly kind: Kind;
  readonly places: readonly number[];
  /** What it was made of: as long as these are the same, it is. */
  readonly seen: readonly unknown[];
  /** What the room is about, in short. */
  readonly topic: string | undefined;
  readonly key: string;
  readonly words: readonly string[];
}

/** Letters of a topic that are shown in lists. */
export const shownLetters = 200;
/** Values by which a change is seen, for each behaviour. */
const marks = 4;

export class Directory<F extends Filed> {
  /** What behaviours have thrown since somebody was told last. */
  faults: BehaviourFault[] = [];
  readonly #byTopic = new Map<string, Card[]>();
  readonly #byWord = new Map<string, Card[]>();

  /** Reads what a room can be found by, where that may have changed. `isShown`: whether everybody may find it. */
  look(filed: Filed, isShown: boolean): void {
    const { card } = filed;
    if (card ? isShown && !hasChanged(card) : !isShown) return;
    this.remove(filed);
    if (isShown) this.#file(filed);
  }

  remove(filed: Filed): void {
    const { card } = filed;
    if (!card) return;
    filed.card = undefined;
    takeFrom(this.#byTopic, card.key, card);
    for (const word of card.words) takeFrom(this.#byWord, word, card);
  }

  /** The first of those that fit, in their order: with this topic, or with all of the words in what they say. */
  find(wanted: Wanted, most: number): readonly F[] {
    const cards = 'topic' in wanted ? this.#about(wanted.topic, most) : this.#with(wordsOf(wanted.words), most);
    return cards.map(({ filed }) => filed as F);
  }

  #about(topic: string, most: number): readonly Card[] {
    return (this.#byTopic.get(topicKey(topic)) ?? []).slice(0, most);
  }

  #with(words: readonly string[], most: number): readonly Card[] {
    const shelves = words.map(word => this.#byWord.get(word) ?? []).sort((one, other) => one.length - other.length);
    const [shortest = [], ...others] = shelves;
    const found: Card[] = [];
    for (const card of shortest) {
      if (found.length === most) break;
      if (others.every(shelf => shelf[placeIn(shelf, card)] === card)) found.push(card);
    }
    return found;
  }

  #file(filed: Filed): void {
    const kind = filed.floor.kindOf;
    const places = sayers(kind);
    const texts = places.length > 0 ? this.#read(filed.floor) : {};
    const { topic = '' } = texts;
    const key = topicKey(topic);
    const words = wordsOf(Object.values(texts).join(' \n'));
    const seen = places.flatMap(place => marksOf(filed.floor, place));
    const card = { filed, kind, places, seen, topic: key === '' ? undefined : shortened(topic), key, words };
    filed.card = card;
    if (key !== '') putInto(this.#byTopic, key, card);
    for (const word of words) putInto(this.#byWord, word, card);
  }

  /** Nothing where a behaviour fails: the others are found as before. */
  #read(floor: Floor): Found {
    try {
      return foundBy(floor);
    } catch (error) {
      this.faults.push(error as BehaviourFault);
      return {};
    }
  }
}

function marksOf({ slots }: Floor, place: number): unknown[] {
  return [slots.data(place), slots.settings(place), slots.stands[place], slots.trust(place)];
}

// for after each request: nothing is made here
function hasChanged({ filed: { floor }, kind, places, seen }: Card): boolean {
  const { slots } = floor;
  if (slots.kind !== kind) return true;
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    const at = i * marks;
    if (seen[at] !== slots.data(place) || seen[at + 1] !== slots.settings(place)) return true;
    if (seen[at + 2] !== slots.stands[place] || seen[at + 3] !== slots.trust(place)) return true;
  }
  return false;
}

function shortened(topic: string): string {
  if (topic.length <= shownLetters) return topic;
  const letters = [...topic.slice(0, 2 * shownLetters + 2)];
  return letters.length <= shownLetters ? topic : `${letters.slice(0, shownLetters - 1).join('')}…`;
}

/** Where a card stands on its shelf, or would. */
function placeIn(shelf: readonly Card[], { filed: { order } }: Card): number {
  let [from, to] = [0, shelf.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (shelf[middle]!.filed.order < order) from = middle + 1;
    else to = middle;
  }
  return from;
}

function putInto(shelves: Map<string, Card[]>, name: string, card: Card): void {
  const shelf = shelves.get(name);
  if (shelf) shelf.splice(placeIn(shelf, card), 0, card);
  else shelves.set(name, [card]);
}

function takeFrom(shelves: Map<string, Card[]>, name: string, card: Card): void {
  const shelf = shelves.get(name);
  const place = shelf ? placeIn(shelf, card) : -1;
  if (shelf?.[place] !== card) return;
  if (shelf.length === 1) shelves.delete(name);
  else shelf.splice(place, 1);
}
