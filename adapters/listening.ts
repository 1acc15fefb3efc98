// Opens a port for answers over HTTP, says in words why it cannot be had, and closes it in good order. What is answered
// there is others' affair.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { CommandError } from './exit-code.ts';
import { type ServerAddress, writeServerAddress } from './server-address.ts';

export interface Listening {
  /** With the port that it really has. */
  readonly address: ServerAddress;
  readonly server: Server;
  /** Closes every connection, and the port. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** How another address is chosen: `--set http.listen=ADDRESS:PORT`. */
  readonly option: string;
  readonly mostConnections: number;
  /** Milliseconds that nothing may happen on a connection that is being answered. */
  readonly patience: number;
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** Milliseconds that a request may take to come. */
const requestTimeout = 10_000;

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** @throws CommandError with a sentence when the port cannot be had */
export async function listen(fetch: Fetch, address: ServerAddress, options: ListenOptions): Promise<Listening> {
  const { option, mostConnections, patience, onFailure } = options;
  const server = createAdaptorServer({
    fetch,
    hostname: address.host,
    serverOptions: { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval: requestTimeout / 2 },
  }) as Server;
  server.maxConnections = mostConnections;
  // who does not take the answer leaves their place to others
  server.setTimeout(patience);
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => reject(portError(address, error, option));
    server.once('error', refuse);
    server.listen(address.port, address.host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  // such as too many open files: the next one may have more luck
  server.on('error', error => onFailure?.(error));
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: address.host, port },
    server,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portError(address: ServerAddress, error: Error, option: string): CommandError {
  const where = writeServerAddress(address);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new CommandError(`Another program listens at ${where} already: stop it, or choose another port with ${option}.`);
    case 'EACCES':
      return new CommandError(`There is no right to listen at ${where}: choose a port above 1023 with ${option}.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CommandError(`${address.host} is no address of this machine: choose another with ${option}.`);
    default:
      return new CommandError(`Nothing can listen at ${where}: ${error.message}. Choose another place with ${option}.`);
  }
}
