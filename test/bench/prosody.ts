// Prosody with its own rooms (mod_muc), set up so that nothing but its speed limits it: no locks, limits or history.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child, folder } from './child.ts';
import { HOME } from './person.ts';
import type { Rival } from './rival.ts';

const USER = 'prosody';

/** Starts Prosody with its component port at `port`; it stores nothing. */
export async function startProsody(port: number): Promise<Rival> {
  const home = folder('prosody', USER);
  const secret = randomBytes(16).toString('hex');
  const config = join(home, 'prosody.cfg.lua');
  writeFileSync(config, configuration(home, port, secret));
  const child = new Child({
    name: 'prosody',
    command: 'prosody',
    args: ['-F', '--config', config],
    cwd: home,
    user: USER,
  });
  return { child, port, secret, domain: 'muc.localhost' };
}

function configuration(home: string, port: number, secret: string): string {
  return `
run_as_root = false
data_path = "${home}"
pidfile = "${home}/prosody.pid"
certificates = "${home}"
log = { { levels = { min = "warn" }, to = "console" } }
interfaces = { "127.0.0.1" }
c2s_ports = {}
c2s_direct_tls_ports = {}
s2s_ports = {}
http_ports = {}
https_ports = {}
component_ports = { ${port} }
component_interfaces = { "127.0.0.1" }
modules_enabled = {}
modules_disabled = { "s2s", "tls", "offline", "http" }
network_settings = { nagle = false }
storage = "memory"
VirtualHost "localhost"
Component "muc.localhost" "muc"
  muc_room_locking = false
  muc_room_default_persistent = false
  muc_room_default_public = false
  muc_room_default_history_length = 0
  max_history_messages = 0
  muc_room_cache_size = 100000
  muc_tombstones = false
  restrict_room_creation = false
Component "${HOME}"
  component_secret = "${secret}"
`;
}
