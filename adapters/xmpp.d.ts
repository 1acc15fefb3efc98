// Types of @xmpp/component 0.13.1, @xmpp/xml and @xmpp/jid, which have none: as much as this house uses.
// Members with a leading underscore are the library's inside; guarded-stream.ts, guarded-component.ts and connect.ts alone may touch them.

declare module '@xmpp/xml' {
  import type { EventEmitter } from 'node:events';
  import type { Element as LtxElement } from 'ltx';

  export type Element = LtxElement;

  /** What a connection needs of its parser: it emits `start`, `element` and `end` with an element, and `error`. */
  export interface Parser extends EventEmitter {
    write(data: string | Uint8Array): void;
    end(data?: string | Uint8Array): void;
  }
  export type ParserClass = new () => Parser;

  type Child = LtxElement | string | number | undefined | null;
  interface Xml {
    (name: string, attrs?: Record<string, unknown> | string | null, ...children: (Child | Child[])[]): LtxElement;
    /** The CommonJS class, not the one that `import … from 'ltx'` gives. */
    readonly Element: typeof LtxElement;
    readonly Parser: ParserClass;
    readonly XMLError: new (message?: string) => Error;
    escapeXML(text: string): string;
    unescapeXML(text: string): string;
    escapeXMLText(text: string): string;
    unescapeXMLText(text: string): string;
  }
  const xml: Xml;
  export default xml;
}

declare module '@xmpp/jid' {
  export class JID {
    constructor(local: string | undefined, domain: string, resource?: string);
    local: string;
    domain: string;
    resource: string;
    bare(): JID;
    equals(other: JID): boolean;
    toString(): string;
  }
  export function jid(text: string): JID;
  export function jid(local: string, domain: string, resource?: string): JID;
  export function parse(text: string): JID;
  export function equal(one: JID, other: JID): boolean;
  export default jid;
}

declare module '@xmpp/component' {
  import type { EventEmitter } from 'node:events';
  import type { Socket, TcpNetConnectOpts } from 'node:net';
  import type { JID } from '@xmpp/jid';
  import type { Element, Parser, ParserClass } from '@xmpp/xml';

  export { jid } from '@xmpp/jid';
  export { default as xml } from '@xmpp/xml';

  export type Status =
    | 'offline'
    | 'connecting'
    | 'connect'
    | 'opening'
    | 'open'
    | 'online'
    | 'closing'
    | 'close'
    | 'disconnecting'
    | 'disconnect';

  export interface ComponentOptions {
    /** `xmpp://host:port`; the port is 5347 where it is left out. */
    service: string;
    domain: string;
    password: string;
  }

  export interface IncomingContext {
    readonly stanza: Element;
    readonly name: string;
    readonly type: string;
    readonly id: string;
    readonly from: JID | null;
    readonly to: JID | null;
    /** The child of an iq get or set. */
    readonly element?: Element;
  }
  export type Next = () => Promise<unknown>;
  export type Middleware = (context: IncomingContext, next: Next) => unknown;
  export type IqHandler = (context: IncomingContext, next: Next) => unknown;

  export interface Component extends EventEmitter {
    status: Status;
    jid: JID | null;
    /** Milliseconds that the library waits by default for an answer of the server. */
    timeout: number;
    /** Null whenever there is no connection. */
    socket: Socket | null;
    parser: Parser | null;
    /** Our own stream header; what is sent hangs below it. */
    root: Element | null;
    options: ComponentOptions;
    Socket: new () => Socket;
    Parser: ParserClass;

    readonly reconnect: { delay: number; start(): void; stop(): void };
    readonly middleware: {
      use(middleware: Middleware): Middleware;
      filter(middleware: Middleware): Middleware;
    };
    readonly iqCaller: {
      request(stanza: Element, timeout?: number): Promise<Element>;
      get(element: Element, to?: string, timeout?: number): Promise<Element | undefined>;
      set(element: Element, to?: string, timeout?: number): Promise<Element | undefined>;
    };
    readonly iqCallee: {
      get(namespace: string, name: string, handler: IqHandler): void;
      set(namespace: string, name: string, handler: IqHandler): void;
    };

    start(): Promise<JID>;
    stop(): Promise<Element | undefined>;
    connect(service: string): Promise<void>;
    open(options: { domain: string; lang?: string; timeout?: number }): Promise<Element>;
    send(element: Element): Promise<void>;
    sendMany(elements: Iterable<Element>): Promise<void>;
    sendReceive(element: Element, timeout?: number): Promise<Element>;
    write(text: string): Promise<void>;
    isStanza(element: Element): boolean;

    authenticate(id: string, secret: string): Promise<void>;
    socketParameters(service: string): TcpNetConnectOpts;
    _jid(address: string): JID;
    _status(status: Status, ...details: unknown[]): void;
    _onData(data: string | Uint8Array): void;
    _detachParser(): void;
    _onElement(element: Element): void;
    _onStreamError(element: Element): void;
    _end(): Promise<Element | undefined>;
  }

  export function component(options: ComponentOptions): Component;
}
