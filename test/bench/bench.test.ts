// The whole bench, smoke-sized, on the compiled engine: every delivery arrived and none twice. Never how fast.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { haveServer } from '../servers/known-servers.ts';
import { leaveOut, suite } from '../suite.ts';
import { chart } from './chart.ts';
import { type Compiled, compiled } from './compiled.ts';
import type { Line } from './line.ts';
import type { BenchRecord } from './record.ts';
import { type RivalName, rivalNames } from './rival.ts';
import { growthNames, quickPlan, workNames } from './works.ts';

const DIALECTS = ['conference', 'groupchat', 'mixed'];
const SIZES: Record<string, number> = {
  entry: quickPlan.large,
  board: quickPlan.newcomers,
  'memory-rooms': quickPlan.lonely,
  'memory-people': quickPlan.mass,
  'people-10000-entry': quickPlan.people,
  'rooms-100000-entry': 2 * quickPlan.pairs,
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
  'people-1000': quickPlan.large,
  'people-10000': quickPlan.people,
  'rooms-1000': 2,
  'rooms-100000': 2,
};

let code: Compiled;
let folder = '';

/** Runs the bench as people do and gives its exit code, its lines and what it printed. */
async function bench(...args: string[]): Promise<{ exit: number; lines: readonly Line[]; record: BenchRecord; text: string }> {
  const file = join(folder, 'lines.json');
  const env = { ...process.env, NODE_V8_COVERAGE: undefined };
  const run = [join(code.folder, 'test/bench/run.js'), '--quick', '--json', file, ...args];
  return await new Promise((resolve, reject) => {
    execFile(process.execPath, run, { env, timeout: 120_000 }, (error, stdout, stderr) => {
      const exit = error === null ? 0 : Number(error.code);
      try {
        const record = JSON.parse(readFileSync(file, 'utf8')) as BenchRecord;
        resolve({ exit, lines: record.lines, record, text: stdout });
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

  test('does the same work by splicing buffers, compares, draws, and says where the time went', async () => {
    const [svg, profiles] = [join(folder, 'chart.svg'), join(folder, 'profiles')];
    const speedNames = ['small-turns', 'small', 'middle', 'rooms', 'entry', 'large', 'large-turns'];
    const { exit, lines, record, text } = await bench(
      ...['--dialect', 'mixed', '--against', 'splice', '--svg', svg, '--profile', profiles],
      ...speedNames.flatMap(name => ['--only', name]),
    );
    assert.equal(
      lines.map(({ contestant, work }) => `${contestant} ${work}`),
      ['confab', 'splice'].flatMap(contestant => speedNames.map(work => `${contestant} ${work}`)),
    );
    for (const line of lines) {
      isWhole(line);
      // a quick work of splicing may be over before the first sample
      const fewest = line.contestant === 'confab' ? 2 : 0;
      assert.ok(line.profile!.layers.length >= fewest, `${line.contestant} ${line.work} has no profile`);
    }
    assert.ok(
      lines.some(({ contestant, profile }) => contestant === 'splice' && profile!.layers.length > 1),
      'splicing has no profile',
    );
    assert.equal(
      record.ratios.map(({ work, to }) => `${work} ${to}`),
      speedNames.map(work => `${work} splice`),
    );
    assert.match(text, /^ +middle mixed +stanzas per CPU second, of Node splicing buffers +\d+ % +40 % +55 % +/m);
    assert.match(text, /to splice\n.*\d+ % CPU\n/);
    assert.is(readFileSync(svg, 'utf8'), chart(record));
    assert.match(readFileSync(join(profiles, 'summary.txt'), 'utf8'), /^splice mixed large: self time/m);
    assert.is(exit, 0, text);
  });

  test('shows how cost grows, small and large in the same run', async () => {
    const { exit, lines, text } = await bench('--dialect', 'mixed', ...growthNames.flatMap(name => ['--only', name]));
    assert.equal(
      lines.map(({ work }) => work),
      ['people-1000', 'people-10000-entry', 'people-10000', 'rooms-1000', 'rooms-100000-entry', 'rooms-100000'],
    );
    for (const line of lines) isWhole(line);
    assert.match(text, /a delivery costs [\d.]+x the CPU of one in people-1000/);
    assert.match(text, /^ +rooms-100000 mixed .* at most 1\.5x/m);
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
