// The server's end of an XEP-0114 link, in memory: streams and the handshake, then stanzas both ways.
// @xmpp/component runs over it unchanged; routing is memory-server.ts's affair.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import xml from '@xmpp/xml';
import type { Element } from 'ltx';
import { fromElement, serialize, type Xml } from './xml.ts';

const STREAM = 'http://etherx.jabber.org/streams';
const ACCEPT = 'jabber:component:accept';

export class MemoryLink {
  readonly #domain: string;
  readonly #receive: (stanza: Xml) => void;
  #socket: LinkSocket | undefined;
  #up = true;
  #ready = false;
  #waiting: (() => void)[] = [];

  /** `receive` is given every stanza that the component writes. */
  constructor(domain: string, receive: (stanza: Xml) => void) {
    this.#domain = domain;
    this.#receive = receive;
  }

  /** The class that an @xmpp/component entity is to make its sockets of. */
  get Socket(): new () => Socket {
    const accept = (socket: LinkSocket): void => this.#accept(socket);
    class OwnSocket extends LinkSocket {
      constructor() {
        super(accept);
      }
    }
    return OwnSocket as unknown as new () => Socket;
  }

  /** Whether the component has shaken hands and can be written to. */
  get ready(): boolean {
    return this.#ready;
  }

  send(stanza: Xml): void {
    this.#socket?.push(serialize(stanza));
  }

  /** Closes the link; whoever connects now waits until it is restored. */
  lose(): void {
    this.#up = false;
    this.#ready = false;
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  restore(): void {
    this.#up = true;
    for (const accept of this.#waiting.splice(0)) accept();
  }

  #accept(socket: LinkSocket): void {
    if (!this.#up) {
      this.#waiting.push(() => this.#accept(socket));
      return;
    }
    const parser = new xml.Parser();
    const decoder = new StringDecoder('utf8');
    this.#socket = socket;
    parser.on('start', () => {
      const names = `xmlns='${ACCEPT}' xmlns:stream='${STREAM}'`;
      socket.push(`<?xml version='1.0'?><stream:stream ${names} from='${this.#domain}' id='memory'>`);
    });
    parser.on('element', (element: Element) => {
      if (element.name !== 'handshake') return this.#receive(fromElement(element));
      socket.push('<handshake/>');
      this.#ready = true;
    });
    parser.on('end', () => {
      socket.push('</stream:stream>');
      socket.push(null);
    });
    socket.written = bytes => parser.write(decoder.write(bytes));
    socket.emit('connect');
  }
}

/** As much of net.Socket as a component uses: a duplex stream that can connect. */
class LinkSocket extends Duplex {
  readonly #accept: (socket: LinkSocket) => void;
  written: (bytes: Buffer) => void = () => {};

  constructor(accept: (socket: LinkSocket) => void) {
    super({ allowHalfOpen: false });
    this.#accept = accept;
  }

  connect(): this {
    queueMicrotask(() => this.#accept(this));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    // a wire is never so quick as to answer before the writer has turned to listen
    setImmediate(() => this.written(chunk));
    done();
  }
}
