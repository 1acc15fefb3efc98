// Confab under measurement: the compiled command line as a child process, with the bench as its server.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder } from './child.ts';
import { DOMAIN, startComponent } from './component.ts';
import type { Contestant } from './contestant.ts';

/** Limits that the works never touch; all else as a deployment has it, with metrics. */
const SETTINGS = [
  'limits.people=100000',
  'limits.rooms=200000',
  'limits.roomsPerCreator=200000',
  'limits.roomsPerDomain=200000',
  'limits.pending=1000',
  'flood.rate=0',
  'http.listen=127.0.0.1:0',
  'create=anyone',
  ...['bare', 'three', 'ten'].flatMap((kind, i) => [`patterns[${i}].names=${kind}-*`, `patterns[${i}].kind=${kind}`]),
];

/** Megabytes that the heap may have: 100,000 rooms need more than Node's own limit on a small machine. */
const HEAP = 8_192;

/** Starts the engine beside this compiled file. Rejects with what it printed when it does not connect. */
export async function startEngine(): Promise<Contestant> {
  const cli = fileURLToPath(new URL('../../adapters/cli.js', import.meta.url));
  if (!existsSync(cli)) throw new Error(`there is no compiled engine at ${cli}: run npm run build`);
  const behaviours = `behaviours=["${fileURLToPath(new URL('./listeners.js', import.meta.url))}"]`;
  return await startComponent('confab', (port, secret) => ({
    args: [
      `--max-old-space-size=${HEAP}`,
      cli,
      'serve',
      ...['--server', `127.0.0.1:${port}`, '--domain', DOMAIN, '--secret', secret],
      ...['--control', join(folder('confab'), 'control.sock')],
      ...[...SETTINGS, behaviours].flatMap(setting => ['--set', setting]),
    ],
  }));
}
