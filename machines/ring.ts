// The latest requests to one room, so that what led to something can be asked afterwards. Bounded; what is older is
// forgotten. Messages are remembered as they are, for they come often; all else as text without what can be known from
// the rest, since very many rooms remember an entry and nothing more.
import type { BareJid, RealJid, RoomJid } from './address.ts';
import type { Fact } from './fact.ts';
import type { Stand } from './region.ts';
import type { RoomRequest } from './request.ts';

type Kept = RoomRequest | string;
type Table = Record<string, unknown>;

/** Where a room's chart stands, and those of its behaviours, by their places. */
export interface Stood {
  readonly value: string;
  readonly stands: readonly (Stand | undefined)[];
}

/** Of each request: itself, what came of it, and where the room stood before it. */
const parts = 4;

export class Ring {
  readonly most: number;
  /** How many requests there have been. */
  total = 0;
  /** Whether the room had requests before the first of these: it was put away, and put back. */
  readonly isCut: boolean;
  /** Which request gave the room the charts that it has now; 0 where it had them before all of them. */
  since = 0;
  /**
   * The parts of one request after those of another, in one list: most rooms remember two or three. What came of each is the id
   * of who said it, where that was all; otherwise a line for each fact, after its end.
   */
  #kept: (Kept | Stood['stands'] | undefined)[] = [];

  /** @param most how many are remembered, one at least */
  constructor(most: number, isCut = false) {
    this.most = most;
    this.isCut = isCut;
  }

  /** Remembers a request, with where the room stands before it. */
  add(request: RoomRequest, value: string, stands: Stood['stands']): void {
    const kept = request.type === 'say' ? request : written(request);
    const place = parts * (this.total++ % this.most);
    // in a room in which nothing is said for long the list is exactly as long as it is
    if (place === this.#kept.length && place < 4 * parts) this.#kept = [...this.#kept, kept, undefined, value, stands];
    else {
      this.#kept[place] = kept;
      this.#kept[place + 1] = undefined;
      this.#kept[place + 2] = value;
      this.#kept[place + 3] = stands;
    }
  }

  /** Remembers what came of the latest request. @param outlineOf says it in a line */
  note(fact: Fact, outlineOf: (fact: Fact) => string): void {
    const place = parts * ((this.total - 1) % this.most) + 1;
    const before = (this.#kept[place] as string | undefined) ?? '';
    // nothing is made of what comes often
    if (fact.type === 'said' && before === '') this.#kept[place] = fact.who.id;
    else if (before.length < longest) {
      const lines = before === '' || before.startsWith('\n') ? before : `\nsaid ${before}`;
      const isLast = lines.length + 500 >= longest;
      const text = `${lines}\n${isLast ? more : outlineOf(fact)}`;
      this.#kept[place] = whole(isLast ? text.padEnd(longest) : text);
    }
  }

  /** What came of each that is remembered, a line for each fact; `…` as the last where there were a great many. */
  outlines(): readonly (readonly string[])[] {
    return this.#inOrder((_, came) => {
      if (came === undefined) return [];
      return came.startsWith('\n') ? came.trimEnd().slice(1).split('\n') : [`said ${came}`];
    });
  }

  /** Where the room stood before each that is remembered. */
  stood(): readonly Stood[] {
    return this.#inOrder((_, __, value, stands) => ({ value, stands }));
  }

  /**
   * Those that are remembered, oldest first.
   * @param room whose requests they are
   */
  latest(room: RoomJid): readonly RoomRequest[] {
    return this.#inOrder(one => (typeof one === 'string' ? read(one, room) : one));
  }

  #inOrder<T>(of: (kept: Kept, came: string | undefined, value: string, stands: Stood['stands']) => T): readonly T[] {
    const list = Array.from({ length: this.#kept.length / parts }, (_, at) =>
      of(...(this.#kept.slice(parts * at, parts * (at + 1)) as [Kept, string | undefined, string, Stood['stands']])),
    );
    const from = this.total % this.most;
    return this.total <= this.most ? list : [...list.slice(from), ...list.slice(0, from)];
  }
}

/** Letters of all that came of one request. */
const longest = 8_192;
/** In the place of what is too much. */
export const more = '…';

/** What most requests to enter have in common. */
const usual: Readonly<Table> = { privacy: false, hidden: false, mustCreate: false };
const usualPresence = '{"kind":"presence","type":"available","payload":[]}';

/** What stands in the text of nearly every request: each is written as one character that JSON never has in a text. */
const common: readonly (readonly [string, string])[] = [
  '{"type":"present","from":"',
  '{"type":"enter","from":"',
  ',"receipt":{"kind":"presence"}',
  ',"receipt":{"kind":"iq","id":"',
  '","as":{"name":"query","xmlns":"jabber:iq:conference"}}',
  '","as":{"name":"enter","xmlns":"jabber:iq:conference"}}',
  '","dialect":"conference"',
  '","dialect":"groupchat"',
  ',"nicks":[{"text":"',
  '","key":"',
  ',"presence":{"kind":"presence","type":"available","payload":[]}',
  ',"founding":"allowed"',
  ',"fresh":"',
  '"}],"at":',
].map((text, at) => [text, String.fromCharCode(at + 1)]);

function written(request: RoomRequest): string {
  const { room: _, ...rest } = request as unknown as Table;
  if ('from' in request) {
    delete rest.bare;
    delete rest.host;
    rest.receipt = { ...request.receipt, sentTo: request.receipt.sentTo === request.room ? undefined : request.receipt.sentTo };
  }
  for (const name in usual) if (rest[name] === usual[name]) delete rest[name];
  if (request.type === 'present' && JSON.stringify(request.presence) === usualPresence) delete rest.presence;
  let text = JSON.stringify(rest);
  for (const [long, mark] of common) text = text.replace(long, mark);
  return whole(text);
}

/** A text put together of others holds on to all of them until somebody looks into it; then it is one. */
function whole(text: string): string {
  text.charCodeAt(0);
  return text;
}

function read(text: string, room: RoomJid): RoomRequest {
  let json = text;
  // the last first: what one stands for may end where another begins
  for (const [long, mark] of common.toReversed()) json = json.replace(mark, () => long);
  const rest = JSON.parse(json) as Table & { receipt?: Table; from?: RealJid };
  const request: Table = { ...rest, ...(takesRoom(rest) ? { room } : {}) };
  if (rest.from !== undefined) {
    const slash = rest.from.indexOf('/');
    const bare = (slash < 0 ? rest.from : rest.from.slice(0, slash)) as string as BareJid;
    Object.assign(request, { bare, host: bare.slice(bare.indexOf('@') + 1), receipt: { sentTo: room, ...rest.receipt } });
  }
  if (rest.type === 'enter') for (const name in usual) request[name] ??= usual[name];
  if (rest.type === 'present') request.presence ??= JSON.parse(usualPresence);
  return request as unknown as RoomRequest;
}

/** Time goes by for all rooms, and so do the end of the service and the question who is there. */
function takesRoom({ type }: Table): boolean {
  return type !== 'tick' && type !== 'survey' && type !== 'close' && type !== 'resume';
}
