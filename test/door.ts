// How a test's client comes to its server: over TCP, or over a WebSocket, where each frame is an element by itself.
import { WebSocket } from 'ws';

/** Where clients come in. */
export type Door = { readonly host: string; readonly port: number } | { readonly url: string };

/** What @xmpp/client calls its `service`. */
export function serviceOf(door: Door): string {
  if (!('url' in door)) return `xmpp://${door.host}:${door.port}`;
  // Node 20 has none of its own
  globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;
  return door.url;
}

/** The stanza as it is written there: a frame has no stream around it that would name its namespace. */
export function framed(door: Door, stanza: string): string {
  if (!('url' in door)) return stanza;
  return stanza.replace(/^<(message|presence|iq)(?=[\s/>])(?![^>]*\sxmlns=)/, "<$1 xmlns='jabber:client'");
}

/** Ends a connection without a word. */
export function cut(socket: { destroy?(): void; readonly socket?: { terminate?(): void } }): void {
  if (socket.destroy) socket.destroy();
  else socket.socket?.terminate?.();
}
