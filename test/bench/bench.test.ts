// The whole bench, smoke-sized, on the compiled engine: every delivery arrived and none twice. Never how fast.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { haveServer } from '../servers/known-servers.ts';
import { leaveOut, suite } from '../suite.ts';
import { type Compiled, compiled } from './compiled.ts';
import type { Line } from './line.ts';
import { type RivalName, rivalNames } from './rival.ts';
import { quickPlan, workNames } from './works.ts';

const DIALECTS = ['conference', 'groupchat', 'mixed'];
const SIZES: Record<string, number> = {
  entry: quickPlan.large,
  'memory-rooms': quickPlan.lonely,
  'memory-people': quickPlan.mass,
};
const PEOPLE: Record<string, number> = {
  'small-turns': 10,
  small: 10,
  rooms: 10,
  middle: quickPlan.middle,
  bare: quickPlan.middle,
  three: quickPlan.middle,
  ten: quickPlan.middle,
  large: quickPlan.large,
  'large-turns': quickPlan.large,
};

let code: Compiled;
let folder = '';

/** Runs the bench as people do and gives its exit code, its lines and what it printed. */
async function bench(...args: string[]): Promise<{ exit: number; lines: Line[]; text: string }> {
  const file = join(folder, 'lines.json');
  const env = { ...process.env, NODE_V8_COVERAGE: undefined };
  const run = [join(code.folder, 'test/bench/run.js'), '--quick', '--json', file, ...args];
  return await new Promise((resolve, reject) => {
    execFile(process.execPath, run, { env, timeout: 120_000 }, (error, stdout, stderr) => {
      const exit = error === null ? 0 : Number(error.code);
      try {
        const { lines } = JSON.parse(readFileSync(file, 'utf8')) as { lines: Line[] };
        resolve({ exit, lines, text: stdout });
      } catch {
        reject(new Error(`the bench wrote no figures and printed: ${stdout}${stderr}`));
      }
      rmSync(file, { force: true });
    });
  });
}

/** Everything that should have been delivered was, once, to the right people. */
function isWhole(line: Line): void {
  const { missing, twice, strays, unlike, errors, error, note } = line;
  const name = `${line.contestant} ${line.dialect} ${line.work}`;
  assert.equal(
    { missing, twice, strays, unlike, errors, error, note },
    { missing: 0, twice: 0, strays: 0, unlike: 0, errors: 0, error: '', note: '' },
    name,
  );
  if (line.unit === 'entries') assert.is(line.done, SIZES[line.work], name);
  else {
    assert.ok(line.done > 0, name);
    assert.is(line.deliveries, line.done * PEOPLE[line.work]!, name);
  }
}

suite('bench', test => {
  test.before(async () => {
    code = await compiled();
    folder = mkdtempSync(join(tmpdir(), 'confab-bench-test-'));
  });
  test.after(() => {
    code.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('delivers everything once, in every work and dialect', async () => {
    const { exit, lines, text } = await bench();
    assert.equal(
      lines.map(line => `${line.dialect} ${line.work}`),
      DIALECTS.flatMap(dialect => workNames.map(work => `${dialect} ${work}`)),
    );
    for (const line of lines) isWhole(line);
    for (const work of workNames) assert.ok(text.includes(`${work}: `), text);
    assert.is(exit, 0, text);
  });

  for (const name of rivalNames.filter(isHere)) {
    test(`does the same work in the rooms of ${name} and compares`, async () => {
      const { exit, lines, text } = await bench(
        ...['--dialect', 'conference', '--only', 'small', '--only', 'entry', '--against', name],
      );
      assert.equal(
        lines.map(line => `${line.contestant} ${line.work}`),
        ['confab small', 'confab entry', `${name} small`, `${name} entry`],
      );
      for (const line of lines) isWhole(line);
      assert.match(text, new RegExp(`to ${name}`));
      assert.match(text, /x time, [\d.]+x CPU/);
      assert.is(exit, 0, text);
    });
  }
});

function isHere(name: RivalName): boolean {
  if (haveServer(name) !== undefined) return true;
  leaveOut(`the bench against ${name}: it is not installed (Debian: apt-get install ${name})`);
  return false;
}
