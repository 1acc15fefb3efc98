import { is } from 'uvu/assert';
import { code, markdownTable } from '../../../adapters/drawing/markdown.ts';
import { suite } from '../../suite.ts';

suite('markdown', test => {
  test('writes a table', () => is(markdownTable(['A', 'B'], [['1', '']]), '| A | B |\n| --- | --- |\n| 1 |  |\n'));

  test('keeps bars and line ends from breaking it', () =>
    is(markdownTable(['A'], [['x | y\nz']]), '| A |\n| --- |\n| x \\| y z |\n'));

  test('writes code, also with a back-tick in it', () => {
    is(code('enter'), '`enter`');
    is(code('a`b'), '`` a`b ``');
  });
});
