// A client that has its address: what it sends is checked, gets its `from`, and goes on its way; whom it sent presence is
// told when it goes (RFC 6121, 4). How its frames are read and written is the stream's affair.
import xml, { type Element } from '@xmpp/xml';
import type { Address } from '../../../streams/address.ts';
import { names } from './names.ts';
import type { Resource, Routes } from './routes.ts';
import { type StreamError, streamError } from './stream-error.ts';

export interface SessionOptions {
  readonly address: Address;
  readonly routes: Routes;
  /** Sends the client a stanza; never throws. */
  readonly send: (stanza: Element) => void;
  /** Addresses that may be kept as told of its presence. */
  readonly directed: number;
}

/** One bound client. */
export class Session implements Resource {
  readonly address: Address;
  readonly #options: SessionOptions;
  readonly #directed = new Map<string, string>();
  #presence: Element | undefined;

  constructor(options: SessionOptions) {
    this.address = options.address;
    this.#options = options;
  }

  get presence(): Element | undefined {
    return this.#presence;
  }

  get priority(): number | undefined {
    if (!this.#presence) return undefined;
    const priority = Number(this.#presence.getChildText('priority') ?? 0);
    return Number.isInteger(priority) && Math.abs(priority) <= 128 ? priority : 0;
  }

  deliver(stanza: Element): void {
    this.#options.send(stanza);
  }

  /** Takes what the client sent; gives the error that ends its stream where it may not go on. */
  hear(stanza: Element): StreamError | undefined {
    const { name, attrs } = stanza;
    if (attrs.xmlns !== names.client)
      return streamError('invalid-namespace', `A stanza in a frame says xmlns='${names.client}'.`);
    if (name !== 'message' && name !== 'presence' && name !== 'iq')
      return streamError('unsupported-stanza-type', 'There are messages, presence and iqs, and nothing else.');
    if (attrs.from !== undefined && !this.#isOwn(String(attrs.from)))
      return streamError('invalid-from', `You are ${this.address.full}: say that, or nothing.`);
    delete attrs.xmlns;
    attrs.from = this.address.full;
    if (name === 'iq') this.#hearIq(stanza);
    else if (name === 'presence') this.#hearPresence(stanza);
    else this.#options.routes.route(stanza);
    return undefined;
  }

  /** The client has gone, with or without a word. */
  end(children: Element['children'] = []): void {
    const { routes } = this.#options;
    const { full: from, bare } = this.address;
    const wasAvailable = this.#presence !== undefined;
    this.#presence = undefined;
    const directed = [...this.#directed.values()];
    this.#directed.clear();
    const gone = (to: string) => {
      const presence = xml('presence', { from, to, type: 'unavailable' });
      presence.children = children;
      return presence;
    };
    for (const to of directed) routes.route(gone(to));
    if (wasAvailable) for (const one of routes.of(bare)) if (one.presence) one.deliver(gone(one.address.full));
  }

  #isOwn(from: string): boolean {
    const full = this.#options.routes.parse(from)?.full;
    return full !== undefined && (full === this.address.full || full === (this.address.bare as string));
  }

  #hearIq(iq: Element): void {
    const { id, type } = iq.attrs;
    const isKnown = type === 'get' || type === 'set' || type === 'result' || type === 'error';
    if (isKnown && id !== undefined && id !== '') this.#options.routes.route(iq);
    else this.#options.routes.bounce(iq, 'bad-request', 'An iq has an id, and is a get, a set, a result or an error.');
  }

  #hearPresence(presence: Element): void {
    const { to, type } = presence.attrs as Record<string, string | undefined>;
    if (to === undefined) this.#broadcast(presence);
    else if (type?.includes('subscribe')) {
      presence.attrs.from = this.address.bare;
      this.#options.routes.route(presence);
    } else this.#direct(presence, to);
  }

  #broadcast(presence: Element): void {
    const { type } = presence.attrs;
    if (type === 'unavailable') this.end(presence.children);
    if (type !== undefined) return;
    const { routes } = this.#options;
    const others = routes.of(this.address.bare).filter(one => one.presence && one !== this);
    const isFirst = this.#presence === undefined;
    this.#presence = presence;
    for (const one of [...others, this]) one.deliver(addressed(presence, one.address.full));
    if (!isFirst) return;
    for (const { presence: theirs } of others) if (theirs) this.deliver(addressed(theirs, this.address.full));
  }

  #direct(presence: Element, to: string): void {
    const { routes, directed } = this.#options;
    const { type } = presence.attrs;
    const key = routes.parse(to)?.full ?? to;
    if (type === 'unavailable') this.#directed.delete(key);
    else if (type === undefined) {
      if (this.#directed.size >= directed && !this.#directed.has(key)) {
        routes.bounce(presence, 'resource-constraint', `Presence goes to ${directed} addresses at most.`);
        return;
      }
      this.#directed.set(key, to);
    }
    routes.route(presence);
  }
}

function addressed(presence: Element, to: string): Element {
  const copy = xml('presence', { ...presence.attrs, to });
  copy.children = presence.children;
  return copy;
}
