// A component on a bare socket, to see what a server makes of the handshake itself. It parses nothing.
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import type { ComponentAccess } from './real-server.ts';

/**
 * Opens a component's stream, proves the secret, says `then` once it is in and closes.
 * Resolves with everything the server said.
 */
export function shakeHands({ host, port, domain, secret }: ComponentAccess, then = ''): Promise<string> {
  return new Promise(resolve => {
    const socket = connect({ host, port });
    let heard = '';
    let proved = false;
    socket.setEncoding('utf8');
    socket.write(
      `<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${domain}'>`,
    );
    socket.on('data', text => {
      heard += text;
      const id = /<stream:stream[^>]*\bid=['"]([^'"]+)/.exec(heard)?.[1];
      if (id && !proved) {
        proved = true;
        socket.write(
          `<handshake>${createHash('sha1')
            .update(id + secret)
            .digest('hex')}</handshake>`,
        );
      }
      if (/<handshake/.test(heard)) socket.end(`${then}</stream:stream>`);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}
