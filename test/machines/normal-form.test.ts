// The form by which texts are compared.
import { is } from 'uvu/assert';
import { normalForm } from '../../machines/normal-form.ts';
import { suite } from '../suite.ts';

suite('the normal form', test => {
  test('is NFKC for what people write', () => {
    for (const text of ['Woody', 'Ｗｏｏｄｙ', 'ﬁancé', 'e\u0301', '한국어', '']) is(normalForm(text), text.normalize('NFKC'));
  });

  test('never has more marks in one run than can be put in order quickly', () => {
    // marks above and below by turns: each has to pass all others
    const text = `a${'\u0301\u0323'.repeat(20_000)}`;
    const runs = normalForm(text).split('\u034f');
    is(
      runs.every(run => run.length <= 31),
      true,
    );
    is(runs.join('').length >= 39_999, true);
    is(normalForm(`a${'\u0301\u0323'.repeat(15)}`), `a${'\u0301\u0323'.repeat(15)}`.normalize('NFKC'));
  });
});
