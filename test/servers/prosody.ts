// A real Prosody on loopback, with plain passwords, no TLS and no rate limits. Stanza sizes stay at its defaults.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setpriv } from './daemon.ts';
import { freePort, LOOPBACK } from './port.ts';
import { type ComponentAccess, clientProbe, componentProbe, launch, type RealServer, type ServerOptions } from './real-server.ts';

const PROGRAM = '/usr/bin/prosody';
const VERSION = '/usr/lib/prosody/prosody.version';

/** The installed Prosody, or undefined. */
export function haveProsody(): { version: string } | undefined {
  if (!existsSync(PROGRAM) || !setpriv()) return undefined;
  return { version: existsSync(VERSION) ? readFileSync(VERSION, 'utf8').trim() : 'unknown' };
}

/** Starts Prosody from a fresh folder; `prosodyctl` and the system's own service are not touched. */
export async function startProsody(options: ServerOptions = {}): Promise<RealServer> {
  const have = haveProsody();
  if (!have) throw new Error('Prosody is not installed: apt-get install prosody');
  const domain = options.domain ?? 'localhost';
  const muc = options.muc ? `muc.${domain}` : undefined;
  const c2sPort = await freePort();
  const block = options.componentBlock ?? component(`rooms.${domain}`, 'only for tests');
  const extra = options.extraComponents ?? [];
  const first = readProsodyBlock(block, await freePort());
  const { port } = first;
  const components = [first, ...extra.map(({ domain, secret }) => ({ host: LOOPBACK, port, domain, secret }))];
  const blocks = [block, ...extra.map(({ domain, secret }) => component(domain, secret))];
  return launch({
    ...{ name: 'prosody', version: have.version, account: 'prosody', domain, muc, c2sPort, components },
    probes: [clientProbe(c2sPort, domain), ...components.map(componentProbe)],
    folders: ['data', 'certs'],
    logFiles: ['prosody.log'],
    files: folder => ({
      'prosody.cfg.lua': [
        settings(folder, c2sPort, port),
        options.prosodySettings ?? '',
        virtualHost(domain),
        rooms(muc),
        ...blocks,
      ].join('\n'),
    }),
    command: folder => ({
      program: PROGRAM,
      args: ['--config', join(folder, 'prosody.cfg.lua'), '-F'],
      env: {},
    }),
    // Prosody reads an account's file at each login, so that writing it is enough.
    addUsers: async (place, names, password) => {
      for (const name of names) place.write(accountFile(domain, name), accountText(password));
    },
  });
}

/**
 * What a printed component block says of domain, secret and port. Without `component_ports`
 * it is `freePort`; all components of a Prosody share one port.
 */
export function readProsodyBlock(block: string, freePort: number): ComponentAccess {
  const text = block.replaceAll(/^\s*--.*$/gm, '');
  const domain = /\bComponent\s*\(?\s*["']([^"']+)["']/.exec(text)?.[1];
  const secret = /\bcomponent_secret\s*=\s*["']([^"']+)["']/.exec(text)?.[1];
  const port = Number(/\bcomponent_ports\s*=\s*{\s*(\d+)/.exec(text)?.[1] ?? freePort);
  if (!domain || !secret) throw new Error(`not a Prosody component with component_secret:\n${block}`);
  return { host: LOOPBACK, port, domain, secret };
}

function settings(folder: string, c2sPort: number, componentPort: number): string {
  return `
pidfile = ${lua(join(folder, 'prosody.pid'))}
data_path = ${lua(join(folder, 'data'))}
certificates = ${lua(join(folder, 'certs'))}
log = { info = ${lua(join(folder, 'prosody.log'))} }
interfaces = { "${LOOPBACK}" }
component_interfaces = { "${LOOPBACK}" }
c2s_ports = { ${c2sPort} }
component_ports = { ${componentPort} }
network_settings = { tcp_backlog = 1024 }
modules_enabled = { "roster", "saslauth", "disco", "ping", "time", "version", "private", "vcard" }
modules_disabled = { "s2s", "tls" }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
storage = "internal"
`;
}

function virtualHost(domain: string): string {
  return `VirtualHost ${lua(domain)}\n`;
}

function rooms(muc: string | undefined): string {
  if (!muc) return '';
  return `Component ${lua(muc)} "muc"\n  muc_room_locking = false\n  restrict_room_creation = false\n`;
}

function component(domain: string, secret: string): string {
  return `Component ${lua(domain)}\n  component_secret = ${lua(secret)}\n`;
}

function accountFile(domain: string, user: string): string {
  return `data/${escaped(domain)}/accounts/${escaped(user)}.dat`;
}

function accountText(password: string): string {
  return `return { ["password"] = ${lua(password)}; };\n`;
}

// Prosody's own encoding of file names
function escaped(name: string): string {
  return Array.from(Buffer.from(name), byte => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

// Lua reads what JSON writes, as long as it is plain text.
function lua(text: string): string {
  return JSON.stringify(text);
}
