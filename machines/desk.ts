// What the service works at: the registry of its rooms and the counts that its limits need. Written by the
// service's actions and by what rooms tell; the counts follow from the rooms and are never stored.
import type { RoomJid } from './address.ts';
import { type Card, Directory } from './directory.ts';
import { Dues, type Place } from './dues.ts';
import type { Fact } from './fact.ts';
import type { Floor } from './floor.ts';
import type { Kind } from './kind.ts';
import type { Listing } from './listing.ts';
import type { Person } from './person.ts';
import type { RoomRequest } from './request.ts';
import { Ring } from './ring.ts';
import type { RoomActor } from './room-actor.ts';
import type { RoomSettings } from './room-settings.ts';
import type { ServiceSettings } from './settings.ts';
import { Tally } from './tally.ts';
import type { Wanted } from './wanted.ts';
import { asOne, type Watch } from './watch.ts';

export interface Entry {
  readonly actor: RoomActor;
  readonly floor: Floor;
  founder: Pick<Person, 'bare' | 'host'> | undefined;
  /** When somebody last spoke there; 0 where nobody did. */
  spoke: number;
  /** The latest requests to it; none before the first. */
  ring: Ring | undefined;
  /** Where the desk has written down when time has to pass there. */
  place: Place;
  /** Which of all rooms it is: the earlier ones have smaller numbers. */
  order: number;
  /** By what it is found, where everybody may find it. */
  card: Card | undefined;
}

/** Rooms that are found by one question at most. */
const mostFound = 100;

export class Desk {
  readonly settings: ServiceSettings;
  /** The kinds of room that there are, by name; another map where they are loaded again. */
  kinds: ReadonlyMap<string, Kind>;
  /** When the service began, in milliseconds since 1970. */
  readonly since: number;
  readonly tell: (fact: Fact) => void;
  /** Makes the actor of a room and puts it into the registry. */
  readonly reserve: (settings: RoomSettings) => void;
  readonly rooms = new Map<RoomJid, Entry>();
  /** Those who watch, as one; nothing where nobody does. */
  watcher: Watch | undefined;
  /** Says a fact in a line, for the rings; without it they remember requests alone. */
  outlineOf: ((fact: Fact) => string) | undefined;
  readonly #dues = new Dues<Entry>();
  readonly #directory = new Directory<Entry>();
  #watches: readonly Watch[] = [];
  #made = 0;
  /** Whether there may be a room that still asks who is there; looked for at the beginning, in what was kept. */
  isSurveying = true;
  /** Up to which time the questions of surveys have used up what they may ask. */
  paid = 0;
  readonly #pending = new Tally();
  readonly #pendingHosts = new Tally();
  readonly #creators = new Tally();
  readonly #hosts = new Tally();
  #reserved = 0;

  constructor(
    settings: ServiceSettings,
    kinds: ReadonlyMap<string, Kind>,
    since: number,
    tell: (fact: Fact) => void,
    reserve: (settings: RoomSettings) => void,
  ) {
    this.reserve = reserve;
    this.kinds = kinds;
    this.settings = settings;
    this.since = since;
    this.tell = tell;
  }

  /** Rooms that somebody made, and those of the configuration. */
  get standing(): number {
    return this.rooms.size - this.#reserved;
  }

  get reserved(): number {
    return this.#reserved;
  }

  pendingOf(bare: string): number {
    return this.#pending.of(bare);
  }

  pendingFrom(host: string): number {
    return this.#pendingHosts.of(host);
  }

  foundedBy(bare: string): number {
    return this.#creators.of(bare);
  }

  foundedFrom(host: string): number {
    return this.#hosts.of(host);
  }

  add(entry: Entry): void {
    this.rooms.set(entry.floor.jid, entry);
    entry.place = this.#dues.add(entry);
    entry.order = this.#made++;
    this.#dues.set(entry.place, entry.floor.due);
    this.#directory.look(entry, isShown(entry));
    if (isReserved(entry)) this.#reserved++;
    if (entry.founder) this.#count(entry.founder, 1);
    for (const person of entry.floor.people.waiting()) this.#countPending(person, 1);
  }

  /** Takes a room that has ended out of the registry. */
  remove(entry: Entry): void {
    this.rooms.delete(entry.floor.jid);
    this.#dues.remove(entry.place);
    this.#directory.remove(entry);
    if (!entry.founder && !entry.floor.settings.permanent) this.#reserved--;
    else if (entry.founder) this.#count(entry.founder, -1);
  }

  /** Has somebody told of every request to a room, until what is returned is called. */
  watch(watch: Watch): () => void {
    const among = (watches: readonly Watch[]) => {
      this.#watches = watches;
      this.watcher = asOne(watches);
    };
    among([...this.#watches, watch]);
    return () => among(this.#watches.filter(one => one !== watch));
  }

  /** Remembers what a room is asked, among the latest things, and where it stood. */
  remember(entry: Entry, request: RoomRequest): void {
    const { ring: most } = this.settings.limits;
    if (most === 0) return;
    entry.ring ??= new Ring(most);
    entry.ring.add(request, entry.actor.getSnapshot().value, entry.floor.slots.stands);
  }

  /** Writes down when time has to pass in a room, and by what it is found; for after each request to it. */
  look(entry: Entry): void {
    this.#dues.set(entry.place, entry.floor.due);
    this.#directory.look(entry, isShown(entry));
    if (this.#directory.faults.length > 0) this.#tellFaults();
  }

  /** The rooms in which something is due at that time, in the order of the registry. */
  dueAt(at: number): Entry[] {
    return this.#dues.at(at);
  }

  /** Keeps the counts by what a room tells. */
  note(entry: Entry, fact: Fact): void {
    if (entry.ring !== undefined && this.outlineOf !== undefined) entry.ring.note(fact, this.outlineOf);
    if (fact.type === 'said') entry.spoke = fact.at;
    else if (fact.type === 'waiting') this.#countPending(fact.who, 1);
    else if (fact.type === 'withdrawn') this.#countPending(fact.who, -1);
    else if (fact.type === 'entered' && fact.held) this.#countPending(fact.who, -1);
    else if (fact.type === 'founded') {
      entry.founder = { bare: fact.by.bare, host: fact.by.host };
      this.#count(entry.founder, 1);
      this.#reserved--;
    } else if (fact.type === 'dissolved' && entry.founder) {
      this.#count(entry.founder, -1);
      entry.founder = undefined;
      this.#reserved++;
    }
  }

  /** How many questions a survey may ask now: never more than in a second, however long none was asked. */
  questions(at: number): number {
    return Math.max(0, Math.floor(((at - this.#paidAt(at)) * this.settings.limits.questions) / 1000));
  }

  /** Writes down that so many were asked. */
  spend(questions: number, at: number): void {
    this.paid = this.#paidAt(at) + (questions * 1000) / this.settings.limits.questions;
  }

  /** Whether there is a room that somebody made. */
  stands(room: RoomJid): boolean {
    const entry = this.rooms.get(room);
    return entry !== undefined && !isReserved(entry);
  }

  /** The rooms that everybody may find. */
  listings(): Listing[] {
    return [...this.rooms.values()].filter(isShown).map(listingOf);
  }

  /** Those of them that are about what is looked for; a hundred at most, the earlier ones first. */
  found(wanted: Wanted): readonly Entry[] {
    this.#tellFaults();
    return this.#directory.find(wanted, mostFound);
  }

  #tellFaults(): void {
    const { faults } = this.#directory;
    this.#directory.faults = [];
    for (const error of faults) this.tell({ type: 'failed', request: 'find', error, behaviour: error.behaviour });
  }

  #paidAt(at: number): number {
    return Math.max(this.paid, at - 1000);
  }

  #countPending({ bare, host }: Person, by: 1 | -1): void {
    this.#pending.add(bare, by);
    this.#pendingHosts.add(host, by);
  }

  #count(founder: Pick<Person, 'bare' | 'host'>, by: 1 | -1): void {
    this.#creators.add(founder.bare, by);
    this.#hosts.add(founder.host, by);
  }
}

function isReserved(entry: Entry): boolean {
  return !entry.founder && !entry.floor.settings.permanent;
}

/** Whether everybody may find it. */
function isShown(entry: Entry): boolean {
  return entry.floor.listed && !isReserved(entry);
}

/** How everybody sees it in a list. */
export function listingOf({ floor, card }: Entry): Listing {
  const { jid, kind, people } = floor;
  const title = floor.title ?? floor.name;
  const topic = card?.topic;
  return topic === undefined ? { jid, title, kind, people: people.size } : { jid, title, kind, people: people.size, topic };
}
