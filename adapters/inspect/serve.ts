// Opens the port of the inspector: answers over HTTP, and WebSockets where somebody takes them. What is let in is the same
// for both.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { listen } from '../listening.ts';
import type { ServerAddress } from '../server-address.ts';
import { type InspectorSources, inspectorAnswers, safeHeaders } from './answers.ts';
import { nothingHere, type Objection, objectionTo, pathAfterToken } from './guard.ts';
import { inspectorUrl } from './token.ts';

export interface InspectorPort extends InspectorSources {
  /** Takes a WebSocket that was let in; its path is what follows the token. Without it there are none. */
  readonly onWebSocket?: ((path: string, request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined;
  /** How another address is chosen, for whoever finds this one taken. */
  readonly option?: string;
}

export interface OpenInspector {
  /** With the token: not for the log. */
  readonly url: string;
  /** With the port that it really has. */
  readonly address: ServerAddress;
  /** Closes every connection, and the port. */
  close(): Promise<void>;
}

/** A page has one stream, at times two, and asks for some things beside. */
const mostConnections = 256;
const patience = 30_000;

/** @throws CommandError with a sentence when the port cannot be had */
export async function openInspector(address: ServerAddress, sources: InspectorPort): Promise<OpenInspector> {
  const { token, hosts, onWebSocket, option = '--set inspector.listen=ADDRESS:PORT', onFailure } = sources;
  let port = address.port;
  const app = inspectorAnswers(sources, () => port);
  const listening = await listen(app.fetch, address, { option, mostConnections, patience, onFailure });
  port = listening.address.port;

  const upgraded = new Set<Duplex>();
  listening.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { method = '', url = '', headers } = request;
    const header = (name: string) => headers[name]?.toString();
    // a reset by the other side is no fault of ours
    socket.on('error', () => socket.destroy());
    // also who is turned away may hold on to it
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    const objection = objectionTo({ method, path: url, header }, { token, hosts, port });
    const path = pathAfterToken(url);
    if (objection || !onWebSocket || path === undefined) {
      return turnAway(socket, objection ?? { status: 404, problem: nothingHere });
    }
    onWebSocket(path, request, socket, head);
  });

  return {
    url: inspectorUrl(listening.address, token),
    address: listening.address,
    close() {
      for (const socket of upgraded) socket.destroy();
      return listening.close();
    },
  };
}

const reasons: Readonly<Record<Objection['status'], string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  415: 'Unsupported Media Type',
};

function turnAway(socket: Duplex, { status, problem }: Objection): void {
  const body = JSON.stringify({ problem });
  const headers = {
    ...safeHeaders,
    connection: 'close',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  // whoever does not close their side keeps no place that others need
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy());
}
