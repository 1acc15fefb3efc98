import { equal, is } from 'uvu/assert';
import { printable, writeTable } from '../../adapters/table.ts';
import { suite } from '../suite.ts';

suite('table', test => {
  test('pads each column to its widest cell', () => {
    equal(
      writeTable(
        ['ROOM', 'N'],
        [
          ['lobby-of-all', '1'],
          ['x', '200'],
        ],
      ),
      ['ROOM          N', 'lobby-of-all  1', 'x             200'],
    );
  });

  test('cuts what is too wide', () => equal(writeTable(['A'], [['abcdef']], 4), ['A', 'abc…']));

  test('writes a hundred thousand rows', () => {
    is(
      writeTable(
        ['A'],
        Array.from({ length: 100_000 }, () => ['x']),
      ).length,
      100_001,
    );
  });

  test('takes out what could move the cursor or turn the text round', () => {
    is(printable('a\u001b[2Jb\u202ec\u0007'), 'a[2Jbc');
    is(printable('two\nlines\tand a tab'), 'two lines and a tab');
  });
});
