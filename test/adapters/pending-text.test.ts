import { is } from 'uvu/assert';
import { PendingText } from '../../adapters/pending-text.ts';
import { suite } from '../suite.ts';

suite('pending text', test => {
  test('joins pieces, resolves references that were cut, and leaves those in CDATA', () => {
    const text = new PendingText();
    for (const piece of ['a&', 'am', 'p;b']) text.addRaw(piece);
    is(text.resolve(), undefined);
    text.addPlain('&amp;');
    text.addRaw('&lt;');
    is(text.resolve(), undefined);
    is(text.take(), 'a&b&amp;<');
    is(text.take(), '');
  });

  test('says what is wrong with a reference', () => {
    const wrong = (raw: string) => {
      const text = new PendingText();
      text.addRaw(raw);
      return text.resolve();
    };
    is(wrong('&bogus;'), 'a reference to an entity');
    is(wrong('&#0;'), 'a reference that is not well-formed');
    is(wrong('a & b'), 'a reference that is not well-formed');
  });

  test('drops all of it', () => {
    const text = new PendingText();
    text.addRaw('&bogus;');
    text.addPlain('b');
    text.drop();
    is(text.resolve(), undefined);
    is(text.take(), '');
  });
});
