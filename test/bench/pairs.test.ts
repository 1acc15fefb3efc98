// What is made of pairs of runs: how much of the rate is left, and the middle of many.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { leftOf, median } from './pairs.ts';
import { sampleLine } from './sample-line.ts';

suite('pairs of runs', test => {
  test('give the middle one, or the mean of two', () => {
    assert.is(median([3, 1, 2]), 2);
    assert.is(median([4, 1, 2, 3]), 2.5);
  });

  test('say how much of the rate is left', () => {
    const without = { ...sampleLine, deliveries: 1000, seconds: 1, cpuSeconds: 0.5 };
    const line = { ...sampleLine, deliveries: 900, seconds: 1, cpuSeconds: 0.5 };
    assert.equal(leftOf(line, without), { byClock: 0.9, byCpu: 0.9 });
  });
});
