import fc from 'fast-check';
import { equal, is, match } from 'uvu/assert';
import { frameReader } from '../../../../adapters/dev/host/frame.ts';
import { suite } from '../../../suite.ts';

const limits = { stanzaBytes: 10_000, depth: 8, attributes: 8 };
const read = frameReader(limits);
const said = (text: string) => {
  const frame = read(text);
  return 'error' in frame ? frame.error.condition : frame.element.toString();
};

suite('frames', test => {
  test('are one element, with what is in it as it was meant', () => {
    is(
      said(`<a x='1 &amp; &quot;2&quot;'><b>caf\u00e9 &lt; <![CDATA[<&>]]></b><c/></a>`),
      '<a x="1 &amp; &quot;2&quot;"><b>caf\u00e9 &lt; &lt;&amp;&gt;</b><c/></a>',
    );
    is(said(' <a/>\n'), '<a/>');
  });

  test('stand each by itself', () => {
    equal(['<a>', '<b/>', '</a>', '<c/>'].map(said), ['not-well-formed', '<b/>', 'not-well-formed', '<c/>']);
    const frame = read(`<a/>`);
    is('element' in frame && frame.element.parent, null);
  });

  test('say which limit they break', () => {
    for (const [text, words] of [
      [`<a>${'x'.repeat(10_001)}</a>`, /^A frame has 10000 bytes at most\.$/],
      [`${'<a>'.repeat(9)}${'</a>'.repeat(9)}`, /^Elements are nested 8 deep at most\.$/],
      [`<a ${Array.from({ length: 9 }, (_, at) => `a${at}=''`).join(' ')}/>`, /^An element has 8 attributes at most\.$/],
    ] as const) {
      const frame = read(text);
      is('error' in frame && frame.error.condition, 'policy-violation');
      match('error' in frame ? frame.error.text : '', words);
    }
  });

  test('never throw, whatever they are, and are read again as they are written', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<a/>',
      '</frame>',
      '<frame>',
      "<a b='c'>",
      '&amp;',
      '&',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?x?>',
      'text',
      ' ',
      '\u0000',
      '\ud800',
      "'",
      '"',
      '>',
      '<',
      'x:y',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, frame => {
        const once = read(frame);
        if ('error' in once) return once.error.text.endsWith('.');
        const written = once.element.toString();
        return said(written) === written;
      }),
      { numRuns: 2_000 },
    );
  });
});
