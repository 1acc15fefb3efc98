// Who is in a room: one mutable book, written only by the base when a step is carried out, read by everybody
// else through `People`. Every write says how it is taken back.
import type { Nick, RealJid } from './address.ts';
import type { Person } from './person.ts';

/** The roster as behaviours and dialects may read it. */
export interface People {
  readonly size: number;
  /** In order of arrival. */
  joined(): IterableIterator<Person>;
  /** Those whose presence is held, in order of arrival. */
  waiting(): IterableIterator<Person>;
  readonly waitingSize: number;
  byReal(real: RealJid): Person | undefined;
  byId(id: string): Person | undefined;
  byNick(key: string): Person | undefined;
  /** Whoever is meant by what stands behind the slash of an address: an id or a nick. */
  find(resource: Nick): Person | undefined;
  /** The held stay of somebody who is not inside yet. */
  waitingFor(real: RealJid): Person | undefined;
  /** How many of those inside came by a dialect. */
  speaking(dialect: string): number;
  /** Another number whenever somebody came in or went out. */
  readonly edition: number;
}

type Writable = { -readonly [K in keyof Person]: Person[K] };
export type Undo = () => void;

const nobody: ReadonlyMap<RealJid, Person> = new Map();

export class Roster implements People {
  readonly #joined = new Map<string, Person>();
  // most of the time nobody waits
  #waiting: Map<RealJid, Person> | undefined;
  readonly #byReal = new Map<RealJid, Person>();
  readonly #byNick = new Map<string, Person>();
  readonly #speaking = new Map<string, number>();
  #order = 0;
  #edition = 0;

  get edition(): number {
    return this.#edition;
  }

  get size(): number {
    return this.#joined.size;
  }

  get waitingSize(): number {
    return this.#waiting?.size ?? 0;
  }

  joined(): IterableIterator<Person> {
    return this.#joined.values();
  }

  waiting(): IterableIterator<Person> {
    return (this.#waiting ?? nobody).values() as IterableIterator<Person>;
  }

  byReal(real: RealJid): Person | undefined {
    return this.#byReal.get(real);
  }

  byId(id: string): Person | undefined {
    return this.#joined.get(id);
  }

  byNick(key: string): Person | undefined {
    return this.#byNick.get(key);
  }

  find(resource: Nick): Person | undefined {
    return this.#joined.get(resource.text) ?? this.#byNick.get(resource.key);
  }

  waitingFor(real: RealJid): Person | undefined {
    return this.#waiting?.get(real);
  }

  speaking(dialect: string): number {
    return this.#speaking.get(dialect) ?? 0;
  }

  /** The number that the next to arrive gets, or to come in. */
  get nextOrder(): number {
    return this.#order;
  }

  set nextOrder(order: number) {
    this.#order = order;
  }

  hold(person: Person): Undo {
    this.#order = person.order + 1;
    this.#wait(person);
    return () => this.#waitNoMore(person);
  }

  admit(person: Person, entry: Pick<Person, 'presence' | 'privacy' | 'hidden'> & { readonly nick: Nick }): Undo {
    this.#waitNoMore(person);
    const { nick, ...rest } = entry;
    const undo = write(person, { ...rest, nick: nick.text, nickKey: nick.key, order: this.#order++ });
    this.#index(person);
    return () => {
      this.#unindex(person);
      undo();
      this.#wait(person);
      putInPlace(this.#waiting!, person.real, person);
    };
  }

  rename(person: Person, nick: Nick): Undo {
    const undo = write(person, { nick: nick.text, nickKey: nick.key });
    return this.#reindexNick(person, undo);
  }

  amend(person: Person, changes: Partial<Pick<Person, 'presence' | 'asked'>>): Undo {
    return write(person, changes);
  }

  remove(person: Person): Undo {
    if (this.#waitNoMore(person)) {
      return () => {
        this.#wait(person);
        putInPlace(this.#waiting!, person.real, person);
      };
    }
    this.#unindex(person);
    return () => {
      this.#index(person);
      putInPlace(this.#joined, person.id, person);
    };
  }

  /** Marks when something last came from somebody: with every stanza, so it is no more than that. */
  touch(person: Person, at: number): Undo {
    const { heard } = person;
    (person as Writable).heard = at;
    return () => {
      (person as Writable).heard = heard;
    };
  }

  /** Puts a person who was kept back into the book. */
  restore(person: Person, inside: boolean): void {
    if (inside) this.#index(person);
    else this.#wait(person);
  }

  #wait(person: Person): void {
    this.#waiting ??= new Map();
    this.#waiting.set(person.real, person);
  }

  #waitNoMore(person: Person): boolean {
    const waited = this.#waiting?.delete(person.real) ?? false;
    if (this.#waiting?.size === 0) this.#waiting = undefined;
    return waited;
  }

  #index(person: Person): void {
    this.#edition++;
    this.#joined.set(person.id, person);
    this.#byReal.set(person.real, person);
    this.#byNick.set(person.nickKey, person);
    this.#speaking.set(person.dialect, this.speaking(person.dialect) + 1);
  }

  #unindex(person: Person): void {
    this.#edition++;
    this.#joined.delete(person.id);
    this.#byReal.delete(person.real);
    this.#byNick.delete(person.nickKey);
    this.#speaking.set(person.dialect, this.speaking(person.dialect) - 1);
  }

  #reindexNick(person: Person, undo: Undo & { readonly before: Partial<Person> }): Undo {
    const before = undo.before.nickKey!;
    this.#byNick.delete(before);
    this.#byNick.set(person.nickKey, person);
    return () => {
      this.#byNick.delete(person.nickKey);
      undo();
      this.#byNick.set(before, person);
    };
  }
}

/** Back in the old place: the order of the book is part of what people are told. */
function putInPlace<K>(book: Map<K, Person>, key: K, person: Person): void {
  const entries = [...book.entries()].filter(([other]) => other !== key);
  const sorted = [...entries, [key, person] as const].sort(([, a], [, b]) => a.order - b.order);
  book.clear();
  for (const [k, one] of sorted) book.set(k, one);
}

function write(person: Person, changes: Partial<Person>): Undo & { readonly before: Partial<Person> } {
  const before: Partial<Writable> = {};
  for (const key of Object.keys(changes) as (keyof Person)[]) before[key] = person[key] as never;
  Object.assign(person, changes);
  return Object.assign(() => void Object.assign(person, before), { before });
}
