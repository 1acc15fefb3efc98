// Reads and writes the file that holds the component's secret and nothing else.
import { readFileSync, writeFileSync } from 'node:fs';
import { isOpenToOthers, unreadable } from './config-file.ts';

export interface SecretFile {
  readonly secret: string;
  readonly warnings: readonly string[];
}

/**
 * Reads a secret: all of the file but the end of its line.
 * @throws Error with a sentence that starts with the file's name
 */
export function readSecretFile(file: string): SecretFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file}: ${unreadable(error)}`);
  }
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw new Error(`${file}: is empty: write the secret into it`);
  if (/[\r\n]/.test(secret)) throw new Error(`${file}: has more than one line: leave the secret alone in it`);
  const warnings = isOpenToOthers(file) ? [`${file}: others on this machine may read the secret: chmod 600 ${file}`] : [];
  return { secret, warnings };
}

/**
 * Writes a new secret file that only its owner may read, and never over another file.
 * @throws Error with a sentence that starts with the file's name
 */
export function writeSecretFile(file: string, secret: string): void {
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'EEXIST'
        ? 'is there already and is left as it is: remove it or name another file'
        : `cannot be written: ${(error as Error).message}`;
    throw new Error(`${file}: ${reason}`);
  }
}
