// A person's connection: @xmpp/client over WebSocket, as any client in a browser has it, with every stanza told both ways.
// It does not come back by itself: whoever holds it opens a new one.
// @ts-expect-error: the package has no types; what is used of it is told below
import { client, xml as xmlElement } from '@xmpp/client';
import type { Tree } from '../../../machines/stanza.ts';
import type { XmlElement } from '../../../streams/tree.ts';
import { type Incoming, incomingOf } from './wire.ts';

/** Where somebody logs in, and as whom; without a name as nobody in particular. */
export interface Login {
  /** The WebSocket's URL, and the domain that people are at. */
  readonly websocket: string;
  readonly host: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface ConnectionEvents {
  online(jid: string): void;
  /** It is over, wished or not; a sentence where it never came to be. */
  ended(problem?: string): void;
  stanza(stanza: Incoming): void;
  /** Each stanza as it is on the wire, for those who look at it. */
  raw(out: boolean, xml: string): void;
}

export interface Connection {
  send(stanzas: readonly Tree[]): void;
  /** Asks, and gives the answer's payload. Rejects with a sentence where it is refused. */
  ask(stanza: Tree): Promise<readonly Tree[]>;
  /** Takes leave. */
  close(): void;
  /** Cuts the line without a word, as a train does in a tunnel. */
  cut(): void;
}

interface Element extends XmlElement {
  toString(): string;
}

interface Entity {
  readonly status: string;
  readonly socket: { readonly socket: WebSocket | null } | null;
  readonly reconnect: { stop(): void };
  readonly iqCaller: { request(stanza: Element): Promise<Element> };
  readonly iqCallee: { set(xmlns: string, name: string, answer: () => object): void };
  on(event: string, hear: (told: never) => void): void;
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
  send(stanza: Element): Promise<void>;
}

interface StanzaError extends Error {
  readonly condition?: string;
  readonly text?: string;
}

/** Opens it. */
export function connect({ websocket, host, username, password }: Login, events: ConnectionEvents): Connection {
  const entity: Entity = client({ service: websocket, domain: host, username, password, timeout: 10_000 });
  let over = false;
  let failure: string | undefined;
  const end = (problem?: string) => {
    if (over) return;
    over = true;
    events.ended(problem);
  };
  entity.reconnect.stop();
  // what is pushed is taken in where stanzas are heard
  entity.iqCallee.set('jabber:iq:browse', 'conference', () => ({}));
  entity.on('online', (jid: unknown) => events.online(String(jid)));
  entity.on('disconnect', () => end(failure));
  entity.on('error', (error: Error) => {
    failure = sentenceOf(error);
  });
  entity.on('stanza', (element: Element) => {
    events.raw(false, element.toString());
    events.stanza(incomingOf(element));
  });
  // what logs in is no stanza, and has the password in it
  entity.on('send', (element: Element) => {
    if (/^(iq|message|presence)$/.test(element.name)) events.raw(true, element.toString());
  });
  entity.start().catch((error: Error) => {
    end(failure ?? sentenceOf(error));
    // where nothing was opened there is nothing to close
    if (entity.status === 'open') void entity.stop().catch(() => undefined);
  });

  return {
    send(stanzas) {
      for (const stanza of stanzas) entity.send(toXml(stanza)).catch(() => undefined);
    },
    async ask(stanza) {
      try {
        return incomingOf(await entity.iqCaller.request(toXml(stanza))).payload;
      } catch (error) {
        const { text, condition, message } = error as StanzaError;
        throw new Error(text || condition || message);
      }
    },
    close() {
      end();
      void entity.stop().catch(() => undefined);
    },
    cut() {
      entity.socket?.socket?.close();
    },
  };
}

function sentenceOf(error: StanzaError): string {
  if (error.condition === 'not-authorized') return 'The name or the password is wrong: add the person again with the right ones.';
  if (/ECONNERROR|WebSocket/.test(error.message)) return 'The service does not answer. Try again when it is back.';
  return error.text || error.message;
}

function toXml({ name, attrs, children }: Tree): Element {
  return xmlElement(name, attrs, ...children.map(child => (typeof child === 'string' ? child : toXml(child))));
}
