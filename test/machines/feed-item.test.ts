// An item of a feed: its bounds, its words, its element.
import { equal, is, ok } from 'uvu/assert';
import { elementOf, FeedItem, remembered, textOf } from '../../machines/feed-item.ts';
import { suite } from '../suite.ts';

suite('an item of a feed', test => {
  test('has an id and a title, and what else is known of it', () => {
    equal(FeedItem.parse({ id: '1', title: '' }), { id: '1', title: '' });
    const whole = { id: '1', title: 'A', link: 'HTTPS://news.example/', at: 0, summary: 'B' };
    equal(FeedItem.parse(whole), whole);
    const wrong = [
      { id: '' },
      { id: 'x'.repeat(501) },
      { title: 'x'.repeat(501) },
      { link: 'ftp://x' },
      { link: '//x' },
      { at: -1 },
      { at: 0.5 },
      { summary: 'x\u0000' },
      { more: 1 },
    ];
    for (const one of wrong) is(FeedItem.safeParse({ ...whole, ...one }).success, false, JSON.stringify(one));
  });

  test('is read by people', () => {
    is(textOf({ id: '1', title: 'A', link: 'https://x.example/' }), 'A — https://x.example/');
    is(textOf({ id: '1', title: 'A', summary: 'B' }), 'A');
    is(textOf({ id: '1', title: '', summary: 'B', link: 'https://x.example/' }), 'B — https://x.example/');
    is(textOf({ id: '1', title: ' ', summary: ' ' }), '1');
  });

  test('is read by programs', () => {
    equal(elementOf({ id: '1', title: '' }), {
      name: 'item',
      attrs: { xmlns: 'urn:confab:feed', id: '1' },
      children: [{ name: 'title', attrs: {}, children: [] }],
    });
    const { attrs, children } = elementOf({ id: '1', title: 'A', link: 'https://x.example/', at: 1_000, summary: 'B' });
    equal(attrs, { xmlns: 'urn:confab:feed', id: '1', link: 'https://x.example/', at: '1970-01-01T00:00:01.000Z' });
    equal(children, [
      { name: 'title', attrs: {}, children: ['A'] },
      { name: 'summary', attrs: {}, children: ['B'] },
    ]);
  });

  test('is remembered as what the room said', () => {
    const { at, id, nick, content } = remembered({ at: 5, item: { id: '1', title: 'A' } });
    equal([at, id, nick, content.type, content.body], [5, '', '', 'groupchat', 'A']);
    equal(content.payload.map(({ name }) => name).sort(), ['body', 'item']);
    ok(content.bytes > 0);
  });
});
