// Types for @xmpp/client 0.14, as far as test/client.ts uses it; the package has none.
declare module '@xmpp/client' {
  import type { EventEmitter } from 'node:events';
  import type { Element } from 'ltx';

  export interface ClientOptions {
    /** `xmpp://host:port` for TCP without TLS from the start, `ws://host:port/path` for a WebSocket. */
    service: string;
    domain: string;
    resource?: string;
    credentials: (
      authenticate: (credentials: { username: string; password: string }, mechanism: string) => Promise<void>,
      mechanisms: string[],
    ) => Promise<void>;
  }

  export interface IncomingContext {
    readonly type: string;
    readonly name: string;
    readonly stanza: Element;
  }

  /** Events: 'stanza' (Element), 'status' (string), 'error' (Error), 'online' (JID), 'disconnect'. */
  export interface Client extends EventEmitter {
    /** Milliseconds that each step of the connection may take. */
    timeout: number;
    status: string;
    /** Over TCP it can be destroyed; over a WebSocket it has that one in it. */
    socket: { destroy?(): void; readonly socket?: { terminate?(): void } } | null;
    reconnect: { stop(): void };
    middleware: {
      use(middleware: (context: IncomingContext, next: () => Promise<unknown>) => unknown): void;
    };
    start(): Promise<{ toString(): string }>;
    stop(): Promise<unknown>;
    write(text: string): Promise<void>;
  }

  export function client(options: ClientOptions): Client;
}
