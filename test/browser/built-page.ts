// The page as its sources are now: built where there is none yet, or one that is older than what it is made of.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const config = join(root, 'adapters/web/vite.config.ts');

/** What a page is made of, and where it is put. */
export interface PagePlaces {
  readonly sources: readonly string[];
  readonly built: string;
}

const ours: PagePlaces = {
  sources: ['adapters/web', 'adapters/inspect/protocol.ts', 'package-lock.json'].map(path => join(root, path)),
  built: join(root, 'dist/adapters/page/index.html'),
};

/** Whether there is none, or a source is newer. A folder is as new as the newest in it: something may be gone from it. */
export function isStale({ sources, built }: PagePlaces = ours): boolean {
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return sources
    .flatMap(path => [path, ...(statSync(path).isDirectory() ? inside(path) : [])])
    .some(path => statSync(path).mtimeMs > mtimeMs);
}

/** Builds it where that is needed. */
export async function builtPage(): Promise<void> {
  if (!isStale()) return;
  const { build } = await import('vite');
  await build({ configFile: config, logLevel: 'warn' });
}

function inside(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name));
}
