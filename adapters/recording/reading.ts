// Reads a recording line by line. Whatever is in it, reading ends in a request that the room can be asked, or in a
// sentence that says what is wrong: nothing in a file is taken on trust.
import type { z } from 'zod';
import type { RoomJid } from '../../machines/address.ts';
import { nearest } from '../../machines/nearest.ts';
import type { Receipt, RoomRequest, Say } from '../../machines/request.ts';
import type { MessageContent } from '../../machines/stanza.ts';
import { type End, form, type Header, type Outcome, type Party } from './line.ts';
import * as shape from './line-shape.ts';
import { scanTalk } from './talk-scan.ts';

/** What is wrong with a line: a sentence without the full stop, that the number of the line goes before. */
export class LineFault extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'LineFault';
  }
}

/** A request as it was recorded. */
export interface Recorded {
  readonly request: RoomRequest;
  /** None with plain talk, of which comes that it is said to all as it is, and nothing else. */
  readonly outcome: Outcome | undefined;
}

/** Bounds of what is read: characters of a line, levels of nesting in it, people in a recording. */
export const bounds = { header: 268_435_456, line: 16_777_216, depth: 600, people: 1_000_000 } as const;

const types: ReadonlySet<unknown> = new Set<MessageContent['type']>(['normal', 'chat', 'groupchat', 'headline', 'error']);
const noAttributes = Object.freeze({});

export class Reading {
  readonly header: Header;
  /** How the recording ended, once that was read. */
  end: End | undefined;
  readonly #room: RoomJid;
  readonly #parties: (Party | undefined)[] = [];

  /** @throws LineFault where the first line is not that of a recording of this version */
  constructor(first: string) {
    this.header = headerOf(first);
    this.#room = this.header.room as RoomJid;
  }

  /** @returns the request of a line; nothing where the line has none @throws LineFault */
  line(text: string): Recorded | undefined {
    if (this.end) throw new LineFault('there is something after the end');
    const talk = scanTalk(text);
    if (talk) return { request: this.#plain(talk), outcome: undefined };
    const value = parsed(text, bounds.line);
    if (Array.isArray(value)) return { request: this.#plain(value), outcome: undefined };
    if (typeof value !== 'object' || value === null) throw new LineFault('it is neither a request nor a person');
    sound(value, 0);
    if ('ask' in value) return this.#asked(value);
    if ('person' in value) this.#add(value);
    else if ('end' in value) this.end = checked(shape.End, value, '').end;
    else throw new LineFault('it is neither a request nor a person');
    return undefined;
  }

  /** Who asks by that number. */
  party(person: number): Party | undefined {
    return this.#parties[person];
  }

  #add(value: object): void {
    const { person, ...party } = checked(shape.Party, value, '');
    if (person >= bounds.people)
      throw new LineFault(`there are ${bounds.people} people at most, and this one has number ${person}`);
    if (this.#parties[person]) throw new LineFault(`person ${person} is there twice`);
    // in their order, so that a large number makes no large list
    if (person > this.#parties.length) throw new LineFault(`person ${person} comes before person ${this.#parties.length}`);
    this.#parties[person] = party as unknown as Party;
  }

  #plain(value: readonly unknown[]): Say {
    const [at, fresh, person, id, body, bytes, type = 'groupchat'] = value;
    if (
      typeof at !== 'number' ||
      typeof fresh !== 'string' ||
      fresh === '' ||
      typeof person !== 'number' ||
      (id !== null && typeof id !== 'string') ||
      typeof body !== 'string' ||
      typeof bytes !== 'number' ||
      (type !== 'groupchat' && !types.has(type))
    )
      throw new LineFault('plain talk is written as [time, chance, person, id or null, text, bytes]');
    const party = this.#parties[person];
    if (!party) throw new LineFault(`no line before it says who person ${person} is`);
    const room = this.#room;
    const receipt: Receipt =
      id === null ? { kind: 'message', sentTo: room } : { kind: 'message', sentTo: room, id: id as string };
    const payload = Object.freeze([
      Object.freeze({ name: 'body', attrs: noAttributes, children: Object.freeze([body]) as readonly string[] }),
    ]);
    const content = (
      id === null ? { kind: 'message', type, payload, bytes, body } : { kind: 'message', type, payload, bytes, id, body }
    ) as MessageContent;
    const { from, bare, host, dialect } = party;
    return { type: 'say', room, from, bare, host, dialect, receipt, content, at, fresh };
  }

  #asked(value: object): Recorded {
    const { ask, ...rest } = value as { ask: unknown };
    if (typeof ask !== 'object' || ask === null || !('type' in ask)) throw new LineFault('it has a request without a type');
    const { type } = ask;
    const form = typeof type === 'string' && Object.hasOwn(shape.requests, type) ? shape.requests[type as 'say'] : undefined;
    if (!form) {
      const found = nearest(String(type).slice(0, 50), Object.keys(shape.requests));
      throw new LineFault(`there is no request “${String(type).slice(0, 50)}”${found ? `: ${found} is meant, perhaps` : ''}`);
    }
    const request = checked(form, ask, `the request ${type as string}: `) as object;
    const outcome = checked(shape.Outcome, rest, '') as Outcome;
    const person = (request as { person?: number }).person;
    if (person === undefined) return { request: { ...request, room: this.#room } as unknown as RoomRequest, outcome };
    const party = this.#parties[person];
    if (!party) throw new LineFault(`no line before it says who person ${person} is`);
    const { person: _, ...own } = request as { person: number };
    return { request: { ...own, room: this.#room, ...party } as unknown as RoomRequest, outcome };
  }
}

function headerOf(text: string): Header {
  const value = parsed(text, bounds.header);
  if (typeof value !== 'object' || value === null || !('confab' in value) || value.confab !== 'recording')
    throw new LineFault('this is not a recording: its first line begins {"confab":"recording",…');
  const { version } = value as { version?: unknown };
  if (typeof version === 'number' && version > form)
    throw new LineFault(
      `it was recorded in version ${version}, and this program reads version ${form}: replay it with a newer Confab. Nothing of it can be replayed here`,
    );
  if (version !== form) throw new LineFault(`its version is ${form}, and not ${JSON.stringify(version) ?? 'missing'}`);
  sound(value, 0);
  const header = checked(shape.Header, value, 'the header: ') as unknown as Header;
  if (header.settings.jid !== header.room)
    throw new LineFault(`the header: it is of the room ${header.room}, and its settings are those of ${header.settings.jid}`);
  return header;
}

function parsed(text: string, most: number): unknown {
  if (text.length > most) throw new LineFault(`it has more than ${most} characters`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new LineFault('it is not JSON');
  }
}

/** Refuses what is nested too deep, and names that mean something to JavaScript. What it leaves is frozen, as what was heard. */
function sound(value: object, depth: number): void {
  if (depth > bounds.depth) throw new LineFault(`it is nested deeper than ${bounds.depth} levels`);
  for (const key in value) {
    if (key === '__proto__') throw new LineFault('it has the name __proto__, which no recording has');
    const inner = value[key as keyof typeof value] as unknown;
    if (typeof inner === 'object' && inner !== null) sound(inner, depth + 1);
  }
}

/** The value as it was written, where it has the shape; what a schema would add is only for headers. */
function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path.join('.');
  throw new LineFault(`${where}${path ? `${path}: ` : ''}${issue?.message ?? 'it has another shape'}`);
}
