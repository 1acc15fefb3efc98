// A room as one client knows it: rebuilt from the stanzas that it received, and from nothing else. What the dialects of the
// playground have in common is here; each has a file of its own for how people come, are named and go.
import type { Tree } from '../../../machines/stanza.ts';
import { type Board, boardAfter, strokeElement } from './board.ts';
import { element, type Incoming, inNamespace, ns, type Refusal, refusalIn, said } from './wire.ts';

export type Standing = 'outside' | 'entering' | 'inside' | 'refused';

/** What somebody asks for who wants to come in. A dialect leaves out what it has no word for. */
export interface Entry {
  readonly nick: string;
  readonly secret?: string;
  readonly privacy?: boolean;
  /** Only as the one who makes the room. */
  readonly mustCreate?: boolean;
  readonly title?: string;
  readonly topic?: string;
}

/** Somebody inside, as this client sees it. `address` is what stands behind the room's slash. */
export interface Someone {
  readonly address: string;
  readonly nick: string;
  readonly own: boolean;
  readonly show?: string;
}

/** A line of the talk. */
export interface Line {
  readonly id: number;
  readonly at: number;
  readonly kind: 'said' | 'whisper' | 'told' | 'topic' | 'refused' | 'event';
  readonly who?: string;
  readonly own: boolean;
  /** Told to a newcomer: it was said before. */
  readonly past: boolean;
  readonly text: string;
  /** What it was refused with. */
  readonly condition?: string;
}

/** All that there is to see of a room, as it is at one moment. */
export type RoomSeen = Readonly<
  Pick<ClientRoom, 'room' | 'standing' | 'nick' | 'topic' | 'title' | 'board' | 'refusal' | 'lines' | 'people'>
>;

interface More {
  readonly who?: string | undefined;
  readonly own?: boolean;
  readonly past?: boolean;
  readonly condition?: string | undefined;
}

/** Lines that are kept. */
const most = 300;
let lineCount = 0;

export abstract class ClientRoom {
  readonly room: string;
  readonly #makeId: () => string;
  /** What was asked, in words, by the id of the stanza. */
  readonly #asked = new Map<string, string>();

  standing: Standing = 'outside';
  nick = '';
  topic: string | undefined;
  title: string | undefined;
  board: Board | undefined;
  /** Why the last entry was refused. */
  refusal: Refusal | undefined;
  lines: readonly Line[] = [];

  constructor(room: string, makeId: () => string) {
    this.room = room;
    this.#makeId = makeId;
  }

  abstract readonly people: readonly Someone[];
  /** Stanzas that ask to come in. */
  abstract enter(entry: Entry): readonly Tree[];
  abstract rename(nick: string): readonly Tree[];
  protected abstract receivePresence(stanza: Incoming, now: number): void;
  protected abstract receiveIq(stanza: Incoming, now: number): void;
  protected abstract nickAt(address: string): string | undefined;
  protected abstract isOwn(address: string): boolean;
  protected abstract forgetPeople(): void;

  /** As it is now. */
  get seen(): RoomSeen {
    const { room, standing, nick, topic, title, board, refusal, lines, people } = this;
    return { room, standing, nick, topic, title, board, refusal, lines, people };
  }

  /** Takes a stanza in. `now`: milliseconds since 1970. */
  receive(stanza: Incoming, now: number): void {
    if (stanza.from !== this.room) return;
    if (stanza.kind === 'message') this.#receiveMessage(stanza, now);
    else if (stanza.kind === 'presence') this.receivePresence(stanza, now);
    else if (stanza.kind === 'iq') this.receiveIq(stanza, now);
  }

  say(text: string): readonly Tree[] {
    return [this.#message(undefined, 'groupchat', shorten(text), element('body', {}, text))];
  }

  /** To one person; what is whispered does not come back, so it is put down here. */
  whisper(to: Someone, text: string, now: number): readonly Tree[] {
    this.put('whisper', text, now, { own: true, who: to.nick });
    return [this.#message(to.address, 'chat', `to ${to.nick}: ${shorten(text)}`, element('body', {}, text))];
  }

  setTopic(text: string): readonly Tree[] {
    return [this.#message(undefined, 'groupchat', 'set the topic', element('subject', {}, text))];
  }

  draw(d: string, colour: string, width: number): readonly Tree[] {
    return [this.#message(undefined, 'groupchat', 'draw a stroke', strokeElement(d, colour, width))];
  }

  leave(now: number): readonly Tree[] {
    this.#goOut('outside', 'You left.', now);
    return [element('presence', { to: this.room, type: 'unavailable' })];
  }

  /** The connection is gone; the room hears of it from the server. */
  drop(now: number): void {
    if (this.standing === 'outside') return;
    this.#goOut('outside', 'Your connection was cut.', now);
  }

  /** By this nick; who is inside already is called anew. */
  protected comeIn(nick: string, now: number): void {
    const isIn = this.standing === 'inside';
    if (isIn && nick === this.nick) return;
    this.standing = 'inside';
    this.nick = nick;
    this.put('event', isIn ? `You are ${nick} now.` : `You are inside as ${nick}.`, now, { own: true });
  }

  protected beginEntry(nick: string): void {
    this.forgetPeople();
    this.nick = nick;
    this.refusal = undefined;
    this.board = undefined;
    this.standing = 'entering';
  }

  /** An entry or a new nick was refused: at the door that is all there is to see, inside it is a line beside the others. */
  protected refused(stanza: Incoming, now: number): void {
    if (this.standing === 'entering') {
      this.standing = 'refused';
      this.refusal = refusalIn(stanza.payload);
    }
    this.#putRefusal(stanza, now);
  }

  /** Put out by the room, or left behind by its end. */
  protected putOut(stanza: Incoming, now: number): void {
    if (this.standing === 'outside') return;
    this.#goOut('outside', said(stanza.payload, 'status') ?? 'You are no longer inside.', now);
  }

  protected ask(what: string): string {
    const id = this.#makeId();
    this.#asked.set(id, what);
    if (this.#asked.size > most) this.#asked.delete(this.#asked.keys().next().value!);
    return id;
  }

  protected put(kind: Line['kind'], text: string, at: number, more: More = {}): void {
    const { who, condition, own = false, past = false } = more;
    lineCount += 1;
    const named = { ...(who === undefined ? {} : { who }), ...(condition === undefined ? {} : { condition }) };
    const line: Line = { id: lineCount, at, kind, own, past, text, ...named };
    this.lines = [...this.lines.slice(1 - most), line];
  }

  #putRefusal({ id, payload }: Incoming, now: number): void {
    const { condition, text = condition } = refusalIn(payload);
    const asked = id === undefined ? undefined : this.#asked.get(id);
    this.put('refused', text, now, { who: asked, condition });
  }

  #goOut(standing: Standing, text: string, now: number): void {
    this.forgetPeople();
    this.standing = standing;
    this.put('event', text, now, { own: true });
  }

  #message(address: string | undefined, type: string, what: string, payload: Tree): Tree {
    const to = address === undefined ? this.room : `${this.room}/${address}`;
    return element('message', { to, type, id: this.ask(what) }, payload);
  }

  #receiveMessage(stanza: Incoming, now: number): void {
    if (stanza.type === 'error') this.#putRefusal(stanza, now);
    else this.#hear(stanza, now);
  }

  #hear({ payload, resource, type }: Incoming, now: number): void {
    const delay = inNamespace(payload, ns.delay)[0];
    const past = delay !== undefined;
    const at = (delay && Date.parse(delay.attrs.stamp ?? '')) || now;
    // strokes of the past may be undone by now: the board is told as it is
    if (!past) this.board = boardAfter(this.board, payload);
    const own = resource !== undefined && this.isOwn(resource);
    const who = resource === undefined ? undefined : this.#nameOf(resource, payload);
    const subject = said(payload, 'subject');
    if (subject !== undefined && type === 'groupchat' && !past) {
      this.topic = subject || undefined;
      this.put('topic', subject, at, { who, own });
    }
    const body = said(payload, 'body');
    if (!body) return;
    if (who === undefined) this.put('told', body, at, { past });
    else this.put(type === 'groupchat' ? 'said' : 'whisper', body, at, { who, own, past });
  }

  /** Who said something before this client came is named in the message, where addresses are ids. */
  #nameOf(resource: string, payload: readonly Tree[]): string {
    return this.nickAt(resource) ?? nickIn(payload) ?? resource;
  }
}

function nickIn(payload: readonly Tree[]): string | undefined {
  const [first] = inNamespace(payload, ns.nick)[0]?.children ?? [];
  return typeof first === 'string' ? first : undefined;
}

function shorten(text: string): string {
  return text.length > 40 ? `“${text.slice(0, 39)}…”` : `“${text}”`;
}
