import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { equal, instance, is, match, not } from 'uvu/assert';
import { isPath, LoadError, type LoadOptions, loadBehaviours } from '../../adapters/load-behaviours.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { rejectionOf } from './thrown.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = temporaryFolder();
folder.write('package.json', '{"type":"module"}');
mkdirSync(folder.at('node_modules/@acme/lobby'), { recursive: true });
for (const name of ['zod', 'xstate']) symlinkSync(join(root, 'node_modules', name), folder.at(`node_modules/${name}`));

/** A behaviour as plain code, for files that cannot import ours. */
const plain = (name: string, more = '') => `{ name: '${name}', about: 'x', rules: { speak: () => undefined }, ${more} }`;
const ours = (path: string) => JSON.stringify(new URL(`../../machines/${path}`, import.meta.url).href);
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

async function faultsOf(list: string[], options?: LoadOptions): Promise<string[]> {
  const error = await rejectionOf(loadBehaviours(list, folder.path, options));
  instance(error, LoadError);
  const { faults } = error as LoadError;
  equal(error.message, faults.map(({ text }) => text).join('\n'));
  return faults.map(({ at, text }) => `${at} ${text}`);
}

suite('load behaviours', test => {
  test('tells paths from packages', () => {
    const paths = ['./a.js', '../a.js', '/a.js', 'file:///a.js', 'C:\\a.js'];
    equal([...paths, 'a', 'a.js', '@acme/a', '.a'].map(isPath), [true, true, true, true, true, false, false, false, false]);
  });

  test('takes behaviours and kinds, by default and by name, once each, and leaves the rest', async () => {
    folder.write(
      'all.js',
      `import { behaviour } from ${ours('define-behaviour.ts')};
       import { kind } from ${ours('kind.ts')};
       export const quiet = behaviour({ name: 'quiet', about: 'x', rules: { speak: () => undefined } });
       export default quiet;
       export const hall = kind({ name: 'hall', about: 'x', listed: true }, [quiet]);
       export const list = [quiet, ${plain('loud')}];
       export const about = { name: 'hall', about: 'x', listed: true };
       export const text = 'x', none = null, f = () => {};`,
    );
    const { behaviours, kinds } = await loadBehaviours(['./all.js'], folder.path);
    equal([names(behaviours).sort(), names(kinds)], [['loud', 'quiet'], ['hall']]);
    equal(await loadBehaviours([], folder.path), { behaviours: [], kinds: [] });
  });

  test('takes CommonJS, TypeScript where it can be read, whole paths and packages', async () => {
    folder.write('old.cjs', `module.exports = { a: ${plain('old')} };`);
    folder.write('typed.ts', `export const a: object = ${plain('typed')};`);
    folder.write('node_modules/@acme/lobby/package.json', '{"exports":"./main.mjs"}');
    folder.write('node_modules/@acme/lobby/main.mjs', `export default ${plain('acme-lobby')};`);
    const list = ['./old.cjs', folder.at('typed.ts'), '@acme/lobby'];
    equal(names((await loadBehaviours(list, folder.path)).behaviours), ['old', 'typed', 'acme-lobby']);
  });

  test('takes charts without code, in JSON and in TOML', async () => {
    const list = ['./quiet-hours.json', './pause.toml'];
    equal(names((await loadBehaviours(list, join(root, 'docs/examples'))).behaviours), ['quiet-hours', 'pause']);
  });

  test('reads files anew that have changed, and those alone', async () => {
    const load = async (list: string[]) => (await loadBehaviours(list, folder.path)).behaviours;
    const list = ['./a.js', './b.cjs', './c.toml'];
    const write = (about: string) => {
      folder.write('a.js', `export default { name: 'a', about: '${about}', data: () => ({}) };`);
      folder.write('b.cjs', `module.exports = { name: 'b', about: '${about}', data: () => ({}) };`);
      folder.write('c.toml', `name = "c"\nabout = "${about}"`);
    };
    write('one');
    const first = await load(list);
    equal((await load(list)).slice(0, 1), first.slice(0, 1));
    is((await load(list))[0], first[0]);
    write('two');
    equal(
      (await load(list)).map(({ about }) => about),
      ['two', 'two', 'two'],
    );
  });

  test('names files that are not there, cannot be read, or are no JSON or TOML', async () => {
    folder.write('bad.json', '{\n  "name": "bad",\n}');
    folder.write('bad.toml', 'name = "bad"\nabout = \n');
    equal(await faultsOf(['./gone.js', '/', './bad.json', './bad.toml', './gone.toml']), [
      '0 ./gone.js: there is no such file: check the path',
      '1 /: is a folder: name the file in it',
      '2 ./bad.json, line 3, column 1: not JSON: there must be no comma before }',
      '3 ./bad.toml, line 2, column 9: not TOML: invalid value: put text in quotes',
      '4 ./gone.toml: there is no such file: check the path',
    ]);
  });

  test('says what is wrong in a chart without code, with its file', async () => {
    folder.write('slip.json', JSON.stringify({ name: 'slip', about: 'x', rulez: {} }));
    const faults = await faultsOf(['./slip.json']);
    is(faults.length, 1);
    match(faults[0]!, /^0 \.\/slip\.json: .*rulez.*did you mean .*rules/);
  });

  test('names packages that are not there', async () => {
    folder.write('here.json', '{}');
    equal(await faultsOf(['@acme/none', 'here.json']), [
      `0 @acme/none is not installed where ${folder.path} would find it: run npm install @acme/none there`,
      '1 here.json is looked for as a package: write ./here.json for the file',
    ]);
  });

  test('says where a module does not parse, here or in what it imports', async () => {
    folder.write('broken.js', 'const a = 1;\nexport default = ;\n');
    equal(await faultsOf(['./broken.js']), ["0 ./broken.js, line 2, column 16: it is not JavaScript: Unexpected token '='"]);
    folder.write('above.js', "import './broken.js';\n");
    equal(await faultsOf(['./above.js']), ["0 ./above.js: it is not JavaScript: Unexpected token '='"]);
  });

  test('says what a module throws, and where', async () => {
    folder.write('throws.js', "const a = 1;\n\nthrow new Error('no such luck.');\n");
    folder.write('odd.js', "throw 'hunter';\n");
    folder.write(
      'kinds.js',
      `import { kind } from ${ours('kind.ts')};\nexport default kind({ name: 'K', about: 'x', listed: true }, [{}]);\n`,
    );
    equal(await faultsOf(['./throws.js', './odd.js']), [
      '0 ./throws.js, line 3, column 7: it throws when it is imported: no such luck',
      '1 ./odd.js: it throws when it is imported: hunter',
    ]);
    equal(await faultsOf(['./kinds.js']), [
      '0 ./kinds.js, line 2, column 16: it throws when it is imported: The kind “K” has a name that is not in kebab-case: call it round-table, or the like',
      '0 ./kinds.js, line 2, column 16: it throws when it is imported: A behaviour has no name: give it one in kebab-case, such as voice-queue',
    ]);
  });

  test('says what a module needs and is not there', async () => {
    folder.write('needs.js', "import { lobby } from '@acme/rooms/lobby';\nexport default lobby;\n");
    folder.write('near.js', "import './gone.js';\n");
    folder.write('less.js', 'export const a = 1;\n');
    folder.write('wants.js', "import { b } from './less.js';\nexport default b;\n");
    equal(await faultsOf(['./needs.js', './near.js', './wants.js']), [
      `0 ./needs.js: it imports the package @acme/rooms, which is not installed for it: run npm install @acme/rooms in ${folder.path}`,
      `1 ./near.js: it imports ${folder.at('gone.js')}, which is not there: check the path`,
      "2 ./wants.js, line 1, column 10: it imports what is not there: The requested module './less.js' does not provide an export named 'b'",
    ]);
  });

  test('does not wait for ever for a module that waits', async () => {
    folder.write('waits.js', 'await new Promise(() => {});\n');
    equal(await faultsOf(['./waits.js'], { patience: 20 }), [
      '0 ./waits.js: it was not read within 0.02 seconds: it waits for something outside of any function',
    ]);
  });

  test('says that there is nothing in a module', async () => {
    folder.write('empty.js', 'export const a = 1, b = undefined, c = new Map();\n');
    equal(await faultsOf(['./empty.js']), [
      '0 ./empty.js: it exports no behaviour and no kind: export what behaviour({…}) or kind({…}) gives',
    ]);
  });

  test('says what is wrong with behaviours, with their file', async () => {
    folder.write(
      'slips.js',
      `export default ${plain('slips', 'hears: { sayd: () => undefined, said: async () => undefined }')};`,
    );
    const faults = await faultsOf(['./slips.js']);
    is(
      faults[1],
      '0 ./slips.js: The behaviour slips hears “sayd”, which is no fact, nor one of its requests: did you mean said?',
    );
    match(faults[0]!, /^0 \.\/slips\.js: The behaviour slips, hears\.said is an async function, and /);
    is(faults.length, 2);
  });

  test('refuses two of one name, and the names of those that come with Confab', async () => {
    folder.write('one.js', `export default ${plain('one')};`);
    folder.write(
      'again.js',
      `export const a = ${plain('one')}; export const b = ${plain('two')}, c = ${plain('two')}; export default ${plain('secret')};`,
    );
    equal(await faultsOf(['./one.js', './again.js']), [
      '1 ./again.js: the behaviour one has the name of one that is in ./one.js: give it another',
      '1 ./again.js: the behaviour two has the name of one that is in the same file: give it another',
      '1 ./again.js: the behaviour secret has the name of one that comes with Confab: give it another',
    ]);
  });

  test('never shows our own folders', async () => {
    folder.write('deep.js', `import { behaviour } from ${ours('define-behaviour.ts')};\nbehaviour(null.x);\n`);
    not.match((await faultsOf(['./deep.js'])).join(), new RegExp(dirname(root)));
  });
});
