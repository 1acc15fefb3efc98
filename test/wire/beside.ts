// An engine beside a real server, in the test's own process, on a link of its own.
import type { LookupFunction } from 'node:net';
import { type AttachedEngine, type AttachOptions, attach } from '../../adapters/attach.ts';
import { refusedBy } from '../../adapters/bounded-parser.ts';
import { type Connection, connect } from '../../adapters/connect.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { XmlElement } from '../../streams/tree.ts';
import type { RealServer } from '../servers/real-server.ts';

export interface Beside {
  readonly engine: AttachedEngine;
  readonly link: Connection;
  stop(): Promise<void>;
}

export interface BesideOptions extends AttachOptions {
  /** Finds the server, at each try; then it has a name. */
  readonly lookup?: LookupFunction;
}

/** Connects as the server's component and attaches an engine; resolves when the link is up. */
export async function beside(
  server: RealServer,
  settings: Omit<ServiceSettingsInput, 'domain'>,
  { lookup, ...options }: BesideOptions = {},
): Promise<Beside> {
  const { host, port, domain, secret } = server.component;
  const delays = { first: 50, last: 200 };
  const link = connect({
    server: { host: lookup ? 'server.example' : host, port },
    ...{ domain, secret, limits: { stanzaBytes: 262_144, depth: 32 }, delays },
    ...(lookup ? { lookup } : {}),
  });
  const cut = (element: XmlElement) => refusedBy(element as never);
  const engine = attach(link.entity, { ...settings, domain }, { service: true, refusedBy: cut, ...options });
  await link.ready;
  return {
    engine,
    link,
    async stop() {
      engine.detach();
      await link.stop();
    },
  };
}

/** Resolves when the link is next up. */
export function nextOnline(link: Connection): Promise<void> {
  return new Promise(resolve => {
    const off = link.onLink(state => {
      if (state !== 'online') return;
      off();
      resolve();
    });
  });
}
