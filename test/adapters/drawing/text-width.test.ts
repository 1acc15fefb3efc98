import { equal, is, ok } from 'uvu/assert';
import { widthOf, wrap } from '../../../adapters/drawing/text-width.ts';
import { suite } from '../../suite.ts';

const font = { size: 10 };

suite('text width', test => {
  test('is the sum of the letters, in whole pixels', () => {
    is(widthOf('', font), 0);
    ok(widthOf('mmm', font) > 2 * widthOf('iii', font));
    ok(Number.isInteger(widthOf('enter', { size: 11.5 })));
  });

  test('grows with size and weight', () => {
    ok(widthOf('enter', { size: 20 }) > widthOf('enter', font));
    ok(widthOf('enter', { size: 10, bold: true }) > widthOf('enter', font));
  });

  test('allows for letters that are not in the table', () => {
    ok(widthOf('é', font) > widthOf('i', font));
    ok(widthOf('部屋', font) >= 20);
    is(widthOf('🏠', font), widthOf('部', font));
  });

  test('breaks lines between words', () => {
    const lines = wrap('Presence is held for a room that nobody has made yet.', 100, font);
    is(lines.join(' '), 'Presence is held for a room that nobody has made yet.');
    for (const line of lines) ok(widthOf(line, font) <= 100, line);
    ok(lines.length > 1);
  });

  test('gives a long word a line of its own, and nothing no line', () => {
    equal(wrap('a Donaudampfschifffahrtsgesellschaft b', 40, font), ['a', 'Donaudampfschifffahrtsgesellschaft', 'b']);
    equal(wrap('  ', 40, font), []);
  });
});
