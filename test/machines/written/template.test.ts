// Texts with {names} in them.
import fc from 'fast-check';
import { equal, is, type } from 'uvu/assert';
import { pieces } from '../../../machines/written/template.ts';
import { suite } from '../../suite.ts';

suite('texts with names in them', test => {
  test('are taken apart', () => {
    equal(pieces('Hello'), [{ text: 'Hello' }]);
    equal(pieces(''), []);
    equal(pieces('{a}'), [{ name: 'a' }]);
    equal(pieces('{ a.b }, {c}!'), [{ name: 'a.b' }, { text: ', ' }, { name: 'c' }, { text: '!' }]);
    equal(pieces('{{a}} {b}'), [{ text: '{a} ' }, { name: 'b' }]);
  });

  test('are said to be none', () => {
    type(pieces('{a'), 'string');
    type(pieces('a}'), 'string');
    type(pieces('{a}'.repeat(21)), 'string');
    is(pieces('{a}'.repeat(20)).length, 20);
  });

  test('come back whole, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '{', '}', ' '), maxLength: 30 }), text => {
        equal(pieces(text.replaceAll(/[{}]/g, '$&$&')), text === '' ? [] : [{ text }]);
      }),
    );
  });
});
