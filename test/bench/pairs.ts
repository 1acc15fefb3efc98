// What one thing costs the broadcast: the same work of the bench with and without it, run after run in turns, and the
// median of the ratios. The machine's own ups and downs are in both. `node dist/test/bench/pairs.js` after `npm run build`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Line, stanzasPerCpu } from './line.ts';
import type { BenchRecord } from './record.ts';

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

function run(args: readonly string[]): Line {
  const folder = mkdtempSync(join(tmpdir(), 'confab-pairs-'));
  try {
    const json = join(folder, 'record.json');
    const own = args.includes('--record') ? ['--record', join(folder, 'recordings')] : [];
    const rest = args.filter(arg => arg !== '--record');
    execFileSync(process.execPath, [bench, ...rest, ...own, '--json', json], { stdio: 'ignore' });
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
    },
  });
  const work = ['--only', values.only, '--dialect', values.dialect];
  const byClock: number[] = [];
  const byCpu: number[] = [];
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    // who is first takes turns, too
    const isFirst = pair % 2 === 0;
    const [one, other] = [run(isFirst ? work : [...work, '--record']), run(isFirst ? [...work, '--record'] : work)];
    const left = isFirst ? leftOf(other, one) : leftOf(one, other);
    byClock.push(left.byClock);
    byCpu.push(left.byCpu);
    process.stdout.write(`pair ${pair + 1}: ${percent(left.byClock)} of the rate, ${percent(left.byCpu)} by CPU time\n`);
  }
  process.stdout.write(`recording leaves ${percent(median(byClock))} of the rate, ${percent(median(byCpu))} by CPU time\n`);
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
