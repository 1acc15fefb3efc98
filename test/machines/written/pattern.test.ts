// Patterns in which `*` stands for any letters.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { folded, isLike } from '../../../machines/written/pattern.ts';
import { suite } from '../../suite.ts';

suite('patterns', test => {
  test('mean the whole text, and any letters by a star', () => {
    equal(
      ['hello', 'hell', '*', 'h*', '*o', 'h*o', '*ell*', '*l*l*', '*l*l*l*', 'hello*', 'he**lo', '', 'hello*o'].map(pattern =>
        isLike('hello', pattern),
      ),
      [true, false, true, true, true, true, true, true, false, true, true, false, false],
    );
    is(isLike('', ''), true);
    is(isLike('', '*'), true);
  });

  test('are compared in any case and width', () => {
    is(isLike(folded('ＷＯＯＤＹ'), folded('w*y')), true);
  });

  test('mean what the regular expression of the same sense means', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 12 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 20 });
    fc.assert(
      fc.property(text, letters, (written, pattern) => {
        is(isLike(written, pattern), new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(written), `${written} ${pattern}`);
      }),
      { numRuns: 2_000 },
    );
  });

  test('take time in proportion to the text, whatever it is', () => {
    // what makes simple searches look at each letter five hundred times
    const pattern = `*${'a'.repeat(500)}b*${'a'.repeat(400)}c*`;
    const spent = (letters: number) => {
      const text = 'a'.repeat(letters);
      const before = process.cpuUsage();
      for (let i = 0; i < 10; i++) is(isLike(text, pattern), false);
      return process.cpuUsage(before).user;
    };
    spent(50_000);
    const [small, large] = [spent(100_000), spent(400_000)];
    ok(large < 12 * small + 50_000, `${small} µs for a text, and ${large} µs for one four times as long`);
  });
});
