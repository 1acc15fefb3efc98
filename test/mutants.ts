// Do the tests notice? Breaks machines/ in many places, one at a time, in a copy, and expects red for each.
// Run by hand: npx tsx test/mutants.ts [WORD…], where the words choose breakages by file or by what goes wrong.
import { existsSync } from 'node:fs';
import { type Breakage, breakages } from './mutants/breakages.ts';
import { type Outcome, Workshop } from './mutants/workshop.ts';

/** How long one run of the tests may take, in milliseconds; they take a few seconds. */
const patience = 90_000;
const atOnce = 2;
const noticing: ReadonlySet<Outcome> = new Set(['red', 'crashed', 'endless']);

/** Those of the machines first, and the scenarios only where those do not notice. */
const tests = { machines: 'test/all-machines.ts', scenarios: 'test/scenarios.test.ts' };
const hasScenarios = existsSync(new URL(`../${tests.scenarios}`, import.meta.url));

const words = process.argv.slice(2);
const chosen = breakages.filter(({ file, about }) => words.length === 0 || words.some(word => `${file} ${about}`.includes(word)));

const workshops = Array.from({ length: atOnce }, () => new Workshop());
try {
  process.exitCode = (await main(workshops[0]!)) ? 0 : 1;
} finally {
  for (const workshop of workshops) workshop.leave();
}

async function main(first: Workshop): Promise<boolean> {
  const faults = chosen.flatMap(breakage => first.fault(breakage) ?? []);
  if (faults.length > 0) {
    console.log(`${faults.join('\n')}\nMend them in test/mutants/breakages.ts.`);
    return false;
  }
  const whole = await tested(first);
  if (whole.outcome !== 'green') {
    console.log(`The tests are ${whole.outcome} although nothing is broken (${whole.by}): mend that first.`);
    return false;
  }
  const left = [...chosen];
  let noticed = 0;
  const work = async (workshop: Workshop): Promise<void> => {
    for (let breakage = left.shift(); breakage; breakage = left.shift()) {
      const { outcome, by } = await workshop.broken(breakage, () => tested(workshop));
      if (noticing.has(outcome)) noticed++;
      console.log(lineOf(breakage, outcome, by));
    }
  };
  await Promise.all(workshops.map(work));
  console.log(`${noticed} of ${chosen.length} were noticed.`);
  return noticed === chosen.length && noticed > 0;
}

/** The first outcome that is not green, and the tests that it came of. */
async function tested(workshop: Workshop): Promise<{ outcome: Outcome; by: string }> {
  for (const by of hasScenarios ? (['machines', 'scenarios'] as const) : (['machines'] as const)) {
    const outcome = await workshop.run(tests[by], patience);
    if (outcome !== 'green') return { outcome, by };
  }
  return { outcome: 'green', by: '' };
}

function lineOf({ file, about }: Breakage, outcome: Outcome, by: string): string {
  const verdict = outcome === 'green' ? 'SURVIVED' : outcome === 'unrunnable' ? 'NO PROGRAM' : outcome;
  return [verdict.padEnd(10), by.padEnd(10), file.padEnd(24), about].join('  ');
}
