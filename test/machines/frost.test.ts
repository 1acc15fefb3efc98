// What behaviours are given frozen in tests, and what they may keep.
import { equal, is, ok, throws } from 'uvu/assert';
import { frost, noFrost } from '../../machines/frost.ts';
import { suite } from '../suite.ts';

suite('frost', test => {
  test('freezes plain data to the bottom', () => {
    for (const way of [frost.seen, frost.kept]) {
      const value = { list: [{ deep: { deeper: 1 } }], text: 'x', nothing: undefined, none: null, bare: Object.create(null) };
      is(way(value), value);
      for (const part of [value, value.list, value.list[0]!, value.list[0]!.deep, value.bare]) ok(Object.isFrozen(part));
    }
  });

  test('looks below what is frozen already, and at nothing twice', () => {
    const value = Object.freeze({ inner: { open: true } });
    frost.seen(value);
    ok(Object.isFrozen(value.inner));
    let looked = 0;
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          looked++;
          return [];
        },
      },
    );
    frost.seen(proxy);
    const once = looked;
    frost.seen(proxy);
    is(looked, once);
  });

  test('leaves people and what is no plain data as they are where it is only seen', () => {
    const person = { actor: {}, nick: 'woody' };
    const map = new Map();
    const call = () => {};
    frost.seen({ who: person, map, call, error: new Error('x') });
    equal([Object.isFrozen(person), Object.isFrozen(map), Object.isFrozen(call)], [false, false, false]);
  });

  test('says what of kept data could not be put away, and where it is', () => {
    const wrong: Record<string, unknown> = {
      'a person as who': { who: { actor: {} } },
      'a Map as inner.map': { inner: { map: new Map() } },
      'a Date as list.1': { list: [1, new Date(0)] },
      'a function as call': { call: () => {} },
      'a symbol as sign': { sign: Symbol('x') },
      'a bigint as big': { big: 1n },
      'a Set as its data': new Set(),
      'a thing as odd': { odd: Object.create(Object.create(null)) },
    };
    for (const [what, value] of Object.entries(wrong))
      throws(
        () => frost.kept(value),
        (error: Error) => error.message.startsWith(`it keeps ${what}: only what JSON can write`),
      );
  });

  test('is not there without being asked for', () => {
    const value = { inner: {}, map: new Map() };
    is(noFrost.kept(value), value);
    is(noFrost.seen(value), value);
    equal([Object.isFrozen(value), Object.isFrozen(value.inner)], [false, false]);
  });
});
