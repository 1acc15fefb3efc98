// Names in recordings: the same for the same word, compared like it, and nothing of it in them.
import fc from 'fast-check';
import { equal, is, match, not, ok } from 'uvu/assert';
import { masked } from '../../../adapters/recording/masked-text.ts';
import { Pseudonyms } from '../../../adapters/recording/pseudonyms.ts';
import { byteLength } from '../../../machines/byte-length.ts';
import { foldedNick } from '../../../machines/folded-nick.ts';
import { parseAddress } from '../../../streams/address.ts';
import { suite } from '../../suite.ts';

const word = fc.oneof(
  fc.constantFrom('Woody', 'woody', 'WOODY', 'ｗoody', 'Straße', 'strasse', 'Σ', 'ς', 'σ', 'guest-2', 'a.b'),
  fc.string({ minLength: 1, maxLength: 8 }).filter(text => !/[\s@/]/u.test(text)),
);

suite('names in recordings', test => {
  test('are the same for the same word, and others for others', () => {
    fc.assert(
      fc.property(fc.array(word), all => {
        const names = new Pseudonyms();
        const first = all.map(one => names.of(one));
        equal(
          all.map(one => names.of(one)),
          first,
        );
        is(new Set(first).size, new Set(all).size);
      }),
    );
  });

  test('are compared as the words were', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const names = new Pseudonyms();
        is(foldedNick(names.of(one)) === foldedNick(names.of(other)), foldedNick(one) === foldedNick(other));
      }),
    );
  });

  test('leave addresses addresses, and nicks as many words as they have', () => {
    const names = new Pseudonyms();
    const full = names.of('woody@disney.example/Home Phone');
    const address = parseAddress(full)!;
    is(address.bare, names.of('woody@disney.example'));
    is(address.host, names.of('disney.example'));
    is(names.of('Sheriff  Woody').split(/\s+/u)[1], names.of('Woody'));
    not.match(full, /woody|disney|home|phone/iu);
  });

  test('leave what is nobody’s name', () => {
    const names = new Pseudonyms();
    for (const text of ['guest-12', '0123456789abcdef01234567', '']) is(names.of(text), text);
    is(names.inText('Only people of the town may'), 'Only people of the town may');
    names.of('Woody');
    match(names.inText('(woody) and sid@toys.example are here'), /^\(name1\) and name\d+@name\d+ are here$/);
  });

  test('stay where they are kept, and secrets do not', () => {
    const names = new Pseudonyms(true);
    is(names.of('woody@disney'), 'woody@disney');
    match(names.secret('andy'), /^secret-[0-9a-f]{16}$/);
    is(names.secret('andy'), names.secret('andy'));
    ok(names.secret('andy') !== new Pseudonyms(true).secret('andy'));
  });
});

suite('a masked text', test => {
  test('has the shape, the length and the bytes of the text, and no letter of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const x = masked(text);
        equal([x.length, byteLength(x)], [text.length, byteLength(text)]);
        is(x.replace(/\S/gu, ''), text.replace(/\S/gu, ''));
      }),
    );
    is(masked('Hi, Woody!\n 42'), 'xxx xxxxxx\n xx');
  });
});
