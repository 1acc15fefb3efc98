// The file of what could not be delivered.
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { equal, is, match } from 'uvu/assert';
import { deadLetterFault, deadLetters } from '../../../adapters/effects/dead-letters.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';

const folder = temporaryFolder();
const read = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
const mode = (file: string) => statSync(file).mode & 0o777;
const fail = (error: unknown) => {
  throw error;
};

suite('dead letters', test => {
  test('are lines of JSON that nobody else may read', () => {
    const file = folder.at('plain.jsonl');
    const write = deadLetters({ file, onFailure: fail });
    write({ id: 1, input: { a: 'ü\n' } });
    write({ id: 2 });
    equal(read(file), [{ id: 1, input: { a: 'ü\n' } }, { id: 2 }]);
    is(mode(file), 0o600);
  });

  test('close a file that was open to others', () => {
    const file = folder.at('open.jsonl');
    writeFileSync(file, '{"id":0}\n');
    chmodSync(file, 0o644);
    deadLetters({ file, onFailure: fail })({ id: 1 });
    equal([read(file).length, mode(file)], [2, 0o600]);
  });

  test('begin a new file when there is no space, and keep one', () => {
    const file = folder.at('full.jsonl');
    const write = deadLetters({ file, most: 100, onFailure: fail });
    for (let id = 0; id < 40; id++) write({ id, text: 'x'.repeat(20) });
    const kept = [...read(`${file}.1`), ...read(file)].map(({ id }) => id);
    is(kept.at(-1), 39);
    is(statSync(file).size + statSync(`${file}.1`).size < 400, true);
    is(mode(`${file}.1`), 0o600);
  });

  test('leave out what was asked where it is very long', () => {
    const file = folder.at('long.jsonl');
    deadLetters({ file, onFailure: fail })({ id: 1, input: { text: 'x'.repeat(200_000) } });
    equal(read(file), [{ id: 1, cut: true }]);
  });

  test('that cannot be written are told of, and nothing throws', () => {
    const errors: unknown[] = [];
    deadLetters({ file: folder.at('none/x.jsonl'), onFailure: error => errors.push(error) })({ id: 1 });
    equal(errors.length, 1);
    match(deadLetterFault(folder.at('none/x.jsonl'))!, /^cannot be written: ENOENT/);
  });

  test('have their file at once, so that it is known whether it can be', () => {
    const file = folder.at('new.jsonl');
    is(deadLetterFault(file), undefined);
    is(deadLetterFault(file), undefined);
    equal([read(file), mode(file)], [[], 0o600]);
  });
});
