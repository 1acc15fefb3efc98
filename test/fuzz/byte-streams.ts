// Arbitrary streams of bytes: sound ones, the same with bytes changed, and ways to cut them. What a case is printed as can be
// put into the corpus.
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { corpus, header } from './corpus.ts';
import { inWords } from './reading.ts';

/** A stream and where it is cut. */
export interface Cut {
  readonly bytes: Uint8Array;
  readonly chunks: readonly Uint8Array[];
}

const people = ['woody@example.org/toys', 'buzz@example.org/toys', 'räx@example.org/ü'];
const rooms = ['hall@rooms.example.org', 'hall@rooms.example.org/woody', 'new@rooms.example.org', 'rooms.example.org', 'else'];
const nameOf = fc.constantFrom(
  'a',
  'body',
  'query',
  'ä',
  'x-1.2',
  '_',
  'constructor',
  'p:a',
  'p:b',
  'q:a',
  'q:b',
  'stream:x',
  'message',
);
const namespace = fc.constantFrom(
  'urn:a',
  'urn:b',
  '',
  'jabber:client',
  'jabber:component:accept',
  'jabber:x:conference',
  'a&amp;b',
);
const wordOf = fc
  .array(
    fc.constantFrom(
      ...['a', ' ', '\n', '\t', '>', "'", '"', ']', ']]', '/', '=', 'ß', '語', '😀', '\ufeff', '\u0085', 'sid', 'hello '],
      ...['&amp;', '&lt;', '&gt;', '&quot;', '&apos;', '&#x1F600;', '&#65;', '&#10;', '&#13;'],
    ),
    { maxLength: 8 },
  )
  .map(list => list.join(''));
const attributesOf = fc
  .uniqueArray(
    fc.oneof(
      fc.tuple(nameOf, wordOf),
      fc.tuple(fc.constantFrom('xmlns', 'xmlns:p', 'xmlns:q'), namespace),
      fc.tuple(fc.constant('xml:lang'), fc.constantFrom('de', 'en-GB', '')),
    ),
    { selector: ([name]) => name, maxLength: 4 },
  )
  .chain(list => fc.tuple(...list.map(([name, value]) => quoted(name, value))))
  .map(list => list.join(''));

function quoted(name: string, value: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom("'", '"'), fc.constantFrom(' ', '\n\t '), fc.constantFrom('=', ' = '))
    .map(([quote, blank, equals]) => `${blank}${name}${equals}${quote}${value.replaceAll(quote, '')}${quote}`);
}

const { element: elementOf } = fc.letrec<{ element: string; child: string }>(tie => ({
  child: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    wordOf.map(word => word.replaceAll(']]>', '')),
    fc.string({ maxLength: 6 }).map(text => `<![CDATA[${text.replace(/[^ -~]|\]\]>/g, '')}]]>`),
    tie('element'),
  ),
  element: fc
    .tuple(nameOf, attributesOf, fc.array(tie('child'), { maxLength: 4, depthIdentifier: 'children' }), fc.boolean())
    .map(([name, attributes, children, short]) =>
      children.length === 0 && short ? `<${name}${attributes}/>` : `<${name}${attributes}>${children.join('')}</${name} >`,
    ),
}));

const address = fc
  .tuple(fc.constantFrom(...people), fc.constantFrom(...rooms), fc.constantFrom('1', 'ö', ''))
  .map(([from, to, id]) => ` from='${from}' to='${to}' id='${id}'`);
const stanzaOf = fc
  .tuple(
    fc.constantFrom('message', 'presence', 'iq', 'handshake', 'stream:features'),
    fc.option(address, { nil: '' }),
    fc.constantFrom(
      '',
      " type='groupchat'",
      " type='get'",
      " type='set'",
      " type='result'",
      " type='error'",
      " type='unavailable'",
    ),
    fc.array(
      fc.oneof(
        elementOf,
        fc.constantFrom(
          '<body>hello</body>',
          "<query xmlns='jabber:iq:conference'><nick>woody</nick></query>",
          "<ping xmlns='urn:xmpp:ping'/>",
          "<error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
        ),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([name, addresses, type, children]) => `<${name}${addresses}${type}>${children.join('')}</${name}>`);

/** Well-formed, within the syntax of streams. */
export const soundBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.array(
      fc.oneof(
        stanzaOf,
        elementOf.map(element => `<x>${element}</x>`),
      ),
      { maxLength: 5 },
    ),
    fc.constantFrom('', ' \n'),
  )
  .map(([list, between]) => Buffer.from(list.join(between)));

const examples = corpus()
  .filter(({ isWhole, chunks }) => !isWhole && Buffer.concat(chunks).length < 2_000)
  .map(({ chunks }) => Buffer.concat(chunks));
const start: fc.Arbitrary<Uint8Array> = fc.oneof({ weight: 4, arbitrary: soundBytes }, fc.constantFrom(...examples));

/** What parsers stumble over. */
const tokens = [
  ...['<', '>', '/', '=', "'", '"', '&', ';', '<!', '<![CDATA[', ']]>', '<!--', '-->', '<?', '?>', '&x;', '&#0;', '&#x41;', '\0'],
  ...['</stream:stream>', '<message>', '</message>', '<a>', '</a>', '\ufffe', '\ufeff', ' xmlns:p=""', " a='1'", 'xml', '\r'],
].map(text => Buffer.from(text));
const wrong = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90], [0xe8], [0x80], [0xf0, 0x9f]].map(list =>
  Uint8Array.from(list),
);

interface Change {
  readonly at: number;
  readonly drop: number;
  readonly put: Uint8Array;
  /** How often it is put. */
  readonly times: number;
}
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  drop: fc.oneof(fc.constant(0), fc.nat(12)),
  put: fc.oneof(fc.constantFrom(...tokens, ...wrong), fc.uint8Array({ maxLength: 4 })),
  times: fc.oneof({ weight: 20, arbitrary: fc.constant(1) }, fc.constantFrom(9, 70, 3_000)),
});

/** Streams without their header, sound or with bytes changed. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(start, fc.oneof(fc.constant([]), fc.array(change, { minLength: 1, maxLength: 4 })))
  .map(([bytes, changes]) => changes.reduce(changed, bytes));

function changed(bytes: Uint8Array, { at, drop, put, times }: Change): Uint8Array {
  const place = at % (bytes.length + 1);
  const more = Buffer.concat(Array.from({ length: times }, () => put));
  return Buffer.concat([bytes.subarray(0, place), more, bytes.subarray(place + drop)]);
}

/** The stream after its header, cut anywhere. */
export function cutUp(bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Cut> {
  return fc.tuple(bytes, fc.array(fc.nat(), { maxLength: 12 })).map(([written, places]) => {
    const all = Buffer.concat([Buffer.from(header), written]);
    const at = places.map(place => place % (all.length + 1)).sort((one, other) => one - other);
    const chunks = [...at, all.length].map((end, i) => all.subarray(i === 0 ? 0 : at[i - 1], end));
    return {
      bytes: all,
      chunks,
      [fc.toStringMethod]: () => `after the header ${chunks.map(inWords).join('¦').replace(header, '')}`,
    };
  });
}

export function each(bytes: Uint8Array): Uint8Array[] {
  return [...bytes].map(byte => Uint8Array.of(byte));
}
