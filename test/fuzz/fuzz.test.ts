// A bounded number of runs of every part of the fuzz test, each time with another seed. FUZZ_SEED gives one.
import { suite } from '../suite.ts';
import { parts, seedOf } from './parts.ts';

/** Some twenty seconds each. */
const runs = 600;

suite('fuzz', test => {
  for (const [name, load] of Object.entries(parts)) {
    test(`${name}: nothing is found that does harm`, async () => {
      const seed = Number(process.env.FUZZ_SEED || seedOf());
      console.log(`npm run fuzz -- --only ${name} --seed ${seed} --runs ${runs} --minutes 0`);
      const fuzz = await load();
      await fuzz({ seed, runs });
    });
  }
});
