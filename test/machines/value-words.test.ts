import { equal, is } from 'uvu/assert';
import { isPlainFunction, sortOf } from '../../machines/value-words.ts';
import { suite } from '../suite.ts';

suite('value words', test => {
  test('say the sort of a value, and never the value', () => {
    const values = [undefined, null, [], 'hunter2', 7, true, {}, 7n, Symbol('s'), Promise.resolve()];
    equal(values.map(sortOf), [
      ...['nothing', 'nothing', 'a list', 'a text', 'a number', 'true', 'an object', 'a bigint', 'a symbol', 'a promise'],
    ]);
  });

  test('tell functions that answer at once from those that do not', () => {
    const functions = [() => {}, async () => {}, function* () {}, async function* () {}];
    equal(functions.map(sortOf), ['a function', 'an async function', 'a generator function', 'an async generator function']);
    equal(functions.map(isPlainFunction), [true, false, false, false]);
    is(isPlainFunction({}), false);
  });
});
