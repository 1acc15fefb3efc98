// What reaches each person while people enter: presences and listed users, counted and compared between people.
// It sends nothing and does not know how long anything took.
import { type Client, entered, listed, nick, recipient } from './person.ts';
import type { Stanza } from './scanner.ts';

/** Equally large rooms: people `first` … `first + size - 1` are in the first, the next `size` in the second, and so on. */
export interface Crowd {
  rooms: string[];
  size: number;
  first: number;
  client: (person: number) => Client;
}

/** What is wrong with what arrived. */
export interface Faults {
  /** Deliveries that never came. */
  missing: number;
  /** Deliveries to somebody who had all of them already. */
  twice: number;
  /** Deliveries to nobody of this work. */
  strays: number;
  /** People who had as many presences as they should, but not those that the others had. */
  unlike: number;
  /** Stanza errors; the first one in words. */
  errors: number;
  error: string;
}

/** Counts what reaches each person during entry. */
export class Tally {
  inside = 0;
  deliveries = 0;
  readonly #crowd: Crowd;
  readonly #isIn: Uint8Array;
  readonly #presences: Uint32Array;
  readonly #users: Uint32Array;
  readonly #expected: number;
  /** For each person, the senders of its presences summed up: equal for all in a room who see the same addresses. */
  readonly #senders: Uint32Array;
  #counted = 0;
  #twice = 0;
  #strays = 0;
  #errors = 0;
  #error = '';

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
    const total = crowd.rooms.length * crowd.size;
    this.#isIn = new Uint8Array(total);
    this.#presences = new Uint32Array(total);
    this.#users = new Uint32Array(total);
    this.#senders = new Uint32Array(total);
    let pushed = 0;
    for (let at = 0; at < total; at++) if (crowd.client(crowd.first + at).pushed) pushed++;
    this.#expected = crowd.size * (total + pushed);
  }

  get complete(): boolean {
    return this.inside === this.#isIn.length && this.#counted === this.#expected;
  }

  /** Counts the stanza. Returns the person whom it tells that it is in now, or -1. */
  hear(stanza: Stanza): number {
    const person = recipient(stanza);
    const at = person - this.#crowd.first;
    if (person < 0 || at < 0 || at >= this.#isIn.length) {
      this.#strays++;
      return -1;
    }
    const sort = stanza.sort;
    if (sort === 'e') {
      if (this.#errors++ === 0) this.#error = String(stanza);
      return -1;
    }
    const kind = stanza.kind;
    if (kind === 'p') return this.#presence(stanza, at);
    if (kind !== 'i') return -1;
    this.deliveries++;
    if (sort === 's') this.#count(this.#users, at, listed(stanza));
    return sort === 'r' && entered(stanza) === person ? this.#arrive(at) : -1;
  }

  #presence(stanza: Stanza, at: number): number {
    const sender = resource(stanza);
    if (sender === 0) return -1;
    this.deliveries++;
    this.#senders[at]! += sender;
    this.#count(this.#presences, at, 1);
    const person = at + this.#crowd.first;
    const { pushed } = this.#crowd.client(person);
    return !pushed && nick(stanza) === person ? this.#arrive(at) : -1;
  }

  #arrive(at: number): number {
    if (this.#isIn[at] === 1) return -1;
    this.#isIn[at] = 1;
    this.inside++;
    return at + this.#crowd.first;
  }

  #count(book: Uint32Array, at: number, more: number): void {
    const room = this.#crowd.size;
    const before = book[at]!;
    book[at] = before + more;
    const extra = Math.max(0, before + more - room) - Math.max(0, before - room);
    this.#counted += more - extra;
    this.#twice += extra;
  }

  faults(): Faults {
    const missing = this.#expected - this.#counted;
    return {
      missing,
      twice: this.#twice,
      strays: this.#strays,
      unlike: missing === 0 && this.#twice === 0 ? this.#unlike() : 0,
      errors: this.#errors,
      error: this.#error,
    };
  }

  /** Compares each person with the first one in its room that sees the same kind of address. */
  #unlike(): number {
    const { size, first, client } = this.#crowd;
    let unlike = 0;
    for (let room = 0; room < this.#senders.length; room += size) {
      const seen = new Map<boolean, number>();
      for (let at = room; at < room + size; at++) {
        const { pushed } = client(first + at);
        const sum = seen.get(pushed);
        if (sum === undefined) seen.set(pushed, this.#senders[at]!);
        else if (sum !== this.#senders[at]) unlike++;
      }
    }
    return unlike;
  }
}

/** A number for the sender's resource; 0 for the room itself, whose presence (ejabberd sends some) does not count. */
function resource({ bytes, from }: Stanza): number {
  let at = from.start;
  while (at < from.end && bytes[at] !== 47) at++;
  let sum = 0;
  for (; at < from.end; at++) sum = (Math.imul(sum, 31) + bytes[at]!) >>> 0;
  return sum;
}
