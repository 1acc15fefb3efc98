// The servers that tests run against, by name.
import { haveEjabberd, startEjabberd } from './ejabberd.ts';
import { haveProsody, startProsody } from './prosody.ts';
import type { RealServer, ServerOptions } from './real-server.ts';

/** The servers that tests run against. */
export const serverNames = ['prosody', 'ejabberd'] as const;

/** One of the servers that tests run against. */
export type ServerName = (typeof serverNames)[number];

const servers = {
  prosody: { have: haveProsody, start: startProsody },
  ejabberd: { have: haveEjabberd, start: startEjabberd },
};

/** The installed server of that name, or undefined. */
export function haveServer(name: ServerName): { version: string } | undefined {
  return servers[name].have();
}

/** Starts the server of that name; rejects with what to install where it is missing. */
export function startServer(name: ServerName, options?: ServerOptions): Promise<RealServer> {
  return servers[name].start(options);
}
