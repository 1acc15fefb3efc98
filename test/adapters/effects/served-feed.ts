// A server of feeds on the loopback, for tests: it says what it is told to, and remembers what it was asked.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedFeed {
  readonly url: string;
  /** Where it listens, as `allow` has it. */
  readonly place: string;
  /** The headers of each request. */
  readonly asked: readonly IncomingHttpHeaders[];
  /** What it says from now on. */
  says(answer: (response: ServerResponse, headers: IncomingHttpHeaders) => void): void;
  stop(): Promise<void>;
}

/** Says a document, with a type and other headers. */
export const document =
  (body: string | Uint8Array, type = 'application/xml', headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': type, ...headers }).end(body);
  };

export async function serveFeed(): Promise<ServedFeed> {
  const asked: IncomingHttpHeaders[] = [];
  let answer: (response: ServerResponse, headers: IncomingHttpHeaders) => void = response => response.writeHead(404).end();
  const server = createServer(({ headers }, response) => {
    asked.push(headers);
    answer(response, headers);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/news/feed.xml`,
    place: `127.0.0.1:${port}`,
    asked,
    says(next) {
      answer = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
