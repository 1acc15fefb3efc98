// `npm run fuzz -- [--minutes N] [--runs N] [--seed S] [--only PART]`: looks for input that does harm, until it finds some or
// the time is over. What it finds it prints shrunk, and how to find it again.
import { parseArgs } from 'node:util';
import { parts, seedOf } from './parts.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});
const chosen = Object.entries(parts).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  console.error(`There is no part ${values.only}: there are ${Object.keys(parts).join(' and ')}.`);
  process.exit(64);
}
const minutes = Number(values.minutes);
const runs = Number(values.runs);
const first = values.seed === undefined ? seedOf() : Number(values.seed);
if (!(minutes >= 0) || !Number.isInteger(runs) || runs < 1 || !Number.isInteger(first)) {
  console.error('--minutes is a number, --runs and --seed are whole numbers.');
  process.exit(64);
}

const end = Date.now() + minutes * 60_000;
for (let round = 0; round === 0 || Date.now() < end; round++) {
  const seed = (first + round) | 0;
  for (const [name, load] of chosen) {
    const begun = Date.now();
    const fuzz = await load();
    try {
      await fuzz({ seed, runs });
    } catch (error) {
      console.error(error);
      console.error(
        `\nFound in ${name}. To find it again:\n  npm run fuzz -- --only ${name} --seed ${seed} --runs ${runs} --minutes 0`,
      );
      process.exit(1);
    }
    console.log(`${name}: seed ${seed}, ${runs} runs, ${((Date.now() - begun) / 1000).toFixed(1)} s: nothing found`);
  }
}
