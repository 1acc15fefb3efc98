// The one way out to the component's socket. It writes no more than the kernel takes: the rest waits here, unwritten, in
// fair order, and whoever fills it is told to stop when too much waits. What waits when the link is lost is dropped.
import { clearImmediate, setImmediate } from 'node:timers';
import { Flows } from '../streams/flows.ts';
import type { Page, Parcel } from '../streams/parcel.ts';
import type { ComponentLike } from './claim.ts';

export interface OutboxOptions {
  /** Bytes that may wait until reading stops; it goes on when half of them are gone. */
  readonly most?: number;
  /** Told when reading is to stop, and when it may go on. It may post. */
  readonly onFull?: (isFull: boolean) => void;
  /** Numbers of bytes that wait, ascending: `onMark` is told when there are as many, or no longer. It may post. */
  readonly marks?: readonly number[];
  readonly onMark?: () => void;
  /** Shown all bytes that are written, whole stanzas, at once; they change afterwards. */
  readonly tap?: (bytes: Uint8Array) => void;
  /** Told of each parcel whose last byte the kernel has taken, when what it tells was heard, where that is known. */
  readonly onTaken?: (since: number) => void;
  /** Told how many stanzas were lost: with a link, when it is lost; for want of one, when there is one again. */
  readonly onDropped?: (stanzas: number) => void;
}

export interface Outbox {
  /** Takes stanzas on their way. Never throws. */
  post(parcel: Parcel): void;
  /** Drops what was for a link that is not there any more. It is done with every parcel; call it where none may come. */
  check(): void;
  /** Resolves when the kernel has taken everything, or the link is lost and there is nobody to take it. */
  flushed(): Promise<void>;
  /** How many bytes wait here or have not been taken by the kernel. */
  readonly pending: number;
  /** The same, with what the memory of many short stanzas is more: what `most` and `marks` are compared with. */
  readonly weight: number;
  /** How many stanzas had no link to go to, or were not taken by the kernel when it was lost. */
  readonly dropped: number;
  /** How many bytes were written, and how often. */
  readonly written: { readonly bytes: number; readonly writes: number };
  /** Whether reading should wait. */
  readonly isFull: boolean;
  /** What is there is given to the kernel at once, all of it; whatever is posted later is dropped. */
  close(): void;
}

/** Bytes of a page: what is given to the kernel at once, and cannot be overtaken any more. */
const pageBytes = 65_536;
/** Bytes of memory that a parcel has, however little it says. */
const parcelBytes = 1_024;
/** Pages that are written before others get a turn. */
const pagesOfTurn = 4;
/** Pages that are kept for the next time. */
const spares = 4;

type Socket = NonNullable<ComponentLike['socket']>;

/** A socket, and what it was given and has not taken. */
interface Link {
  readonly socket: Socket;
  bytes: number;
  stanzas: number;
  isBusy: boolean;
}

/** @param component whose `socket` and `status` say, at each write, where the bytes go */
export function outbox(component: ComponentLike, options: OutboxOptions = {}): Outbox {
  const { most = 64 * 1024 * 1024, onFull, marks = [], onMark, tap, onTaken, onDropped } = options;
  const flows = new Flows();
  const pages: Uint8Array[] = [];
  const written = { bytes: 0, writes: 0 };
  let link: Link | undefined;
  let dropped = 0;
  let untold = 0;
  let isFull = false;
  // the marks between which we are, and from how many bytes on somebody wants to know
  let low = Number.NEGATIVE_INFINITY;
  let high = marks[0] ?? Number.POSITIVE_INFINITY;
  let ceiling = Math.min(high, most + 1);
  let isClosed = false;
  let turn: ReturnType<typeof setImmediate> | undefined;
  let waiting: (() => void)[] = [];

  const pending = () => flows.bytes + (link?.bytes ?? 0);
  const weight = () => pending() + flows.parcels * parcelBytes;

  function tellDropped(): void {
    const stanzas = untold;
    untold = 0;
    dropped += stanzas;
    if (stanzas > 0) onDropped?.(stanzas);
  }

  /** Tells who waits for it how much is left. */
  function settle(): void {
    const wasFull = isFull;
    const now = weight();
    isFull = now > (wasFull ? most / 2 : most);
    const isPast = now < low || now >= high;
    if (isPast) {
      const passed = marks.filter(mark => mark <= now).length;
      low = marks[passed - 1] ?? Number.NEGATIVE_INFINITY;
      high = marks[passed] ?? Number.POSITIVE_INFINITY;
    }
    ceiling = isFull ? high : Math.min(high, most + 1);
    if (isFull !== wasFull) onFull?.(isFull);
    if (isPast) onMark?.();
    // whoever was told may have posted
    if (pending() > 0) return;
    const done = waiting;
    waiting = [];
    for (const resolve of done) resolve();
  }

  function look(): Link | undefined {
    const socket = openSocket(component);
    if (link && link.socket !== socket) lose();
    if (!socket) return undefined;
    if (!link) {
      link = { socket, bytes: 0, stanzas: 0, isBusy: false };
      tellDropped();
    }
    return link;
  }

  function lose(): void {
    untold += flows.stanzas + (link?.stanzas ?? 0);
    link = undefined;
    flows.clear();
    tellDropped();
    settle();
  }

  function write(to: Link, page: Page, stanzas: number): void {
    const { end } = page;
    const bytes = end === page.bytes.length ? page.bytes : page.bytes.subarray(0, end);
    let isKept = false;
    function keep(): void {
      if (isKept || page.bytes.length !== pageBytes || pages.length >= spares) return;
      isKept = true;
      pages.push(page.bytes);
    }
    tap?.(bytes);
    written.bytes += end;
    written.writes++;
    to.bytes += end;
    to.stanzas += stanzas;
    to.isBusy = true;
    const timed = flows.takeTimed();
    to.socket.write(bytes, error => {
      // of a link that was lost: it is counted already
      if (to !== link) return;
      if (error) {
        lose();
        return;
      }
      to.bytes -= end;
      to.stanzas -= stanzas;
      if (to.bytes === 0) to.isBusy = false;
      if (onTaken) for (const since of timed) onTaken(since);
      keep();
      schedule();
      settle();
    });
    // the kernel has all of it: nobody needs to wait for the callback
    if (to.socket.writableLength !== 0) return;
    to.isBusy = false;
    keep();
  }

  function schedule(): void {
    if (flows.bytes > 0 && !link?.isBusy) turn ??= setImmediate(flush);
  }

  function flush(): void {
    clearImmediate(turn);
    turn = undefined;
    const to = look();
    // the last goes at once: whoever writes to this socket next must not overtake it
    const isMine = (count: number) => isClosed || (!to!.isBusy && count < pagesOfTurn);
    for (let count = 0; to && to === link && flows.bytes > 0 && isMine(count); count++) {
      let page: Page = { bytes: pages.pop() ?? new Uint8Array(pageBytes), end: 0 };
      const before = flows.stanzas;
      const needed = flows.fill(page);
      if (needed > 0) {
        pages.push(page.bytes);
        page = { bytes: new Uint8Array(needed), end: 0 };
        flows.fill(page);
      }
      write(to, page, before - flows.stanzas);
    }
    schedule();
  }

  return {
    post(parcel) {
      const { stanzas } = parcel;
      if (stanzas === 0) return;
      if (isClosed || !look()) {
        untold += stanzas;
        return;
      }
      flows.put(parcel);
      schedule();
      if (weight() >= ceiling) settle();
    },

    check() {
      look();
    },

    flushed() {
      if (pending() === 0) return Promise.resolve();
      return new Promise(resolve => {
        waiting.push(resolve);
      });
    },

    get pending() {
      return pending();
    },

    get weight() {
      return weight();
    },

    get dropped() {
      return dropped + untold;
    },

    get isFull() {
      return isFull;
    },

    written,

    close() {
      isClosed = true;
      flush();
    },
  };
}

function openSocket({ socket, status }: ComponentLike): ComponentLike['socket'] {
  if (status !== 'online') return null;
  // a socket whose end was sent is there until the server has closed its own
  return socket?.writable === false ? null : socket;
}
