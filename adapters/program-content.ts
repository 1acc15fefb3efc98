// What programs say, made into the contents of stanzas, within the limits that hold for everybody. It sends nothing.
import { byteLength } from '../machines/byte-length.ts';
import { type Refusal, refuse } from '../machines/refusal.ts';
import type { Limits } from '../machines/settings.ts';
import { soundPayload } from '../machines/sound-value.ts';
import type { IqContent, MessageContent, PresenceContent, Tree } from '../machines/stanza.ts';
import { isXmlText } from '../machines/xml-text.ts';
import { ns } from '../streams/namespaces.ts';
import { xmlOfAll } from '../streams/tree.ts';

/** Something to be said: a text, or its parts. A subject is the topic of the room. */
export type Words =
  | string
  | {
      readonly body?: string;
      readonly subject?: string;
      /** More elements, as plain data: `{ name, attrs: { xmlns }, children }`. */
      readonly payload?: readonly Tree[];
    };

/** How somebody is: `show` is one of away, chat, dnd and xa; nothing means that they are there. */
export interface Mood {
  readonly show?: 'away' | 'chat' | 'dnd' | 'xa';
  readonly status?: string;
}

const unwritable = refuse('not-acceptable', 'There is a character in it that XML does not have: leave control characters out.');
const empty = refuse('bad-request', 'There is nothing in it: a body, a subject or a payload is needed.');

export function messageOfWords(
  words: Words,
  type: MessageContent['type'],
  id: string,
  { stanzaBytes }: Limits,
): MessageContent | Refusal {
  const { body, subject, payload = [] } = typeof words === 'string' ? { body: words } : words;
  if (body === undefined && subject === undefined && payload.length === 0) return empty;
  for (const text of [body, subject]) if (text !== undefined && !isXmlText(text)) return unwritable;
  try {
    soundPayload(payload);
  } catch (error) {
    return refuse('bad-request', `This cannot be written: ${(error as Error).message}.`);
  }
  const trees = [...textTrees({ subject, body }), ...payload];
  const bytes = byteLength(xmlOfAll(trees));
  if (bytes > stanzaBytes) return refuse('not-acceptable', `A stanza may have ${stanzaBytes} bytes at most.`);
  return {
    kind: 'message',
    type,
    payload: Object.freeze(trees),
    bytes,
    id,
    ...(body === undefined ? {} : { body }),
    ...(subject === undefined ? {} : { subject }),
  };
}

export function presenceOfMood({ show, status }: Mood, { statusBytes }: Limits): PresenceContent | Refusal {
  if (status !== undefined && !isXmlText(status)) return unwritable;
  if (status !== undefined && byteLength(status) > statusBytes)
    return refuse('not-acceptable', `A status may have ${statusBytes} bytes at most.`);
  return { kind: 'presence', type: 'available', payload: Object.freeze(textTrees({ show, status })) };
}

/** The presence of somebody who goes; last words that cannot be written are left out: whoever goes, goes. */
export function farewellOf(text: string | undefined, limits: Limits): PresenceContent {
  const presence = presenceOfMood(text === undefined ? {} : { status: text }, limits);
  return { kind: 'presence', type: 'unavailable', payload: 'payload' in presence ? presence.payload : [] };
}

/** The answer to a question that nobody can answer: programs have no iqs. */
export function unanswerable(id: string): IqContent {
  const condition = Object.freeze({ name: 'service-unavailable', attrs: Object.freeze({ xmlns: ns.stanzas }), children: [] });
  const text = { name: 'text', attrs: { xmlns: ns.stanzas }, children: ['This person answers no such questions.'] };
  const error: Tree = { name: 'error', attrs: { type: 'cancel', code: '503' }, children: [condition, text] };
  return { kind: 'iq', type: 'error', id, payload: [error] };
}

function textTrees(texts: Readonly<Record<string, string | undefined>>): Tree[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    text === undefined
      ? []
      : [Object.freeze({ name, attrs: Object.freeze({}), children: Object.freeze(text === '' ? [] : [text]) })],
  );
}
