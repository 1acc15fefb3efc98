// A server in memory that does to a component what real ones were measured to do: it stamps `from`, remembers directed
// presence, bounces what is for the absent, and says what would have cost the link.
import { child, serialize, type Xml } from './xml.ts';

/** Prosody's limit for a stanza from a component, in bytes; above it the link is closed. */
const COMPONENT_LIMIT = 512 * 1024;
const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

interface Session {
  readonly receive: (stanza: Xml) => void;
  readonly directed: Set<string>;
  available: boolean;
}

/** The component's link as the server sees it. */
export interface Link {
  readonly ready: boolean;
  send(stanza: Xml): void;
}

export class MemoryServer {
  readonly #service: string;
  readonly #link: () => Link;
  readonly #sessions = new Map<string, Session>();
  /** Stanzas that have been routed, by which a world sees whether it has come to rest. */
  traffic = 0;
  /** What the component did that would have cost it the link. */
  fault: string | undefined;

  constructor(service: string, link: () => Link) {
    this.#service = service;
    this.#link = link;
  }

  connect(jid: string, receive: (stanza: Xml) => void): void {
    this.#sessions.set(jid, { receive, directed: new Set(), available: true });
  }

  /** Ends a session; everybody who was sent presence is told, as after a lost connection. */
  disconnect(jid: string): void {
    const session = this.#sessions.get(jid);
    this.#sessions.delete(jid);
    for (const to of session?.directed ?? []) this.#route(stamp(presence('unavailable', to), jid));
  }

  /** Ends a session and tells nobody. */
  forget(jid: string): void {
    this.#sessions.delete(jid);
  }

  /** Ends all sessions and tells nobody, like a server that was killed. */
  die(): void {
    this.#sessions.clear();
  }

  fromClient(jid: string, stanza: Xml): void {
    const session = this.#sessions.get(jid);
    if (session === undefined) throw new Error(`${jid} is not connected`);
    const { to, type } = stanza.attrs;
    if (stanza.name === 'presence' && to === undefined) {
      session.available = type !== 'unavailable';
      if (session.available) return;
      for (const place of session.directed) this.#route(stamp(presence('unavailable', place), jid));
      session.directed.clear();
      return;
    }
    if (stanza.name === 'presence' && type === undefined) session.directed.add(to as string);
    if (stanza.name === 'presence' && type === 'unavailable') session.directed.delete(to as string);
    this.#route(stamp(stanza, jid));
  }

  fromComponent(stanza: Xml): void {
    const { from = '', id, to } = stanza.attrs;
    const shown = serialize(stanza);
    if (domainOf(from) !== this.#service) this.fault = `a "from" outside our domain costs the link: ${shown}`;
    else if (to === undefined || to === '') this.fault = `a stanza needs a "to": ${shown}`;
    else if (Buffer.byteLength(shown) > COMPONENT_LIMIT) this.fault = `${shown.length} bytes cost the link`;
    else if (stanza.name === 'iq' && !id) this.fault = `ejabberd refuses an iq without an id: ${shown}`;
    else this.#route(stanza);
  }

  #route(stanza: Xml): void {
    this.traffic++;
    const to = stanza.attrs.to ?? '';
    if (domainOf(to) === this.#service) {
      if (this.#link().ready) this.#link().send(stanza);
      else this.#bounce(stanza);
      return;
    }
    const session = this.#sessions.get(to);
    if (session !== undefined) session.receive(stanza);
    else this.#deliverElsewhere(stanza, to);
  }

  /** To a bare JID, or to a resource that is not there. */
  #deliverElsewhere(stanza: Xml, to: string): void {
    const type = stanza.attrs.type ?? 'normal';
    const toResource = to.includes('/');
    const takesAnother = stanza.name === 'message' && (!toResource || ['chat', 'normal'].includes(type));
    const others = [...this.#sessions].filter(([jid, { available }]) => available && bareOf(jid) === bareOf(to));
    if (takesAnother && type !== 'groupchat' && others.length > 0) {
      for (const [, session] of others) session.receive(stanza);
    } else if (stanza.name !== 'presence') this.#bounce(stanza);
  }

  /** An error is never answered, nor is a result; a message or a request that cannot be delivered comes back. */
  #bounce(stanza: Xml): void {
    const { from = '', id, to = '', type } = stanza.attrs;
    if (type === 'error' || type === 'result' || stanza.name === 'presence' || type === 'headline') return;
    const condition: Xml = { name: 'service-unavailable', ns: STANZAS, attrs: {}, children: [] };
    const ns = 'jabber:client';
    const error: Xml = { name: 'error', ns, attrs: { type: 'cancel' }, children: [condition] };
    const attrs = { type: 'error', from: to, to: from, ...(id === undefined ? {} : { id }) };
    const body = child(stanza, 'body');
    this.#route({ name: stanza.name, ns, attrs, children: body ? [body, error] : [error] });
  }
}

const presence = (type: string, to: string): Xml => ({
  name: 'presence',
  ns: 'jabber:client',
  attrs: { type, to },
  children: [],
});

/** Adds the sender; the other attributes come back to front and with a language, as servers like to do. */
function stamp(stanza: Xml, from: string): Xml {
  const attrs = Object.fromEntries(Object.entries({ ...stanza.attrs, from }).reverse());
  return { ...stanza, attrs: { 'xml:lang': 'en', ...attrs } };
}

const bareOf = (jid: string): string => jid.split('/', 1)[0] as string;

export function domainOf(jid: string): string {
  const bare = bareOf(jid);
  return bare.slice(bare.lastIndexOf('@') + 1);
}
