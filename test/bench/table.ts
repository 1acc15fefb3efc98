// The lines as a table for people: one block a work, the contestants below each other, and how the engine compares.
import { bound, judge, withUnit } from './goals.ts';
import { counterpart, growth, type Line, stanzasPerCpu } from './line.ts';
import { ratio } from './record.ts';

const HEAD = ['', 'done/s', 'stanzas/s', 'stanzas/CPU-s', 'p50 ms', 'p99 ms', 'load'];
const MEMORY_HEAD = ['', 'of', 'KB resident', 'KB heap', 'seconds', 'CPU-s', ''];

/** The whole report; `rivals` are the contestants that the ratios are against. */
export function table(lines: Line[], rivals: string[]): string {
  const blocks = [...new Set(lines.map(line => line.work))].map(work =>
    block(
      lines.filter(line => line.work === work),
      rivals,
      lines,
    ),
  );
  return `${[...blocks, ...reached(lines)].join('\n\n')}\n\n${legend(rivals)}\n`;
}

/** What was to be reached beside what was. */
function reached(lines: Line[]): string[] {
  const judged = judge(lines);
  if (judged.length === 0) return [];
  const marks = { missed: 'MISSED', must: 'must', aim: 'must and aim' };
  const rows = judged.map(one => [
    `${one.work} ${one.dialect}`,
    one.what,
    withUnit(one.value, one.unit),
    bound(one.must, one),
    bound(one.aim, one),
    marks[one.mark],
  ]);
  return [['goals', ...aligned(['', 'of', 'is', 'must', 'aim', 'reached'], rows)].join('\n')];
}

function block(lines: Line[], rivals: string[], all: Line[]): string {
  const weighed = lines.some(line => line.resident !== undefined);
  const head = [...(weighed ? MEMORY_HEAD : HEAD), ...rivals.map(rival => `to ${rival}`)];
  const rows = lines.map(line => [
    `${line.contestant} ${line.dialect}`,
    ...(weighed ? memoryCells(line) : speedCells(line)),
    ...rivals.map(rival => compared(line, counterpart(line, lines, rival))),
  ]);
  const notes = lines.flatMap(line =>
    [...comparison(line, all), ...remarks(line)].map(remark => `  ! ${line.contestant} ${line.dialect}: ${remark}`),
  );
  return [`${lines[0]!.work}: ${lines[0]!.title}`, ...aligned(head, rows), ...notes].join('\n');
}

/** Rows below their head, the first column to the left and the others to the right. */
function aligned(head: string[], rows: string[][]): string[] {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map(row => row[at]!.length)));
  return [head, ...rows].map(row => {
    const cells = row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)));
    return `  ${cells.join('  ').trimEnd()}`;
  });
}

function speedCells(line: Line): string[] {
  const load = line.seconds > 0 ? `${Math.round((100 * line.loadSeconds) / line.seconds)} %` : '-';
  return [
    count(line.done / line.seconds),
    count(line.deliveries / line.seconds),
    count(stanzasPerCpu(line)),
    milliseconds(line.p50),
    milliseconds(line.p99),
    load,
  ];
}

function memoryCells(line: Line): string[] {
  return [
    count(line.done),
    kilobytes(line.resident),
    kilobytes(line.heap),
    line.seconds.toFixed(1),
    line.cpuSeconds === null ? '-' : line.cpuSeconds.toFixed(1),
    '',
  ];
}

/** The engine beside another: by time and by CPU for speed, resident bytes for memory, and its share of splicing buffers. */
function compared(line: Line, other: Line | undefined): string {
  if (other === undefined || line.contestant !== 'confab') return '';
  if (line.resident !== undefined) return times((line.resident ?? Number.NaN) / (other.resident ?? Number.NaN));
  const { perSecond, perCpuSecond, stanzasPerCpuSecond } = ratio(line, other);
  if (other.contestant === 'splice') return `${share(stanzasPerCpuSecond)} CPU`;
  if (perSecond === null) return '-';
  return `${times(perSecond)} time, ${times(perCpuSecond ?? Number.NaN)} CPU`;
}

/** What a delivery costs beside one of another work, in CPU time. */
function comparison(line: Line, all: Line[]): string[] {
  const cost = growth(line, all);
  return cost === undefined ? [] : [`a delivery costs ${times(cost)} the CPU of one in ${line.beside}`];
}

function remarks(line: Line): string[] {
  const found = line.note === '' ? [] : [line.note];
  if (line.note === '' && line.missing > 0) found.push(`${line.missing} deliveries were missing`);
  if (line.twice > 0) found.push(`${line.twice} deliveries came twice`);
  if (line.strays > 0) found.push(`${line.strays} deliveries went to nobody of this work`);
  if (line.unlike > 0) found.push(`${line.unlike} people had other presences than the rest of their room`);
  if (line.errors > 0) found.push(`${line.errors} stanza errors; the first: ${line.error}`);
  return found;
}

function legend(rivals: string[]): string {
  const text = [
    'done: people who entered, or messages of which every copy had arrived. stanzas: what was delivered for it.',
    'CPU-s: user and system seconds of the process. load: CPU of the bench itself; near 100 % it was the bench that was slow.',
    'KB: what each person, or each room with its one person, added; heap after a garbage collection.',
  ];
  if (rivals.length > 0) {
    text.push(
      'to: the engine divided by the server, by what was done; above 1 faster, for KB below 1 smaller. As a component the',
      'engine has a server beside it, whose work for the link is not in its figures; the rooms of a server are in its own process.',
      'splice: Node copying head, address and tail of each copy and doing nothing else; the engine by stanzas, as a share of it.',
    );
  }
  return text.join('\n');
}

function count(value: number): string {
  return Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '-';
}

function milliseconds(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '-' : value.toFixed(value < 10 ? 2 : 0);
}

function kilobytes(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : (value / 1_024).toFixed(1);
}

function share(value: number | null): string {
  return value === null ? '-' : `${Math.round(100 * value)} %`;
}

function times(value: number): string {
  return Number.isFinite(value) ? `${value.toFixed(value < 10 ? 2 : 0)}x` : '-';
}
