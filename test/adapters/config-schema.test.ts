import { equal, is, ok } from 'uvu/assert';
import { expectation, knownPaths, schema, schemaAt, writePath } from '../../adapters/config-schema.ts';
import { suite } from '../suite.ts';

suite('config schema', test => {
  test('has the keys of the program before those of the service, on one level', () => {
    equal(Object.keys(schema.properties!).slice(0, 13), [
      'server',
      'domain',
      'secret',
      'secretFile',
      'control',
      'behaviours',
      'effects',
      'deadLetters',
      'log',
      'http',
      'inspector',
      'record',
      'title',
    ]);
  });

  test('knows every path', () => {
    const paths = knownPaths(2);
    for (const path of ['server', 'log.level', 'limits.rooms', 'rooms', 'rooms[2].secret']) ok(paths.includes(path), path);
    is(schemaAt(['limits', 'rooms'])?.type, 'integer');
    is(schemaAt(['rooms', 3, 'name'])?.type, 'string');
    is(schemaAt(['rooms', 0, 'behaviours', 'lobby'])?.type, 'object');
    is(schemaAt(['toString']), undefined);
    is(schemaAt(['limits', 'rooms', 'x']), undefined);
  });

  test('writes paths as they are written in a file', () => is(writePath(['rooms', 2, 'secret']), 'rooms[2].secret'));

  test('says in words what a value must be', () => {
    equal(
      [
        { type: 'number' },
        { type: 'array', items: { type: 'object' } },
        { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'object' }] } },
        { type: 'array' },
        { type: 'object' },
        {},
      ].map(expectation),
      ['a number', 'a list of tables', 'a list of text or tables', 'a list of values', 'a table', 'text'],
    );
  });

  test('describes every key that the program itself has', () => {
    for (const path of ['server', 'domain', 'secret', 'secretFile', 'control', 'behaviours', 'effects', 'deadLetters'])
      ok(schemaAt([path])?.description, path);
  });
});
