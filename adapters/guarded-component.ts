// The @xmpp/component entity, made safe to run unattended: a bounded parser, text decoded as a stream, no reconnect
// of its own, and nothing that the server sends or does throws or rejects where nobody can catch it.
// It does not decide when to connect or whether to try again: connect.ts does.
import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { type Component, component } from '@xmpp/component';
import type { Element } from '@xmpp/xml';
import { boundedParser, type ParserLimits } from './bounded-parser.ts';
import { type Link, StreamFailure, wrongHeader } from './link-failure.ts';
import { writeServerAddress } from './server-address.ts';

export interface GuardedOptions extends Link {
  readonly secret: string;
  readonly limits: ParserLimits;
  /** Milliseconds that the server has to close its side after we closed ours. */
  readonly linger: number;
}

export interface GuardedComponent {
  readonly entity: Component;
  /** Closes our side of the stream, and the socket once the server has closed its own or the time is over. */
  hangUp(): void;
}

const streams = 'http://etherx.jabber.org/streams';
const accept = 'jabber:component:accept';
const keepAlive = 30_000;

/** Its `error` event always has a listener, and every failure comes there; then `disconnect` follows. */
export function guardedComponent(options: GuardedOptions): GuardedComponent {
  const { server, domain, secret, linger } = options;
  const entity = component({ service: `xmpp://${writeServerAddress(server)}`, domain, password: secret });
  const leaving = new WeakSet<Socket>();
  let handshaking: Socket | undefined;

  function endWithin(socket: Socket): void {
    const timer = setTimeout(() => socket.destroy(), linger);
    socket.once('close', () => clearTimeout(timer));
  }

  function hangUp(): void {
    const { socket } = entity;
    if (!socket || socket.destroyed) return;
    if (socket.connecting) {
      socket.destroy();
      return;
    }
    if (!leaving.has(socket)) {
      leaving.add(socket);
      endWithin(socket);
      if (entity.status !== 'connect' && socket.writable) socket.write('</stream:stream>');
      if (entity.status !== 'close') entity._status('closing');
    }
    // while the parser is there the server may still have something to say
    if (!entity.parser) socket.end();
  }

  entity.reconnect.stop();
  entity.on('error', () => {});
  entity.Parser = boundedParser(options.limits);
  entity.socketParameters = () => ({ ...server, noDelay: true, keepAlive: true });
  entity.Socket = class extends Socket {
    constructor() {
      super();
      this.setEncoding('utf8');
      // the library takes its own listener away when the socket closes
      this.on('error', () => {});
      // the server has closed its side: ours closes by itself, unless what we wrote is never taken
      this.once('end', () => endWithin(this));
      this.once('connect', () => {
        this.setNoDelay(true);
        this.setKeepAlive(true, keepAlive);
      });
    }
  };

  // the library writes to a parser that it has let go of after an error or the end of the stream
  entity._onData = data => {
    try {
      entity.emit('input', data);
      entity.parser?.write(String(data));
    } catch (error) {
      entity.emit('error', error);
      entity.socket?.destroy();
    }
    if (!entity.parser) hangUp();
  };

  const onElement = entity._onElement;
  entity._onElement = element => {
    const accepted = element.name === 'handshake' && handshaking !== undefined && handshaking === entity.socket;
    // nothing may come before the handshake but an error
    if (!accepted && handshaking && !element.is('error', streams)) return;
    try {
      onElement.call(entity, element);
    } catch (error) {
      entity.emit('error', error);
    }
    if (!accepted) return;
    handshaking = undefined;
    entity._jid(domain);
    // at once, so that it comes before a stanza in the same chunk
    entity._status('online', entity.jid);
  };

  entity._onStreamError = element => {
    entity.emit('error', new StreamFailure(element));
  };

  entity._end = async () => {
    hangUp();
    return undefined;
  };

  // the library's way waits on the entity, so that an answer may reach the wait of an earlier connection; and it
  // hashes a secret beyond ASCII as Latin-1
  let header: Element | undefined;
  entity.prependListener('open', (element: Element) => {
    header = element;
  });
  entity.authenticate = async id => {
    const { socket } = entity;
    if (!socket || !header) return;
    handshaking = socket;
    if (!header.is('stream', streams) || header.attrs.xmlns !== accept) {
      entity.emit('error', wrongHeader(options, header));
      hangUp();
      return;
    }
    // COMPAT Prosody has no id in a header that only introduces an error
    if (id)
      socket.write(
        `<handshake>${createHash('sha1')
          .update(id + secret)
          .digest('hex')}</handshake>`,
      );
  };

  return { entity, hangUp };
}
