// A real ejabberd on loopback, with plain passwords, no TLS and no rate limits. The client's stanza size is that of
// Debian's ejabberd.yml, the component's is the server's default. It runs as an Erlang node without a name, so that
// there is neither epmd nor a distribution port.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setpriv } from './daemon.ts';
import { type EjabberdBlock, readEjabberdBlock } from './ejabberd-block.ts';
import { freePort, LOOPBACK } from './port.ts';
import { type ComponentAccess, clientProbe, componentProbe, launch, type RealServer, type ServerOptions } from './real-server.ts';

const CONTROL = '/usr/sbin/ejabberdctl';
const PROGRAM = '/usr/bin/erl';
const API = 'harness';

/** The installed ejabberd, or undefined. */
export function haveEjabberd(): { version: string } | undefined {
  if (!existsSync(CONTROL) || !existsSync(PROGRAM) || !setpriv()) return undefined;
  const folder = readdirSync(libraries()).find(name => /^ejabberd-\d/.test(name));
  return { version: folder?.replace('ejabberd-', '').replace(/-.*/, '') ?? 'unknown' };
}

/** Starts ejabberd from a fresh folder; `ejabberdctl` and the system's own service are not touched. */
export async function startEjabberd(options: ServerOptions = {}): Promise<RealServer> {
  const have = haveEjabberd();
  if (!have) throw new Error('ejabberd is not installed: apt-get install ejabberd');
  const domain = options.domain ?? 'localhost';
  const muc = options.muc ? `muc.${domain}` : undefined;
  const c2sPort = await freePort();
  const apiPort = await freePort();
  const own = options.componentBlock
    ? readEjabberdBlock(options.componentBlock, await freePort())
    : entry(`rooms.${domain}`, 'only for tests', await freePort());
  const listeners = [own];
  for (const extra of options.extraComponents ?? []) {
    listeners.push(entry(extra.domain, extra.secret, await freePort()));
  }
  const components: ComponentAccess[] = listeners.map(listener => listener.access);
  return launch({
    ...{ name: 'ejabberd', version: have.version, account: 'ejabberd', domain, muc, c2sPort, components },
    probes: [
      clientProbe(c2sPort, domain),
      ...components.map(componentProbe),
      { port: apiPort, says: 'GET / HTTP/1.0\r\n\r\n', expects: /^HTTP/ },
    ],
    folders: ['mnesia'],
    logFiles: ['ejabberd.log'],
    files: () => ({
      'ejabberd.yml': [
        settings(domain),
        'listen:',
        ...listeners.map(listener => listener.listen),
        listening(c2sPort, apiPort),
        own.rest,
        modules(muc),
      ].join('\n'),
    }),
    command: folder => ({
      program: PROGRAM,
      args: ['+P', '250000', '-noinput', '-mnesia', 'dir', JSON.stringify(join(folder, 'mnesia')), '-s', 'ejabberd'],
      env: {
        EJABBERD_CONFIG_PATH: join(folder, 'ejabberd.yml'),
        EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
        ERL_CRASH_DUMP: join(folder, 'crash.dump'),
        ERL_CRASH_DUMP_BYTES: '0',
        ERL_LIBS: libraries(),
        ERL_MAX_PORTS: '32000',
      },
    }),
    addUsers: (_place, names, password) => register(apiPort, domain, names, password),
  });
}

function settings(domain: string): string {
  return `
loglevel: info
hosts: [${JSON.stringify(domain)}]
s2s_access: none
auth_method: internal
auth_password_format: plain
api_permissions:
  ${API}:
    who:
      ip: 127.0.0.0/8
    what: [register, change_password]
`;
}

function listening(c2sPort: number, apiPort: number): string {
  return `
  -
    port: ${c2sPort}
    ip: "${LOOPBACK}"
    module: ejabberd_c2s
    max_stanza_size: 262144
    backlog: 1024
  -
    port: ${apiPort}
    ip: "${LOOPBACK}"
    module: ejabberd_http
    request_handlers:
      /${API}: mod_http_api
`;
}

function modules(muc: string | undefined): string {
  const rooms = `
  mod_muc:
    host: ${JSON.stringify(muc)}
    access_create: all
    max_users: 20000
    max_users_presence: 20000
    max_user_conferences: 20000
`;
  return `
shaper_rules:
  max_user_sessions: 10000
modules:
  mod_admin_extra: {}
  mod_disco: {}
  mod_last: {}
  mod_ping: {}
  mod_privacy: {}
  mod_private: {}
  mod_roster: {}
  mod_vcard: {}
  mod_version: {}
${muc ? rooms : ''}`;
}

function entry(domain: string, secret: string, port: number): EjabberdBlock {
  const listen = `
  -
    port: ${port}
    ip: "${LOOPBACK}"
    module: ejabberd_service
    hosts:
      ${JSON.stringify(domain)}:
        password: ${JSON.stringify(secret)}
`;
  return { listen, rest: '', access: { host: LOOPBACK, port, domain, secret } };
}

async function register(port: number, host: string, names: readonly string[], password: string): Promise<void> {
  const queue = [...names];
  const call = (command: string, body: object) =>
    fetch(`http://${LOOPBACK}:${port}/${API}/${command}`, { method: 'POST', body: JSON.stringify(body) });
  const worker = async () => {
    for (let user = queue.shift(); user !== undefined; user = queue.shift()) {
      let answer = await call('register', { user, host, password });
      // it is there already
      if (answer.status === 409) answer = await call('change_password', { user, host, newpass: password });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`ejabberd did not register ${user}: ${answer.status} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

// Where the package keeps its libraries depends on the processor; its own script knows.
function libraries(): string {
  return /^ERL_LIBS=['"]?([^'"\n]+)/m.exec(readFileSync(CONTROL, 'utf8'))?.[1] ?? '/usr/lib';
}
