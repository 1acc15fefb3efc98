// Runs one test file in a process of its own and judges it: by the '#suite' line of suite.ts, the exit code, the
// time limit and the processes it leaves behind. A file that says nothing has failed.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf, killQuietly, marked } from '../servers/process-table.ts';
import type { SuiteReport } from '../suite.ts';

/** How a file is run; `root` is where it runs, `coverage` the folder for V8's counts. */
export interface RunOptions {
  readonly root: string;
  readonly limitSeconds: number;
  readonly coverage: string | undefined;
}

/** What became of a file: it is good when `failed` is 0. */
export interface FileResult {
  readonly file: string;
  readonly passed: number;
  /** Tests that failed, and at least one when anything else is wrong with the file. */
  readonly failed: number;
  /** What is wrong, a line each. */
  readonly problems: readonly string[];
  /** Why tests were left out, a line each. */
  readonly leftOut: readonly string[];
  readonly output: string;
  readonly seconds: number;
}

const MARK = 'CONFAB_TEST_MARK';
const MOST_OUTPUT = 2_000_000;

/** Runs a test file with tsx; never rejects because of what the file does. */
export async function runFile(file: string, options: RunOptions): Promise<FileResult> {
  const begin = performance.now();
  const mark = randomUUID();
  // Marks add up, so that a runner that is itself under test is found by the outer one.
  const marks = `${process.env[MARK] ?? ''}/${mark}`;
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], {
    cwd: options.root,
    env: { ...process.env, [MARK]: marks, NODE_V8_COVERAGE: options.coverage },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const collect = (text: string) => {
    // the end is kept: it holds the verdict
    output = (output + text).slice(-MOST_OUTPUT);
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);

  const problems: string[] = [];
  const timer = setTimeout(() => {
    problems.push(`did not end within ${options.limitSeconds} s and was killed`);
    for (const pid of marked(mark)) killQuietly(pid);
    if (child.pid !== undefined) killQuietly(child.pid);
  }, options.limitSeconds * 1000);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  problems.push(...(await endLeftovers(mark)));
  await closed(child.stdout, child.stderr);
  return judge({ file, output, code, signal, problems, seconds: (performance.now() - begin) / 1000 });
}

interface Ending {
  readonly file: string;
  readonly output: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly problems: readonly string[];
  readonly seconds: number;
}

function judge({ file, output, code, signal, problems, seconds }: Ending): FileResult {
  const lines = output.split('\n');
  const reports = lines.filter(line => line.startsWith('#suite ')).map(line => readReport(line));
  const leftOut = lines.filter(line => line.startsWith('#left-out ')).map(line => line.slice(10));
  const report = reports.length === 1 ? reports[0] : undefined;
  const found = [...problems];
  if (!report) {
    found.push(`did not report: ${reports.length} good '#suite' lines (does it use suite() of test/suite.ts?)`);
  } else {
    found.push(...report.failures);
    if (report.registered === 0 && report.leftOut === 0) found.push('defines no test');
    if (report.passed + report.failed < report.registered) found.push('did not finish all of its tests');
    if (report.failed > 0 && report.failures.length === 0) found.push('failed without saying why');
  }
  if (signal && problems.length === 0) found.push(`was ended by ${signal}`);
  if (code !== 0 && !signal && found.length === 0) found.push(`ended with code ${code} although its tests passed`);
  const passed = report?.passed ?? 0;
  const failed = Math.max(report?.failed ?? 0, found.length > 0 ? 1 : 0);
  return { file, passed, failed, problems: found, leftOut, output, seconds };
}

function readReport(line: string): SuiteReport | undefined {
  try {
    return JSON.parse(line.slice('#suite '.length)) as SuiteReport;
  } catch {
    return undefined;
  }
}

// What a file started has to end with it; two seconds' grace, for what is ending just now.
async function endLeftovers(mark: string): Promise<string[]> {
  let left = marked(mark);
  for (let tries = 0; left.length > 0 && tries < 40; tries++) {
    await delay(50);
    left = marked(mark);
  }
  return left.map(pid => {
    const command = commandOf(pid).slice(0, 200);
    killQuietly(pid);
    return `left a process running: ${command}`;
  });
}

// A leftover may have held the pipes open; when it is gone they close.
async function closed(...streams: readonly NodeJS.ReadableStream[]): Promise<void> {
  const open = streams.filter(stream => stream.readable);
  await Promise.race([Promise.all(open.map(stream => once(stream, 'close'))), delay(1000)]);
}
