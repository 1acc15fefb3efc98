import { equal, is } from 'uvu/assert';
import { type Layer, mergeLayers } from '../../adapters/config-layers.ts';
import { suite } from '../suite.ts';

const file = (value: object): Layer => [{ path: [], value, source: 'file' }];
const set = (path: (string | number)[], value: unknown): Layer => [{ path, value, source: 'set' }];
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

suite('config layers', test => {
  test('merges tables key by key, everything else as a whole', () => {
    const { tree } = mergeLayers([file({ a: { x: 1, y: 1 }, b: [1, 2], c: 1 }), file({ a: { y: 2 }, b: [3], c: { d: 1 } })]);
    equal(plain(tree), { a: { x: 1, y: 2 }, b: [3], c: { d: 1 } });
  });

  test('knows where each value came from', () => {
    const { sourceOf } = mergeLayers([
      file({ a: { x: 1, y: 1 }, rooms: [{ name: 'x' }] }),
      set(['a', 'y'], 2),
      set(['rooms', 0, 'title'], 't'),
    ]);
    equal(
      [['a', 'x'], ['a', 'y'], ['rooms', 0, 'name'], ['rooms', 0, 'title'], ['none']].map(path => sourceOf(path)),
      ['file', 'set', 'file', 'set', undefined],
    );
  });

  test('forgets where values came from that were written over', () => {
    const { sourceOf } = mergeLayers([set(['rooms', 0, 'title'], 't'), file({ rooms: [{ title: 'u' }] })]);
    is(sourceOf(['rooms', 0, 'title']), 'file');
  });

  test('writes into lists, with no holes', () => {
    const { tree, problems } = mergeLayers([
      set(['r', 0, 'a'], 1),
      set(['r', 1, 'a'], 2),
      set(['r', 3, 'a'], 3),
      set(['r', 'a'], 4),
      set(['t', 'x'], 5),
      set(['t', 0], 6),
    ]);
    equal(plain(tree), { r: [{ a: 1 }, { a: 2 }], t: { x: 5 } });
    equal(problems, [
      'set: r[3] cannot be written: r has 2 entries, counted from 0',
      'set: r is a list: write r[0].a',
      'set: t[0] cannot be written: t has 0 entries, counted from 0',
    ]);
  });

  test('drops a weaker secret of the other sort', () => {
    equal(plain(mergeLayers([file({ secret: 'a' }), set(['secretFile'], 'f')]).tree), { secretFile: 'f' });
    equal(plain(mergeLayers([file({ secretFile: 'f' }), file({ secret: 'a' })]).tree), { secret: 'a' });
    equal(plain(mergeLayers([file({ secretFile: 'f', secret: 'a' })]).tree), { secretFile: 'f', secret: 'a' });
  });

  test('keeps odd keys as keys', () => {
    const { tree } = mergeLayers([set(['__proto__', 'x'], 1)]);
    equal(Object.keys(tree), ['__proto__']);
    is(({} as { x?: number }).x, undefined);
  });
});
