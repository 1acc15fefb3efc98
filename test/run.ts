// `npm test`: runs every test file, sums up, holds coverage to its marks. Its last line is 'N passed, N failed'.
// `npm test -- WORD…` runs the files whose path holds one of the words, without the coverage.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countsFolder, measure } from './runner/coverage.ts';
import { type FileResult, runFile } from './runner/one-file.ts';

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', default: join(import.meta.dirname, '..') },
    limit: { type: 'string', default: '300' },
    jobs: { type: 'string', default: '2' },
    coverage: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const { root } = values;
const withCoverage = values.coverage && words.length === 0;

// Files with real servers or a browser run one at a time: those in these folders, and all that can start one.
const REAL = /^test\/(servers|wire|browser)\//;

process.exitCode = (await main()) ? 0 : 1;

async function main(): Promise<boolean> {
  const files = testFiles();
  if (files.length === 0) {
    const why =
      words.length === 0 ? `there is no test file below ${root}/test` : `no test file is named like ${words.join(' or ')}`;
    return conclude([], [why]);
  }
  if (withCoverage) rmSync(join(root, 'coverage'), { recursive: true, force: true });
  const results = await runAll(files);
  const problems: string[] = [];
  if (withCoverage) {
    const { table, problems: short } = measure(root);
    // one file a process, megabytes each
    rmSync(countsFolder(root), { recursive: true, force: true });
    process.stdout.write(`\n${table}`);
    problems.push(...short);
  }
  return conclude(results, problems);
}

function testFiles(): string[] {
  if (!existsSync(join(root, 'test'))) return [];
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .map(file => join('test', file))
    .filter(file => words.length === 0 || words.some(word => file.includes(word)))
    .sort();
}

function needsServers(file: string): boolean {
  return (
    REAL.test(file) ||
    /\/(servers\/(when-server|known-servers|prosody|ejabberd)|browser\/(browser|when-browser))\.ts'/.test(
      readFileSync(join(root, file), 'utf8'),
    )
  );
}

// Those that must be alone are begun first, one after the other, so that they do not come last and wait.
async function runAll(files: readonly string[]): Promise<FileResult[]> {
  const alone = files.filter(needsServers);
  const others = files.filter(file => !alone.includes(file));
  const results: FileResult[] = [];
  let aloneRuns = false;
  const worker = async () => {
    for (;;) {
      const takesAlone = !aloneRuns && alone.length > 0;
      const file = takesAlone ? alone.shift() : others.shift();
      if (file === undefined) return;
      if (takesAlone) aloneRuns = true;
      const result = await runFile(file, {
        root,
        limitSeconds: Number(values.limit),
        coverage: withCoverage ? countsFolder(root) : undefined,
      });
      if (takesAlone) aloneRuns = false;
      results.push(result);
      show(result);
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
  return results;
}

function show({ file, passed, failed, leftOut, output, seconds }: FileResult): void {
  const count = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
  if (failed > 0) process.stdout.write(`${output.trimEnd()}\n`);
  process.stdout.write(`${failed === 0 ? 'ok  ' : 'FAIL'} ${file}  ${count}  ${seconds.toFixed(1)} s\n`);
  for (const reason of leftOut) process.stdout.write(`     LEFT OUT ${reason}\n`);
}

// The order of the lines matters: the last one is read by programs.
function conclude(results: readonly FileResult[], problems: readonly string[]): boolean {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0) + problems.length;
  const leftOut = results.flatMap(result => result.leftOut);
  const lines = results.flatMap(({ file, problems }) => problems.map(problem => `  ${file}: ${problem}`));
  lines.push(...problems.map(problem => `  ${problem}`));
  if (lines.length > 0) process.stdout.write(`\nFailures:\n${lines.join('\n')}\n`);
  if (leftOut.length > 0) process.stdout.write(`\nLEFT OUT, and so not tested:\n  ${leftOut.join('\n  ')}\n`);
  const nothing = passed + failed === 0;
  if (nothing) process.stdout.write('\nNo test ran.\n');
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return !nothing && failed === 0 && passed > 0;
}
