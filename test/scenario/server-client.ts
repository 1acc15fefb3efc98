// A scenario's client on a real server: @xmpp/client, which here answers nothing by itself.
// test/client.ts is for tests that ask and wait; a scenario looks at everything that comes.
import { once } from 'node:events';
import { client } from '@xmpp/client';
import type { Element } from 'ltx';
import { cut, type Door, framed, serviceOf } from '../door.ts';
import type { Connection } from './world.ts';
import { fromElement, type Xml } from './xml.ts';

export interface ServerClient extends Connection {
  /** Resolves when the service has answered a ping of this client: what came before it has arrived. */
  marker(service: string): Promise<void>;
}

export interface Login {
  readonly server: { readonly c2s: Door; readonly domain: string };
  readonly username: string;
  readonly password: string;
  readonly resource: string;
  readonly receive: (stanza: Xml) => void;
}

const MARKER = 'scenario-marker-';
const MARKER_PATIENCE = 10_000;

/** Logs in and sends first presence; rejects when the server refuses. */
export async function connectServerClient(login: Login): Promise<ServerClient> {
  const { server, username, password, resource } = login;
  const xmpp = client({
    service: serviceOf(server.c2s),
    domain: server.domain,
    resource,
    credentials: (authenticate, mechanisms) =>
      authenticate({ username, password }, mechanisms.includes('PLAIN') ? 'PLAIN' : (mechanisms[0] as string)),
  });
  xmpp.reconnect.stop();
  xmpp.timeout = 20_000;
  // the library answers iqs that nothing handles, so somebody has to be undecided for ever
  xmpp.middleware.use(({ name, type }, next) =>
    name === 'iq' && (type === 'get' || type === 'set') ? new Promise(() => {}) : next(),
  );
  const own = `${username}@${server.domain}`;
  const answered = new Map<string, () => void>();
  let lost: string | undefined;
  let markers = 0;
  xmpp.on('error', (error: Error) => {
    lost ??= String(error);
  });
  xmpp.on('stanza', (element: Element) => {
    const stanza = fromElement(element);
    const { from = '', id = '' } = stanza.attrs;
    if (id.startsWith(MARKER)) answered.get(id)?.();
    // the server's own talk with its client: rosters, one's other resources
    else if (from !== '' && from !== server.domain && from.split('/', 1)[0] !== own) login.receive(stanza);
  });
  await xmpp.start();
  const write = (xml: string) => xmpp.write(framed(server.c2s, xml));
  await write('<presence/>');

  async function marker(service: string): Promise<void> {
    const id = `${MARKER}${markers++}`;
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<void>((resolve, reject) => {
      const late = (): void => reject(new Error(`${own}: no answer to a ping${lost ? ` (${lost})` : ''}`));
      timer = setTimeout(late, MARKER_PATIENCE);
      answered.set(id, resolve);
    });
    try {
      await write(`<iq type='get' id='${id}' to='${service}'><ping xmlns='urn:xmpp:ping'/></iq>`);
      await answer;
    } finally {
      clearTimeout(timer);
      answered.delete(id);
    }
  }

  return {
    marker,
    send: xml => void write(xml).catch(error => (lost ??= String(error))),
    async disconnect() {
      if (xmpp.status === 'online') await xmpp.stop();
    },
    async drop() {
      if (!xmpp.socket) return;
      const gone = once(xmpp, 'disconnect');
      cut(xmpp.socket);
      await gone;
    },
  };
}
