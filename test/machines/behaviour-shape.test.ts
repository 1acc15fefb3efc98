import { equal } from 'uvu/assert';
import { isBehaviour, isKind } from '../../machines/behaviour-shape.ts';
import { lobby } from '../../machines/behaviours/lobby.ts';
import { publicKind } from '../../machines/kinds/public.ts';
import { suite } from '../suite.ts';

suite('behaviour shape', test => {
  test('knows behaviours, also those with a slip in them', () => {
    equal([lobby, { name: 'x', about: 'x', rule: {} }].map(isBehaviour), [true, true]);
    const others = [
      publicKind,
      { name: 'x', about: 'x', listed: true },
      { name: 'x' },
      { about: 'x', rules: {} },
      'x',
      null,
      undefined,
      () => {},
    ];
    equal(
      others.map(isBehaviour),
      others.map(() => false),
    );
  });

  test('knows kinds', () => equal([publicKind, lobby, { name: 'x', parts: [] }, null].map(isKind), [true, false, false, false]));
});
