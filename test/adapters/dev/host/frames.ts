// A WebSocket of XMPP frames for tests, which says what it is told to, well-formed or not, and hears frame by frame.
import { once } from 'node:events';
import { WebSocket } from 'ws';

export const open = `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>`;

export interface Frames {
  readonly socket: WebSocket;
  send(frame: string | Buffer): void;
  /** The next frame that nobody has asked for yet; rejects when there will be none. */
  next(): Promise<string>;
  /** Frames until one matches, which is given. */
  until(pattern: RegExp): Promise<string>;
  /** Logs in and binds an address, which is given. */
  login(name?: string, resource?: string): Promise<string>;
  /** Resolves with the code when the WebSocket is closed. */
  readonly closed: Promise<number>;
}

/** What PLAIN says. */
export const plain = (name: string, password: string, authzid = '') =>
  Buffer.from(`${authzid}\0${name}\0${password}`).toString('base64');

export const auth = (said: string, mechanism = 'PLAIN') =>
  `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='${mechanism}'>${said}</auth>`;

export const bind = (resource = '') =>
  `<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>${resource && `<resource>${resource}</resource>`}</bind></iq>`;

/** Opens the WebSocket, and no stream yet. */
export async function openFrames(url: string): Promise<Frames> {
  const socket = new WebSocket(url, ['xmpp']);
  const heard: string[] = [];
  const waiting: { take(frame: string): void; fail(error: Error): void }[] = [];
  let isClosed = false;
  const gone = () => new Error('the WebSocket is closed, and no frame came');
  socket.on('message', data => {
    const waiter = waiting.shift();
    if (waiter) waiter.take(String(data));
    else heard.push(String(data));
  });
  const closed = once(socket, 'close').then(([code]) => {
    isClosed = true;
    for (const { fail } of waiting.splice(0)) fail(gone());
    return code as number;
  });
  await once(socket, 'open');

  const next = () =>
    new Promise<string>((take, fail) => {
      const frame = heard.shift();
      if (frame !== undefined) take(frame);
      else if (isClosed) fail(gone());
      else waiting.push({ take, fail });
    });
  const until = async (pattern: RegExp) => {
    for (;;) {
      const frame = await next();
      if (pattern.test(frame)) return frame;
    }
  };
  const send = (frame: string | Buffer) => socket.send(frame);
  return {
    ...{ socket, send, next, until, closed },
    async login(name, resource) {
      send(open);
      await until(/<mechanisms/);
      send(name === undefined ? auth('', 'ANONYMOUS') : auth(plain(name, 'secret')));
      await until(/<success/);
      send(open);
      await until(/<bind/);
      send(bind(resource));
      return /<jid>(.*)<\/jid>/.exec(await until(/<jid>/))![1]!;
    },
  };
}
