// A length of time in words.
import { equal } from 'uvu/assert';
import { inWords } from '../../machines/duration.ts';
import { suite } from '../suite.ts';

suite('a length of time', test => {
  test('is told in the largest unit of which it is a whole number', () => {
    equal([1, 30, 60, 90, 600, 3_600, 5_400, 7_200, 86_400].map(inWords), [
      '1 second',
      '30 seconds',
      '1 minute',
      '90 seconds',
      '10 minutes',
      '1 hour',
      '90 minutes',
      '2 hours',
      '24 hours',
    ]);
  });
});
