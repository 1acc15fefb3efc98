// Loopback ports: finding free ones, and finding out that a server answers on one. It starts nothing.
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** The only address that tests listen on and talk to. */
export const LOOPBACK = '127.0.0.1';

// Below the range from which the system takes ports for outgoing connections, so that a server that
// is started again finds its port free.
const LOWEST = 20_000;
const HIGHEST = 32_000;
const given = new Set<number>();

/** A port on 127.0.0.1 that nothing listens on and that this process was not given before. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST} on ${LOOPBACK}`);
}

/** What to say to a port, and what it must answer for the server to count as ready. */
export interface Probe {
  readonly port: number;
  readonly says: string;
  readonly expects: RegExp;
}

/** Asks again and again until the port gives the expected answer; rejects when `signal` aborts. */
export async function answered(probe: Probe, signal: AbortSignal): Promise<void> {
  while (!(await asks(probe, signal))) await delay(20, undefined, { signal });
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}

function asks({ port, says, expects }: Probe, signal: AbortSignal): Promise<boolean> {
  return new Promise(resolve => {
    let heard = '';
    const socket = connect({ port, host: LOOPBACK, signal });
    socket.setEncoding('utf8');
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('connect', () => socket.write(says));
    socket.on('data', text => {
      heard += text;
      if (expects.test(heard)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(expects.test(heard)));
  });
}
