// Does a stanza match a pattern? If so with which captures, if not why not.
// Strict: what the pattern does not give may not be there, but for xml:lang and the order of children.
import { type Bindings, matchText } from './holes.ts';
import { elements, serialize, text, type Xml } from './xml.ts';

export type Match =
  | { readonly matched: true; readonly bindings: Bindings }
  | { readonly matched: false; readonly reasons: readonly string[] };

const REST = /\{([a-z][\w.-]*)?\.\.\.\}/gi;

/**
 * Compares `got` with `pattern`. `{...}` in an element of the pattern admits any further children and text,
 * `{ns...}` any number of further `<ns>` children.
 */
export function match(pattern: Xml, got: Xml, bindings: Bindings): Match {
  const found = [...solutions(pattern, got, bindings)].at(0);
  return found ? { matched: true, bindings: found } : { matched: false, reasons: explain(pattern, got, bindings) };
}

/** Every way in which `got` matches: children come in any order, and captures may decide later. */
function* solutions(pattern: Xml, got: Xml, bindings: Bindings): Generator<Bindings> {
  if (pattern.name !== got.name || pattern.ns !== got.ns) return;
  const attributes = matchAttributes(pattern, got, bindings);
  if (attributes === undefined) return;
  const words = matchWords(pattern, got, attributes);
  if (words === undefined) return;
  yield* assign(elements(pattern), elements(got), rest(pattern), words);
}

function* assign(patterns: Xml[], children: Xml[], open: Rest, bindings: Bindings): Generator<Bindings> {
  const [first, ...others] = patterns;
  if (first === undefined) {
    if (children.every(child => open.any || open.names.has(child.name))) yield bindings;
    return;
  }
  for (const [index, child] of children.entries()) {
    for (const after of solutions(first, child, bindings)) {
      yield* assign(others, children.toSpliced(index, 1), open, after);
    }
  }
}

function matchAttributes(pattern: Xml, got: Xml, bindings: Bindings): Bindings | undefined {
  if (unexpectedAttributes(pattern, got).length > 0) return undefined;
  let after: Bindings | undefined = bindings;
  for (const [key, expected] of Object.entries(pattern.attrs)) {
    const value = attributeOf(got, key);
    after = value === undefined || after === undefined ? undefined : matchText(expected, value, after);
  }
  return after;
}

function matchWords(pattern: Xml, got: Xml, bindings: Bindings): Bindings | undefined {
  const expected = text(pattern).replace(REST, '');
  const words = text(got);
  if (rest(pattern).any && expected.trim() === '') return bindings;
  if (elements(pattern).length > 0 || expected.trim() === '') {
    return matchText(expected.trim(), words.trim(), bindings);
  }
  return matchText(expected, words, bindings);
}

interface Rest {
  readonly any: boolean;
  readonly names: ReadonlySet<string>;
}

function rest(pattern: Xml): Rest {
  const found = [...text(pattern).matchAll(REST)].map(hole => hole[1]);
  return { any: found.includes(undefined), names: new Set(found.filter(name => name !== undefined)) };
}

/** RFC 6121 5.2.2: a message without a type is a normal one. */
const attributeOf = (xml: Xml, key: string): string | undefined =>
  xml.attrs[key] ?? (xml.name === 'message' && key === 'type' ? 'normal' : undefined);

const unexpectedAttributes = (pattern: Xml, got: Xml): string[] =>
  Object.keys(got.attrs).filter(
    key => pattern.attrs[key] === undefined && key !== 'xml:lang' && !(key === 'type' && attributeOf(got, key) === 'normal'),
  );

function explain(pattern: Xml, got: Xml, bindings: Bindings): string[] {
  const where = `<${pattern.name}>`;
  if (pattern.name !== got.name) return [`expected ${where}, received <${got.name}>`];
  if (pattern.ns !== got.ns) return [`${where}: expected the namespace ${pattern.ns}, received ${got.ns}`];
  const reasons: string[] = [];
  for (const [key, expected] of Object.entries(pattern.attrs)) {
    const value = attributeOf(got, key);
    if (value === undefined) reasons.push(`${where}: ${key}='${expected}' is missing`);
    else if (matchText(expected, value, bindings) === undefined) {
      reasons.push(`${where}: expected ${key}='${expected}', received ${key}='${value}'`);
    }
  }
  for (const key of unexpectedAttributes(pattern, got)) {
    reasons.push(`${where}: ${key}='${got.attrs[key]}' was not expected`);
  }
  if (matchWords(pattern, got, bindings) === undefined) {
    reasons.push(`${where}: expected the text "${text(pattern).trim()}", received "${text(got).trim()}"`);
  }
  reasons.push(...explainChildren(pattern, got, bindings));
  return reasons.length > 0 ? reasons : [`${where}: its captures do not fit together`];
}

function explainChildren(pattern: Xml, got: Xml, bindings: Bindings): string[] {
  const left = elements(got);
  const open = rest(pattern);
  const missing: Xml[] = [];
  for (const expected of elements(pattern)) {
    const index = left.findIndex(child => match(expected, child, bindings).matched);
    if (index < 0) missing.push(expected);
    else left.splice(index, 1);
  }
  const reasons: string[] = [];
  for (const expected of missing) {
    const similar = left.findIndex(child => child.name === expected.name && child.ns === expected.ns);
    if (similar < 0) reasons.push(`<${pattern.name}>: ${serialize(expected, pattern.ns)} is missing`);
    else reasons.push(...explain(expected, left.splice(similar, 1)[0] as Xml, bindings));
  }
  for (const child of left) {
    if (open.any || open.names.has(child.name)) continue;
    reasons.push(`<${pattern.name}>: ${serialize(child, got.ns)} was not expected`);
  }
  return reasons;
}
