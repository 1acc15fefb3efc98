// The parts of the fuzz test by name: one file each, which exports a Fuzz.
import { randomInt } from 'node:crypto';
import type { Fuzz } from './options.ts';

export const parts: Readonly<Record<string, () => Promise<Fuzz>>> = {
  bytes: async () => (await import('./bytes.ts')).fuzzBytes,
  stanzas: async () => (await import('./stanzas.ts')).fuzzStanzas,
};

/** A seed that nobody chose. */
export function seedOf(): number {
  return randomInt(2 ** 31);
}
