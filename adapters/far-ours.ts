// Who of a channel on the far side is ours: by which names they are there, and for which they ask. It asks nobody.

/** One of ours: the name there, and the one that is asked for. */
export interface Known {
  nick: string | undefined;
  asked: string | undefined;
}

export class FarOurs {
  readonly #key: (nick: string) => string;
  readonly #known = new Map<string, Known>();

  constructor(key: (nick: string) => string) {
    this.#key = key;
  }

  get size(): number {
    return this.#known.size;
  }

  /** Those who are there, or ask to be, by their stays. */
  persons(): readonly string[] {
    return [...this.#known.keys()];
  }

  has(person: string): boolean {
    return this.#known.has(person);
  }

  of(person: string): Known | undefined {
    return this.#known.get(person);
  }

  /** Somebody who asks to be there. */
  add(person: string, asked: string): Known {
    const known: Known = { nick: undefined, asked };
    this.#known.set(person, known);
    return known;
  }

  /** Gives what was known. */
  remove(person: string): Known | undefined {
    const known = this.#known.get(person);
    this.#known.delete(person);
    return known;
  }

  clear(): void {
    this.#known.clear();
  }

  /** Who has a nick; else who asks for it. */
  by(nick: string): readonly [person: string, known: Known] | undefined {
    const all = [...this.#known];
    return all.find(([, one]) => this.isCalled(one.nick, nick)) ?? all.find(([, one]) => this.isCalled(one.asked, nick));
  }

  isCalled(name: string | undefined, nick: string): boolean {
    return name !== undefined && this.#key(name) === this.#key(nick);
  }
}
