// The version in our package.json, which is one folder up from the sources and two from the compiled files.
import { readFileSync } from 'node:fs';

/** @returns such as `0.1.0`; `unknown` where the package file is not beside the program */
export function readVersion(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8'));
      if (name === 'confab') return version;
    } catch {
      // not here
    }
  }
  return 'unknown';
}
