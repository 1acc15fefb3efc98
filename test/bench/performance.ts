// Writes what docs/performance.md and its chart say of a run anew from docs/performance/record.json: `npm run performance`.
// With a file as its argument, it takes that record in place of the one that is there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { filled } from '../draw.ts';
import { chart } from './chart.ts';
import { bound, withUnit } from './goals.ts';
import { counterpart, growth, type Line, stanzasPerCpu } from './line.ts';
import { type BenchRecord, others, ratio } from './record.ts';

const docs = new URL('../../docs/', import.meta.url);
const recordFile = fileURLToPath(new URL('performance/record.json', docs));

/** What the record gives, by path below docs/: the page as it should be, and the chart. */
export function performancePages(): ReadonlyMap<string, string> {
  const record = JSON.parse(readFileSync(recordFile, 'utf8')) as BenchRecord;
  const page = readFileSync(new URL('performance.md', docs), 'utf8');
  return new Map([
    ['performance.md', filled(page, parts(record), 'docs/performance.md')],
    ['performance/chart.svg', chart(record)],
  ]);
}

/** The generated parts of the page by their names. */
export function parts(record: BenchRecord): ReadonlyMap<string, string> {
  const { lines } = record;
  return new Map([
    ['run', run(record)],
    ['speed', speed(lines)],
    ['goals', goals(record)],
    ['waiting', waiting(lines)],
    ['behaviours', behaviours(lines)],
    ['memory', memory(lines)],
    ['growth', grown(lines)],
    ['time', time(lines)],
  ]);
}

function run({ when, cpu, platform, node, versions, loadBefore, quick }: BenchRecord): string {
  const software = [`Node ${node.replace(/^v/, '')}`, ...versions].join(', ');
  const doubts = [
    ...(quick ? ['It was a quick run, whose figures say nothing.'] : []),
    ...(loadBefore > 1 ? ['The machine was busy with other things, so that the figures are only provisional.'] : []),
  ];
  const where = `${cpu}, ${platform}, ${software}; load of the machine before the run ${loadBefore.toFixed(1)}.`;
  return [`Recorded on ${when.slice(0, 10)}: ${where}`, ...doubts].join(' ');
}

/** Stanzas per CPU second of everybody, and how the engine compares. */
function speed(lines: readonly Line[]): string {
  const rivals = others(lines);
  const worthy = lines.filter(({ resident, beside, work }) => resident === undefined && !beside && !isOfGrowth(work));
  const head = ['Work', 'Dialect', 'Confab', ...rivals, ...rivals.map(name => `to ${name}`)];
  const rows = ours(worthy).map(line => {
    const theirs = rivals.map(name => counterpart(line, lines, name));
    return [
      line.title,
      line.dialect,
      count(stanzasPerCpu(line)),
      ...theirs.map(other => (other ? count(stanzasPerCpu(other)) : '')),
      ...theirs.map(other => (other ? compared(line, other) : '')),
    ];
  });
  return table(head, rows);
}

function compared(line: Line, other: Line): string {
  const { stanzasPerCpuSecond } = ratio(line, other);
  if (stanzasPerCpuSecond === null) return '';
  return other.contestant === 'splice' ? withUnit(100 * stanzasPerCpuSecond, '%') : withUnit(stanzasPerCpuSecond, 'x');
}

function goals({ goals }: BenchRecord): string {
  const marks = { missed: '**missed**', must: 'reached', aim: 'reached, and the aim' };
  const rows = goals.map(goal => [
    goal.work,
    goal.dialect,
    goal.what,
    withUnit(goal.value, goal.unit),
    bound(goal.must, goal),
    bound(goal.aim, goal),
    marks[goal.mark],
  ]);
  return table(['Work', 'Dialect', 'What', 'Is', 'Must', 'Aim', ''], rows);
}

/** Until the last copy of a message is there. */
function waiting(lines: readonly Line[]): string {
  const rows = lines
    .filter(({ work, p50 }) => work.endsWith('-turns') && p50 !== undefined)
    .map(({ title, contestant, dialect, p50, p99 }) => [title, contestant, dialect, milliseconds(p50), milliseconds(p99)]);
  return table(['Work', 'Contestant', 'Dialect', 'p50 ms', 'p99 ms'], rows);
}

function behaviours(lines: readonly Line[]): string {
  const rows = ours(lines)
    .filter(({ work }) => work === 'three' || work === 'ten')
    .map(line => [line.title, line.dialect, count(stanzasPerCpu(line)), times(growth(line, lines))]);
  return table(['Room', 'Dialect', 'Stanzas per CPU second', 'CPU time of a message, to one without behaviours'], rows);
}

function memory(lines: readonly Line[]): string {
  const rows = lines
    .filter(({ resident, work }) => resident !== undefined && !isOfGrowth(work))
    .map(line => [line.title, line.contestant, line.dialect, count(line.done), kilobytes(line.heap), kilobytes(line.resident)]);
  return table(['What', 'Contestant', 'Dialect', 'Came in', 'KB heap each', 'KB resident each'], rows);
}

function grown(lines: readonly Line[]): string {
  const large = ours(lines).filter(line => isOfGrowth(line.work) && growth(line, lines) !== undefined);
  const rows = large.map(line => {
    const entry = lines.find(({ work, dialect }) => work === `${line.work}-entry` && dialect === line.dialect);
    return [line.title, line.dialect, count(stanzasPerCpu(line)), times(growth(line, lines)), kilobytes(entry?.heap)];
  });
  return table(
    ['Work', 'Dialect', 'Stanzas per CPU second', 'CPU time of a delivery, to one in the small work', 'KB heap a person'],
    rows,
  );
}

/** By layer, of each work in one dialect, and the functions of the work with the most copies. */
function time(lines: readonly Line[]): string {
  const profiled = ours(lines).filter(({ profile }) => profile !== undefined);
  const shown = profiled.filter(({ dialect }) => dialect === profiled[0]!.dialect);
  const layers = [
    ...new Set(shown.flatMap(({ profile }) => profile!.layers.filter(({ share }) => share >= 0.01).map(({ layer }) => layer))),
  ];
  const byLayer = shown.map(({ title, profile }) => [
    title,
    ...layers.map(name => percent(profile!.layers.find(({ layer }) => layer === name)?.share ?? 0)),
  ]);
  const middle = shown.find(({ work }) => work === 'middle');
  const functions = middle?.profile?.functions.map(({ name, layer, share }) => [`\`${name}\``, layer, percent(share)]) ?? [];
  return [
    table(['Work', ...layers], byLayer),
    '',
    `The functions that took most in “${middle?.title ?? 'nothing'}”:`,
    '',
    table(['Function', 'Layer', 'Share'], functions),
  ].join('\n');
}

function ours(lines: readonly Line[]): Line[] {
  return lines.filter(({ contestant }) => contestant === 'confab');
}

function isOfGrowth(work: string): boolean {
  return /^(people|rooms)-\d/.test(work);
}

/** Puts a record where the page takes its figures from, laid out as the house's JSON is. */
function keep(file: string): void {
  copyFileSync(file, recordFile);
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  execFileSync(process.execPath, [biome, 'format', '--write', recordFile], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Rows below their head; where there are none, a sentence. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'Not in the recorded run.';
  return [head, head.map((_, at) => (at < 2 ? '---' : '--:')), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

function count(value: number): string {
  return Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '';
}

function times(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '' : withUnit(value, 'x');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(value < 10 ? 2 : 0);
}

function kilobytes(bytes: number | null | undefined): string {
  return bytes == null ? '' : (bytes / 1_024).toFixed(1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [fresh] = process.argv.slice(2);
  if (fresh !== undefined) keep(fresh);
  for (const [path, text] of performancePages()) {
    writeFileSync(new URL(path, docs), text);
    console.log(`docs/${path}`);
  }
}
