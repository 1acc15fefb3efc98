// The runner, run on made-up files: whatever uvu passes in silence has to make `npm test` fail, and say why.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { equal, is, match } from 'uvu/assert';
import { badFiles, GOOD, hangingFiles, SUITE } from './runner/made-up-files.ts';
import { marked } from './servers/process-table.ts';
import { suite } from './suite.ts';

suite('the runner', test => {
  const folders: string[] = [];
  const project = (files: Record<string, string>) => {
    const root = mkdtempSync(join(tmpdir(), 'confab-runner-'));
    folders.push(root);
    for (const [path, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  };
  test.after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  test('fails whatever uvu would pass in silence, and says why', async () => {
    const names = Object.keys(badFiles);
    const file = (name: string) => `test/${name.replaceAll(' ', '-')}.test.ts`;
    const uvu = JSON.stringify(import.meta.resolve('uvu'));
    const root = project({
      'test/good.test.ts': GOOD,
      'test/says-nothing.test.ts': '',
      'test/runs-uvu-itself.test.ts': `import { test } from ${uvu}; test('t', () => {}); test.run();`,
      ...Object.fromEntries(names.map(name => [file(name), SUITE + badFiles[name]![0]])),
    });
    const { lines, code } = await run(['--root', root, '--no-coverage'], 'true');
    const said = (path: string) => lines.filter(line => line.startsWith(`  ${path}: `)).join('\n');
    const verdict = (path: string) => lines.find(line => line.slice(5).startsWith(`${path} `)) ?? '';
    is(code, 1);
    for (const name of names) {
      match(said(file(name)), badFiles[name]![1], `${name}: ${said(file(name))}`);
      match(verdict(file(name)), /^FAIL .* [1-9]\d* failed/);
    }
    for (const path of ['test/says-nothing.test.ts', 'test/runs-uvu-itself.test.ts']) {
      match(said(path), /did not report/);
      match(verdict(path), /^FAIL .* 1 failed/);
    }
    is(said('test/good.test.ts'), '');
    match(verdict('test/good.test.ts'), /^ok .* 2 passed/);
    match(lines.at(-1)!, /^\d+ passed, \d+ failed$/);
  });

  test('kills what does not end in time, and its children', async () => {
    const root = project(Object.fromEntries(hangingFiles.map((body, number) => [`test/${number}.test.ts`, SUITE + body])));
    const { lines, code } = await run(['--root', root, '--limit', '3', '--no-coverage']);
    is(code, 1);
    is(lines.filter(line => /test.ts: did not end within 3 s and was killed/.test(line)).length, hangingFiles.length);
    match(lines.at(-1)!, /^0 passed, [1-9]\d* failed$/);
    equal(marked(root), []);
  });

  test('passes good files, quietly', async () => {
    const root = project({ 'test/a.test.ts': GOOD, 'test/deep/er/b.test.ts': GOOD, 'test/no-test.ts': 'throw 1;' });
    const { lines, code } = await run(['--root', root, '--no-coverage']);
    is(code, 0);
    is(lines.at(-1), '4 passed, 0 failed');
    is(lines.length, 4, lines.join('\n'));
  });

  test('runs the files that are named like a word', async () => {
    const root = project({ 'test/a.test.ts': 'throw 1;', 'test/deep/b.test.ts': GOOD });
    const { lines, code } = await run(['--root', root, 'deep']);
    is(code, 0);
    is(lines.at(-1), '2 passed, 0 failed');
  });

  test('fails when no file is named like the word, and when there is none at all', async () => {
    const named = await run(['--root', project({ 'test/a.test.ts': GOOD }), 'b.test']);
    is(named.code, 1);
    is(named.lines.at(-1), '0 passed, 1 failed');
    match(named.lines.join('\n'), /no test file is named like b.test/);
    const none = await run(['--root', project({})]);
    is(none.code, 1);
    is(none.lines.at(-1), '0 passed, 1 failed');
  });

  test('tells loudly what was left out, and fails when everything was', async () => {
    const left = `${SUITE}leaveOut('the server is not installed');\n`;
    const part = await run(['--root', project({ 'test/a.test.ts': GOOD, 'test/b.test.ts': left }), '--no-coverage']);
    is(part.code, 0);
    match(part.lines.join('\n'), /LEFT OUT the server is not installed/);
    match(part.lines.join('\n'), /LEFT OUT, and so not tested:\n {2}the server is not installed/);
    const all = await run(['--root', project({ 'test/b.test.ts': left }), '--no-coverage']);
    is(all.code, 1);
    match(all.lines.join('\n'), /No test ran/);
  });

  test('holds machines and streams to their coverage, loaded or not', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, i) => `  n += ${i};`).join('\n');
    const half = (name: string) =>
      `export function ${name}(is: boolean): number {\n  let n = 0;\n  if (!is) return n;\n${lines(7)}\n  return n;\n}\n`;
    const test = (is: string) => `${SUITE}import { half } from '../machines/half.ts';
      import type { Shape } from '../machines/shape.ts';
      suite('s', test => { test('t', () => { const shape: Shape = { half: ${is} }; half(shape.half); half(!shape.half); }); });`;
    const shape = '// types alone\nexport interface Shape { half: boolean }\nexport type { Shape as Form };\n';
    const sources = { 'machines/half.ts': half('half'), 'machines/shape.ts': shape, 'adapters/far.ts': half('far') };
    const whole = await run(['--root', project({ ...sources, 'test/half.test.ts': test('true') })]);
    is(whole.code, 0, whole.lines.join('\n'));
    match(whole.lines.join('\n'), /far\.ts +\| +0 \|/);
    is(whole.lines.at(-1), '1 passed, 0 failed');

    const part = test('false').replace('half(!shape.half);', '');
    const less = await run(['--root', project({ ...sources, 'test/half.test.ts': part })]);
    is(less.code, 1);
    match(less.lines.join('\n'), /coverage: machines has [4-6]\d\.\d+ % of lines \(\d+ of 12\), not 100 %/);
    match(less.lines.at(-1)!, /^1 passed, [12] failed$/);

    const forgotten = { ...sources, 'streams/never.ts': half('never'), 'test/half.test.ts': test('true') };
    const unloaded = await run(['--root', project(forgotten)]);
    is(unloaded.code, 1);
    match(unloaded.lines.join('\n'), /coverage: streams has 0 % of lines/);
  });
});

// Runs the runner, as `npm test` does, and resolves with the lines that it printed.
async function run(words: readonly string[], ci = ''): Promise<{ lines: string[]; code: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'run.ts'), ...words], {
    env: { ...process.env, CI: ci, NODE_V8_COVERAGE: undefined },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', piece => {
    text += piece;
  });
  const [code] = await once(child, 'close');
  return { lines: text.trimEnd().split('\n'), code };
}
