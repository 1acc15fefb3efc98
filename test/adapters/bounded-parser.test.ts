// The parser of the link: same elements as ltx and for any chunking, limits, and bad input without a throw.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import xml, { type Element } from '@xmpp/xml';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { boundedParser, type ParserLimits, refusedBy } from '../../adapters/bounded-parser.ts';
import { suite } from '../suite.ts';

const limits: ParserLimits = { stanzaBytes: 10_000, depth: 8 };
const small: ParserLimits = { stanzaBytes: 60, depth: 3, attributes: 3, streamBytes: 400 };
const header = `<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' id='1'>`;

/** What a parser said, as one list: the header, elements with their marks, then the end or the error. */
function read(chunks: Iterable<string | Uint8Array>, bounds: ParserLimits = limits): string[] {
  const Parser = boundedParser(bounds);
  const parser = new Parser();
  const heard: string[] = [];
  parser.on('start', (element: Element) => heard.push(`start ${element.attrs.id}`));
  parser.on('element', (element: Element) => heard.push(`${refusedBy(element) ?? 'whole'} ${element}`));
  parser.on('end', () => heard.push('end'));
  parser.on('error', (error: Error) => heard.push(`${error.name}: ${error.message}`));
  for (const chunk of chunks) parser.write(chunk);
  return heard;
}

/** The same without the error's words: where two errors are in one text, the chunks decide which is seen first. */
function outline(heard: string[]): string[] {
  return heard.map(line => (line.startsWith('StreamFault') ? 'error' : line));
}

const stanza = (text: string, bounds = limits) => read([bounds === limits ? header : "<s id='1'>", text], bounds).slice(1);

function parse(text: string): Element {
  const Parser = boundedParser(limits);
  const parser = new Parser();
  let found: Element | undefined;
  parser.on('element', (element: Element) => {
    found = element;
  });
  parser.write(header + text);
  return found!;
}

function cut(text: string, places: number[]): string[] {
  const at = places.map(place => place % (text.length + 1)).sort((one, other) => one - other);
  return [...at, text.length].map((end, index) => text.slice(index === 0 ? 0 : at[index - 1], end));
}

// well-formed stanzas, with what makes parsers stumble: quotes, references, CDATA, prefixes, wide characters
const nameOf = fc.constantFrom('a', 'message', 'stream:x', 'ä', 'x-1.2', '_', 'constructor', 'toString');
const wordOf = fc.array(
  fc.constantFrom('a', ' ', '\n', '>', "'", '"', ']', ']]', '&amp;', '&lt;', '&#x1F600;', '&#65;', 'ß', '语', '😀', '/'),
  { maxLength: 8 },
);
const attributesOf = fc
  .uniqueArray(fc.tuple(nameOf, fc.constantFrom('"', "'"), wordOf, fc.constantFrom(' ', '\n\t ')), {
    selector: ([name]) => name,
    maxLength: 4,
  })
  .map(list =>
    list.map(([name, quote, word, blank]) => `${blank}${name}=${quote}${word.join('').replaceAll(quote, '')}${quote}`).join(''),
  );
const { element: elementOf } = fc.letrec<{ element: string; child: string }>(tie => ({
  child: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    wordOf.map(word => word.join('').replaceAll(']]>', '')),
    // ltx loses text between a CDATA section and the next tag
    fc.string({ maxLength: 6 }).map(text => `<![CDATA[${text.replace(/[^ -~]|\]\]>/g, '')}]]><_/>`),
    tie('element'),
  ),
  element: fc
    .tuple(nameOf, attributesOf, fc.array(tie('child'), { maxLength: 4, depthIdentifier: 'children' }), fc.boolean())
    .map(([name, attributes, children, short]) =>
      children.length === 0 && short ? `<${name}${attributes}/>` : `<${name}${attributes}>${children.join('')}</${name} >`,
    ),
}));
const stream = fc.array(elementOf, { maxLength: 4 }).map(list => `${header}${list.join(' \n')}</stream:stream>`);
const garbage = fc
  .array(
    fc.constantFrom(
      ...['<', '>', '/', '<a', '<a>', '</a>', '<b/>', ' ', '=', "'", '"', '&', '&amp;', ';', '<!', '<![CDATA[', ']]', '>'],
      ...['<!--', '-->', '<?', '?>', 'x', ' x="1"', " y='", '\0', '\ud800', '\udc00', '😀', 'é', '\ufffe', header],
      ...['</stream:stream>', '<message from="a@b" id="1">', '</message>', ' to="c"', '<body>', '</body>', 'hello hello'],
    ),
    { maxLength: 40 },
  )
  .map(list => list.join(''));

suite('bounded parser', test => {
  test('gives the header, each stanza and the end', () => {
    assert.equal(read([`${header} <message to='a'><body>hi</body></message>\n<iq/></stream:stream>`]), [
      'start 1',
      'whole <message to="a"><body>hi</body></message>',
      'whole <iq/>',
      'end',
    ]);
  });

  test('gives elements of the class that @xmpp uses, in the namespace of the stream, which does not keep them', () => {
    const found = parse('<message><body/></message>');
    assert.instance(found, xml.Element);
    assert.is(found.getNS(), 'jabber:component:accept');
    assert.is(found.getChild('body')!.parent, found);
    assert.equal(found.parent!.children, []);
  });

  test('reads references, CDATA, quotes and blanks in tags', () => {
    const found = parse(
      `<message a = '"&lt;&#x41;&#66;>' b\n=\t"'&amp;"  ><body\n>&quot;1&apos;<![CDATA[<&amp;]]]]><![CDATA[>]]>é😀</body ></message>`,
    );
    assert.equal(found.attrs, { a: '"<AB>', b: "'&" });
    assert.equal(found.getChild('body')!.children, [`"1'<&amp;]]>é😀`]);
  });

  test('gives what ltx gives for well-formed text', () => {
    const merged = (element: Element): unknown => {
      const children: unknown[] = [];
      for (const child of element.children) {
        const last = children.length - 1;
        if (typeof child !== 'string') children.push(merged(child));
        else if (typeof children[last] === 'string') children[last] += child;
        else if (child !== '') children.push(child);
      }
      return [element.name, element.attrs, children];
    };
    const all = (Parser: typeof xml.Parser, text: string): unknown[] => {
      const parser = new Parser();
      const heard: unknown[] = [];
      parser.on('element', (element: Element) => heard.push(merged(element)));
      parser.on('end', () => heard.push('end'));
      parser.on('error', (error: Error) => heard.push(error));
      parser.write(text);
      return heard;
    };
    const ours = boundedParser({ stanzaBytes: 1_000_000, depth: 100 });
    fc.assert(
      fc.property(stream, text => assert.equal(all(ours, text), all(xml.Parser, text))),
      { numRuns: 500 },
    );
  });

  test('gives the same for any chunks, within limits and beyond', () => {
    const texts = fc.oneof(
      stream,
      garbage,
      garbage.map(text => header + text),
    );
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 12 }), fc.constantFrom(limits, small), (text, places, bounds) => {
        const whole = outline(read([text], bounds));
        assert.equal(outline(read(cut(text, places), bounds)), whole);
        assert.equal(outline(read(text.split(''), bounds)), whole);
      }),
      { numRuns: 1500 },
    );
  });

  test('never throws, and is silent after an error', () => {
    const all = fc.oneof(
      garbage,
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }).map(text => header + text),
    );
    fc.assert(
      fc.property(fc.array(all, { maxLength: 6 }), chunks => {
        const heard = outline(read(chunks, small));
        const last = heard.findIndex(line => line === 'error' || line === 'end');
        assert.ok(last < 0 || last === heard.length - 1);
      }),
      { numRuns: 1500 },
    );
  });

  test('does not throw an error that nobody listens for', () => {
    const Parser = boundedParser(limits);
    const parser = new Parser();
    parser.write('garbage');
    parser.end('more');
  });

  for (const [what, text] of [
    ['a reference to an entity (restricted-xml)', '<message>&bogus;</message>'],
    ['a reference to an entity (restricted-xml)', "<message a='&bogus;'/>"],
    ['a reference to an entity (restricted-xml)', '<message>&amp;&lol;</message>'],
    ['a reference that is not well-formed (not-well-formed)', '<message>&#1;</message>'],
    ['a reference that is not well-formed (not-well-formed)', '<message>&#xD800;</message>'],
    ['a reference that is not well-formed (not-well-formed)', '<message>a & b</message>'],
    ['a reference that is not well-formed (not-well-formed)', '<message>a &amp b</message>'],
    ['a tag that is not well-formed (not-well-formed)', "<message a='&#1;'/>"],
    ['a tag that is not well-formed (not-well-formed)', '<message></iq>'],
    ['a tag that is not well-formed (not-well-formed)', '<message><body></message></body>'],
    ['a tag that is not well-formed (not-well-formed)', "<message a='1' a='2'/>"],
    ['a tag that is not well-formed (not-well-formed)', "<message a='1'b='2'/>"],
    ['a tag that is not well-formed (not-well-formed)', '<message a=1/>'],
    ['a tag that is not well-formed (not-well-formed)', '<message a/>'],
    ['a tag that is not well-formed (not-well-formed)', "<message a='<'/>"],
    ['a tag that is not well-formed (not-well-formed)', '<1message/>'],
    ['a tag that is not well-formed (not-well-formed)', '< message/>'],
    ['a tag that is not well-formed (not-well-formed)', '<message / >'],
    ['a tag that is not well-formed (not-well-formed)', '<message></"message>'],
    ['a tag that is not well-formed (not-well-formed)', '</message>'],
    ['a character that XML does not allow (not-well-formed)', '<message>\0</message>'],
    ['a character that XML does not allow (not-well-formed)', '<message>\ud800!</message>'],
    ['a character that XML does not allow (not-well-formed)', "<message a='\uffff'/>"],
    ['a comment or a document type (restricted-xml)', '<!-- x -->'],
    ['a comment or a document type (restricted-xml)', '<message><!-- x --></message>'],
    ['a comment or a document type (restricted-xml)', '<!DOCTYPE x>'],
    ['a processing instruction (restricted-xml)', '<?php x ?>'],
    ['a processing instruction (restricted-xml)', "<?xml version='1.0'?>"],
    ['a processing instruction (restricted-xml)', '<message><?php x ?></message>'],
    ['text outside of a stanza (invalid-xml)', 'hello'],
    ['text outside of a stanza (invalid-xml)', '<![CDATA[hello]]>'],
    ['text outside of a stanza (invalid-xml)', '\ufeff'],
    ['a prefix that it did not declare (bad-namespace-prefix)', '<x:message/>'],
    ['a prefix that it did not declare (bad-namespace-prefix)', "<x:message xmlns:x=''/>"],
  ] as const) {
    test(`calls ${JSON.stringify(text)} ${what}`, () => {
      assert.equal(stanza(`${text}<iq/>`), [`StreamFault: the server sent ${what}`]);
    });
  }

  test('refuses a stream of another encoding, or one that begins with something else', () => {
    const begins = (text: string) => read([text])[0]!;
    assert.match(begins(`<?xml version='1.0' encoding='ISO-8859-1'?>`), 'another encoding than UTF-8 (unsupported-encoding)');
    assert.match(begins('HTTP/1.1 400 Bad Request'), 'something other than XML (not-well-formed)');
    assert.match(begins('\ufeff<a/>'), 'something other than XML');
    assert.match(begins('<!DOCTYPE a [<!ENTITY b "c">]><a/>'), 'a document type (restricted-xml)');
    assert.match(begins('<?xml-stylesheet?><a/>'), 'a processing instruction (restricted-xml)');
    assert.match(begins('<stream:stream>'), 'a prefix that it did not declare (bad-namespace-prefix)');
    assert.equal(read([`<?xml version='1.0' encoding='utf-8'?><a id='2'/>`]), ['start 2', 'end']);
  });

  test('takes a stanza with a prefix that its header or itself declares, and leaves those inside to whoever reads them', () => {
    assert.equal(stanza(`<stream:features/><x:message xmlns:x='jabber:component:accept'/><message><x:y/></message>`), [
      'whole <stream:features/>',
      'whole <x:message xmlns:x="jabber:component:accept"/>',
      'whole <message><x:y/></message>',
    ]);
    // the declaration may be among those that were dropped
    assert.equal(stanza(`<x:m a='1' b='2' c='3' xmlns:x='y'/>`, small), ['attributes <x:m a="1" b="2" c="3"/>']);
  });

  test('reads bytes as it reads text, however they are cut', () => {
    const text = `${header}<message a='é'>語 😀<![CDATA[ß]]></message><iq/></stream:stream>`;
    const bytes = Buffer.from(text);
    assert.equal(read([bytes]), read([text]));
    assert.equal(read([...bytes].map(byte => Uint8Array.of(byte))), read([text]));
  });

  test('reads what comes before bytes that are not UTF-8, and nothing after', () => {
    const wrong = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe8, 0xaa, 0x3c], [0x80], [0xfe, 0xff]];
    for (const bytes of wrong) {
      const stream = Buffer.concat([Buffer.from(`${header}<iq/>`), Uint8Array.from(bytes), Buffer.from('<message/><!-- -->')]);
      const heard = ['start 1', 'whole <iq/>', 'StreamFault: the server sent bytes that are not UTF-8 (unsupported-encoding)'];
      assert.equal(read([stream]), heard, String(bytes));
      assert.equal(read([...stream].map(byte => Uint8Array.of(byte))), heard, String(bytes));
    }
  });

  test('marks a stanza that is too big, keeps its address, and goes on', () => {
    const body = (length: number) => `<message from='a@b' to='c' id='1'><body>${'x'.repeat(length)}</body></message>`;
    const room = limits.stanzaBytes - body(0).length;
    assert.ok(stanza(body(room))[0]!.startsWith('whole <message from="a@b" to="c" id="1"><body>xx'));
    assert.equal(stanza(`${body(room + 1)}<iq/>`), [
      `size <message from="a@b" to="c" id="1"><body>${'x'.repeat(room + 1)}</body></message>`,
      'whole <iq/>',
    ]);
    assert.equal(stanza(`${body(9 * room)}<iq/>`), ['size <message from="a@b" to="c" id="1"><body/></message>', 'whole <iq/>']);
  });

  test('counts bytes, not characters', () => {
    const text = `<message>${'é'.repeat(21)}</message>`;
    assert.equal(stanza(text, { ...small, stanzaBytes: 61 })[0]!.slice(0, 5), 'whole');
    assert.equal(stanza(text, { ...small, stanzaBytes: 60 })[0]!.slice(0, 4), 'size');
  });

  test('keeps the address even where the tag itself is too long, and drops what is no address', () => {
    const padding = 'x'.repeat(limits.stanzaBytes);
    assert.equal(stanza(`<iq x='${padding}' type='get' from='a@b' to='c' xmlns='d' id='1'><q/></iq><iq/>`), [
      'size <iq type="get" from="a@b" to="c" xmlns="d" id="1"/>',
      'whole <iq/>',
    ]);
    assert.equal(stanza(`<iq x='${padding}' id='1'/><iq/>`), ['size <iq id="1"/>', 'whole <iq/>']);
  });

  test('marks a stanza that is too deep, and one with too many attributes', () => {
    assert.equal(stanza('<m><a><b/><c/></a></m><m><a><b><c>1</c></b><d/></a>x</m><m/>', small), [
      'whole <m><a><b/><c/></a></m>',
      'depth <m><a><b/></a></m>',
      'whole <m/>',
    ]);
    assert.equal(stanza(`<m a='1' b='2' c='3'/><m a='1' b='2' c='3' d='4' id='5'>x</m><m/>`, small), [
      'whole <m a="1" b="2" c="3"/>',
      'attributes <m a="1" b="2" c="3" id="5"/>',
      'whole <m/>',
    ]);
  });

  test('ends the stream where the first tag of a stanza or the header does not end', () => {
    assert.equal(stanza(`<message a='${'x'.repeat(500)}`, small), [
      'StreamFault: the server sent a tag that does not end (policy-violation)',
    ]);
    assert.equal(read(["<stream a='", 'x'.repeat(70)], small), [
      'StreamFault: the server sent a stream header that does not end (policy-violation)',
    ]);
  });

  test('drops what is past the limit, however long it is', () => {
    const long = 'x'.repeat(5_000);
    const ends = { '<message>': '</message>', '<message><![CDATA[': ']]></message>', '<message><body a="': '"/></message>' };
    for (const [start, end] of Object.entries(ends)) {
      assert.equal(stanza(`${start}${long}${end}<m/>`, small), ['size <message/>', 'whole <m/>'], start);
    }
  });

  test('does not keep a chunk in memory for a name that somebody keeps', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const Parser = boundedParser(limits);
    const parser = new Parser();
    const names: string[] = [];
    let fresh = true;
    parser.on('element', (element: Element) => {
      if (fresh) names.push(element.attrs.from);
      fresh = false;
    });
    parser.write(header);
    const chunk = Buffer.from("<message from='somebody.with.a.name@example.org/x'/>".repeat(1_200));
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let count = 0; count < 300; count++) {
      fresh = true;
      parser.write(chunk.toString());
    }
    collect();
    const each = (process.memoryUsage().heapUsed - before) / names.length;
    assert.ok(each < 8_192, `${each} bytes for each of ${names.length} names`);
  });

  test('takes time and memory in proportion to what comes, however it is cut', () => {
    // a token of half a megabyte in chunks of 16 characters: with a remainder that is read again, 16 G characters
    const started = process.cpuUsage();
    for (const start of ["<message a='", '<message>', '<message><![CDATA[', "<message><b a='", '<message>&#']) {
      const Parser = boundedParser({ stanzaBytes: 131_072, depth: 8 });
      const parser = new Parser();
      parser.on('error', () => {});
      parser.write(header + start);
      for (let written = 0; written < 524_288; written += 16) parser.write('0123456789 />]]=');
    }
    const { user } = process.cpuUsage(started);
    assert.ok(user < 5_000_000, `${user} us`);
  });
});
