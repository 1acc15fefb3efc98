// Finds the file that a package gives under a name, as an import from another folder would: neither Node nor Deno
// lets a program ask that.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Conditions under which `exports` of a package.json hold for us. */
const conditions: ReadonlySet<string> = new Set(['import', 'node', 'default']);

/**
 * @param name `confab-lobby`, `@acme/rooms/lobby`
 * @param from the folder whose node_modules, or those above it, have the package
 * @throws Error with what is wrong, in words that follow the name
 */
export function packageFile(name: string, from: string): string {
  const [, packageName, rest = ''] = /^(@[^/]+\/[^/]+|[^@/][^/]*)(\/.+)?$/u.exec(name) ?? [];
  if (packageName === undefined) throw new Error('is neither a path, which begins with ./ or /, nor the name of a package');
  const folder = folderOf(packageName, from);
  if (folder === undefined) {
    const file = statSync(join(from, name), { throwIfNoEntry: false });
    if (file) throw new Error(`is looked for as a package: write ./${name} for the file`);
    throw new Error(`is not installed where ${from} would find it: run npm install ${packageName} there`);
  }
  const exported = exportOf(folder, `.${rest}`);
  if (exported !== undefined) return join(folder, exported);
  try {
    return createRequire(join(from, 'package.json')).resolve(name);
  } catch {
    const what = rest === '' ? 'has no main file to import' : `has nothing that is called ${rest.slice(1)}`;
    throw new Error(`${what}: see what its package.json exports`);
  }
}

function folderOf(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(from);
  return above === from ? undefined : folderOf(name, above);
}

/** What `exports` says of a name such as `.` and `./lobby`; undefined where it says nothing that we can follow. */
function exportOf(folder: string, name: string): string | undefined {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports?: unknown };
  const isMap = typeof exports === 'object' && exports !== null && Object.keys(exports).some(key => key.startsWith('.'));
  return chosen(isMap ? (exports as Record<string, unknown>)[name] : name === '.' ? exports : undefined);
}

function chosen(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    const found = conditions.has(condition) ? chosen(inner) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
