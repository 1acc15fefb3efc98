// Carries the XMPP of a page to the WebSocket of a real server (RFC 7395) and back, so that the page speaks to its own
// origin alone. It goes to the one URL that it was given, reads nothing, and waits for whoever reads slowly.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket } from 'ws';
import { maxPayload, upgrades } from './host/upgrade.ts';

/** Bytes that may wait on the way. */
const mostWaiting = 1024 * 1024;
/** Pages that are carried for at once. */
const mostPages = 64;
/** Milliseconds in which the server must have answered. */
const handshakeTimeout = 10_000;

export interface Relay {
  /** Takes an upgrade that was let in. */
  readonly take: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends all that it carries. */
  stop(): void;
}

/** @param log is told in a sentence why somebody could not be carried for */
export function relay(url: string, log: (sentence: string) => void): Relay {
  const pages = new Set<WebSocket>();
  function carry(page: WebSocket): void {
    if (pages.size >= mostPages) {
      page.close(tryLater, 'There are too many connections: close some pages.');
      return;
    }
    const far = new WebSocket(url, ['xmpp'], { handshakeTimeout, maxPayload, perMessageDeflate: false });
    pages.add(page);
    page.pause();
    far.on('open', () => {
      page.resume();
      hand(page, far);
      hand(far, page);
    });
    far.on('error', error => {
      log(`The WebSocket ${url} cannot be used: ${reasonOf(error)}. Check --websocket, and that the server has it switched on.`);
      end(page, unreachable, 'The server cannot be reached.');
    });
    page.on('error', () => page.terminate());
    page.on('close', () => {
      pages.delete(page);
      // one that is not open yet would complain of that
      if (far.readyState === WebSocket.CONNECTING) far.removeAllListeners('error').on('error', () => {});
      end(far);
    });
    far.on('close', () => end(page));
  }

  return {
    take: upgrades({ accept: carry }),
    stop() {
      for (const page of pages) page.terminate();
    },
  };
}

/** Codes of RFC 6455, 7.4.1 and of the registry that it made: what the other side may do about it. */
const unreachable = 1014;
const tryLater = 1013;

/** Who is paused would not hear that the other side agrees. */
function end(socket: WebSocket, code?: number, reason?: string): void {
  if (socket.isPaused) socket.resume();
  socket.close(code, reason);
}

function hand(from: WebSocket, to: WebSocket): void {
  from.on('message', (data: RawData, isBinary: boolean) => {
    if (to.readyState !== WebSocket.OPEN) return;
    to.send(data as Buffer, { binary: isBinary }, () => {
      if (from.isPaused && to.bufferedAmount < mostWaiting / 2) from.resume();
    });
    if (to.bufferedAmount > mostWaiting) from.pause();
  });
}

function reasonOf(error: Error & { code?: string }): string {
  if (error.code === 'ECONNREFUSED') return 'nothing listens there';
  return error.message === '' ? (error.code ?? 'no reason was given') : error.message;
}
