// Arbitraries for XML: texts of every legal character, names with and without prefixes, elements as text. They know
// nothing of stanzas.

import fc from 'fast-check';
import { escapeXML, escapeXMLText } from 'ltx';

const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Any text that XML can carry; carriage returns and the like left out, since no parser keeps them. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }).map(text => text.replace(illegal, '')),
  fc.constantFrom('', ' ', `<&>"'`, ']]>', '&amp;', 'ａｌｉｃｅ', '\u00e9\u0301', '👩‍👩‍👧'),
);

const plainName = fc.constantFrom('a', 'x', 'query', 'body', 'ä', 'x-1.2', '_');
const prefixes = ['p', 'q'];
const prefixedName = fc.tuple(fc.constantFrom(...prefixes), plainName).map(([prefix, name]) => `${prefix}:${name}`);

/** An element as data, of which the text is made. */
export interface Made {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly (Made | string)[];
}

/** Elements in which every prefix is declared where it is used. */
export const anyElement: fc.Arbitrary<Made> = fc.letrec<{ element: Made }>(tie => ({
  element: fc
    .record({
      name: fc.oneof({ weight: 3, arbitrary: plainName }, prefixedName),
      attrs: fc.dictionary(fc.oneof({ weight: 3, arbitrary: plainName }, prefixedName, fc.constant('xmlns')), anyText, {
        maxKeys: 3,
      }),
      children: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.constant([]),
        fc.array(anyText, { maxLength: 1 }),
        fc.array(fc.oneof(anyText, tie('element')), { maxLength: 3 }),
      ),
    })
    .map(made => ({ ...made, attrs: { ...made.attrs, ...declarationsFor(made) } })),
})).element;

function declarationsFor({ name, attrs }: Made): Record<string, string> {
  const used = prefixes.filter(prefix => [name, ...Object.keys(attrs)].some(one => one.startsWith(`${prefix}:`)));
  return Object.fromEntries(used.map(prefix => [`xmlns:${prefix}`, `urn:${prefix}`]));
}

export function write({ name, attrs, children }: Made): string {
  const written = Object.entries(attrs).map(([key, value]) => ` ${key}="${escapeXML(value)}"`);
  const inner = children.map(child => (typeof child === 'string' ? escapeXMLText(child) : write(child)));
  return `<${name}${written.join('')}>${inner.join('')}</${name}>`;
}
