// What docs/recording.md and its example say of replaying: the commands print what the page shows, and the test in it passes.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { equal, is, ok, throws } from 'uvu/assert';
import { runCommandLine } from '../../adapters/command-line.ts';
import { commandTable } from '../../adapters/commands/all.ts';
import { replay as command } from '../../adapters/commands/replay.ts';
import { assertReplay, readBehaviour } from '../../adapters/testing/testing.ts';
import { capture } from '../adapters/capture.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { fenced, shellWords } from './examples.ts';

const page = readFileSync(join(root, 'docs/recording.md'), 'utf8');
const replaying = /^## Replaying\n[\s\S]*?(?=^## |$(?![\s\S]))/m.exec(page)![0];
const folder = 'docs/examples/replay';

async function printed(line: string) {
  const { io, out, err } = capture({});
  const code = await runCommandLine(shellWords(line).slice(1), commandTable, io);
  equal(err, []);
  return { code, out };
}

suite('docs: replaying', test => {
  test('shows what the commands print', async () => {
    const lines = fenced(replaying, 'sh').map(block => block.trim());
    const texts = fenced(replaying, 'text');
    equal(lines.length, texts.length);
    const codes: number[] = [];
    for (const [i, line] of lines.entries()) {
      const { code, out } = await printed(line);
      is(`${out.join('\n')}\n`, texts[i], line);
      codes.push(code);
    }
    equal(codes, [0, 1]);
  });

  test('has a line for every flag', () => {
    for (const name of Object.keys(command.args!)) if (name !== 'file') ok(replaying.includes(`\`--${name}`), name);
  });

  test('has an example whose commands run in its folder', async () => {
    const lines = fenced(readFileSync(join(root, folder, 'README.md'), 'utf8'), 'sh')[0]!
      .trim()
      .split('\n');
    equal(lines.length, 4);
    const codes = [];
    for (const line of lines) codes.push((await printed(line.replaceAll(/(\S+\.(jsonl|toml))/g, `${folder}/$1`))).code);
    equal(codes, [0, 1, 1, 0]);
  });

  test('shows a test that passes', async () => {
    const code = fenced(replaying, 'ts')
      .join('\n')
      .replaceAll("from 'confab/testing'", "from '../../adapters/testing/testing.ts'");
    const file = join(root, 'test/docs', `.replaying-${process.pid}.ts`);
    writeFileSync(file, `${code}\nexport {};\n`);
    try {
      await import(pathToFileURL(file).href);
    } finally {
      rmSync(file);
    }
  });

  test('throws in that test where the replay is different, with the difference', async () => {
    const mended = await readBehaviour(`./${folder}/calm-mended.toml`);
    const hall = new URL(`../../${folder}/hall.jsonl`, import.meta.url);
    throws(
      () => assertReplay(hall, { behaviours: [mended] }),
      /^The replay of hall@rooms\.example\.org is different in 1 of 9 steps:\nstep 6, line 9, \+12\.000 s: say by name1@name2\/name3\n/,
    );
    const text = readFileSync(hall, 'utf8');
    const calm = await readBehaviour(`./${folder}/calm.toml`);
    is(assertReplay(text, { behaviours: [calm] }).requests, 9);
    is(assertReplay(text.trim().split('\n'), { behaviours: [calm] }).end, 'stopped');
    throws(
      () => assertReplay(text.slice(0, -60), { behaviours: [calm] }),
      /cannot be replayed to its end: line 12: it is not JSON/,
    );
  });
});
