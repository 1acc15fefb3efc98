// Templates and recipients become bytes at last: whole stanzas, as many as there is space for, and none of them twice.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { attrValue } from '../../streams/attribute.ts';
import { bytesOf, type Page, Parcel } from '../../streams/parcel.ts';
import { stanza, Template, textElement } from '../../streams/template.ts';
import { suite } from '../suite.ts';
import { ours } from './people.ts';
import { anyText } from './random-xml.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const template = (from: string, body = '') => stanza('message', { from: ours(from) }, textElement('body', body));
const lengthOf = (texts: readonly string[]) => Buffer.byteLength(texts.join(''));

interface Made {
  readonly parcel: Parcel;
  /** The stanzas one by one. */
  readonly texts: readonly string[];
}

function made(templates: readonly Template[], people: readonly string[], but?: number): Made {
  const to = people.map(one => encoder.encode(attrValue(one)));
  const left = but === undefined ? undefined : to[but];
  const size = to.reduce((sum, { length }) => sum + length, 0);
  const heard = people.filter((_, i) => !left || i !== but);
  return {
    parcel: new Parcel('grp@rooms.disney', templates, to, size, left),
    texts: templates.flatMap(({ head, tail }) => heard.map(one => head + attrValue(one) + tail)),
  };
}

const anyMade = fc
  .tuple(
    fc.array(fc.tuple(anyText, fc.oneof(anyText, fc.constant('x'.repeat(500)))), { maxLength: 4 }),
    fc.array(anyText, { maxLength: 5 }),
    fc.option(fc.nat(4), { nil: undefined }),
  )
  .map(([templates, people, but]) =>
    made(
      templates.map(([from, body]) => template(from, body)),
      people,
      but,
    ),
  );

const pageOf = (size: number, end = 0): Page => ({ bytes: new Uint8Array(size).fill(0x21), end });
const textOf = ({ bytes, end }: Page, begin = 0) => decoder.decode(bytes.subarray(begin, end));

suite('a parcel', test => {
  test('can be looked at on its way, and is written all the same', () => {
    fc.assert(
      fc.property(anyMade, ({ parcel, texts }) => {
        const { templates, people, one } = parcel.contents;
        is(templates.length * people, texts.length);
        if (texts.length > 0) is(templates[0]!.head + decoder.decode(one) + templates[0]!.tail, texts[0]);
        is(decoder.decode(bytesOf(parcel)), texts.join(''));
        is(parcel.contents.people, people);
      }),
    );
  });

  test('of anything knows how many stanzas and bytes it has', () => {
    fc.assert(
      fc.property(anyMade, ({ parcel, texts }) => {
        equal([parcel.stanzas, parcel.left, parcel.bytes], [texts.length, texts.length, lengthOf(texts)]);
      }),
    );
  });

  test('is written in pages of any size, whole stanzas in their order, and counts what is left', () => {
    fc.assert(
      fc.property(anyMade, fc.array(fc.nat(900), { minLength: 1, maxLength: 60 }), ({ parcel, texts }, sizes) => {
        let done = 0;
        for (const size of sizes) {
          const page = pageOf(size);
          parcel.fill(page);
          const expected = texts.slice(done, texts.length - parcel.left);
          is(textOf(page), expected.join(''));
          done += expected.length;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('needs just so many bytes for its next stanza, and writes none where there is one less', () => {
    fc.assert(
      fc.property(anyMade, ({ parcel, texts }) => {
        for (let i = 0; i < texts.length; i++) {
          parcel.fill(pageOf(parcel.next - 1));
          is(parcel.left, texts.length - i);
          const page = pageOf(parcel.next);
          parcel.fill(page);
          is(textOf(page), texts[i]);
        }
        equal([parcel.next, parcel.left], [0, 0]);
      }),
      { numRuns: 300 },
    );
  });

  test('goes on behind what is in the page, up to the given index', () => {
    const { parcel, texts } = made([template('a@b')], ['woody', 'buzz', 'rex']);
    const page = pageOf(1_000, 100);
    parcel.fill(page, 100 + lengthOf(texts.slice(0, 2)) + 14);
    is(textOf(page, 100), texts[0]! + texts[1]!);
    is(textOf({ bytes: page.bytes, end: 100 }), '!'.repeat(100));
    parcel.fill(page);
    is(textOf(page, 100), texts.join(''));
  });

  test('writes nothing of a stanza that has no space, and nothing into a page that is full', () => {
    const { parcel } = made([template('a@b')], ['woody']);
    for (const size of [0, 5, 20, parcel.bytes]) {
      const page = pageOf(size);
      parcel.fill(page);
      equal([page.end, parcel.left], [0, 1]);
    }
  });

  test('of nobody, or nothing, is nothing', () => {
    for (const { parcel } of [made([], ['woody']), made([template('a@b')], []), made([template('a@b')], ['woody'], 0)]) {
      equal([parcel.stanzas, parcel.bytes, parcel.left, parcel.next], [0, 0, 0, 0]);
      const page = pageOf(100);
      parcel.fill(page);
      is(page.end, 0);
    }
  });

  test('finds its next stanza past the one who gets nothing, first or last', () => {
    const templates = [template('a@b'), template('c@d', 'x'.repeat(100))];
    for (const but of [0, 1, 2]) {
      const { parcel, texts } = made(templates, ['woody', 'somebody-with-a-long-name', 'rex'], but);
      for (const text of texts) {
        const page = pageOf(parcel.next);
        parcel.fill(page);
        is(textOf(page), text);
      }
    }
  });

  test('is given whole where nothing of it is written', () => {
    const { parcel, texts } = made([template('a@b', 'é'.repeat(70_000)), template('<&>')], ['woody', '"buzz"', 'ｒｅｘ'], 0);
    const bytes = bytesOf(parcel);
    is(decoder.decode(bytes), texts.join(''));
    is(bytes.length, parcel.bytes);
  });

  test('takes heads of any length, and of any number', () => {
    for (let length = 0; length < 30; length++) {
      const { parcel, texts } = made([new Template('<'.repeat(length), '>'), new Template('(', ')')], ['woody', 'buzz']);
      is(decoder.decode(bytesOf(parcel)), texts.join(''));
    }
    ok(true);
  });
});
