// Confab under measurement: the compiled command line as a child process, with the bench as its server.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder } from './child.ts';
import { DOMAIN, startComponent } from './component.ts';
import type { Contestant } from './contestant.ts';
import { openWindow, type Watches } from './watched-room.ts';

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
  ...Object.entries({ bare: 'bare', three: 'three', ten: 'ten', board: 'whiteboard' }).flatMap(([name, kind], i) => [
    `patterns[${i}].names=${name}-*`,
    `patterns[${i}].kind=${kind}`,
  ]),
  // each newcomer is preceded by one more stroke
  'patterns[3].behaviours.whiteboard.strokes=20000',
  'patterns[3].behaviours.whiteboard.bytes=5000000',
];

/** Megabytes that the heap may have: 100,000 rooms need more than Node's own limit on a small machine. */
const HEAP = 8_192;

/**
 * Starts the engine beside this compiled file. Rejects with what it printed when it does not connect.
 * @param record the folder in which it records its rooms; nothing is recorded without it
 * @param watched when somebody looks into a room that is measured; nobody does without it
 */
export async function startEngine(record?: string, watched?: Watches): Promise<Contestant> {
  const cli = fileURLToPath(new URL('../../adapters/cli.js', import.meta.url));
  if (!existsSync(cli)) throw new Error(`there is no compiled engine at ${cli}: run npm run build`);
  const behaviours = `behaviours=["${fileURLToPath(new URL('./listeners.js', import.meta.url))}"]`;
  const window = watched && (await openWindow(watched));
  const settings = [...SETTINGS, behaviours, ...(window?.settings ?? [])];
  const contestant = await startComponent('confab', (port, secret) => ({
    args: [
      `--max-old-space-size=${HEAP}`,
      cli,
      'serve',
      ...['--server', `127.0.0.1:${port}`, '--domain', DOMAIN, '--secret', secret],
      ...['--control', join(folder('confab'), 'control.sock')],
      ...(record === undefined ? [] : ['--record', record]),
      ...settings.flatMap(setting => ['--set', setting]),
    ],
  }));
  contestant.window = window;
  return contestant;
}
