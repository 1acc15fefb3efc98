import { is } from 'uvu/assert';
import { headOf, lineOf } from '../../../adapters/drawing/arrow-path.ts';
import { suite } from '../../suite.ts';

const down = [
  { x: 10, y: 0 },
  { x: 10, y: 50 },
];
const bent = [
  { x: 0, y: 0 },
  { x: 0, y: 40 },
  { x: 30, y: 40 },
  { x: 30, y: 44 },
];

suite('arrow path', test => {
  test('a line ends where the head begins', () => {
    is(lineOf(down), 'M10 0L10 42');
    is(headOf(down), 'M10 50L14.1 41L5.9 41Z');
  });

  test('a corner is round, and less so where there is little room', () =>
    is(lineOf(bent), 'M0 0L0 33Q0 40 7 40L28 40Q30 40 30 42L30 36'));
});
