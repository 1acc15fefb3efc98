// Writes a stanza for a log without what is nobody's business: texts become their lengths, addresses stay, and what lets
// people in is never written. Of bounded length, of any element, and it never throws.
import { escapeXML, escapeXMLText } from 'ltx';
import { byteLength } from '../machines/byte-length.ts';
import type { XmlElement } from '../streams/tree.ts';

/** `addresses`: no text, and of attributes only addresses and words of the protocol. `everything`: all but secrets. */
export type Shown = 'addresses' | 'everything';

/** Characters of one stanza in the log. */
export const longest = 2_000;
/** Levels of elements that are looked into. */
const deepest = 16;
const cut = `… (cut at ${longest} characters)`;
const secret = '(secret)';

/** Names of elements, attributes and fields of forms whose values let somebody in. */
const lettingIn = /secret|passw|pwd|token|credential|digest/iu;
const addresses: ReadonlySet<string> = new Set(['from', 'to', 'jid', 'by', 'with']);
const words: ReadonlySet<string> = new Set(['id', 'type', 'code', 'xmlns', 'xml:lang', 'stamp', 'affiliation', 'role', 'action']);
/** What says which field it is. */
const named: ReadonlySet<string> = new Set(['var', 'name', 'type', 'xml:lang']);
const isWord = /^[\w.:/#+@-]{1,100}$/u;
const isAddress = /^\S{1,3071}$/u;

/** What is written in the place of addresses. */
export interface Names {
  /** Where nothing but an address stands. */
  address(text: string): string;
  /** Where addresses may stand among other words. */
  text(text: string): string;
}

const asTheyAre: Names = { address: text => text, text: text => text };

/** An element as text: at most {@link longest} characters, and a note where there would be more. */
export function redacted(element: XmlElement, shown: Shown, names: Names = asTheyAre): string {
  const text = new Text();
  try {
    write(element, { shown, names, text, depth: 0, isSecret: false });
  } catch {
    text.add('… (not readable)');
  }
  return text.value;
}

/** Takes what there is space for. */
class Text {
  value = '';
  isFull = false;

  add(more: string): void {
    if (this.isFull) return;
    this.isFull = this.value.length + more.length > longest;
    this.value = this.isFull ? (this.value + more).slice(0, longest) + cut : this.value + more;
  }
}

interface Writing {
  readonly shown: Shown;
  readonly names: Names;
  readonly text: Text;
  readonly depth: number;
  /** Whether it is inside of what lets somebody in. */
  readonly isSecret: boolean;
}

function write(element: XmlElement, writing: Writing): void {
  const { text, depth, shown, names } = writing;
  if (text.isFull) return;
  const { name, attrs, children } = element;
  if (depth >= deepest) {
    text.add('(…)');
    return;
  }
  const isSecret = writing.isSecret || lettingIn.test(name) || isSecretField(attrs);
  text.add(`<${name}`);
  for (const key in attrs) {
    const value = attrs[key];
    if (value !== undefined && value !== null)
      text.add(` ${key}="${escapeXML(attribute(key, String(value), shown, isSecret, names))}"`);
  }
  if (children.length === 0) {
    text.add('/>');
    return;
  }
  text.add('>');
  for (const child of children) {
    if (text.isFull) return;
    if (typeof child === 'string') text.add(textOf(child, shown, isSecret, names));
    else write(child, { ...writing, depth: depth + 1, isSecret });
  }
  text.add(`</${name}>`);
}

/** A field of a form (XEP-0004) tells by its name or type what is in it. */
function isSecretField({ var: field, name, type }: XmlElement['attrs']): boolean {
  return type === 'text-private' || lettingIn.test(String(field ?? '')) || lettingIn.test(String(name ?? ''));
}

function textOf(text: string, shown: Shown, isSecret: boolean, names: Names): string {
  if (isSecret) return secret;
  // no more is read than can be written
  return shown === 'everything' ? escapeXMLText(names.text(text.slice(0, longest + 1))) : lengthOf(text);
}

function attribute(key: string, value: string, shown: Shown, isSecret: boolean, names: Names): string {
  // of what is secret only the namespace, the address and the kind of the field are not
  const isPart = isSecret && !named.has(key) && !key.startsWith('xmlns') && !addresses.has(key);
  if (isPart || lettingIn.test(key)) return secret;
  const isShown = key.startsWith('xmlns') || words.has(key) ? isWord.test(value) : addresses.has(key) && isAddress.test(value);
  if (!isShown && shown !== 'everything') return lengthOf(value);
  const part = value.slice(0, longest + 1);
  return addresses.has(key) ? names.address(part) : names.text(part);
}

function lengthOf(text: string): string {
  return `(${byteLength(text)} bytes)`;
}
