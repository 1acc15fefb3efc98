// The port on which metrics, health and readiness are read. It says where it listens, and closes in good order; what is
// answered is in http-answers.ts.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { CommandError } from './exit-code.ts';
import { type HttpSources, httpAnswers } from './http-answers.ts';
import { type ServerAddress, writeServerAddress } from './server-address.ts';

export interface HttpServer {
  /** With the port that it really has. */
  readonly address: ServerAddress;
  /** Closes every connection, and the port. */
  close(): Promise<void>;
}

/** Whoever reads metrics does not need many. */
const mostConnections = 64;
/** Milliseconds that a request may take to come. */
const requestTimeout = 10_000;
const quiet = 30_000;

/**
 * @param patience milliseconds that nothing may happen on a connection that is being answered
 * @throws CommandError with a sentence when the port cannot be had
 */
export async function openHttp(address: ServerAddress, sources: HttpSources, patience = quiet): Promise<HttpServer> {
  const server = createAdaptorServer({
    fetch: httpAnswers(sources).fetch,
    hostname: address.host,
    serverOptions: { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval: requestTimeout / 2 },
  }) as Server;
  server.maxConnections = mostConnections;
  // who does not take the answer leaves their place to others
  server.setTimeout(patience);
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => reject(portError(address, error));
    server.once('error', refuse);
    server.listen(address.port, address.host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  // such as too many open files: the next one may have more luck
  server.on('error', error => sources.onFailure?.(error));
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: address.host, port },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portError(address: ServerAddress, error: Error): CommandError {
  const where = writeServerAddress(address);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new CommandError(
        `Another program listens at ${where} already: stop it, or choose another port for metrics with --set http.listen=ADDRESS:PORT.`,
      );
    case 'EACCES':
      return new CommandError(`There is no right to listen at ${where}: choose a port above 1023 with http.listen.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CommandError(`${address.host} is no address of this machine: choose another with http.listen.`);
    default:
      return new CommandError(`Nothing can listen at ${where}: ${error.message}. Choose another place with http.listen.`);
  }
}
