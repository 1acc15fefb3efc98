// Takes the HTTP upgrades that ask for XMPP (RFC 7395, 3.1), on whatever server has the port, for whoever accepts them. Who
// may come at all, by token, Host and Origin, was asked before.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Host } from './host.ts';

/** Bytes of a frame that are read to be refused with a word; more of them close the WebSocket without (RFC 6455, 7.4.1). */
export const maxPayload = 1024 * 1024;

/** What a server's `upgrade` calls for a path at which XMPP is spoken. */
export function upgrades(host: Pick<Host, 'accept'>): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload,
    clientTracking: false,
    perMessageDeflate: false,
    handleProtocols: () => 'xmpp',
  });
  return (request, socket, head) => {
    const asked = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(name => name.trim());
    if (asked.includes('xmpp')) server.handleUpgrade(request, socket, head, client => host.accept(client));
    else refuse(socket);
  };
}

function refuse(socket: Duplex): void {
  const text = 'This is XMPP over WebSocket: ask for the subprotocol xmpp.\n';
  const fields = ['HTTP/1.1 400 Bad Request', 'Connection: close', 'Content-Type: text/plain', `Content-Length: ${text.length}`];
  socket.end(`${fields.join('\r\n')}\r\n\r\n${text}`);
}
