// What one thing costs the broadcast: the same work of the bench with and without it, run after run in turns, and the
// median of the ratios. The machine's own ups and downs are in both. `node dist/test/bench/pairs.js` after `npm run build`;
// `--cost record`, `--cost there` and `--cost gone` say what: recording, an inspector that looks on, or that has gone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Line, stanzasPerCpu } from './line.ts';
import type { BenchRecord } from './record.ts';

/** What may be compared with nothing, and how it is called. */
const costs: Readonly<Record<string, { readonly called: string; readonly args: (folder: string) => readonly string[] }>> = {
  record: { called: 'recording', args: folder => ['--record', join(folder, 'recordings')] },
  there: { called: 'somebody who watches the room', args: () => ['--inspect', 'there'] },
  gone: { called: 'somebody who watched the room and has gone', args: () => ['--inspect', 'gone'] },
};

const bench = fileURLToPath(new URL('./run.js', import.meta.url));

/** The middle one; of an even number the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How much of the rate is left with it, by the clock and by CPU time: 1 where it costs nothing. */
export function leftOf(line: Line, without: Line): { readonly byClock: number; readonly byCpu: number } {
  const rate = ({ deliveries, seconds }: Line) => deliveries / seconds;
  return { byClock: rate(line) / rate(without), byCpu: stanzasPerCpu(line) / stanzasPerCpu(without) };
}

/** @param cost a name of `costs`; nothing without it */
function run(args: readonly string[], cost?: string): Line {
  const folder = mkdtempSync(join(tmpdir(), 'confab-pairs-'));
  try {
    const json = join(folder, 'record.json');
    const own = cost === undefined ? [] : costs[cost]!.args(folder);
    execFileSync(process.execPath, [bench, ...args, ...own, '--json', json], { stdio: 'ignore' });
    return (JSON.parse(readFileSync(json, 'utf8')) as BenchRecord).lines[0]!;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pairs: { type: 'string', default: '5' },
      only: { type: 'string', default: 'middle' },
      dialect: { type: 'string', default: 'conference' },
      cost: { type: 'string', default: 'record' },
    },
  });
  const cost = values.cost;
  if (!Object.hasOwn(costs, cost)) throw new Error(`there is no cost "${cost}"; there are: ${Object.keys(costs).join(', ')}`);
  const work = ['--only', values.only, '--dialect', values.dialect];
  const byClock: number[] = [];
  const byCpu: number[] = [];
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    // who is first takes turns, too
    const isFirst = pair % 2 === 0;
    const [one, other] = [run(work, isFirst ? undefined : cost), run(work, isFirst ? cost : undefined)];
    const left = isFirst ? leftOf(other, one) : leftOf(one, other);
    byClock.push(left.byClock);
    byCpu.push(left.byCpu);
    process.stdout.write(`pair ${pair + 1}: ${percent(left.byClock)} of the rate, ${percent(left.byCpu)} by CPU time\n`);
  }
  process.stdout.write(
    `${costs[cost]!.called} leaves ${percent(median(byClock))} of the rate, ${percent(median(byCpu))} by CPU time\n`,
  );
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
