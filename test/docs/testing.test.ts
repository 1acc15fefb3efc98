// docs/testing.md: its examples type-check and run, one after the other as they stand there, and it has everything that
// the kit has.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { equal, is, ok } from 'uvu/assert';
import { Listener } from '../../adapters/testing/listener.ts';
import { RoomBooks } from '../../adapters/testing/room-books.ts';
import * as kit from '../../adapters/testing/testing.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { fenced } from './examples.ts';
import { typeProblems } from './type-check.ts';

const page = readFileSync(join(root, 'docs/testing.md'), 'utf8');
const examples = fenced(page, 'ts');

/** Gives the examples as one module of the sources to `use`, and takes it away again. */
async function asModule(use: (file: string) => unknown): Promise<void> {
  // inside the tree, so that packages and their types are found
  const file = join(root, 'test/docs', `.testing-${process.pid}.ts`);
  const code = examples
    .join('\n')
    .replaceAll("from 'confab/testing'", "from '../../adapters/testing/testing.ts'")
    .replaceAll("from 'confab/behaviour'", "from '../../machines/extension.ts'");
  writeFileSync(file, `${code}\nexport {};\n`);
  try {
    await use(file);
  } finally {
    rmSync(file);
  }
}

/** Names of what can be asked of a thing; `play` and the like are for the kit itself. */
const own = new Set(['constructor', 'play', 'last', 'moments', 'clientOf', 'elementFor', 'recently', 'placeOf']);
const membersOf = (made: { readonly prototype: object }) =>
  Object.getOwnPropertyNames(made.prototype).filter(name => !own.has(name));

suite('docs/testing.md', test => {
  test('has examples that type-check', () =>
    asModule(file => {
      equal(typeProblems(file), []);
    }));

  test('has examples that run, and say what is so', () => {
    ok(examples.length >= 5);
    return asModule(file => import(pathToFileURL(file).href));
  });

  test('has examples that run on Deno as well', () =>
    asModule(file => {
      const deno = join(root, 'node_modules/.bin/deno');
      const args = ['run', '--quiet', '--no-check', '--allow-all', '--node-modules-dir=manual', file];
      const { status, stderr } = spawnSync(deno, args, { cwd: root, encoding: 'utf8', timeout: 120_000 });
      is(status, 0, stderr);
    }));

  test('names everything of the kit', () => {
    const names = [
      ...Object.keys(kit).filter(name => !['Player', 'Stage'].includes(name)),
      ...[kit.Player, Listener, kit.Stage, RoomBooks].flatMap(membersOf),
    ].filter(name => name !== 'person');
    equal(
      names.filter(name => !new RegExp(`\\b${name}\\b`).test(page)),
      [],
    );
  });
});
