// One XEP-0114 stream, from either side: as the server that the engine connects to, or as a component on a server.
// After the handshake it is raw: stanzas come out of the scanner, text goes in; no addresses are looked at.
import { createHash, randomBytes } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Scanner, type Stanza } from './scanner.ts';

const OPENING = `xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'`;

export class Link {
  /** Whoever listens at the moment; set by the work that runs. */
  hear: (stanza: Stanza) => void = () => {};
  /** Why the link ended, once it has. */
  ended: Error | undefined;
  readonly #socket: Socket;
  readonly #scanner = new Scanner();
  readonly #mourners = new Set<(why: Error) => void>();
  #out = '';
  #busy = false;

  constructor(socket: Socket, rest: Buffer) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', chunk => this.#feed(chunk));
    socket.on('error', error => this.#end(error));
    socket.on('close', () => this.#end(new Error('the other side closed the component link')));
    if (rest.length > 0) this.#feed(rest);
  }

  /** Sends stanzas. What is said while bytes are being read goes out together, after them. */
  say(text: string): void {
    if (this.#out === '' && !this.#busy) setImmediate(() => this.#flush());
    this.#out += text;
  }

  /** Calls back once when the link ends; returns the way to take that back. */
  whenEnded(mourn: (why: Error) => void): () => void {
    if (this.ended) mourn(this.ended);
    else this.#mourners.add(mourn);
    return () => void this.#mourners.delete(mourn);
  }

  close(): void {
    this.#socket.destroy();
  }

  #feed(chunk: Buffer): void {
    this.#busy = true;
    try {
      this.#scanner.feed(chunk, stanza => {
        const kind = stanza.kind;
        if (kind === 's' || kind === '/') this.#end(new Error(`the other side ended the stream: ${stanza}`));
        else this.hear(stanza);
      });
    } catch (error) {
      this.#end(error as Error);
    }
    this.#busy = false;
    this.#flush();
  }

  #flush(): void {
    if (this.#out === '' || this.#socket.destroyed) return;
    this.#socket.write(this.#out, 'latin1');
    this.#out = '';
  }

  #end(why: Error): void {
    if (this.ended) return;
    this.ended = why;
    for (const mourn of this.#mourners) mourn(why);
    this.#mourners.clear();
  }
}

/** A loopback port on which one component may connect with the secret. */
export interface Door {
  readonly port: number;
  readonly link: Promise<Link>;
  close(): void;
}

/** Plays the server: waits for one component on a free loopback port. A wrong secret rejects `link`. */
export async function openDoor(domain: string, secret: string): Promise<Door> {
  const server: Server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const link = new Promise<Link>((resolve, reject) => {
    server.once('connection', socket => {
      receive(socket, domain, secret).then(resolve, reject);
      server.close();
    });
  });
  link.catch(() => {});
  return { port: (server.address() as { port: number }).port, link, close: () => server.close() };
}

async function receive(socket: Socket, domain: string, secret: string): Promise<Link> {
  const id = randomBytes(8).toString('hex');
  const take = reader(socket);
  await take(/<stream:stream[^>]*>/);
  socket.write(`<?xml version='1.0'?><stream:stream ${OPENING} from='${domain}' id='${id}'>`);
  const [, digest] = await take(/<handshake[^>]*>\s*([0-9a-f]*)\s*<\/handshake>/);
  if (digest !== proof(id, secret)) {
    socket.end(`<stream:error><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>`);
    throw new Error('the component sent a wrong handshake');
  }
  socket.write('<handshake/>');
  return new Link(socket, take.rest());
}

/** Plays a component: connects to a server's component port. Rejects when there is none or it refuses. */
export async function dial(port: number, domain: string, secret: string): Promise<Link> {
  const { socket, rest } = await join(port, domain, secret);
  return new Link(socket, rest);
}

/** The handshake of a component alone: the socket, and what came after it. */
export async function join(port: number, domain: string, secret: string): Promise<{ socket: Socket; rest: Buffer }> {
  const socket = connect({ host: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const take = reader(socket);
  socket.write(`<?xml version='1.0'?><stream:stream ${OPENING} to='${domain}'>`);
  const [, , id] = await take(/<stream:stream[^>]*\sid=(['"])(.*?)\1[^>]*>/);
  socket.write(`<handshake>${proof(id!, secret)}</handshake>`);
  await take(/<handshake\s*(?:\/>|><\/handshake>)/);
  return { socket, rest: take.rest() };
}

function proof(id: string, secret: string): string {
  return createHash('sha1')
    .update(id + secret)
    .digest('hex');
}

interface Take {
  (what: RegExp): Promise<RegExpExecArray>;
  rest(): Buffer;
}

/** Reads what the handshake consists of piece by piece; `rest` gives what came after it and lets the socket go. */
function reader(socket: Socket): Take {
  let seen = '';
  let look = () => {};
  let failed: Error | undefined;
  const data = (chunk: Buffer) => {
    seen += chunk.toString('latin1');
    look();
  };
  const fail = (why?: Error) => {
    failed = why ?? new Error(`the link was closed during the handshake: ${seen || 'nothing was said'}`);
    look();
  };
  const closed = () => fail();
  socket.on('data', data).on('error', fail).on('close', closed);
  const take = (what: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      look = () => {
        const match = what.exec(seen);
        if (match) {
          seen = seen.slice(match.index + match[0].length);
          look = () => {};
          resolve(match);
        } else if (failed) reject(failed);
        else if (seen.includes('<stream:error')) reject(new Error(`the handshake was refused: ${seen}`));
      };
      look();
    });
  return Object.assign(take, {
    rest: () => {
      socket.off('data', data).off('error', fail).off('close', closed);
      return Buffer.from(seen, 'latin1');
    },
  });
}
