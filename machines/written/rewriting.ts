// A request with another text: of a message the text and every other form of it, so that nothing of the first is left.
import { byteLength } from '../byte-length.ts';
import type { Phase, Phases } from '../phase.ts';
import type { MessageContent, Tree } from '../stanza.ts';

/** What of a request can be written anew, in each phase. */
export const rewritable: Readonly<Record<Phase, readonly string[]>> = {
  create: [],
  enter: [],
  rename: [],
  appear: [],
  speak: ['body'],
  topic: ['subject', 'body'],
  whisper: ['body'],
  browse: [],
  invite: ['text'],
  configure: [],
};

/** What takes the place of the payload; undefined where the request has no such text. */
export function rewrittenWith(phase: Phase, request: Phases[Phase], texts: Readonly<Record<string, string>>): object | undefined {
  if (phase === 'invite') return { text: texts.text };
  const { content } = request as Phases['speak' | 'topic' | 'whisper'];
  if (content.kind !== 'message') return undefined;
  return { content: Object.entries(texts).reduce((before, [name, text]) => withText(before, name as 'body', text), content) };
}

/** A text that is not there stays away. */
function withText(content: MessageContent, name: 'body' | 'subject', text: string): MessageContent {
  const before = content[name];
  if (before === undefined) return content;
  const first = content.payload.find(tree => tree.name === name);
  const others = content.payload.filter(tree => tree.name !== name && !(name === 'body' && saysAgain(tree)));
  const written: Tree = { name, attrs: first?.attrs ?? {}, children: [text] };
  return {
    ...content,
    [name]: text,
    payload: [written, ...others],
    bytes: content.bytes + byteLength(text) - byteLength(before),
  };
}

/** The same text with its looks (XEP-0071). */
function saysAgain({ name, attrs }: Tree): boolean {
  return name === 'html' && attrs.xmlns === 'http://jabber.org/protocol/xhtml-im';
}
