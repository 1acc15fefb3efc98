// Stanzas as lines to read: nothing of them is lost, whatever they are.
import { equal, is, match, ok } from 'uvu/assert';
import { xmlLines } from '../../adapters/web/shared/xml-lines.ts';
import { suite } from '../suite.ts';
import { hostile } from './made-up.ts';

const text = (xml: string) =>
  xmlLines(xml).map(({ depth, pieces }) => '  '.repeat(depth) + pieces.map(piece => piece.text).join(''));

suite('xml lines', test => {
  test('indents what is within, and keeps a short element in one line', () => {
    equal(text('<iq type="get"><query xmlns="jabber:iq:browse"><item jid="a"/></query></iq>'), [
      '<iq type="get">',
      '  <query xmlns="jabber:iq:browse">',
      '    <item jid="a"/>',
      '  </query>',
      '</iq>',
    ]);
    equal(text('<message><body>hi  there</body><x></x></message>'), [
      '<message>',
      '  <body>hi  there</body>',
      '  <x></x>',
      '</message>',
    ]);
  });

  test('says which words are names, values and text', () => {
    equal(
      xmlLines(`<a b='c>"'>d</a>`)[0]!.pieces.map(({ role, text }) => `${role}: ${text}`),
      ['mark: <', 'name: a', 'attribute:  b=', `value: 'c>"'`, 'mark: >', 'text: d', 'mark: </', 'name: a', 'mark: >'],
    );
  });

  test('keeps text beside elements', () => {
    equal(text('<a>one<b/>two</a>'), ['<a>', '  one', '  <b/>', '  two', '</a>']);
  });

  for (const odd of [
    '',
    'no markup',
    '<',
    '<<a',
    '</a></a>',
    '<a',
    '<a b="',
    'a < b > c',
    hostile,
    '<>',
    '<?xml version="1.0"?><a/>',
    '<a></b>',
  ]) {
    test(`loses nothing of ${odd || 'nothing'}`, () => {
      is(text(odd).join('').replaceAll(/\s/g, ''), odd.replaceAll(/\s/g, ''));
    });
  }

  test('shows the beginning of what is very long, at once', () => {
    const lines = text(`<a>${'<"'.repeat(40_000)}`);
    match(lines.at(-1)!, /^… 60003 more characters$/);
    ok(lines.length < 20_100);
  });
});
