// The host of `confab dev`: a small XMPP server inside the process, for development only. Clients come over WebSockets,
// the engine is attached to its components as to those of a real server; nothing goes elsewhere, and nothing is kept.
import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { accounts } from './accounts.ts';
import { ClientStream } from './client-stream.ts';
import { ComponentEnd } from './component-end.ts';
import { type HostLimits, usualHostLimits } from './host-limits.ts';
import { Routes } from './routes.ts';
import { Session } from './session.ts';
import { streamError } from './stream-error.ts';

export interface HostOptions {
  /** The domain of its people, such as `localhost`. */
  readonly domain: string;
  /** Told in a sentence what a client or a component did wrong. */
  readonly log?: (sentence: string) => void;
  readonly limits?: Partial<HostLimits>;
}

export interface Host {
  readonly domain: string;
  /** Clients that have a stream, logged in or not. */
  readonly clients: number;
  /**
   * The component's end: what `attach` takes. The same one for the same domain.
   * @throws Error where the domain is the host's own, or not below it
   */
  component(domain: string): ComponentEnd;
  /** Takes a WebSocket that asked for the subprotocol `xmpp`. */
  accept(socket: WebSocket): void;
  /** Ends all streams and loses all links, as a server that is started again; the links are back in a later turn. */
  restart(): void;
  /** Ends all streams and links. */
  stop(): void;
}

/** A host without people or components. */
export function makeHost({ domain, log = () => {}, limits: given = {} }: HostOptions): Host {
  const limits: HostLimits = { ...usualHostLimits, ...given };
  const routes = new Routes(domain);
  const known = accounts(domain, limits.accounts);
  const streams = new Set<ClientStream>();
  let isHeld = false;
  let isOver = false;

  function hold(): void {
    const isCrowded = [...routes.components.values()].some(one => one.isCrowded);
    if (isCrowded === isHeld) return;
    isHeld = isCrowded;
    for (const stream of streams) stream.hold(isHeld);
  }

  function bind(stream: ClientStream, local: string, asked?: string): Session | undefined {
    const free = () => routes.parse(`${local}@${domain}/${randomBytes(6).toString('hex')}`);
    const wanted = asked === undefined ? free() : routes.parse(`${local}@${domain}/${asked}`);
    const address = wanted && routes.find(wanted) ? free() : wanted;
    if (!address) return undefined;
    const session = new Session({ address, routes, directed: limits.directed, send: stanza => stream.send(stanza) });
    routes.add(session);
    return session;
  }

  function ended(stream: ClientStream): void {
    if (!streams.delete(stream)) return;
    const { session, local } = stream;
    if (session) {
      routes.remove(session);
      session.end();
    }
    if (local !== '') known.release(local);
  }

  function endAll(text: string): void {
    for (const stream of streams) stream.end(streamError('system-shutdown', text));
  }

  function component(name: string): ComponentEnd {
    const there = routes.components.get(name);
    if (there) return there;
    if (!name.endsWith(`.${domain}`)) throw new Error(`${name} is not below ${domain}: call it rooms.${domain}, for example.`);
    const end = new ComponentEnd({
      domain: name,
      most: limits.waiting,
      log,
      onCrowded: hold,
      bounce: stanza => routes.bounce(stanza, 'service-unavailable', `${name} is not there at the moment.`),
      route: stanza => {
        const from = routes.parse(String(stanza.attrs.from ?? ''));
        if (from?.host === name && stanza.attrs.to) routes.route(stanza);
        else log(`${name} wrote a stanza from ${stanza.attrs.from} to ${stanza.attrs.to}, which is not taken.`);
      },
    });
    routes.components.set(name, end);
    return end;
  }

  return {
    domain,
    component,
    get clients() {
      return streams.size;
    },

    accept(socket) {
      const stream = new ClientStream(socket, { domain, limits, accounts: known, bind, ended, log });
      streams.add(stream);
      if (isOver) stream.end(streamError('system-shutdown', 'The host has ended.'));
      else if (streams.size > limits.clients) stream.end(streamError('resource-constraint', 'Too many clients are here.'));
      else if (isHeld) stream.hold(true);
    },

    restart() {
      for (const end of routes.components.values()) end.restart();
      endAll('The host is started again.');
    },

    stop() {
      isOver = true;
      for (const end of routes.components.values()) end.close();
      endAll('The host has ended.');
    },
  };
}
