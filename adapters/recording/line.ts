// The lines of a recording: their types, and how they are written. JSON Lines: a header; then for each request a line, with
// what came of it in outline; and who asks, before the first request of each. Reading them, and refusing what is no
// line, is reading.ts; leaving out what is private is not done here.

import type { Fact } from '../../machines/fact.ts';
import type { Floor } from '../../machines/floor.ts';
import type { KeptRoom } from '../../machines/keeping.ts';
import type { Kind } from '../../machines/kind.ts';
import type { OpenSurvey } from '../../machines/open-survey.ts';
import type { Refusal } from '../../machines/refusal.ts';
import type { Asker, RoomRequest, Say } from '../../machines/request.ts';
import type { RoomSettings } from '../../machines/room-settings.ts';

/** Version of the form; a recording of a later one is not read. */
export const form = 1;

/** A behaviour of a kind: its name, or with what the kind sets. As a configuration lists them. */
export type RecordedBehaviour = string | { readonly name: string; readonly [setting: string]: unknown };

/** A kind as a configuration would write it. */
export interface RecordedKind {
  readonly name: string;
  readonly listed: boolean;
  readonly behaviours: readonly RecordedBehaviour[];
}

/** What the first line says. */
export interface Header {
  /** Of the program that recorded. */
  readonly engine: string;
  readonly room: string;
  /** When the recording began, in milliseconds since 1970. */
  readonly at: number;
  /** By which the room worked then: `settings.kind` where it was not given another. */
  readonly kind: string;
  readonly listed: boolean;
  readonly behaviours: readonly RecordedBehaviour[];
  /** Without secrets. */
  readonly settings: RoomSettings;
  /** Whether texts are as they were written; addresses and nicks. */
  readonly texts: boolean;
  readonly names: boolean;
  /** How the room stood, where it did not begin with the recording. */
  readonly kept?: KeptRoom;
  /** Whether only the latest requests are there, of a room that is not known before them: to be read, not replayed. */
  readonly cut?: true;
}

/** Who asks, without the receipt, which is another one each time. */
export type Party = Pick<Asker, 'from' | 'bare' | 'host' | 'dialect'>;

/** What came of a request, and what of it the room did not find out by itself. */
export interface Outcome {
  /** By outlineOf, in the order in which they were told. */
  readonly facts: readonly string[];
  /** What `floor.mayFound` said, each time that the room asked in this step: held requests that go on are asked for again. */
  readonly may?: readonly ('allowed' | Refusal)[];
  /** The survey that the service has put on the floor since the request before: it says so to no room. */
  readonly survey?: OpenSurvey;
  /** With a `replace` the kind of that name as it was known then; otherwise that by which the room began anew, where it is another. */
  readonly kind?: RecordedKind;
}

export type End = 'closed' | 'full' | 'stopped';

export function encodeHeader(header: Header): string {
  return JSON.stringify({ confab: 'recording', version: form, ...header });
}

export function encodeParty(person: number, { from, bare, host, dialect }: Party): string {
  return JSON.stringify({ person, from, bare, host, dialect });
}

export function encodeEnd(end: End): string {
  return JSON.stringify({ end });
}

/** A kind as the header has it; settings as they are, which is before anything is left out. */
export function recordedKind({ name, listed, parts }: Kind): RecordedKind {
  const behaviours = parts.map(({ behaviour, settings }) =>
    Object.keys(settings).length === 0 ? behaviour.name : { ...settings, name: behaviour.name },
  );
  return { name, listed, behaviours };
}

/** The kind that has to be known for a step: that of a `replace`, done or not, and that by which a room begins anew. */
export function newKind(
  request: RoomRequest,
  before: Kind,
  { kindOf, kindNamed }: Pick<Floor, 'kindOf' | 'kindNamed'>,
): Kind | undefined {
  if (request.type === 'replace') return kindNamed(request.kind);
  return kindOf === before ? undefined : kindOf;
}

/** A request that is written by what is in it alone. @param person the number of who asks; none where no person does */
export function encodeRequest(request: RoomRequest, person: number | undefined, outcome: Outcome): string {
  // the room and the asker stand once for all; without a copy for what stays
  const {
    from: _,
    bare: __,
    host: ___,
    dialect,
    room: ____,
    ...own
  } = request as RoomRequest & Partial<Asker & { room: string }>;
  // an invitation has the words of a dialect, and no asker
  const ask = person === undefined ? (dialect === undefined ? own : { ...own, dialect }) : { ...own, person };
  return JSON.stringify({ ask, ...outcome });
}

/**
 * Whether a request is plain talk, to be written in short by encodePlain: a message of nothing but a body, said to all
 * as it was written, and nothing else came of it.
 * @param facts all that was told in that step
 */
export function isPlainTalk(request: RoomRequest, facts: readonly Fact[]): request is Say {
  if (request.type !== 'say' || facts.length !== 1) return false;
  const fact = facts[0]!;
  return fact.type === 'said' && fact.content === request.content && isPlain(request);
}

function isPlain({ content, receipt, room, at }: Say): boolean {
  const { payload, body } = content;
  if (payload.length !== 1 || body === undefined || content.subject !== undefined || content.lang !== undefined) return false;
  const { name, attrs, children } = payload[0]!;
  if (name !== 'body' || children.length !== 1 || children[0] !== body) return false;
  for (const _ in attrs) return false;
  const { kind, id, sentTo, as } = receipt;
  return kind === 'message' && id === content.id && sentTo === room && as === undefined && Number.isFinite(at);
}

/**
 * Plain talk in short: `[at, fresh, person, id or null, body, bytes, type]`, the type only where it is not groupchat. Of
 * the request nothing else is written, so a body that is to be left out needs no other request.
 */
export function encodePlain({ at, fresh, content }: Say, person: number, body: string, id = content.id): string {
  const { bytes, type } = content;
  const written = id === undefined ? 'null' : quoted(id);
  const last = type === 'groupchat' ? ']' : `,"${type}"]`;
  return `[${at},${quoted(fresh)},${person},${written},${quoted(body)},${bytes}${last}`;
}

/** What stands before the body of plain talk in its line, and behind it: for whoever writes the body as bytes. */
export function plainHead({ at, fresh }: Say, person: number, id: string | undefined): string {
  return `[${at},${quoted(fresh)},${person},${id === undefined ? 'null' : quoted(id)},"`;
}

export function plainTail({ content: { bytes, type } }: Say): string {
  return type === 'groupchat' ? `",${bytes}]\n` : `",${bytes},"${type}"]\n`;
}

/** As JSON.stringify has it; faster where nothing needs an escape. */
function quoted(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return JSON.stringify(text);
  }
  return `"${text}"`;
}
