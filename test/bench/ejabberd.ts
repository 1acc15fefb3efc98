// ejabberd with its own rooms (mod_muc), set up so that nothing but its speed limits it: no shapers, limits or history.
import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child, folder } from './child.ts';
import { HOME } from './person.ts';
import type { Rival } from './rival.ts';

const USER = 'ejabberd';

/** Starts ejabberd with its component port at `port`, without Erlang's distribution; its store is a temporary folder. */
export async function startEjabberd(port: number): Promise<Rival> {
  const applications = libraries();
  if (applications === undefined) throw new Error('ejabberd is not installed');
  const home = folder('ejabberd', USER);
  const secret = randomBytes(16).toString('hex');
  const config = join(home, 'ejabberd.yml');
  writeFileSync(config, configuration(port, secret));
  const child = new Child({
    name: 'ejabberd',
    command: 'erl',
    args: [
      ...['+K', 'true', '+P', '500000'],
      ...['-noinput', '-mnesia', 'dir', JSON.stringify(join(home, 'spool')), '-s', 'ejabberd'],
    ],
    cwd: home,
    env: {
      ...process.env,
      HOME: home,
      ERL_LIBS: applications,
      ERL_CRASH_DUMP: '/dev/null',
      EJABBERD_CONFIG_PATH: config,
      EJABBERD_LOG_PATH: join(home, 'ejabberd.log'),
      EJABBERD_PID_PATH: join(home, 'ejabberd.pid'),
    },
    user: USER,
  });
  return { child, port, secret, domain: 'muc.localhost' };
}

/** The folder with ejabberd's Erlang applications, below /usr/lib (per architecture on Debian); undefined without one. */
function libraries(): string | undefined {
  const roots = ['/usr/lib', ...list('/usr/lib').map(name => join('/usr/lib', name))];
  return roots.find(root => list(root).some(name => /^ejabberd-\d/.test(name)));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function configuration(port: number, secret: string): string {
  return `
hosts: [localhost]
loglevel: error
max_fsm_queue: 10000000
listen:
  - port: ${port}
    ip: "127.0.0.1"
    module: ejabberd_service
    shaper_rule: none
    hosts:
      ${HOME}:
        password: "${secret}"
shaper: {}
access_rules:
  everybody:
    - allow: all
modules:
  mod_muc:
    host: muc.localhost
    access: everybody
    access_create: everybody
    access_persistent: everybody
    history_size: 0
    max_users: 100000
    max_users_presence: 100000
    max_users_admin_threshold: 100
    max_user_conferences: 1000000
    min_message_interval: 0
    min_presence_interval: 0
    room_shaper: none
    user_message_shaper: none
    user_presence_shaper: none
    hibernation_timeout: infinity
    default_room_options:
      max_users: 100000
      logging: false
      persistent: false
      public: false
      mam: false
`;
}
