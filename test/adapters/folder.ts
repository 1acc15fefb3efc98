// A folder for one test file, removed when the process ends.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Folder {
  readonly path: string;
  /** The path of something in it. */
  at(name: string): string;
  /** Writes a file, mode 0600 if not said. @returns its path */
  write(name: string, text: string, mode?: number): string;
}

const made = new Set<string>();
process.on('exit', () => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'confab-test-'));
  made.add(path);
  const at = (name: string) => join(path, name);
  return {
    path,
    at,
    write(name, text, mode = 0o600) {
      writeFileSync(at(name), text);
      chmodSync(at(name), mode);
      return at(name);
    },
  };
}
