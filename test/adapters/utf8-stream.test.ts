// Bytes into text: the same for any cut, sound as far as it goes, and no more after the first wrong byte.
import { Buffer, isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { equal, is } from 'uvu/assert';
import { Utf8Stream } from '../../adapters/utf8-stream.ts';
import { suite } from '../suite.ts';

function read(pieces: readonly Uint8Array[]): readonly [string, boolean] {
  const stream = new Utf8Stream();
  return [pieces.map(piece => stream.read(piece)).join(''), stream.broken];
}

const one = (bytes: Uint8Array) => [...bytes].map(byte => Uint8Array.of(byte));

/** What a decoder that throws makes of it, a byte at a time. */
function strictly(bytes: Uint8Array): readonly [string, boolean] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  try {
    for (const byte of one(bytes)) text += decoder.decode(byte, { stream: true });
  } catch {
    return [text, true];
  }
  return [text, false];
}

const bits = fc.array(
  fc.constantFrom(
    0x41,
    0x7f,
    0x80,
    0xbf,
    0xc0,
    0xc2,
    0xdf,
    0xe0,
    0xa0,
    0x9f,
    0xed,
    0xef,
    0xbb,
    0xf0,
    0x90,
    0x8f,
    0xf4,
    0xf5,
    0xff,
  ),
  { maxLength: 12 },
);

suite('UTF-8 stream', test => {
  test('gives the text that was sent, for any cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (sent, place) => {
        const bytes = Buffer.from(sent);
        const at = place % (bytes.length + 1);
        equal(read([bytes.subarray(0, at), bytes.subarray(at)]), [bytes.toString(), false]);
        equal(read(one(bytes)), [bytes.toString(), false]);
      }),
    );
  });

  test('gives all before the first wrong byte, as a decoder that throws does, and nothing more', () => {
    fc.assert(
      fc.property(bits, fc.nat(), (list, place) => {
        const bytes = Uint8Array.from(list);
        const at = place % (bytes.length + 1);
        const [text, broken] = read(one(bytes));
        equal(read([bytes]), [text, broken]);
        equal(read([bytes.subarray(0, at), bytes.subarray(at), ...(broken ? [Buffer.from('more')] : [])]), [text, broken]);
        const [expected, failed] = strictly(bytes);
        is(text, expected);
        // some sequences are wrong from their second byte on: that is seen when they are complete
        if (broken) is(failed, true);
        if (failed && !broken) is(isUtf8(bytes), false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('keeps a byte order mark, which is a character of the stream like others', () => {
    equal(read([Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)]), ['\ufeffA', false]);
  });

  test('keeps no view on what it was given', () => {
    const stream = new Utf8Stream();
    const chunk = Uint8Array.of(0x41, 0xc3);
    is(stream.read(chunk), 'A');
    chunk.fill(0);
    is(stream.read(Uint8Array.of(0xa9)), 'é');
  });
});
