// The short way says of a stanza what the long way says of it, or nothing at all.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { boundedParser } from '../../adapters/bounded-parser.ts';
import { shallowScan } from '../../adapters/shallow-scan.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { parseAddress } from '../../streams/address.ts';
import { readStanza } from '../../streams/inbound.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { anyText } from '../streams/random-xml.ts';
import { suite } from '../suite.ts';

const settings = ServiceSettings.parse({ domain: 'rooms.disney' });
const most = settings.limits.stanzaBytes;
const read = (element: XmlElement) => readStanza(element, { parse: parseAddress, settings, cut: undefined });
const header = "<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' id='1'>";

/** What the long way reads first: the stanza, how much text it took, or that it refused to go on. */
function parsed(text: string): { readonly element: XmlElement; readonly length: number } | undefined {
  const parser = new (boundedParser({ stanzaBytes: most, depth: 32 }))();
  const found: XmlElement[] = [];
  parser.on('element', element => found.push(element as XmlElement));
  parser.on('error', () => {});
  parser.write(header);
  for (let length = 1; length <= text.length; length++) {
    parser.write(text[length - 1]!);
    if (found[0]) return { element: found[0], length };
  }
  return undefined;
}

/** Both ways read the same, where the short one reads at all. Returns whether it did. */
function agree(text: string): boolean {
  const short = shallowScan(text, 0, most, 64);
  if (!short) return false;
  const long = parsed(text);
  ok(long, `only the short way takes ${text}`);
  is(short.end, long.length);
  equal(short.stanza.attrs, long.element.attrs);
  equal(read(short.stanza), read(long.element));
  return true;
}

const message = (inner: string, attrs = '') =>
  `<message to='grp@rooms.disney' from='woody@disney/home' type='groupchat' id='m1'${attrs}>${inner}</message>`;

const escaped = (text: string) => text.replace(/[&<>"']/gu, char => `&#${char.charCodeAt(0)};`);
const anyName = fc.oneof(
  fc.constantFrom('body', 'subject', 'x', 'active', 'show', 'constructor', '__proto__', 'a:b', 'é'),
  anyText,
);
const anyAttr = fc
  .tuple(
    fc.oneof(fc.constantFrom('xmlns', 'xml:lang', 'id', 'a', 'to', 'type', 'xmlns:a', 'toString'), anyName),
    anyText,
    fc.constantFrom('"', "'"),
  )
  .map(([name, value, quote]) => ` ${name}=${quote}${escaped(value)}${quote}`);
const anyPiece = fc.oneof(
  { weight: 4, arbitrary: anyText.map(escaped) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\r\n',
      '\t',
      '\0',
      '￿',
      '\ud800',
      '😀',
      ']]>',
      '&amp;',
      '&bogus;',
      '&#1;',
      '<!---->',
      '<![CDATA[x]]>',
    ),
  },
);
const anyChild = fc
  .tuple(anyName, fc.array(anyAttr, { maxLength: 3 }), fc.array(anyPiece, { maxLength: 3 }), fc.boolean())
  .map(([name, attrs, pieces, isEmpty]) => `<${name}${attrs.join('')}${isEmpty ? '/>' : `>${pieces.join('')}</${name}>`}`);
const anyStanza = fc
  .tuple(
    fc.constantFrom('message', 'presence', 'iq', 'messages', 'm'),
    fc.array(anyAttr, { maxLength: 4 }),
    fc.array(fc.oneof({ weight: 5, arbitrary: anyChild }, { weight: 1, arbitrary: anyPiece }), { maxLength: 4 }),
    fc.boolean(),
  )
  .map(
    ([name, attrs, inner, isEmpty]) =>
      `<${name} to='grp@rooms.disney' from='woody@disney/home'${attrs.join('')}${isEmpty ? '/>' : `>${inner.join('')}</${name}>`}`,
  );
/** A text with something put into it, taken out of it or written twice. */
const bent = fc
  .tuple(
    anyStanza,
    fc.nat(),
    fc.constantFrom('<', '>', '/', "'", '"', '&', ' ', '=', '\n', '', 'message', '</message>', '/>'),
    fc.nat(3),
  )
  .map(([text, place, piece, gone]) => {
    const at = place % text.length;
    return text.slice(0, at) + piece + text.slice(at + gone);
  });

/** How many characters are looked through for something. */
function lookedAt(work: () => void): number {
  const { indexOf } = String.prototype;
  let far = 0;
  String.prototype.indexOf = function (this: string, what: string, from = 0) {
    const found = indexOf.call(this, what, from);
    far += (found < 0 ? this.length : found) - from;
    return found;
  };
  try {
    work();
  } finally {
    String.prototype.indexOf = indexOf;
  }
  return far;
}

suite('shallow scan', test => {
  test('reads what most stanzas are', () => {
    for (const text of [
      message('<body>Howdy</body>'),
      message('<body>I don&apos;t, &lt;you&gt; &#x1F600; do 😀</body><thread>t</thread>', ` xml:lang='en'`),
      message(`<body/><x xmlns='jabber:x:event'></x><active xmlns="http://jabber.org/protocol/chatstates"/>`),
      `<presence from="a@b/c" to='grp@rooms.disney/Woody'><show>away</show><priority>1</priority></presence>`,
      `<presence xmlns='jabber:client' from="a@b/c" to='grp@rooms.disney'/>`,
      `<iq type='result' id='push-1' from='a@b/c' to='grp@rooms.disney'/>`,
      `<iq type='get' id='1' from='a@b/c' to='grp@rooms.disney'><query xmlns='jabber:iq:browse'/></iq>`,
    ])
      is(agree(text), true, text);
  });

  test('leaves alone what it cannot prove to be simple', () => {
    for (const text of [
      '',
      'x',
      '<message',
      `<message to='a@b' from='c@d'>`,
      message('<body>Howdy'),
      message('text<body/>'),
      message('<x xmlns="jabber:x:oob"><url>u</url></x>'),
      message('<body>&bogus;</body>'),
      message('<body>\0</body>'),
      message('<body>\ud800</body>'),
      message('<body><![CDATA[x]]></body>'),
      message('<a:b xmlns:a="c"/>'),
      message('<body >x</body>'),
      message('<body>x</body >'),
      message('<body>x</thread>'),
      message('<body', ''),
      message('<!-- x --><body/>'),
      message('<body a="1" a="2"/>'),
      message('<constructor/>'),
      message('<body/>', ` id='m2'`),
      message('<body/>', ` xmlns='jabber:other'`),
      message('<body/>', ` a='&amp;'`),
      message('<body/>', ` a=b`),
      message('<body/>', `  a='b'`),
      message('<body/>', ` a='b`),
      message('<body/>', ` a`),
      message(`<body>${'x'.repeat(most / 3)}</body>`),
      `<message ${"a='".padEnd(most + 10, 'x')}'/>`,
      `<stream:error xmlns:stream='http://etherx.jabber.org/streams'/>`,
      `<handshake/>`,
    ])
      is(shallowScan(text, 0, most, 64), undefined, text.slice(0, 200));
    is(shallowScan(message('<body/>'), 0, most, 3), undefined, 'too many attributes');
  });

  test('reads on where one ends', () => {
    const one = message('<body>1</body>');
    const both = one + message('<body>2</body>');
    is(shallowScan(both, 0, most, 64)!.end, one.length);
    is(shallowScan(both, one.length, most, 64)!.end, both.length);
    is(shallowScan(both, both.length, most, 64), undefined);
  });

  test('looks no further than the stanza goes, whatever may follow', () => {
    for (const one of [`<iq a='>'/>`, '<iq></iq >', '<iq ></iq >', '<iq>x</iq >', `<message  a='>'/>`, '<iq><a/></iq >']) {
      const text = one.repeat(500);
      const far = lookedAt(() => {
        for (let at = 0; at < text.length; at += one.length) is(shallowScan(text, at, most, 64), undefined, one);
      });
      ok(far < 10 * text.length, `${far} characters of ${text.length} for ${one}`);
    }
    const crowded = message('<a/>'.repeat(5_000));
    const far = lookedAt(() => ok(shallowScan(crowded, 0, most, 64)));
    ok(far < 10 * crowded.length, `${far} characters of ${crowded.length}`);
  });

  test('agrees with the parser on everything that it takes', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(anyStanza, bent), text => {
        if (agree(text)) taken++;
      }),
      { numRuns: 4_000 },
    );
    ok(taken > 100, `it took ${taken} of them`);
  });
});
