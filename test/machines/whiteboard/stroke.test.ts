// A stroke as people send it: what is wrong with it is said, and what was left out is filled in.
import { equal, is } from 'uvu/assert';
import { isRefusal } from '../../../machines/refusal.ts';
import { readStroke, strokeBytes, strokeTree, whiteboardNs } from '../../../machines/whiteboard/stroke.ts';
import { xmlOf } from '../../../streams/tree.ts';
import { suite } from '../../suite.ts';

const limits = { width: 100, height: 100, widest: 10 };
const read = (attrs: Record<string, string>, children: readonly string[] = []) =>
  readStroke({ name: 'stroke', attrs: { xmlns: whiteboardNs, ...attrs }, children }, limits, 'It');
const why = (attrs: Record<string, string>, children?: readonly string[]) => {
  const refusal = read(attrs, children);
  return isRefusal(refusal) ? [refusal.condition, refusal.text] : refusal;
};

suite('a stroke', test => {
  test('is read with what was left out', () => {
    equal(read({ d: 'M0 0' }), { ref: undefined, d: 'M0 0', colour: '#000000', width: '2' });
    equal(read({ d: 'M0 0', id: 'a', colour: 'RED', width: '0.5' }, ['\n ']), {
      ref: 'a',
      d: 'M0 0',
      colour: 'red',
      width: '0.5',
    });
  });

  test('is refused with what is wrong with it', () => {
    equal(why({}), ['bad-request', 'It: it has no d, which says where it goes, such as d="M0 0 L10 10".']);
    equal(why({ d: 'M' }), ['bad-request', 'It: in its d, at character 2 a number is expected, and it ends there.']);
    equal(why({ d: 'M0 0', fill: 'red' }), [
      'bad-request',
      'It: it has the attribute fill, and there are only id, d, colour and width.',
    ]);
    equal(why({ d: 'M0 0' }, ['x']), ['bad-request', 'It: there is something in it.']);
    for (const id of ['', 'x'.repeat(65), 'a\u0001'])
      equal(why({ d: 'M0 0', id }), ['bad-request', 'It: its id has between 1 and 64 characters.']);
    equal(why({ d: 'M0 0', colour: `${'\u{1f600}'.repeat(30)}` }), [
      'bad-request',
      `It: its colour “${'\u{1f600}'.repeat(20)}” is none: write #rgb, #rrggbb, #rrggbbaa or a name of CSS.`,
    ]);
    for (const width of ['', '-1', '1e3', '.5', '1.', '1.2345', '12345', ' 1', 'NaN'])
      equal(why({ d: 'M0 0', width }), ['bad-request', `It: its width “${width}” is no number such as 2 or 0.5.`]);
    for (const width of ['0', '0.09', '10.1'])
      equal(why({ d: 'M0 0', width }), ['not-acceptable', `It: its width is between 0.1 and 10, and not ${width}.`]);
  });

  test('has as many bytes as are written of it on a board', () => {
    for (const ref of [undefined, 'mine']) {
      const tree = strokeTree('17', 'abc', '<Woody & “Co”>', { ref, d: 'M0 0', colour: 'red', width: '2' });
      // what has a name of its own is counted as the longest
      const longest = xmlOf(tree, whiteboardNs).replace(/&(lt|gt|amp);/gu, '&quot;');
      is(strokeBytes(tree), new TextEncoder().encode(longest).length);
    }
  });
});
