// The order in which rooms are served: in each what was put first leaves first; between them whoever had nothing to say
// and has little goes first, and the others take turns (after RFC 8290, without its dropping). It writes no sockets.
import type { Page, Parcel } from './parcel.ts';

/** Bytes that a room with more may write before it is another's turn. */
const turnBytes = 16_384;
/** Bytes of the message of a quiet room; one that has more to say takes turns from the beginning. */
const quietBytes = 65_536;
/** Bytes of quiet rooms after which one of the others has a turn, so that they go on in any case. */
const aheadBytes = 32_768;

const none: readonly number[] = [];

interface Flow {
  readonly name: string;
  first: Parcel | undefined;
  last: Parcel | undefined;
  /** Bytes that it may still write in its turn, and as many as that was when it began. */
  left: number;
  turn: number;
  next: Flow | undefined;
}

/** A line of rooms. */
class Line {
  #first: Flow | undefined;
  #last: Flow | undefined;

  get first(): Flow | undefined {
    return this.#first;
  }

  /** To the end of it, to write so many bytes. */
  push(flow: Flow, turn: number): void {
    flow.left = flow.turn = turn;
    flow.next = undefined;
    if (this.#last) this.#last.next = flow;
    else this.#first = flow;
    this.#last = flow;
  }

  shift(): void {
    this.#first = this.#first?.next;
    if (!this.#first) this.#last = undefined;
  }
}

export class Flows {
  readonly #flows = new Map<string, Flow>();
  #quiet = new Line();
  #turns = new Line();
  /** Bytes of quiet rooms since the others had a turn. */
  #ahead = 0;
  #bytes = 0;
  #stanzas = 0;
  #parcels = 0;
  #timed: number[] = [];

  /** Bytes that wait, as many as they will be when they are written. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Stanzas that wait. */
  get stanzas(): number {
    return this.#stanzas;
  }

  /** Parcels that are not wholly written: each takes memory, however little it says. */
  get parcels(): number {
    return this.#parcels;
  }

  /** `since` of the parcels that were wholly written since the last time, where they have one. */
  takeTimed(): readonly number[] {
    if (this.#timed.length === 0) return none;
    const timed = this.#timed;
    this.#timed = [];
    return timed;
  }

  /** @param parcel of which nothing is written, and which no other has */
  put(parcel: Parcel): void {
    if (parcel.left === 0) return;
    this.#bytes += parcel.bytes;
    this.#stanzas += parcel.stanzas;
    this.#parcels++;
    const { flow: name } = parcel;
    const known = this.#flows.get(name);
    if (known) {
      known.last!.after = parcel;
      known.last = parcel;
      return;
    }
    const flow: Flow = { name, first: parcel, last: parcel, left: 0, turn: 0, next: undefined };
    this.#flows.set(name, flow);
    if (parcel.bytes <= quietBytes) this.#quiet.push(flow, quietBytes);
    else this.#turns.push(flow, turnBytes);
  }

  /** Forgets all of it. */
  clear(): void {
    this.#flows.clear();
    this.#quiet = new Line();
    this.#turns = new Line();
    this.#ahead = 0;
    this.#bytes = 0;
    this.#stanzas = 0;
    this.#parcels = 0;
    this.#timed = [];
  }

  /**
   * Fills the page with whole stanzas, as many as it has space for.
   * @returns bytes that the page would need for the next stanza, where it is empty and too small for it; else 0
   */
  fill(page: Page): number {
    for (;;) {
      const line = this.#line();
      const flow = line.first;
      if (!flow) return 0;
      const before = page.end;
      this.#serve(flow, page);
      const served = page.end - before;
      this.#bytes -= served;
      if (line === this.#turns && served > 0) this.#ahead = 0;
      else if (this.#turns.first) this.#ahead += served;
      const needed = flow.first?.next ?? 0;
      if (needed === 0) {
        line.shift();
        this.#flows.delete(flow.name);
      } else if (served > 0 && needed > flow.left) {
        line.shift();
        this.#turns.push(flow, turnBytes);
      }
      // it goes on in the next page, where its turn is not over
      if (page.end + needed > page.bytes.length) return page.end === 0 ? needed : 0;
    }
  }

  #line(): Line {
    if (!this.#quiet.first) return this.#turns;
    return this.#ahead >= aheadBytes && this.#turns.first ? this.#turns : this.#quiet;
  }

  /** Writes of one room until its turn is over, or the page is full; one stanza at least, where it has space. */
  #serve(flow: Flow, page: Page): void {
    const before = page.end;
    const longest = flow.left === flow.turn ? Math.max(flow.left, flow.first!.next) : flow.left;
    const most = Math.min(page.bytes.length, before + longest);
    for (;;) {
      const parcel = flow.first!;
      const { left } = parcel;
      parcel.fill(page, most);
      this.#stanzas -= left - parcel.left;
      if (parcel.left > 0) break;
      this.#parcels--;
      if (parcel.since > 0) this.#timed.push(parcel.since);
      flow.first = parcel.after;
      parcel.after = undefined;
      if (!flow.first) break;
    }
    flow.left -= page.end - before;
  }
}
