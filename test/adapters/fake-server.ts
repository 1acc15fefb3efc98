// A server for components (XEP-0114) in the test's own process, on a loopback port: it answers as Prosody does,
// or as the test says, and keeps what it received. It routes nothing.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

const stanzasNs = 'urn:ietf:params:xml:ns:xmpp-streams';

/** One connection of a component. */
export interface Peer {
  readonly socket: Socket;
  /** All that it sent, as text. */
  received: string;
  /** Resolves when it has sent this; rejects when it closes without. */
  until(text: string): Promise<void>;
  /** The header that a server gives; the answer to it is right for the usual id only. */
  sendHeader(id?: string, namespace?: string): void;
  send(text: string): void;
  /** Sends bytes in exactly these pieces, each in a packet of its own. */
  sendPieces(pieces: readonly Uint8Array[]): Promise<void>;
  /** A stream error, the end of the stream and of the connection. */
  refuse(condition: string, text?: string): void;
  /** The end without a word: FIN, or a reset. */
  end(): void;
  reset(): void;
  readonly closed: Promise<void>;
}

/** What to do instead of the usual, at each of the four moments. */
export interface Script {
  connect?: (peer: Peer) => void;
  header?: (peer: Peer) => void;
  handshake?: (peer: Peer) => void;
  footer?: (peer: Peer) => void;
}

export interface FakeServer {
  readonly port: number;
  /** What connections do from now on. */
  script: Script;
  /** The next connection that no call has had. */
  next(): Promise<Peer>;
  /** Every connection so far. */
  readonly peers: readonly Peer[];
  close(): Promise<void>;
}

export interface FakeServerOptions {
  domain?: string;
  secret?: string;
  /** A loopback address; 127.0.0.1 without it. */
  host?: string;
  /** 0 for a free one. */
  port?: number;
  script?: Script;
}

export async function fakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const { domain = 'rooms.example.org', secret = 'right', host = '127.0.0.1', port = 0 } = options;
  const peers: Peer[] = [];
  const fresh: Peer[] = [];
  const waiting: ((peer: Peer) => void)[] = [];
  const server = createServer({ noDelay: true }, socket => {
    const peer = accept(socket, { domain, secret, script: () => fake.script });
    peers.push(peer);
    const first = waiting.shift();
    if (first) first(peer);
    else fresh.push(peer);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const fake: FakeServer = {
    port: (server.address() as AddressInfo).port,
    script: options.script ?? {},
    peers,
    next: () => {
      const peer = fresh.shift();
      return peer ? Promise.resolve(peer) : new Promise(resolve => waiting.push(resolve));
    },
    async close() {
      for (const { socket } of peers) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
}

/** A loopback port on which nothing listens, for a server that comes late. */
export async function freePort(): Promise<number> {
  const server = await fakeServer();
  await server.close();
  return server.port;
}

function accept(socket: Socket, { domain, secret, script }: { domain: string; secret: string; script: () => Script }): Peer {
  const id = `id-${Math.random()}`;
  const steps = [
    { step: 'header', found: /<stream:stream[^>]*\sto="([^"]*)"[^>]*>/ },
    { step: 'handshake', found: /<handshake>([^<]*)<\/handshake>/ },
    { step: 'footer', found: /<\/stream:stream>/ },
  ] as const;
  const usual = {
    connect() {},
    header: (to: string) => {
      if (to === domain) return peer.sendHeader(id);
      peer.sendHeader('');
      peer.refuse('host-unknown', `${to} does not match any configured external components`);
    },
    handshake(token: string) {
      if (
        token ===
        createHash('sha1')
          .update(id + secret)
          .digest('hex')
      )
        peer.send('<handshake/>');
      else peer.refuse('not-authorized', 'Given token does not match calculated token');
    },
    footer() {
      peer.send('</stream:stream>');
      peer.end();
    },
  };
  function reach(step: keyof Script, detail = ''): void {
    const own = script()[step];
    if (own) own(peer);
    else usual[step](detail);
  }

  const peer: Peer = {
    socket,
    received: '',
    closed: new Promise(resolve => socket.once('close', () => resolve())),
    until: text =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!peer.received.includes(text)) return;
          socket.off('data', look);
          resolve();
        };
        socket.on('data', look);
        socket.once('close', () => reject(new Error(`closed before ${text}; had ${peer.received.slice(-300)}`)));
        look();
      }),
    sendHeader(streamId = id, namespace = 'jabber:component:accept') {
      peer.send(
        `<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams' ` +
          `from='${domain}' xmlns='${namespace}' id='${streamId}'>`,
      );
    },
    send(text) {
      if (socket.writable) socket.write(text);
    },
    async sendPieces(pieces) {
      for (const piece of pieces) {
        await new Promise(resolve => socket.write(piece, resolve));
        // the other side is in this process: it has read what was sent before the next turn is over
        await new Promise(resolve => setImmediate(() => setImmediate(resolve)));
      }
    },
    refuse(condition, text) {
      const words = text === undefined ? '' : `<text xmlns='${stanzasNs}'>${text}</text>`;
      peer.send(`<stream:error><${condition} xmlns='${stanzasNs}'/>${words}</stream:error></stream:stream>`);
      peer.end();
    },
    end: () => socket.end(),
    reset: () => socket.resetAndDestroy(),
  };
  socket.setEncoding('utf8');
  socket.on('error', () => {});
  socket.on('data', text => {
    const before = peer.received;
    peer.received += text;
    for (const { step, found } of steps) {
      const match = found.exec(peer.received);
      if (match && !found.test(before)) reach(step, match[1]);
    }
  });
  reach('connect');
  return peer;
}
