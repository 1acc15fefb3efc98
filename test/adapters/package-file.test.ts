import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { is } from 'uvu/assert';
import { packageFile } from '../../adapters/package-file.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { thrownBy } from './thrown.ts';

const folder = temporaryFolder();
mkdirSync(folder.at('deep/down'), { recursive: true });

function install(name: string, json: object, ...files: string[]): void {
  mkdirSync(folder.at(join('node_modules', name, 'lib')), { recursive: true });
  folder.write(join('node_modules', name, 'package.json'), JSON.stringify({ name, ...json }));
  for (const file of files) folder.write(join('node_modules', name, file), '');
}

const found = (name: string, from = 'deep/down') =>
  packageFile(name, folder.at(from)).replace(`${folder.path}/node_modules/`, '');
const failure = (name: string, from = 'deep/down') => thrownBy(() => packageFile(name, folder.at(from))).message;

suite('package file', test => {
  test('follows what a package exports to those who import, from the folder or one above', () => {
    install('rooms', { exports: './lib/a.js' }, 'lib/a.js');
    install('@acme/rooms', {
      exports: {
        '.': { types: './a.d.ts', import: { node: './lib/a.mjs', default: './b' }, require: './c' },
        './quiet': './quiet.json',
      },
    });
    install('plain', { exports: { require: './no.cjs', default: './lib/a.js' } });
    is(found('rooms'), 'rooms/lib/a.js');
    is(found('rooms', '.'), 'rooms/lib/a.js');
    is(found('@acme/rooms'), '@acme/rooms/lib/a.mjs');
    is(found('@acme/rooms/quiet'), '@acme/rooms/quiet.json');
    is(found('plain'), 'plain/lib/a.js');
  });

  test('finds main, index, files by their path, and patterns as Node does', () => {
    install('old', { main: './lib/main.js' }, 'lib/main.js', 'lib/other.js');
    install('older', {}, 'index.js');
    install('many', { exports: { './*': './lib/*.js' } }, 'lib/x.js');
    is(found('old'), 'old/lib/main.js');
    is(found('old/lib/other.js'), 'old/lib/other.js');
    is(found('older'), 'older/index.js');
    is(found('many/x'), 'many/lib/x.js');
  });

  test('says what is not there, and how to mend it', () => {
    folder.write('quiet.json', '{}');
    is(
      failure('nothing-there'),
      `is not installed where ${folder.at('deep/down')} would find it: run npm install nothing-there there`,
    );
    is(
      failure('@acme/none/x'),
      `is not installed where ${folder.at('deep/down')} would find it: run npm install @acme/none there`,
    );
    is(failure('quiet.json', '.'), 'is looked for as a package: write ./quiet.json for the file');
    is(failure('many'), 'has no main file to import: see what its package.json exports');
    is(failure('@acme/rooms/loud'), 'has nothing that is called loud: see what its package.json exports');
    for (const name of ['@acme', ''])
      is(failure(name), 'is neither a path, which begins with ./ or /, nor the name of a package');
  });
});
