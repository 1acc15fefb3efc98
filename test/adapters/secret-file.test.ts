import { chmodSync, statSync } from 'node:fs';
import { equal, is, match, throws } from 'uvu/assert';
import { readSecretFile, writeSecretFile } from '../../adapters/secret-file.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

suite('secret file', test => {
  test('gives the secret without the end of its line', () => {
    equal(readSecretFile(folder.write('a', 'hunter2\n')), { secret: 'hunter2', warnings: [] });
    equal(readSecretFile(folder.write('a', ' hunter 2 \r\n')).secret, ' hunter 2 ');
    equal(readSecretFile(folder.write('a', 'hunter2')).secret, 'hunter2');
  });

  test('warns when others may read it', () => {
    match(readSecretFile(folder.write('open', 'x', 0o644)).warnings[0]!, /others on this machine may read the secret/);
  });

  test('refuses a file that is missing, empty or has several lines', () => {
    throws(() => readSecretFile(folder.at('none')), /there is no such file/);
    throws(() => readSecretFile(folder.write('empty', '\n')), /is empty: write the secret into it/);
    throws(() => readSecretFile(folder.write('two', 'a\nb\n')), /more than one line/);
  });

  test('writes a new file for its owner alone, and never over another', () => {
    const path = folder.at('new');
    writeSecretFile(path, 'abc');
    is(statSync(path).mode & 0o777, 0o600);
    is(readSecretFile(path).secret, 'abc');
    throws(() => writeSecretFile(path, 'def'), /is there already/);
    is(readSecretFile(path).secret, 'abc');
    throws(() => writeSecretFile(folder.at('no/where'), 'x'), /cannot be written/);
    chmodSync(path, 0o600);
  });
});
