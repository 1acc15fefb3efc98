// Compiled code for the tests of the bench: dist/ where it is up to date, else a build of its own in a temporary folder.
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['machines', 'streams', 'adapters', 'test/bench', 'test/servers'];

export interface Compiled {
  /** The folder that `adapters/cli.js` and `test/bench/run.js` are in. */
  folder: string;
  remove(): void;
}

/** Finds or makes compiled code of the sources as they are now. Type errors are for the type check to tell. */
export async function compiled(): Promise<Compiled> {
  const dist = join(ROOT, 'dist');
  if (isFresh(dist)) return { folder: dist, remove: () => {} };
  const temporary = mkdtempSync(join(tmpdir(), 'confab-compiled-'));
  const remove = () => rmSync(temporary, { recursive: true, force: true });
  const folder = join(temporary, 'dist');
  copyFileSync(join(ROOT, 'package.json'), join(temporary, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(temporary, 'node_modules'));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const output = await new Promise<string>(resolve => {
    execFile(process.execPath, [tsc, '--project', ROOT, '--outDir', folder], (_, stdout, stderr) => resolve(stdout + stderr));
  });
  if (existsSync(join(folder, 'adapters/cli.js')) && existsSync(join(folder, 'test/bench/run.js'))) {
    return { folder, remove };
  }
  remove();
  throw new Error(`the engine could not be compiled:\n${output}`);
}

/** Whether each source was compiled after its last change. */
function isFresh(dist: string): boolean {
  return SOURCES.every(source =>
    readdirSync(join(ROOT, source), { recursive: true, encoding: 'utf8' })
      .filter(name => /(?<!\.d|\.test)\.ts$/.test(name))
      .every(name => {
        const from = statSync(join(ROOT, source, name));
        const to = statSync(join(dist, source, name.replace(/ts$/, 'js')), { throwIfNoEntry: false });
        return to !== undefined && to.mtimeMs >= from.mtimeMs;
      }),
  );
}
