// The @xmpp/component entity, made safe to run unattended: a guarded stream, no reconnect of its own, and nothing that
// the server sends or does throws or rejects where nobody can catch it.
// It does not decide when to connect or whether to try again: connect.ts does.
import { createHash } from 'node:crypto';
import { type LookupFunction, Socket } from 'node:net';
import { type Component, component } from '@xmpp/component';
import type { Element } from '@xmpp/xml';
import { guardStream } from './guarded-stream.ts';
import { type Link, StreamFailure, wrongHeader } from './link-failure.ts';
import type { ParserLimits } from './parser-limits.ts';
import { writeServerAddress } from './server-address.ts';
import { StreamFault } from './stream-fault.ts';

export interface GuardedOptions extends Link {
  readonly secret: string;
  readonly limits: ParserLimits;
  /** Milliseconds that the server has to close its side after we closed ours. */
  readonly linger: number;
  /** What looks up the server's name, at every connection anew; the system without it. */
  readonly lookup?: LookupFunction;
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
  const { server, domain, secret, linger, lookup } = options;
  const entity = component({ service: `xmpp://${writeServerAddress(server)}`, domain, password: secret });
  let handshaking: Socket | undefined;

  const { hangUp, endWithin } = guardStream(entity, options.limits, linger);
  entity.reconnect.stop();
  entity.on('error', () => {});
  entity.socketParameters = () => ({ ...server, noDelay: true, keepAlive: true, ...(lookup ? { lookup } : {}) });
  entity.Socket = class extends Socket {
    constructor() {
      super();
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

  const onElement = entity._onElement;
  entity._onElement = element => {
    const accepted = element.name === 'handshake' && handshaking !== undefined && handshaking === entity.socket;
    // nothing may come before the handshake but an error
    if (!accepted && handshaking && !element.is('error', streams)) return;
    onElement.call(entity, element);
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
      hangUp(new StreamFault('the header of another kind of stream'));
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
