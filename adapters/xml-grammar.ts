// XML 1.0 as far as a stream of XMPP may have it: tags, references, characters. Pure functions, without state; the
// inner loop of bounded-parser.ts. As strict as a server's own parser and no stricter, for what a client gets past its
// server must not close the link: names above ASCII are not checked, nor are namespaces, nor `]]>` in text, which some
// servers write as it stands where a client escaped it.

import type { Sent } from './stream-fault.ts';

/** Where {@link readTag} puts what it found; one object serves for all tags. */
export interface Tag {
  name: string;
  attrs: Record<string, string>;
  empty: boolean;
  /** More attributes than were allowed; those that are not part of an address were left out. */
  crowded: boolean;
}

const inName = 1;
const startsName = 2;
const blank = 4;
const classes = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:') {
  classes[char.charCodeAt(0)] = inName | startsName;
}
for (const char of '0123456789-.') classes[char.charCodeAt(0)] = inName;
for (const char of ' \t\r\n') classes[char.charCodeAt(0)] = blank;

// the first is fast and stops at every surrogate; the second knows pairs
const suspect = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/;
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

// an error can be sent to nobody without these
const kept = new Set(['from', 'to', 'id', 'type', 'xmlns', 'xml:lang']);

/**
 * Reads the start tag whose name begins at `at`, just after the `<`.
 *
 * @param most how many attributes to keep; of those that follow only the address is kept
 * @returns the index after the `>`, or -1 when the text ends before the tag or the tag is not well-formed
 */
export function readTag(text: string, at: number, most: number, tag: Tag): number {
  const end = text.length;
  let here = nameEnd(text, at);
  if (here === at) return -1;
  tag.name = text.slice(at, here);
  tag.attrs = {};
  tag.crowded = false;
  for (let count = 0; ; count++) {
    const before = here;
    while (here < end && isBlank(text.charCodeAt(here))) here++;
    if (here >= end) return -1;
    const code = text.charCodeAt(here);
    if (code === 62 /* > */) {
      tag.empty = false;
      return here + 1;
    }
    if (code === 47 /* / */) {
      tag.empty = true;
      return text.charCodeAt(here + 1) === 62 ? here + 2 : -1;
    }
    const name = here;
    here = nameEnd(text, name);
    if (here === name || name === before) return -1;
    const key = text.slice(name, here);
    while (here < end && isBlank(text.charCodeAt(here))) here++;
    if (text.charCodeAt(here) !== 61 /* = */) return -1;
    here++;
    while (here < end && isBlank(text.charCodeAt(here))) here++;
    const quote = text.charCodeAt(here);
    if (quote !== 34 && quote !== 39) return -1;
    const close = text.indexOf(quote === 34 ? '"' : "'", here + 1);
    if (close < 0) return -1;
    const value = attributeValue(text, here + 1, close);
    if (value === undefined) return -1;
    here = close + 1;
    if (tag.attrs[key] !== undefined && Object.hasOwn(tag.attrs, key)) return -1;
    if (count >= most) tag.crowded = true;
    if (count < most || kept.has(key)) tag.attrs[key] = value;
  }
}

/** The same for an end tag, which must have this name; `at` is after the `</`. */
export function readEndTag(text: string, at: number, name: string | undefined): number {
  if (name === undefined || !text.startsWith(name, at)) return -1;
  let here = at + name.length;
  while (here < text.length && isBlank(text.charCodeAt(here))) here++;
  return text.charCodeAt(here) === 62 ? here + 1 : -1;
}

/**
 * Index of the `>` that ends a tag, where one between quotation marks does not; or a negative number when there is
 * none, to be given back with the next piece of the tag.
 */
export function tagEnd(text: string, at: number, before: number): number {
  let quote = before < -1 ? -before : 0;
  for (let here = at; ; here++) {
    if (quote !== 0) {
      here = text.indexOf(quote === 34 ? '"' : "'", here);
      if (here < 0) return -quote;
      quote = 0;
    } else if (here >= text.length) return -1;
    else {
      const code = text.charCodeAt(here);
      if (code === 62) return here;
      if (code === 34 || code === 39) quote = code;
    }
  }
}

/** What is wrong with the first `?…?>` of a stream, which may only declare XML in UTF-8. */
export function declarationFault(tag: string): Sent | undefined {
  if (!/^\?xml[\s?>]/.test(tag)) return 'a processing instruction';
  if (/\sencoding\s*=\s*["'](?!utf-8["'])/i.test(tag)) return 'a declaration of another encoding than UTF-8';
  return /^\?xml\s[^<]*\?>$/.test(tag) ? undefined : 'a declaration that is not well-formed';
}

/** Whether there is a reference to something that only a document type could have declared. */
export function namesEntity(text: string): boolean {
  return /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_:][\w:.-]*;/.test(text);
}

/** Puts characters in the place of references; undefined when there is one that XML does not know. */
export function resolveReferences(text: string): string | undefined {
  let from = 0;
  let plain = '';
  for (let amp = text.indexOf('&'); amp >= 0; amp = text.indexOf('&', from)) {
    // the longest with some leading zeros; without a bound each & would look at all the rest
    const reference = /^&([a-z]+|#x?[0-9a-fA-F]+);/.exec(text.slice(amp, amp + 20));
    const char = reference ? referred(reference[1]!) : undefined;
    if (char === undefined) return undefined;
    plain += text.slice(from, amp) + char;
    from = amp + reference![0].length;
  }
  return from === 0 ? text : plain + text.slice(from);
}

/** Index of the first character that XML does not allow, half of a pair included; or -1. */
export function forbiddenAt(text: string): number {
  return suspect.test(text) ? text.search(forbidden) : -1;
}

/** Whether there is nothing but white space in this part of the text. */
export function isBlankBetween(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isBlank(text.charCodeAt(at))) return false;
  return true;
}

function isBlank(code: number): boolean {
  return code < 128 && (classes[code]! & blank) !== 0;
}

function nameEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first < 128 && (classes[first]! & startsName) === 0) return start;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 128 && (classes[code]! & inName) === 0) break;
    at++;
  }
  return at;
}

function attributeValue(text: string, from: number, to: number): string | undefined {
  const value = text.slice(from, to);
  if (value.includes('<')) return undefined;
  return value.includes('&') ? resolveReferences(value) : value;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function referred(reference: string): string | undefined {
  if (!reference.startsWith('#')) return Object.hasOwn(named, reference) ? named[reference] : undefined;
  const hex = reference.startsWith('#x');
  if (!hex && /[a-f]/i.test(reference)) return undefined;
  const code = Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10);
  const allowed =
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return allowed ? String.fromCodePoint(code) : undefined;
}
