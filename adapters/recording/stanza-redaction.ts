// What becomes of a stanza's content in a recording: its structure stays, and of what is written in it as much as the
// room needs to decide the same again: whether it is an order to the room, and whether it tells its sender's address.
import { type Claims, claimed, mark, readFields } from '../../machines/claims.ts';
import { normalForm } from '../../machines/normal-form.ts';
import type { Content, MessageContent, Tree } from '../../machines/stanza.ts';
import { colourOf } from '../../machines/whiteboard/colour.ts';
import { lettingIn, redactedBy, unwrapped } from './data-redaction.ts';
import type { Discretion } from './discretion.ts';

/** Who sent it, and how orders are written where it goes. */
export interface Sent {
  readonly bare: string;
  readonly claims: Claims;
}

const spoken: ReadonlySet<string> = new Set(['body', 'subject', 'status', 'text', 'nick', 'title']);
const shows: ReadonlySet<string> = new Set(['away', 'chat', 'dnd', 'xa']);

export function redactedContent<C extends Content>(content: C, sent: Sent, discretion: Discretion): C {
  const payload = content.payload.map(tree => {
    if (content.kind === 'presence' && isState(tree)) return tree;
    return redactedTree(tree, sent, discretion, content.kind === 'message' ? content : undefined);
  });
  const made: { -readonly [K in keyof MessageContent]?: unknown } = { ...content, payload };
  if (content.id !== undefined) made.id = discretion.id(content.id);
  if (content.lang !== undefined) made.lang = languageOf(content.lang, sent, discretion);
  if (content.kind === 'message') {
    const { body, subject } = content;
    if (body !== undefined) made.body = redactedBody(body, sent, discretion);
    if (subject !== undefined) made.subject = discretion.said(subject);
  }
  return made as C;
}

/** What somebody says; where it is an order to the room, the order stays, and its words are as their fields ask. */
export function redactedBody(body: string, { claims }: Sent, discretion: Discretion): string {
  if (!body.startsWith(mark)) return discretion.said(body);
  const rest = body.slice(mark.length);
  const [word = ''] = /^\S*/u.exec(rest) ?? [];
  const claim = claims.words.get(word.toLowerCase());
  if (!claim) return mark + discretion.said(rest);
  const shape = Object.entries(claim.form.fields?.shape ?? {});
  let place = 0;
  const told = rest.slice(word.length).replace(/\S+/gu, written => {
    const [name = '', type] = shape[Math.min(place++, shape.length - 1)] ?? [];
    return redactedField(name, type, written, discretion);
  });
  return mark + word + told;
}

/** A word of an order: what only a number, a yes or one of a list can be stays. */
function redactedField(name: string, schema: unknown, written: string, discretion: Discretion): string {
  const { inner, marks } = unwrapped(schema as never);
  if (marks.secret || lettingIn.test(name)) return discretion.secret(written);
  if (inner?.type === 'number' && Number.isFinite(Number(written))) return written;
  if (inner?.type === 'boolean' && /^(?:yes|true|on|no|false|off)$/u.test(written)) return written;
  if (inner?.type === 'enum' && inner.safeParse(written).success) return written;
  return discretion.texts && name !== 'person' ? discretion.phrase(written) : discretion.name(written);
}

function redactedTree(tree: Tree, sent: Sent, discretion: Discretion, message?: MessageContent): Tree {
  const order = message && claimed(sent.claims, { ...message, payload: [tree], body: '' });
  if (order) return redactedOrder(tree, sent, discretion);
  if (spoken.has(tree.name)) {
    const isBody = tree.name === 'body' && message !== undefined && tree.attrs.xmlns === undefined;
    const say = (text: string) => (isBody ? redactedBody(text, sent, discretion) : discretion.said(text));
    const children = tree.children.map(child =>
      typeof child === 'string' ? say(child) : redactedElement(child, sent, discretion),
    );
    return { ...redactedElement({ ...tree, children: [] }, sent, discretion), children };
  }
  return redactedElement(tree, sent, discretion);
}

/** An order that is written as an element, with its fields as attributes. */
function redactedOrder(tree: Tree, sent: Sent, discretion: Discretion): Tree {
  const claim = sent.claims.elements.get(`${tree.attrs.xmlns} ${tree.name}`)!;
  const shape = claim.form.fields?.shape ?? {};
  const { xmlns, ...fields } = tree.attrs;
  const read = readFields(claim, fields);
  const attrs = Object.entries(fields).map(([name, value]) => {
    const schema = Object.hasOwn(shape, name) ? (shape[name] as never) : undefined;
    const { inner } = unwrapped(schema);
    // written numbers and the like are text here
    const isText = inner === undefined || inner.type === 'string';
    if (!isText && !('condition' in read)) return [name, value];
    return [name, String(redactedBy(schema, value, discretion, name))];
  });
  const element = redactedElement({ ...tree, attrs: {} }, sent, discretion);
  return { ...element, attrs: { ...(xmlns === undefined ? {} : { xmlns }), ...Object.fromEntries(attrs) } };
}

function redactedElement(tree: Tree, sent: Sent, discretion: Discretion, isSecret = false): Tree {
  const { name, attrs } = tree;
  const hides = isSecret || lettingIn.test(name) || lettingIn.test(attrs.var ?? '') || attrs.type === 'text-private';
  const written = Object.entries(attrs).map(([key, value]) => {
    if (key === 'xmlns') return [key, namesSender(value, sent) ? inPlace(value, sent, discretion) : value];
    if (hides || lettingIn.test(key)) return [key, discretion.secret(value)];
    return [key, redactedValue(value, sent, discretion)];
  });
  const text = (value: string) =>
    hides && value.trim() !== '' ? discretion.secret(value) : redactedValue(value, sent, discretion);
  return { name, attrs: Object.fromEntries(written), children: childrenOf(tree, sent, discretion, text, hides) };
}

function childrenOf(
  { children }: Tree,
  sent: Sent,
  discretion: Discretion,
  text: (value: string) => string,
  isSecret = false,
): Tree['children'] {
  const all = children.map(child =>
    typeof child === 'string' ? text(child) : redactedElement(child, sent, discretion, isSecret),
  );
  const strings = children.filter(child => typeof child === 'string');
  // an address in pieces tells as much as one in one piece
  const isSplit = namesSender(strings.join(''), sent) && !strings.some(one => namesSender(one, sent));
  return isSplit ? [discretion.name(sent.bare), ...all] : all;
}

/** A value in an element of which nobody here knows what it is. Where it tells who sent it, it goes on to do so. */
function redactedValue(value: string, sent: Sent, discretion: Discretion): string {
  if (namesSender(value, sent)) return inPlace(value, sent, discretion);
  return discretion.texts ? discretion.phrase(value) : (shapeOf(value) ?? discretion.said(value));
}

/** What is no text, so that who draws still draws something: a short number or a colour is nobody's secret. */
function shapeOf(value: string): string | undefined {
  if (/^-?\d{1,4}(?:\.\d{1,6})?$/u.test(value) || colourOf(value) !== undefined) return value;
  // such as the path of a stroke: each digit another one, and no two letters that could be a word
  return /\d/u.test(value) && /^(?:[a-z](?![a-z])|[\d\s.,+-])+$/iu.test(value) ? value.replace(/\d/gu, '1') : undefined;
}

function inPlace(value: string, { bare }: Sent, discretion: Discretion): string {
  if (discretion.names.keeps && discretion.texts) return discretion.said(value);
  const rest = discretion.names.keeps ? '' : 'x'.repeat(Math.max(0, value.length - bare.length));
  return discretion.name(bare) + rest;
}

/** As in veil.ts: in any case and width, and as it is written in a link. */
function namesSender(text: string, { bare }: Sent): boolean {
  if (text.length < bare.length) return false;
  const owner = folded(bare);
  return folded(text).includes(owner) || (text.includes('%') && folded(unescaped(text)).includes(owner));
}

function folded(text: string): string {
  return normalForm(text).toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

function unescaped(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/giu, written => {
    try {
      return decodeURIComponent(written);
    } catch {
      return written;
    }
  });
}

function languageOf(lang: string, sent: Sent, discretion: Discretion): string {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(lang) ? lang : redactedValue(lang, sent, discretion);
}

/** Away, busy and so on, and the priority. */
function isState({ name, attrs, children: [text, ...more] }: Tree): boolean {
  if (attrs.xmlns !== undefined || more.length > 0 || typeof text !== 'string') return false;
  return name === 'show' ? shows.has(text) : name === 'priority' && /^-?\d{1,3}$/u.test(text);
}
