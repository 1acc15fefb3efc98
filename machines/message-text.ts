// Other words for a message: what the room reads of it and what people are shown change together. Finding and replacing
// words in what somebody wrote is passage.ts.
import { byteLength } from './byte-length.ts';
import type { MessageContent, Tree } from './stanza.ts';

/** What says the same as a body in another form, or counts its letters: of no use beside other words. */
const besideBody: ReadonlySet<string> = new Set([
  'http://jabber.org/protocol/xhtml-im',
  'urn:xmpp:markup:0',
  'urn:xmpp:reference:0',
  'urn:xmpp:fallback:0',
  'urn:xmpp:feature-fallback:0',
]);

/**
 * The message with another text: one body in place of all that it had, in whatever languages and forms (XHTML and marks
 * on the text go with them). What else is in the message stays.
 * @param text as people are to read it: it is escaped when it is written; it must be text that XML can carry
 */
export function withBody(content: MessageContent, text: string): MessageContent {
  return withText(content, 'body', text, tree => besideBody.has(tree.attrs.xmlns ?? ''));
}

/** The message with another subject, in place of all that it had. An empty one takes the topic away. */
export function withSubject(content: MessageContent, text: string): MessageContent {
  return withText(content, 'subject', text, () => false);
}

function withText(
  content: MessageContent,
  name: 'body' | 'subject',
  text: string,
  isBeside: (tree: Tree) => boolean,
): MessageContent {
  const isOld = (tree: Tree) => (tree.name === name && tree.attrs.xmlns === undefined) || isBeside(tree);
  const made: Tree = { name, attrs: {}, children: text === '' ? [] : [text] };
  const old = content.payload.filter(isOld);
  const before = content.payload.findIndex(isOld);
  const kept = content.payload.filter(tree => !isOld(tree));
  const place = before < 0 ? 0 : before;
  const payload = [...kept.slice(0, place), made, ...kept.slice(place)];
  const bytes = content.bytes + bytesOf(made) - old.reduce((sum, tree) => sum + bytesOf(tree), 0);
  return { ...content, [name]: text, payload, bytes };
}

/** Bytes of an element as it is written. */
export function bytesOf({ name, attrs, children }: Tree): number {
  const written = Object.entries(attrs).map(([key, value]) => byteLength(key) + 4 + writtenLength(value));
  const inner = children.map(child => (typeof child === 'string' ? writtenLength(child) : bytesOf(child)));
  return [...written, ...inner].reduce((sum, bytes) => sum + bytes, 2 * byteLength(name) + 5);
}

const special = /[&<>"'\t\n\r]/gu;

/** Bytes of a text; a special character has five more, as a reference. */
function writtenLength(text: string): number {
  return byteLength(text) + 5 * (text.match(special)?.length ?? 0);
}
