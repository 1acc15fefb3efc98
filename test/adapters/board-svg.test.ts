// The board as a picture: well-formed, and nothing in it can be more than a line.
import { type Element, parse } from 'ltx';
import { equal, is, match } from 'uvu/assert';
import { boardSvg } from '../../adapters/board-svg.ts';
import { suite } from '../suite.ts';

const stroke = { id: 1, author: 'a', nick: 'Woody', d: 'M0 0L9 9', colour: '#ff0000', width: 2.5 };

suite('a board as SVG', test => {
  test('is a document as large as the board, with a path for each stroke in their order', () => {
    is(
      boardSvg({ width: 300, height: 200, strokes: [stroke, { ...stroke, id: 2, nick: 'Buzz', d: 'M1 1h5', colour: 'navy' }] }),
      [
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200">',
        '<rect width="300" height="200" fill="white"/>',
        '<g fill="none" stroke-linecap="round" stroke-linejoin="round">',
        '<path d="M0 0L9 9" stroke="#ff0000" stroke-width="2.5"><title>Woody</title></path>',
        '<path d="M1 1h5" stroke="navy" stroke-width="2.5"><title>Buzz</title></path>',
        '</g>',
        '</svg>',
        '',
      ].join('\n'),
    );
    match(boardSvg({ width: 1, height: 1, strokes: [] }), /<g [^>]*>\n<\/g>/);
  });

  test('has nothing in it that somebody wrote but as text', () => {
    const evil = `"/><script>alert('1')</script>&`;
    const strange = { ...stroke, nick: evil, d: evil, colour: evil, width: Number.NaN };
    const svg = boardSvg({ width: Number.POSITIVE_INFINITY, height: '1"' as unknown as number, strokes: [strange] });
    const root = parse(svg) as Element;
    const [path] = root.getChild('g')!.getChildElements();
    equal(
      root.getChildElements().map(({ name }) => name),
      ['rect', 'g'],
    );
    equal(path!.attrs, { d: evil, stroke: evil, 'stroke-width': '0' });
    is(path!.getChildText('title'), evil);
    equal([root.attrs.width, root.attrs.height], ['0', '0']);
  });
});
