// The scripts of test/scenarios, read from disk in the order of their names.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readScript, type Script } from './script.ts';

const FOLDER = fileURLToPath(new URL('../scenarios/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every script, checked; throws at the first that cannot be read, with its file and line. */
export function allScripts(): Script[] {
  return readdirSync(FOLDER)
    .filter(name => name.endsWith('.txt'))
    .sort()
    .map(name => {
      const path = join(FOLDER, name);
      return readScript(relative(ROOT, path), readFileSync(path, 'utf8'));
    });
}
