// Confab under measurement: the compiled command line as a child process, with the bench as its server.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child, folder } from './child.ts';
import { Contestant } from './contestant.ts';
import { openDoor } from './link.ts';

const DOMAIN = 'rooms.bench';

/** Limits that the works never touch; history as in the servers that it is compared with: none. */
const SETTINGS = [
  'limits.people=100000',
  'limits.rooms=100000',
  'limits.roomsPerCreator=100000',
  'limits.roomsPerDomain=100000',
  'limits.pending=1000',
  'history=0',
  'create=anyone',
  ...['bare', 'three', 'ten'].flatMap((kind, i) => [`patterns[${i}].names=${kind}-*`, `patterns[${i}].kind=${kind}`]),
];

/** Starts the engine beside this compiled file. Rejects with what it printed when it does not connect. */
export async function startEngine(): Promise<Contestant> {
  const cli = fileURLToPath(new URL('../../adapters/cli.js', import.meta.url));
  if (!existsSync(cli)) throw new Error(`there is no compiled engine at ${cli}: run npm run build`);
  const secret = randomBytes(16).toString('hex');
  const door = await openDoor(DOMAIN, secret);
  const child = new Child({
    name: 'confab',
    command: process.execPath,
    args: [
      '--expose-gc',
      `--import=${new URL('./gauge.js', import.meta.url)}`,
      cli,
      'serve',
      ...['--server', `127.0.0.1:${door.port}`, '--domain', DOMAIN, '--secret', secret],
      ...['--control', join(folder('confab'), 'control.sock')],
      ...[...SETTINGS, `behaviours=["${fileURLToPath(new URL('./listeners.js', import.meta.url))}"]`].flatMap(setting => [
        '--set',
        setting,
      ]),
    ],
    channel: true,
  });
  try {
    const link = await child.reaches('connect', door.link, 20);
    return new Contestant('confab', DOMAIN, link, child);
  } catch (error) {
    door.close();
    await child.stop();
    throw error;
  }
}
