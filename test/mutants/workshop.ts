// A copy of the house in which things may be broken: the sources and tests are copied, the packages are linked.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Breakage } from './breakages.ts';

/** What uvu writes for a test that passed, and for one that failed. */
const [passed, failed] = ['•', '✘'];
const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What comes of the tests: they all passed, one did not, their process broke down, they did not come to an end, or
 * none of them was run, because what was broken is no program any more.
 */
export type Outcome = 'green' | 'red' | 'crashed' | 'endless' | 'unrunnable';

export class Workshop {
  readonly #folder = mkdtempSync(join(tmpdir(), 'confab-mutant-'));

  constructor() {
    for (const part of ['machines', 'streams', 'adapters', 'test', 'docs', 'package.json', 'tsconfig.json'])
      cpSync(join(root, part), join(this.#folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
    // one process for all of them: each would begin with the same second of loading
    const all = readdirSync(join(root, 'test/machines'), { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.test.ts'),
    );
    writeFileSync(join(this.#folder, 'test/all-machines.ts'), all.map(file => `import './machines/${file}';\n`).join(''));
  }

  /**
   * Runs a file of tests, by its path from the root.
   * @param patience in milliseconds
   */
  async run(file: string, patience: number): Promise<Outcome> {
    const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: this.#folder, stdio: ['ignore', 'pipe', 'ignore'] });
    let known: Outcome | undefined;
    let begun = false;
    const end = (outcome: Outcome): void => {
      known ??= outcome;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => end('endless'), patience);
    // the first failure is enough
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      begun ||= text.includes(passed);
      if (text.includes(failed)) end('red');
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    clearTimeout(timer);
    if (known || code === 0) return known ?? 'green';
    return begun ? 'crashed' : 'unrunnable';
  }

  /** What is wrong with a breakage: what is to be broken does not stand there exactly once. */
  fault({ file, find }: Breakage): string | undefined {
    const times = this.#read(file).split(find).length - 1;
    return times === 1 ? undefined : `machines/${file} has ${times} times “${find}”, and not once.`;
  }

  /** Breaks something while the work lasts. */
  async broken<T>({ file, find, replace }: Breakage, work: () => Promise<T>): Promise<T> {
    const whole = this.#read(file);
    this.#write(
      file,
      whole.replace(find, () => replace),
    );
    try {
      return await work();
    } finally {
      this.#write(file, whole);
    }
  }

  leave(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #read(file: string): string {
    return readFileSync(join(this.#folder, 'machines', file), 'utf8');
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.#folder, 'machines', file), text);
  }
}
