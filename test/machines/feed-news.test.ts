// What is new in a feed: against the plainest way to say it.
import fc from 'fast-check';
import { equal, ok } from 'uvu/assert';
import type { FeedItem } from '../../machines/feed-item.ts';
import { newsIn } from '../../machines/feed-news.ts';
import { suite } from '../suite.ts';

const item = (id: string, at?: number): FeedItem => ({ id, title: id, ...(at === undefined ? {} : { at }) });
const ids = (items: readonly FeedItem[]) => items.map(({ id }) => id);
const nothing = { seen: [], began: true, pending: [] };
const limits = { first: 2, remember: 10 };

suite('news in a feed', test => {
  test('are what was not seen, oldest first', () => {
    const { items, seen } = newsIn(
      ['d', 'c', 'b', 'a'].map(id => item(id)),
      { ...nothing, seen: ['b', 'x'] },
      limits,
    );
    equal(
      [ids(items), seen],
      [
        ['a', 'c', 'd'],
        ['d', 'c', 'b', 'a', 'x'],
      ],
    );
  });

  test('are in the order of their dates, where all have one', () => {
    equal(ids(newsIn([item('a', 1), item('c', 3), item('b', 2)], nothing, limits).items), ['a', 'b', 'c']);
    equal(ids(newsIn([item('a', 1), item('c'), item('b', 2)], nothing, limits).items), ['b', 'c', 'a']);
  });

  test('are only the newest, of a feed that was never read', () => {
    const all = ['d', 'c', 'b', 'a'].map(id => item(id));
    const { items, seen } = newsIn(all, { ...nothing, began: false }, limits);
    equal(
      [ids(items), seen],
      [
        ['c', 'd'],
        ['d', 'c', 'b', 'a'],
      ],
    );
    equal(ids(newsIn(all, { ...nothing, began: false }, { ...limits, first: 0 }).items), []);
  });

  test('are never what is about to be shown', () => {
    equal(ids(newsIn([item('b'), item('a')], { ...nothing, pending: ['a'] }, limits).items), ['b']);
  });

  test('are each thing once, as long as it is remembered', () => {
    const feeds = fc.array(fc.array(fc.nat(12).map(String), { maxLength: 12 }), { maxLength: 20 });
    fc.assert(
      fc.property(feeds, fc.boolean(), (readings, began) => {
        let seen: readonly string[] = [];
        const shown: string[] = [];
        for (const [count, reading] of readings.entries()) {
          const news = newsIn(
            reading.map(id => item(id)),
            { seen, began: began || count > 0, pending: [] },
            { first: 3, remember: 13 },
          );
          shown.push(...ids(news.items));
          seen = news.seen;
          ok(seen.length <= 13);
        }
        const later = readings.slice(began ? 0 : 1).flat();
        const first = new Set(began ? [] : readings[0]);
        equal(shown.length, new Set(shown).size);
        for (const id of later) ok(shown.includes(id) || first.has(id), `${id} was never shown`);
      }),
    );
  });
});
