// docs/extending.md, step by step, as somebody new would do it: a folder with Confab installed, and only the page.
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { equal, is, match, ok } from 'uvu/assert';
import { newBehaviour } from '../../adapters/scaffold.ts';
import { fakeServer } from '../adapters/fake-server.ts';
import { startProgram } from '../adapters/program.ts';
import { type Compiled, compiled } from '../bench/compiled.ts';
import { suite } from '../suite.ts';
import { shellWords } from './examples.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/extending.md'), 'utf8');

interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that it is, where the page says so. */
  readonly file: string | undefined;
}

const blocks: readonly Block[] = [...page.matchAll(/(?:<!-- file: (\S+) -->\n)?```(\w+)\n([\s\S]*?)```/g)].map(
  ([, file, language, text]) => ({ file, language: language!, text: text! }),
);
const fileNamed = (name: string) => blocks.find(({ file }) => file === name)!.text;

let code: Compiled;
let folder = '';

/** A folder in which Confab is installed. */
function install(): void {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'confab-extending-')));
  const home = join(folder, 'node_modules');
  mkdirSync(home);
  // compiled code in a folder of its own, so that nothing of the sources is found by chance
  const confab = join(folder, 'confab');
  mkdirSync(confab);
  for (const name of ['package.json', 'docs']) cpSync(join(root, name), join(confab, name), { recursive: true });
  cpSync(code.folder, join(confab, 'dist'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(confab, 'node_modules'));
  symlinkSync(confab, join(home, 'confab'));
  symlinkSync(join(root, 'node_modules/@xmpp'), join(home, '@xmpp'));
  symlinkSync(join(root, 'node_modules/fast-check'), join(home, 'fast-check'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
}

const cli = () => join(folder, 'confab/dist/adapters/cli.js');
const environment = () => ({ ...process.env, NODE_V8_COVERAGE: undefined, NODE_OPTIONS: undefined, RUNTIME_DIRECTORY: folder });

/** Runs a line of the page in that folder. */
function run(line: string): Promise<{ code: number; out: string; err: string }> {
  const [program, ...words] = shellWords(line);
  const command = program === 'confab' ? [cli(), ...words] : words;
  ok(program === 'confab' || program === 'node', line);
  return new Promise(resolve => {
    execFile(process.execPath, command, { cwd: folder, env: environment(), timeout: 60_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}

/** Starts `confab dev` as the page does, on a free port, and saves a change. */
async function tried(words: readonly string[]): Promise<void> {
  const dev = startProgram([...words, '--port', '0', '--json'], {
    runtime: [process.execPath, cli()],
    env: { RUNTIME_DIRECTORY: folder },
  });
  const { rooms, files } = JSON.parse(await dev.line(/^\{"url"/));
  equal(rooms[0], { name: 'quiet-hour', kind: 'with-quiet-hour' });
  equal(files[0].problems, []);
  const file = join(folder, 'quiet-hour.js');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace("target: 'silent'", "target: 'silence'"));
  match(await dev.line(/^\{"file"/), /did you mean silent\?/);
  writeFileSync(file, text);
  match(await dev.line(/^\{"file".*"problems":\[\]/), /"notes":\[\]/);
  dev.child.kill('SIGTERM');
  is(await dev.ended, 0);
}

suite('docs: extending', test => {
  test.before(async () => {
    code = await compiled();
    install();
  });
  test.after(() => {
    code.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('shows the files that the first command writes', () => {
    for (const { name, text } of newBehaviour('quiet-hour', 'js')) is(fileNamed(name), text);
  });

  test('does what it says, from the first line to the last', async () => {
    const server = await fakeServer({ secret: 'hunter2' });
    writeFileSync(join(folder, 'secret'), 'hunter2\n', { mode: 0o600 });
    let service: ReturnType<typeof startProgram> | undefined;
    try {
      for (const [i, { language, text, file }] of blocks.entries()) {
        if (file !== undefined && !existsSync(join(folder, file)))
          writeFileSync(join(folder, file), text.replace('127.0.0.1:5347', `127.0.0.1:${server.port}`), { mode: 0o600 });
        if (language !== 'sh') continue;
        let out = '';
        for (const line of text.trim().split('\n')) {
          const words = shellWords(line)
            .slice(1)
            .map(word => (existsSync(join(folder, word)) ? join(folder, word) : word));
          if (line.startsWith('confab dev')) {
            await tried(words);
            continue;
          }
          if (line.startsWith('confab serve')) {
            service = startProgram(words, { runtime: [process.execPath, cli()], env: { RUNTIME_DIRECTORY: folder } });
            await service.line(/"msg":"ready"/);
            continue;
          }
          const done = await run(line);
          equal([done.code, done.err], [0, ''], `${line}\n${done.out}${done.err}`);
          out = done.out;
          if (line.startsWith('confab explain')) match(out, /Nothing was asked lately|allowed|refused/);
          if (line.startsWith('confab set')) match(out, /quiet-hour\.text="Quiet, please\."/);
          if (line.startsWith('confab room')) match(out, /quiet-hour +silent/);
          if (line.includes('--mermaid')) match(out, /stateDiagram/);
        }
        const shown = blocks[i + 1];
        if (shown?.language === 'text' && shown.text.trim() !== '…') is(out, shown.text);
      }
      ok(existsSync(join(folder, 'quiet-hour.svg')));
      service!.child.kill('SIGTERM');
      is(await service!.ended, 0);
    } finally {
      service?.child.kill('SIGKILL');
      await server.close();
    }
  });

  test('names the room and the behaviour when one breaks the file and reloads', async () => {
    const server = await fakeServer({ secret: 'hunter2' });
    const broken = fileNamed('quiet-hour.js').replace("target: 'silent'", "target: 'silence'");
    writeFileSync(join(folder, 'broken.js'), broken);
    const toml = fileNamed('confab.toml')
      .replace('127.0.0.1:5347', `127.0.0.1:${server.port}`)
      .replace('./quiet-hour.js', './broken.js');
    writeFileSync(join(folder, 'broken.toml'), toml, { mode: 0o600 });
    const checked = await run('confab check --config broken.toml');
    is(checked.code, 1);
    match(checked.out, /broken\.js.*quiet-hour.*talking.*silence.*did you mean silent/s);
    await server.close();
  });

  test('has tests that run in every language that new writes', async () => {
    for (const language of ['ts', 'json'] as const) {
      const name = `hush-${language}`;
      equal((await run(`confab new behaviour ${name} --language ${language}`)).code, 0);
      const test = newBehaviour(name, language)[1]!.name;
      const loader = language === 'ts' ? `--import ${join(root, 'node_modules/tsx/dist/loader.mjs')} ` : '';
      const done = await run(`node ${loader}--test ${test}`);
      is(done.code, 0, done.out + done.err);
    }
  });
});
