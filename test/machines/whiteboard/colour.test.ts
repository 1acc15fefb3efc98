// The colours of strokes.
import { is } from 'uvu/assert';
import { colourOf } from '../../../machines/whiteboard/colour.ts';
import { suite } from '../../suite.ts';

suite('a colour', test => {
  test('is a number or a name of CSS, in letters of any size', () => {
    for (const colour of ['#000', '#a1b2c3', '#a1b2c3d4', 'red', 'rebeccapurple', 'lightgoldenrodyellow'])
      is(colourOf(colour), colour);
    is(colourOf('#FFF'), '#fff');
    is(colourOf('RebeccaPurple'), 'rebeccapurple');
  });

  test('is nothing else', () => {
    for (const text of [
      '',
      '#',
      '#ff',
      '#ffff',
      '#fffff',
      '#ggg',
      '#fff ',
      'reddish',
      'url(#x)',
      'none',
      'constructor',
      'inherit',
    ])
      is(colourOf(text), undefined, text);
    is(colourOf(`#fff${' '.repeat(100)}`), undefined);
  });
});
