// Buckets by key: what may be taken from them, what the book remembers, and what it forgets.
import * as fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { type Bucket, type Pace, TokenBuckets } from '../../streams/token-buckets.ts';
import { suite } from '../suite.ts';

const start = Date.UTC(2001, 0, 10, 12);
const pace: Pace = { rate: 2, burst: 3 };

/** How many tokens somebody gets who asks so many times at once. */
function taken(book: TokenBuckets, key: string, at: number, tries = 10): number {
  return Array.from({ length: tries }, () => book.take(book.of(key, at)!, at)).filter(Boolean).length;
}

suite('token buckets', test => {
  test('hold a burst, and then what has come in since', () => {
    const book = new TokenBuckets(pace, 10);
    equal(
      [0, 0, 499, 500, 1_500, 60_000].map(after => taken(book, 'woody', start + after)),
      [3, 0, 0, 1, 2, 3],
    );
  });

  test('are each their own', () => {
    const book = new TokenBuckets(pace, 10);
    equal([taken(book, 'woody', start), taken(book, 'buzz', start)], [3, 3]);
  });

  test('without a rate are never empty', () => {
    is(taken(new TokenBuckets({ rate: 0, burst: 1 }, 10), 'woody', start, 100), 100);
  });

  test('are as many as there may be, and none of those that say something is given up', () => {
    const book = new TokenBuckets(pace, 3);
    for (const key of ['a', 'b', 'c']) taken(book, key, start);
    is(book.of('d', start), undefined);
    is(book.size, 3);
    is(taken(book, 'a', start), 0);
  });

  test('are forgotten when they are full again', () => {
    const book = new TokenBuckets(pace, 3);
    for (const key of ['a', 'b', 'c']) taken(book, key, start);
    is(taken(book, 'd', start + 1_500), 3);
    is(book.size, 1);
  });

  test('are remembered, full or not, as long as something was told to their owners', () => {
    const book = new TokenBuckets(pace, 2);
    const told = book.of('told', start)!;
    told.until = start + 10_000;
    for (let after = 0; after < 10_000; after += 600) taken(book, `other-${after}`, start + after, 1);
    is(book.of('told', start + 9_999), told);
    book.of('last', start + 15_000);
    ok(book.of('told', start + 15_000) !== told);
  });

  test('are looked through for newcomers again and again where that gains much, and else after a while', () => {
    const book = new TokenBuckets({ rate: 1_000, burst: 1_000 }, 100);
    for (let i = 0; i < 10_000; i++) ok(book.of(`brief-${i}`, start));
    for (let i = 0; i < 100; i++) {
      const bucket = book.of(`long-${i}`, start + 1);
      if (bucket) bucket.until = start + 2_000;
    }
    is(book.of('one', start + 2), undefined);
    // none of them says anything any more, but that is not looked for at once
    book.of('long-1', start)!.until = 0;
    is(book.of('one', start + 1_000), undefined);
    ok(book.of('one', start + 1_002));
    is(book.size, 100);
  });

  test('of a book with room for more grow only as far as they are needed', () => {
    const book = new TokenBuckets(pace, 1_000_000);
    for (let i = 0; i < 100_000; i++) taken(book, `person-${i}`, start + i * 10, 1);
    // half a second for each
    ok(book.size < 3_000, `${book.size}`);
  });

  test('make room for masses who come at once and send little', () => {
    const book = new TokenBuckets({ rate: 50, burst: 500 }, 5_000);
    for (let i = 0; i < 100_000; i++) is(taken(book, `person-${i}`, start + Math.floor(i / 100), 1), 1);
  });

  test('come out as if every token were counted by hand', () => {
    const when = fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), when, (rate, burst, pauses) => {
        const book = new TokenBuckets({ rate, burst }, 10);
        const bucket: Bucket = book.of('woody', start)!;
        // in thousandths
        let level = burst * 1_000;
        let at = start;
        for (const pause of pauses) {
          at += pause;
          level = Math.min(burst * 1_000, level + pause * rate);
          const may = level >= 1_000;
          if (may) level -= 1_000;
          is(book.take(bucket, at), may);
        }
      }),
    );
  });
});
