// A real XMPP client for tests, on @xmpp/client: logs in over TCP or a WebSocket, keeps what it receives, and waits for stanzas.
// It never reconnects, and knows nothing of rooms.
import { once } from 'node:events';
import { type Client, client } from '@xmpp/client';
import { type Element, parse } from 'ltx';
import { cut, type Door, framed, serviceOf } from './door.ts';

/** Who logs in where. */
export interface ClientOptions {
  readonly server: { readonly c2s: Door; readonly domain: string };
  readonly username: string;
  readonly password: string;
  /** Default: one that the server chooses. */
  readonly resource?: string;
  /** Whether incoming iq sets get a result (default), no answer, or the error of a client that does not know them. */
  readonly autoReply?: boolean | 'refuse';
}

/** What to wait for. */
export interface Patience {
  /** Milliseconds; default 10,000. */
  readonly timeout?: number;
  /** In words, for the error. */
  readonly what?: string;
}

/** A logged-in client. It sends no presence by itself. */
export interface TestClient {
  /** The full JID. */
  readonly jid: string;
  /** Every stanza since the login, in order. */
  readonly received: readonly Element[];
  /** Those that `next` and `iq` have not handed out yet. */
  readonly unread: readonly Element[];
  /** Sends a stanza; text goes out as it is, well-formed or not. */
  send(stanza: string | Element): Promise<void>;
  /** The first unread stanza that fits, now or when it comes; it is handed out once. */
  next(fits: (stanza: Element) => boolean, patience?: Patience): Promise<Element>;
  /** Sends an iq (an id is added where it has none) and resolves with its result or error. */
  iq(stanza: string | Element, patience?: Patience): Promise<Element>;
  /** Logs out in order. */
  stop(): Promise<void>;
  /** Destroys the socket, as when the network goes away. */
  drop(): Promise<void>;
}

interface Waiter {
  readonly fits: (stanza: Element) => boolean;
  readonly take: (stanza: Element) => void;
  readonly fail: (why: string) => void;
}

let lastId = 0;

/** Logs in; rejects when the server refuses. */
export async function connectClient(options: ClientOptions): Promise<TestClient> {
  const { server, username, password, resource, autoReply = true } = options;
  const xmpp = client({
    service: serviceOf(server.c2s),
    domain: server.domain,
    ...(resource === undefined ? {} : { resource }),
    credentials: (authenticate, mechanisms) =>
      authenticate({ username, password }, mechanisms.includes('PLAIN') ? 'PLAIN' : mechanisms[0]!),
  });
  xmpp.reconnect.stop();
  xmpp.timeout = 20_000;
  const received: Element[] = [];
  const unread: Element[] = [];
  const waiters = new Set<Waiter>();
  const errors: string[] = [];
  let online = false;

  xmpp.on('error', (error: Error) => errors.push(String(error)));
  xmpp.on('online', () => {
    online = true;
  });
  xmpp.on('stanza', (stanza: Element) => {
    if (!online) return;
    received.push(stanza);
    for (const waiter of waiters) if (waiter.fits(stanza)) return waiter.take(stanza);
    unread.push(stanza);
  });
  xmpp.on('disconnect', () => {
    for (const waiter of waiters) waiter.fail('the connection ended');
  });
  answerSets(xmpp, autoReply);

  const next = (fits: (stanza: Element) => boolean, patience: Patience = {}): Promise<Element> => {
    const found = unread.findIndex(fits);
    if (found >= 0) return Promise.resolve(unread.splice(found, 1)[0]!);
    return new Promise((resolve, reject) => {
      const { timeout = 10_000, what = 'the stanza' } = patience;
      const end = () => {
        clearTimeout(timer);
        waiters.delete(waiter);
      };
      const waiter: Waiter = {
        fits,
        take: stanza => {
          end();
          resolve(stanza);
        },
        fail: why => {
          end();
          reject(new Error(`${jid} waited for ${what}, but ${why}. ${listing(unread, errors)}`));
        },
      };
      const timer = setTimeout(() => waiter.fail(`it did not come within ${timeout} ms`), timeout);
      waiters.add(waiter);
      if (xmpp.status !== 'online') waiter.fail('there is no connection');
    });
  };
  const send = (stanza: string | Element) => xmpp.write(framed(server.c2s, String(stanza)));

  const jid = String(await xmpp.start());
  return {
    jid,
    received,
    unread,
    send,
    next,
    iq: async (stanza, patience) => {
      const element = typeof stanza === 'string' ? parse(stanza) : stanza;
      element.attrs.id ??= `test-${++lastId}`;
      const { id } = element.attrs;
      const answer = next(one => isAnswer(one) && one.attrs.id === id, {
        what: `the answer to ${element}`,
        ...patience,
      });
      await Promise.all([send(element), answer]);
      return answer;
    },
    stop: async () => {
      if (xmpp.status === 'online') await xmpp.stop();
    },
    drop: async () => {
      if (!xmpp.socket) return;
      const gone = once(xmpp, 'disconnect');
      cut(xmpp.socket);
      await gone;
    },
  };
}

// The package answers what no middleware answered: with service-unavailable, or never while one is undecided.
function answerSets(xmpp: Client, how: boolean | 'refuse'): void {
  xmpp.middleware.use(({ name, type }, next) => {
    if (name !== 'iq' || type !== 'set' || how === 'refuse') return next();
    return how || new Promise(() => {});
  });
}

function isAnswer(stanza: Element): boolean {
  return stanza.name === 'iq' && (stanza.attrs.type === 'result' || stanza.attrs.type === 'error');
}

function listing(unread: readonly Element[], errors: readonly string[]): string {
  const shown = unread.slice(-20).map(stanza => `  ${String(stanza).slice(0, 2000)}`);
  const more = unread.length > shown.length ? ` (the last ${shown.length} of ${unread.length})` : '';
  const came = shown.length === 0 ? 'Nothing else came.' : `What came instead${more}:\n${shown.join('\n')}`;
  return errors.length === 0 ? came : `${came}\nErrors: ${errors.join('; ')}`;
}
