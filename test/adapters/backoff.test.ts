import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { backoff } from '../../adapters/backoff.ts';
import { suite } from '../suite.ts';

const options = { first: 1_000, last: 60_000, steady: 60_000, random: () => 0.5 };

suite('back-off', test => {
  test('doubles from the first to the last', () => {
    const { next } = backoff(options);
    const waits = Array.from({ length: 8 }, () => next(0));
    assert.equal(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('spreads those that lost one server together over the whole wait', () => {
    const chances = Array.from({ length: 10 }, (_, i) => i / 10);
    const waits = chances.map(chance => {
      const { next } = backoff({ ...options, random: () => chance });
      return [next(0), next(0), next(0)];
    });
    assert.equal(waits[0], [0, 0, 0]);
    assert.equal(waits[9], [900, 1_800, 3_600]);
    assert.is(new Set(waits.map(([first]) => first)).size, chances.length);
  });

  test('begins again only after a time of being up', () => {
    const { next } = backoff(options);
    for (const upFor of [0, 0, 59_999]) next(upFor);
    assert.is(next(59_999), 4_000);
    assert.is(next(60_000), 500);
    assert.is(next(0), 1_000);
  });

  test('waits long where only people can help, and stays long after that', () => {
    const waits = backoff(options);
    assert.is(waits.longest(), 45_000);
    assert.is(waits.next(0), 30_000);
  });

  test('never waits longer than the last, whatever chance says', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(chance, fc.array(fc.nat(120_000)), (value, ups) => {
        const waits = backoff({ ...options, random: () => value });
        for (const wait of [...ups.map(waits.next), waits.longest()]) assert.ok(wait >= 0 && wait <= 60_000);
      }),
    );
  });
});
