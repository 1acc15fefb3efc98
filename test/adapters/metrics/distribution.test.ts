import { equal, is } from 'uvu/assert';
import { Distribution, durationBounds } from '../../../adapters/metrics/distribution.ts';
import { suite } from '../../suite.ts';

suite('distribution', test => {
  test('counts values at or below each bound, and all of them', () => {
    const distribution = new Distribution([1, 2, 5]);
    for (const value of [0, 1, 1.5, 2, 4, 100]) distribution.add(value);
    equal(distribution.cumulative(), [2, 4, 5, 6]);
    is(distribution.sum, 108.5);
  });

  test('is empty at first, with bounds that ascend', () => {
    equal(new Distribution().cumulative(), [...durationBounds.map(() => 0), 0]);
    equal(
      [...durationBounds].sort((a, b) => a - b),
      [...durationBounds],
    );
  });
});
