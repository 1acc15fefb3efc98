// A board on which those inside draw: strokes are elements in messages, numbered by the room, kept, shown to newcomers,
// undone by their authors and cleared by those who may. What a stroke and a path may be is machines/whiteboard/.
import { z } from 'zod';
import type { Scope } from '../behaviour.ts';
import { behaviour } from '../define-behaviour.ts';
import { bytesOf } from '../message-text.ts';
import type { Person } from '../person.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Content, MessageContent, Tree } from '../stanza.ts';
import {
  type Board,
  cleared,
  emptyBoard,
  lastOf,
  numberOf,
  paged,
  strokeOf,
  withoutStroke,
  withStrokes,
} from '../whiteboard/board.ts';
import { drawingOf } from '../whiteboard/drawing.ts';
import { snapshotOf } from '../whiteboard/snapshot.ts';
import { readStroke, strokeBytes, strokeTree, whiteboardNs } from '../whiteboard/stroke.ts';

const size = (about: string, fallback: number) => z.int().min(1).max(100_000).default(fallback).describe(about);

const Settings = z.strictObject({
  width: size('width of the board, in the units of the paths', 1_200),
  height: size('height of the board', 800),
  strokes: z.int().min(1).max(100_000).default(10_000).describe('strokes that it may have'),
  bytes: z.int().min(10_000).max(20_000_000).default(2_000_000).describe('bytes that they may have together'),
  strokeBytes: z.int().min(500).max(65_536).default(16_384).describe('bytes that one of them may have'),
  widest: z.number().min(0.1).max(9_999).default(100).describe('the widest that a stroke may be'),
  atOnce: z.int().min(1).max(1_000).default(50).describe('strokes that one message may have'),
  clear: z.enum(['moderators', 'anyone']).default('moderators').describe('who may clear the board'),
  messageBytes: z
    .int()
    .min(10_000)
    .max(262_144)
    .default(60_000)
    .describe('bytes of one message in which a newcomer is shown the board'),
});
type Settings = z.infer<typeof Settings>;
type Here = Scope<Settings, Board>;

/** For two addresses as long as they may be, and what stands between them. */
const frameBytes = 5_500;

const notAll = refuse('not-acceptable', 'The board is for all: send what is about it to the room, and not to one person.');
const noTopic = refuse('not-acceptable', 'A message that sets the topic draws nothing: send the strokes in one of their own.');
const notYours = refuse('forbidden', 'This stroke is not yours: only its author and moderators may undo it.');
const nothingYours = refuse('item-not-found', 'Nothing that you have drawn is on the board.');
const whichOne = refuse('not-acceptable', 'Say which stroke, by its number: undo NUMBER');
const mayNotClear = refuse('forbidden', 'Only moderators of this room may clear the board. Undo your own strokes with !undo');
const isEmpty = refuse('unexpected-request', 'The board is empty already.');

export const whiteboard = behaviour({
  name: 'whiteboard',
  about: 'A board on which people draw, shown to those who come.',
  settings: Settings,
  // no server refuses a message of ten thousand bytes (RFC 6120, 13.12)
  defaults: room => ({ messageBytes: Math.max(10_000, room.limits.pushBytes) }),
  data: (): Board => emptyBoard,
  requests: {
    undo: {
      about: 'Takes a stroke away, by its number: an own one, or any by a moderator; without a number the last own one.',
      who: 'anyone',
      word: 'undo',
      fields: z.strictObject({ id: z.int().min(1).optional() }),
    },
    clear: { about: 'Takes all strokes away: moderators may, or anyone, as it is set.', who: 'anyone', word: 'clear' },
  },
  rules: {
    speak: (scope, { content }) => drawing(scope, content),
    topic: (_, { content }) => (isAboutBoard(content) ? noTopic : undefined),
    whisper: (_, { content }) => (content.kind === 'message' && isAboutBoard(content) ? notAll : undefined),
  },
  hears: {
    said({ settings, data }, { who, content }) {
      if (!isAboutBoard(content)) return undefined;
      const strokes = content.payload.filter(tree => isDrawn(tree, who, data));
      return strokes.length > 0 ? { data: withStrokes(data, strokes, pageBytes(settings)) } : undefined;
    },
    entered({ settings, data }, { who }) {
      const board = paged(data, pageBytes(settings));
      const facts = [{ type: 'advised', to: who, ...snapshotOf(board, settings) } as const];
      return board === data ? { facts } : { data: board, facts };
    },
    undo(scope, { fields: { id }, who }: { readonly fields: { readonly id?: number }; readonly who?: Person }) {
      const stroke = meant(scope, id, who);
      if (isRefusal(stroke)) return { reply: stroke };
      const undone = { name: 'undone', attrs: { xmlns: whiteboardNs, id: stroke.attrs.id!, ...byWhom(who) }, children: [] };
      return {
        data: withoutStroke(scope.data, numberOf(stroke), pageBytes(scope.settings)),
        facts: [{ type: 'announced', text: '', payload: [undone] }],
        ...(who ? {} : { reply: `Stroke ${stroke.attrs.id} was undone.` }),
      };
    },
    clear({ room, settings, data }, { who }: { readonly who?: Person }) {
      if (who && settings.clear === 'moderators' && !room.isModerator(who)) return { reply: mayNotClear };
      if (data.strokes === 0) return { reply: isEmpty };
      const text = who ? `${who.nick} cleared the board.` : 'The board was cleared by those who run this service.';
      const payload = [{ name: 'cleared', attrs: { xmlns: whiteboardNs, ...byWhom(who) }, children: [] }];
      return { data: cleared(data), facts: [{ type: 'announced', text, payload }], ...(who ? {} : { reply: text }) };
    },
  },
  shares: ({ settings, data }) => drawingOf(data, settings),
  features: [whiteboardNs],
});

function isAboutBoard({ payload }: Content): boolean {
  for (const tree of payload) if (tree.attrs.xmlns === whiteboardNs) return true;
  return false;
}

function byWhom(who: Person | undefined): { readonly by?: string; readonly nick?: string } {
  return who ? { by: who.id, nick: who.nick } : {};
}

/** Bytes of the strokes that one message tells. */
function pageBytes({ messageBytes }: Settings): number {
  return messageBytes - frameBytes;
}

/** The message with its strokes as they are drawn: numbered, with their author; or why they are not. */
function drawing(scope: Here, content: MessageContent): Refusal | { readonly rewrite: { content: MessageContent } } | undefined {
  if (!isAboutBoard(content)) return undefined;
  const { settings, data } = scope;
  const sent = content.payload.filter(({ attrs }) => attrs.xmlns === whiteboardNs);
  const other = sent.find(({ name }) => name !== 'stroke');
  if (other)
    return refuse(
      'bad-request',
      `A message draws with the element stroke; the element ${other.name.slice(0, 50)} is the room's.`,
    );
  if (sent.length > settings.atOnce)
    return refuse(
      'not-acceptable',
      `One message may have ${settings.atOnce} strokes, and this has ${sent.length}. Send several.`,
    );
  const drawn: Tree[] = [];
  let bytes = 0;
  for (const [at, tree] of sent.entries()) {
    const which = sent.length === 1 ? 'The stroke' : `Stroke ${at + 1} of ${sent.length}`;
    const sketch = readStroke(tree, settings, which);
    if (isRefusal(sketch)) return sketch;
    const { id, nick } = scope.person!;
    const stroke = strokeTree(String(data.next + at), id, nick, sketch);
    const own = strokeBytes(stroke);
    const most = Math.min(settings.strokeBytes, pageBytes(settings));
    if (own > most) return refuse('not-acceptable', `${which}: it has ${own} bytes, and may have ${most}. Draw it as several.`);
    bytes += own;
    drawn.push(stroke);
  }
  if (data.strokes + drawn.length > settings.strokes) return full(`${settings.strokes} strokes`, `${data.strokes}`);
  if (data.bytes + bytes > settings.bytes) return full(`${settings.bytes} bytes`, `${data.bytes}`);
  const growth = drawn.reduce((sum, tree, at) => sum + bytesOf(tree) - bytesOf(sent[at]!), 0);
  let at = 0;
  const payload = content.payload.map(tree => (tree === sent[at] ? drawn[at++]! : tree));
  return { rewrite: { content: { ...content, payload, bytes: content.bytes + growth } } };
}

function full(most: string, there: string): Refusal {
  return refuse(
    'resource-constraint',
    `The board is full: it may have ${most}, and has ${there}. Undo strokes that are not needed, or have it cleared.`,
  );
}

/** Whether a stroke of a message has the number and author that the ruling gave it. */
function isDrawn({ name, attrs }: Tree, { id }: Person, { next }: Board): boolean {
  return name === 'stroke' && attrs.xmlns === whiteboardNs && attrs.author === id && Number(attrs.id) >= next;
}

/** The stroke that is to be undone. */
function meant({ room, data }: Here, id: number | undefined, who: Person | undefined): Tree | Refusal {
  if (id === undefined) return who ? (lastOf(data, who.id) ?? nothingYours) : whichOne;
  const stroke = strokeOf(data, id);
  if (!stroke) return refuse('item-not-found', `There is no stroke ${id} on the board, or not any more.`);
  return !who || stroke.attrs.author === who.id || room.isModerator(who) ? stroke : notYours;
}
