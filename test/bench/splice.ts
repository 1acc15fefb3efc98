// What Node reaches by splicing buffers and nothing else: the ceiling that the engine is measured against.
// A process of its own, so that its CPU time is told in the same way.
import { fileURLToPath } from 'node:url';
import { DOMAIN, startComponent } from './component.ts';
import type { Contestant } from './contestant.ts';

/** Starts it beside this compiled file. */
export async function startSplice(): Promise<Contestant> {
  const main = fileURLToPath(new URL('./splice-process.js', import.meta.url));
  return await startComponent('splice', (port, secret) => ({
    args: [main, '--port', String(port), '--domain', DOMAIN],
    env: { SECRET: secret },
  }));
}
