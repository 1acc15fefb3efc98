// Copies of one text for many people, put side by side into a page that is filled again as soon as the socket has taken it.
// While the socket is full nothing is copied: what is to come waits as what it is made of.

/** How much is copied before it is written. */
const PAGE = 65_536;

/** Whoever has an address. */
export interface Addressee {
  readonly address: Uint8Array;
}

/** Sends bytes. True where all were taken at once; else `taken` is called when they are, and they stay until then. */
export type Write = (bytes: Uint8Array, taken: () => void) => boolean;

interface Job {
  readonly head: Uint8Array;
  readonly people: readonly Addressee[];
  /** How many of them: more may come in before it is their turn. */
  readonly until: number;
  readonly tail: Uint8Array;
}

export class Pages {
  readonly #write: Write;
  readonly #page = new Uint8Array(PAGE);
  #end = 0;
  #jobs: Job[] = [];
  #job = 0;
  /** Who is next in the first job. */
  #person = 0;
  #isHeld = false;

  constructor(write: Write) {
    this.#write = write;
  }

  /** Head, address and tail for each. The bytes must not change any more. */
  splice(head: Uint8Array, people: readonly Addressee[], tail: Uint8Array): void {
    if (people.length > 0) this.#jobs.push({ head, people, until: people.length, tail });
  }

  /** Copies and sends what is there, as much as is taken now. */
  flush(): void {
    while (!this.#isHeld && this.#job < this.#jobs.length) {
      if (this.#fill(this.#jobs[this.#job]!)) {
        this.#job++;
        this.#person = 0;
      } else this.#send();
    }
    if (this.#isHeld) return;
    this.#jobs = [];
    this.#job = 0;
    if (this.#end > 0) this.#send();
  }

  /** Whether all copies found a place. */
  #fill({ head, people, until, tail }: Job): boolean {
    const page = this.#page;
    let end = this.#end;
    let at = this.#person;
    for (; at < until; at++) {
      const { address } = people[at]!;
      if (end + head.length + address.length + tail.length > PAGE) break;
      page.set(head, end);
      end += head.length;
      page.set(address, end);
      end += address.length;
      page.set(tail, end);
      end += tail.length;
    }
    this.#end = end;
    this.#person = at;
    if (at < until && end === 0) throw new Error(`a copy has more than ${PAGE} bytes`);
    return at === until;
  }

  #send(): void {
    const bytes = this.#page.subarray(0, this.#end);
    this.#isHeld = !this.#write(bytes, () => {
      this.#isHeld = false;
      this.#end = 0;
      this.flush();
    });
    if (!this.#isHeld) this.#end = 0;
  }
}
