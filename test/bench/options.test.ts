// The bench's command line: what it does by default, what is chosen, and what it does not know.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { readOptions, usage } from './options.ts';
import { growthNames, workNames } from './works.ts';

suite('bench options', test => {
  test('by default are all works but those that take long, in all dialects, against nobody', () => {
    const { only, dialects, against, splice } = readOptions([]);
    assert.equal(only, workNames);
    assert.equal(dialects, ['conference', 'groupchat', 'mixed']);
    assert.equal([against, splice], [[], false]);
  });

  test('take the long works with --growth, beside the others or beside those that are named', () => {
    assert.equal(readOptions(['--growth']).only, [...workNames, ...growthNames]);
    assert.equal(readOptions(['--growth', '--only', 'small']).only, ['small', ...growthNames]);
    assert.equal(readOptions(['--only', 'people-10000']).only, ['people-10000']);
  });

  test('tell servers from splicing buffers', () => {
    const { against, splice } = readOptions(['--against', 'prosody', '--against', 'splice', '--against', 'ejabberd']);
    assert.equal([against, splice], [['ejabberd', 'prosody'], true]);
  });

  test('say what there is where they do not know a name', () => {
    assert.throws(() => readOptions(['--only', 'huge']), /there is no work "huge"; there are: small-turns, .*rooms-100000$/);
    assert.throws(
      () => readOptions(['--against', 'nobody']),
      /there is no opponent "nobody"; there are: splice, ejabberd, prosody/,
    );
  });

  test('say when somebody inspects', () => {
    assert.is(readOptions(['--inspect', 'gone']).inspect, 'gone');
    assert.is(readOptions([]).inspect, undefined);
    assert.throws(() => readOptions(['--inspect', 'never']), /there is no way to inspect "never"; there are: there, gone/);
  });

  test('are all in the usage', () => {
    for (const name of [
      ...workNames,
      ...growthNames,
      '--growth',
      '--svg',
      '--profile',
      '--record',
      '--inspect',
      '--json',
      'splice',
      'ejabberd',
    ]) {
      assert.ok(usage.includes(name), name);
    }
  });
});
