// A reader of XML with namespaces that is as strict as a server's: it says what is wrong with a text, and knows nothing
// of what is in it. ltx lets much pass.

const name = /[\p{L}_][\p{L}\p{M}\p{N}_.·-]*/u;
const qualified = new RegExp(`^(?:(${name.source}):)?(${name.source})$`, 'u');
const tag = /<(\/?)([^\s/>"'<=]+)((?:\s+[^\s=/>"'<]+="[^"<]*")*)(\/?)>/uy;
const attribute = /\s+([^\s=]+)="([^"]*)"/gu;
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const reference = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/u;

type Prefixes = ReadonlyMap<string, string>;
interface Open {
  readonly name: string;
  readonly prefixes: Prefixes;
}

/** What is wrong with the first that is wrong; undefined where all is well. */
export function fault(xml: string): string | undefined {
  if (forbidden.test(xml)) return 'a character that XML does not allow';
  const open: Open[] = [];
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    const text = xml.slice(at, next < 0 ? undefined : next);
    const wrong = faultOfText(text, open.length);
    if (wrong) return wrong;
    if (next < 0) break;
    tag.lastIndex = next;
    const found = tag.exec(xml);
    if (!found) return `no tag: ${xml.slice(next, next + 60)}`;
    const [whole, closes, tagName = '', attrs = '', empty] = found;
    at = next + whole.length;
    if (closes) {
      const last = open.pop();
      if (last?.name !== tagName || attrs !== '' || empty) return `</${tagName}> closes ${last?.name}`;
      continue;
    }
    const inner = declared(attrs, open.at(-1)?.prefixes ?? new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]));
    if (typeof inner === 'string') return inner;
    const bad = faultOfNames(tagName, attrs, inner);
    if (bad) return bad;
    if (!empty) open.push({ name: tagName, prefixes: inner });
  }
  return open.length > 0 ? `<${open.at(-1)!.name}> is not closed` : undefined;
}

function faultOfText(text: string, depth: number): string | undefined {
  if (depth === 0 && text !== '') return `text between stanzas: ${text.slice(0, 60)}`;
  if (text.includes(']]>')) return ']]> in text';
  return reference.test(text) ? `a bare &: ${text.slice(0, 60)}` : undefined;
}

function declared(attrs: string, outer: Prefixes): Prefixes | string {
  const prefixes = new Map(outer);
  for (const [, key = '', value = ''] of attrs.matchAll(attribute)) {
    if (!key.startsWith('xmlns:')) continue;
    const prefix = key.slice('xmlns:'.length);
    if (value === '' || prefix === 'xmlns' || prefix === 'xml') return `a wrong declaration: ${key}="${value}"`;
    prefixes.set(prefix, value);
  }
  return prefixes;
}

function faultOfNames(tagName: string, attrs: string, prefixes: Prefixes): string | undefined {
  const seen = new Set<string>();
  const used = [tagName, ...[...attrs.matchAll(attribute)].map(([, key = '']) => key)];
  for (const [i, one] of used.entries()) {
    const [, prefix, local] = qualified.exec(one) ?? [];
    if (local === undefined) return `no name: ${one}`;
    if (prefix !== undefined && prefix !== 'xmlns' && !prefixes.has(prefix)) return `a prefix that nobody declared: ${one}`;
    if (i === 0 && prefix === 'xmlns') return `no name: ${one}`;
    if (i === 0) continue;
    const expanded = prefix === undefined || prefix === 'xmlns' ? one : `${prefixes.get(prefix)} ${local}`;
    if (seen.has(expanded)) return `twice: ${one}`;
    seen.add(expanded);
  }
  const values = [...attrs.matchAll(attribute)].map(([, , value = '']) => value);
  if (values.some(value => /[\t\n\r]/u.test(value))) return `a blank that a reader takes for a space in ${attrs}`;
  return values.some(value => reference.test(value)) ? `a bare & in ${attrs}` : undefined;
}
