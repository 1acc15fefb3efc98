// The steps of `confab check` beyond the configuration: name, port, handshake. Each says what is right, or
// what is wrong and how to mend it. Nothing stays connected.
import { lookup } from 'node:dns/promises';
import { createConnection } from 'node:net';
import type { Config } from './config.ts';
import type { connect, LinkLog } from './connect.ts';
import { askControl } from './control-client.ts';
import { writeServerAddress } from './server-address.ts';

export interface CheckStep {
  readonly what: 'configuration' | 'name' | 'port' | 'handshake';
  readonly ok: boolean;
  /** A sentence. */
  readonly text: string;
}

export interface CheckupOptions {
  readonly connect: typeof connect;
  /** Milliseconds for each step. */
  readonly patience: number;
}

/** Gives one step after the other, and ends after the first that failed. */
export async function* checkup(config: Config, options: CheckupOptions): AsyncGenerator<CheckStep> {
  for (const step of [checkName, checkPort, checkHandshake]) {
    const result = await step(config, options);
    yield result;
    if (!result.ok) return;
  }
}

async function checkName({ server: { host } }: Config): Promise<CheckStep> {
  try {
    const found = await lookup(host, { all: true });
    const addresses = found.map(({ address }) => address).join(', ');
    return { what: 'name', ok: true, text: addresses === host ? `${host} is an address.` : `${host} leads to ${addresses}.` };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      what: 'name',
      ok: false,
      text: `${host} leads to no address (${code}): correct the host in --server, or add it to the DNS or /etc/hosts.`,
    };
  }
}

async function checkPort({ server }: Config, { patience }: CheckupOptions): Promise<CheckStep> {
  const where = writeServerAddress(server);
  const problem = await new Promise<string | undefined>(resolve => {
    const socket = createConnection(server);
    const done = (text?: string) => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(patience, () =>
      done(`gives no answer: see whether a firewall is between, and whether the address is right.`),
    );
    socket.once('connect', () => done());
    socket.once('error', (error: NodeJS.ErrnoException) => done(closedPort(error)));
  });
  const text = problem ? `${where} ${problem}` : `${where} takes connections.`;
  return { what: 'port', ok: problem === undefined, text };
}

function closedPort(error: NodeJS.ErrnoException): string {
  // what an attempt at several addresses gives
  const first = (error as { errors?: NodeJS.ErrnoException[] }).errors?.[0] ?? error;
  if (first.code !== 'ECONNREFUSED') return `cannot be reached: ${first.message}.`;
  return (
    'takes no connections: start the server, see that it listens for components on this port ' +
    '(`confab init` prints its configuration), or correct the port in --server.'
  );
}

async function checkHandshake(config: Config, { connect, patience }: CheckupOptions): Promise<CheckStep> {
  const { domain, control } = config;
  const running = await askControl(control, { command: 'status' }).catch(() => undefined);
  const status = running as { domain?: string; online?: boolean; pid?: number; overload?: string } | undefined;
  if (status?.domain === domain && status.online) {
    const text = `A Confab (process ${status.pid}) is connected as ${domain} now. The secret given here was not tried, to leave it its place.`;
    const { overload = 'normal' } = status;
    const strain =
      overload === 'normal' ? '' : ` It has more to do than the server takes (overload: ${overload}); see docs/operating.md.`;
    return { what: 'handshake', ok: true, text: text + strain };
  }
  return tryHandshake(config, connect, patience);
}

async function tryHandshake(config: Config, open: typeof connect, patience: number): Promise<CheckStep> {
  const { domain, server, secret, settings } = config;
  const where = writeServerAddress(server);
  const { stanzaBytes, depth } = settings.limits;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let link: ReturnType<typeof connect> | undefined;
  try {
    // the link would wait and try again: its first complaint is the answer here
    await new Promise<void>((resolve, reject) => {
      const warn = (_: object, message: string) => reject(new Error(message.replace(/; trying again$/, '')));
      const log: LinkLog = { debug() {}, info() {}, warn, error: warn };
      timer = setTimeout(() => reject(new Error(`${where} did not answer in ${patience / 1000} seconds`)), patience);
      link = open({ server, domain, secret, limits: { stanzaBytes, depth }, log });
      link.ready.then(resolve, reject);
    });
    return { what: 'handshake', ok: true, text: `${where} takes the secret and connects ${domain}.` };
  } catch (error) {
    return { what: 'handshake', ok: false, text: `${explain((error as Error).message, domain)}.` };
  } finally {
    clearTimeout(timer);
    await link?.stop();
  }
}

/** The link's own sentences; one of them needs what to do. */
function explain(message: string, domain: string): string {
  if (!message.includes('conflict')) return message;
  return `${message}. The secret is right; stop the other component that is connected as ${domain} (another Confab, on another machine?) before this one can be`;
}
