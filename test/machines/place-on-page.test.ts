// Where on a page somebody is: what may be told, and how it is said.
import { equal, is } from 'uvu/assert';
import { placeIn, placeNamespace, placeWords, withPlaces } from '../../machines/place-on-page.ts';
import { isRefusal } from '../../machines/refusal.ts';
import type { PresenceContent, Tree } from '../../machines/stanza.ts';
import { suite } from '../suite.ts';

const tree = (name: string, attrs: Record<string, string> = {}, ...children: (Tree | string)[]): Tree => ({
  name,
  attrs,
  children,
});
const place = (attrs: Record<string, string> = {}, ...children: (Tree | string)[]) =>
  tree('location', { xmlns: placeNamespace, ...attrs }, ...children);
const presence = (...payload: Tree[]): PresenceContent => ({ kind: 'presence', type: 'available', payload });
const read = (...payload: Tree[]) => {
  const found = placeIn(presence(...payload));
  return found && isRefusal(found) ? `${found.condition}: ${found.text}` : found;
};

suite('the place in a presence', test => {
  test('is read with all that may be in it', () => {
    is(read(), undefined);
    is(read(tree('location', { xmlns: 'urn:other' }), tree('where', { xmlns: placeNamespace })), undefined);
    equal(read(place()), {});
    equal(read(place({ fragment: 'a b', selector: '#x > p', offset: '0.25' }, '\n', tree('quote', {}, 'To infinity'), ' ')), {
      fragment: 'a b',
      selector: '#x > p',
      offset: 0.25,
      quote: 'To infinity',
    });
    for (const offset of ['0', '1', '1.0', '0.000001']) equal(read(place({ offset })), { offset: Number(offset) });
  });

  test('is refused with what is wrong in it', () => {
    const faults: [Tree[], string][] = [
      [[place(), place()], 'A presence may have one <location/> at most.'],
      [[place({ line: '3' })], 'A <location/> has no attribute “line”: it may have fragment, selector, offset, and a <quote/>.'],
      [[place({ fragment: 'x'.repeat(257) })], 'The fragment of a <location/> may have 256 characters at most.'],
      [[place({ selector: 'x'.repeat(513) })], 'The selector of a <location/> may have 512 characters at most.'],
      [[place({ fragment: '' })], 'The fragment of a <location/> is empty: leave it out.'],
      ...['', '-1', '1.1', '2', '.5', '1e-3', '0.1234567', 'NaN', ' 0'].map((offset): [Tree[], string] => [
        [place({ offset })],
        'The offset of a <location/> is a part of the page from 0 to 1, such as 0.25.',
      ]),
      [[place({}, tree('b'))], 'A <location/> has no element <b/> in it: it may have one <quote/>.'],
      [
        [place({}, tree('quote', { xmlns: 'urn:x' }, 'a'))],
        'A <location/> has no element <quote/> in it: it may have one <quote/>.',
      ],
      [[place({}, 'here')], 'A <location/> has no text of its own: put words of the page into a <quote/>.'],
      [[place({}, tree('quote', {}, 'a'), tree('quote', {}, 'b'))], 'A <location/> may have one <quote/> at most.'],
      [[place({}, tree('quote', { a: 'b' }, 'a'))], 'The <quote/> of a <location/> has nothing in it but text.'],
      [[place({}, tree('quote', {}, tree('b')))], 'The <quote/> of a <location/> has nothing in it but text.'],
      [[place({}, tree('quote'))], 'The <quote/> of a <location/> has a text of 1 to 256 characters.'],
      [[place({}, tree('quote', {}, 'x'.repeat(257)))], 'The <quote/> of a <location/> has a text of 1 to 256 characters.'],
    ];
    for (const [payload, text] of faults) is(read(...payload), `bad-request: ${text}`);
  });

  test('is said in words', () => {
    is(placeWords({}), 'somewhere on the page');
    is(placeWords({ fragment: 'a', selector: 'p', quote: 'b', offset: 0.256 }), 'at #a, at “b”, at p, 26 % down the page');
    is(placeWords({ offset: 0 }), '0 % down the page');
  });

  test('may be put in the place of another', () => {
    const show = tree('show', {}, 'away');
    equal(withPlaces(presence(place(), show), []), presence(show));
    equal(withPlaces(presence(place(), show), [place({ offset: '1' })]), presence(show, place({ offset: '1' })));
  });
});
