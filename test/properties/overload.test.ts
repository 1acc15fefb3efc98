// Overload in any conversation: whatever is kept back or waits, nobody hears of somebody they were not told of, nobody
// misses a message, every question has one answer, and in the end all know who is there and how they are.
import { equal, is, ok } from 'uvu/assert';
import type { OverloadState } from '../../machines/overload.ts';
import type { Person } from '../../machines/person.ts';
import { suite } from '../suite.ts';
import { rooms } from './cast.ts';
import type { Conversation, Line } from './conversation.ts';
import { holds } from './holds.ts';
import { ConferenceClient, GroupchatClient } from './model-client.ts';
import { count, type Question, questionIn } from './questions.ts';
import { type Heard, type Moment, World } from './world.ts';

const weights = { normal: 0, coalescing: 0.3, holding: 0.6, refusing: 0.9 } as const satisfies Record<OverloadState, number>;

/** A world in which every room is large, and the load is whatever the test says. */
class LoadedWorld extends World {
  readonly #load: { outbox: number; mailbox: number };

  constructor(conversation: Pick<Conversation, 'people' | 'circumstances'>) {
    const load = { outbox: 0, mailbox: 0 };
    super(conversation, undefined, {
      settings: { overload: { largeRoom: 1, interval: 2, heldJoins: 3 } },
      options: { load: () => load },
    });
    this.#load = load;
  }

  /** From the next moment on; this one is the clock's. */
  become(state: OverloadState): Moment {
    this.#load.outbox = weights[state];
    return this.play({ waits: 0.001 });
  }
}

const loaded = (conversation: Conversation) => new LoadedWorld(conversation);

/** The lines, with the load changing now and then between them, by a number. */
function* playing(world: LoadedWorld, script: readonly Line[], at: number, states: readonly OverloadState[]): Iterable<Moment> {
  for (const [i, line] of script.entries()) {
    if ((i * 7 + at) % 4 === 0) yield world.become(states[(Math.floor(i / 4) * 3 + at) % states.length]!);
    yield world.play(line);
  }
}

/** Everybody out, and time enough for whatever waits. */
function* ending(world: LoadedWorld, people: Conversation['people']): Iterable<Moment> {
  yield world.become('normal');
  for (const _ of 'ab') yield world.play({ waits: 61 });
  for (const { name } of people)
    for (const room of rooms) yield world.play({ who: name, says: `<presence type='unavailable' to='${room}'/>` });
}

/** What one client knows of one room. */
class Seat {
  readonly jid: string;
  readonly room: string;
  readonly #world: World;
  #client: ConferenceClient | GroupchatClient = new GroupchatClient();
  #stay: Person | undefined;
  /** The addresses that it asked about. */
  readonly #probed = new Set<string>();
  /** Who was known before the last stanza. */
  #before: ReadonlySet<string> = new Set();
  /** The last presence of each, by what stands behind the slash. */
  readonly #presences = new Map<string, string>();

  constructor(world: World, jid: string, room: string) {
    this.#world = world;
    this.jid = jid;
    this.room = room;
  }

  hear({ heard, sent }: Moment): void {
    if (sent?.attrs.type === 'probe' && sent.attrs.from === this.jid) this.#probed.add(String(sent.attrs.to));
    const person = this.#world.person(this.room, this.jid);
    if (person !== this.#stay) {
      this.#client = person?.dialect === 'conference' ? new ConferenceClient() : new GroupchatClient();
      this.#presences.clear();
    }
    this.#stay = person;
    if (!person) return;
    for (const one of heard) {
      if (one.to !== this.jid || !one.from.startsWith(this.room)) continue;
      const resource = one.from.slice(this.room.length + 1);
      if (resource !== '' && !isOwnAffair(one, this.#probed)) ok(this.#knows(one), `not introduced: ${one.element}`);
      this.#before = new Set(this.#client.people.keys());
      this.#client.receive(one, this.room);
      if (one.kind === 'presence' && one.type !== 'error') this.#presences.set(resource, String(one.element));
    }
    this.#check(person);
  }

  /** That all are known. */
  checkAll(): void {
    if (!this.#stay) return;
    const joined = [...this.#world.floor(this.room)!.people.joined()];
    equal([...this.#client.nicks].sort(), joined.map(({ nick }) => nick).sort());
  }

  /** The last presence of each who is inside. */
  get presences(): Readonly<Record<string, string>> {
    const joined = [...(this.#world.floor(this.room)?.people.joined() ?? [])];
    const known = [...this.#presences].filter(([resource]) =>
      joined.some(({ id, nick }) => id === resource || nick === resource),
    );
    return Object.fromEntries(known.sort());
  }

  /** Nobody is known who is not there, and only those who came later are not known. */
  #check(self: Person): void {
    const { people } = this.#world.floor(this.room)!;
    const known = new Set(this.#client.nicks);
    for (const nick of known)
      ok(
        [...people.joined()].some(one => one.nick === nick),
        `${nick} is known and gone`,
      );
    for (const { nick, order } of people.joined())
      if (order <= self.order) ok(known.has(nick), `${nick} was there before and is not known`);
  }

  #knows({ from, kind, type }: Heard): boolean {
    // there the leaving comes as a push first
    if (this.#client instanceof ConferenceClient) return this.#client.people.has(from) || this.#before.has(from);
    // presence is how people are introduced there
    if (kind === 'presence' && type === undefined) return true;
    return this.#client.people.has(from.slice(this.room.length + 1));
  }
}

/** What somebody is told of what they wrote themselves, and messages of the past. */
function isOwnAffair({ type, kind, from, element }: Heard, probed: ReadonlySet<string>): boolean {
  if (type === 'unavailable' && probed.has(from)) return true;
  return type === 'error' || (kind === 'iq' && type === 'result') || element.getChild('delay', 'urn:xmpp:delay') !== undefined;
}

const seatsOf = (world: World, people: Conversation['people']) =>
  people.flatMap(({ jid }) => rooms.map(room => new Seat(world, jid, room)));

const states: readonly OverloadState[] = ['coalescing', 'holding', 'coalescing', 'refusing', 'coalescing', 'normal'];

const mostlyHolding: readonly OverloadState[] = ['holding', 'holding', 'holding', 'refusing', 'normal'];

suite('in any conversation under any load', test => {
  test('nobody hears of anybody who was not introduced, and in the end all know who is there and how they are', () => {
    let coalesced = 0;
    holds((world, { script, people }, at) => {
      const seats = seatsOf(world, people);
      for (const moment of playing(world, script, at, states)) {
        for (const seat of seats) seat.hear(moment);
        if (world.engine.overload.state === 'normal') for (const seat of seats) seat.checkAll();
      }
      const last = world.become('normal');
      for (const seat of seats) seat.hear(last);
      for (const seat of seats) seat.checkAll();
      coalesced += world.engine.overload.coalesced;
    }, loaded);
    ok(coalesced > 0, 'something was never told');
  });

  test('what is kept back is told at the end of the interval', () => {
    holds((world, { script, people }, at) => {
      const seats = seatsOf(world, people);
      for (const moment of playing(world, script, at, ['coalescing'])) for (const seat of seats) seat.hear(moment);
      for (const waits of [1, 1]) {
        const moment = world.play({ waits });
        for (const seat of seats) seat.hear(moment);
      }
      for (const seat of seats) seat.checkAll();
    }, loaded);
  });

  test('every question has one answer, and when all have left nothing is kept, waits or speaks', () => {
    let held = 0;
    holds((world, { script, people }, at) => {
      const questions: Question[] = [];
      for (const moments of [playing(world, script, at, mostlyHolding), ending(world, people)]) {
        for (const moment of moments) {
          const question = questionIn(moment, world.now);
          if (question) questions.push(question);
          count(questions, moment, world.now);
          held = Math.max(held, world.engine.overload.heldJoins);
        }
      }
      const open = questions.filter(({ answers }) => answers === 0);
      equal(
        open.map(({ shown }) => shown),
        [],
      );
      is(world.engine.overload.heldJoins, 0);
      is(world.play({ waits: 5 }).bytes, '');
    }, loaded);
    is(held, 3, 'as many wait as may');
  });

  test('everybody hears every message that they would hear without it, in the same order, and sees the same in the end', () => {
    holds((world, conversation, at) => {
      const calm = new LoadedWorld(conversation);
      const told = new Map<string, string[]>();
      const toldCalmly = new Map<string, string[]>();
      const seats = seatsOf(world, conversation.people);
      const calmSeats = seatsOf(calm, conversation.people);
      const hear = (moment: Moment, all: readonly Seat[], book: Map<string, string[]>) => {
        keep(book, moment.heard);
        for (const seat of all) seat.hear(moment);
      };
      for (const moment of playing(world, conversation.script, at, ['coalescing', 'normal'])) hear(moment, seats, told);
      for (const moment of playing(calm, conversation.script, at, ['normal'])) hear(moment, calmSeats, toldCalmly);
      equal(Object.fromEntries(told), Object.fromEntries(toldCalmly));
      hear(world.become('normal'), seats, told);
      equal(
        seats.map(({ presences }) => presences),
        calmSeats.map(({ presences }) => presences),
      );
      calm.engine.stop();
    }, loaded);
  });
});

/** Whatever is neither presence nor the news of it. */
function keep(told: Map<string, string[]>, heard: readonly Heard[]): void {
  for (const { to, kind, type, from, element } of heard) {
    if (kind === 'presence' && type !== 'error') continue;
    if (kind === 'iq' && type === 'set' && !from.includes('/')) continue;
    if (/(has become available|has left|is now known as .*)<\/body>/u.test(String(element))) continue;
    told.set(to, [...(told.get(to) ?? []), String(element)]);
  }
}
