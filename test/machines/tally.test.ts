// Counts by key.
import { is } from 'uvu/assert';
import { Tally } from '../../machines/tally.ts';
import { suite } from '../suite.ts';

suite('a tally', test => {
  test('counts each key by itself', () => {
    const tally = new Tally();
    tally.add('woody', 1);
    tally.add('woody', 1);
    tally.add('buzz', 1);
    is(tally.of('woody'), 2);
    is(tally.of('buzz'), 1);
    is(tally.of('rex'), 0);
  });

  test('goes down again, and never below nothing', () => {
    const tally = new Tally();
    tally.add('woody', 1);
    tally.add('woody', -1);
    is(tally.of('woody'), 0);
    tally.add('woody', -1);
    is(tally.of('woody'), 0);
    tally.add('woody', 1);
    is(tally.of('woody'), 1);
  });
});
