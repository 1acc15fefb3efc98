// The host of `confab dev` as a server of the tests: on a loopback port of its own, in the test's process.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Host, type HostOptions, makeHost } from '../../adapters/dev/host/host.ts';
import { upgrades } from '../../adapters/dev/host/upgrade.ts';
import { LOOPBACK } from './port.ts';

export interface EmbeddedServer {
  readonly host: Host;
  readonly domain: string;
  readonly c2s: { readonly url: string };
  /** What the host has logged. */
  readonly logged: readonly string[];
  stop(): Promise<void>;
}

/** Opens it for people of `localhost`. */
export async function startEmbedded(options: Omit<HostOptions, 'domain' | 'log'> = {}): Promise<EmbeddedServer> {
  const logged: string[] = [];
  const domain = 'localhost';
  const host = makeHost({ ...options, domain, log: sentence => logged.push(sentence) });
  const sockets = new Set<Socket>();
  const server = createServer((_, answer) => answer.writeHead(404).end());
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', upgrades(host));
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ host, domain, logged },
    c2s: { url: `ws://${LOOPBACK}:${port}/xmpp` },
    async stop() {
      host.stop();
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
