// The one ordered way out to the component's socket: all that is written in a turn leaves in one piece.
// It keeps nothing for later: what is written while the link is down is dropped and counted.
import { Buffer } from 'node:buffer';
import { clearImmediate, setImmediate } from 'node:timers';
import type { ComponentLike } from './claim.ts';

export interface Outbox {
  /** Takes the bytes of whole stanzas; they are not copied, so they must not change any more. Never throws. */
  write(bytes: Uint8Array | string): void;
  /** Resolves when the kernel has taken everything, or the link is lost and there is nobody to take it. */
  flushed(): Promise<void>;
  /** How many bytes were written and have not been taken by the kernel. */
  readonly pending: number;
  /** How many writes were dropped, or lost with the link before the kernel took them. */
  readonly dropped: number;
  /** Sends what is there; whatever is written later is dropped. */
  close(): void;
}

// a turn with more is sent in several pieces, so that the socket can begin
const enough = 65_536;

/** @param component whose `socket` and `status` say, at each flush, where the bytes go */
export function outbox(component: ComponentLike): Outbox {
  let batch: Uint8Array[] = [];
  let batched = 0;
  let pending = 0;
  let dropped = 0;
  let closed = false;
  let turn: ReturnType<typeof setImmediate> | undefined;
  let waiting: (() => void)[] = [];

  function flush(): void {
    clearImmediate(turn);
    turn = undefined;
    const { length } = batch;
    if (length === 0) return;
    // one copy costs half of what the socket asks for a list of pieces (cork)
    const bytes = length === 1 ? batch[0]! : Buffer.concat(batch, batched);
    batch = [];
    batched = 0;
    const done = (error?: Error | null): void => {
      if (error) dropped += length;
      pending -= bytes.byteLength;
      if (pending > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    };
    const socket = openSocket(component);
    if (socket) socket.write(bytes, done);
    else done(new Error('offline'));
  }

  return {
    write(bytes) {
      const piece = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
      if (piece.byteLength === 0) return;
      if (closed || !openSocket(component)) {
        dropped++;
        return;
      }
      batch.push(piece);
      batched += piece.byteLength;
      pending += piece.byteLength;
      if (batched >= enough) flush();
      else turn ??= setImmediate(flush);
    },

    flushed() {
      if (pending === 0) return Promise.resolve();
      return new Promise(resolve => {
        waiting.push(resolve);
      });
    },

    get pending() {
      return pending;
    },

    get dropped() {
      return dropped;
    },

    close() {
      flush();
      closed = true;
    },
  };
}

function openSocket({ socket, status }: ComponentLike): ComponentLike['socket'] {
  if (status !== 'online') return null;
  // a socket whose end was sent is there until the server has closed its own
  return (socket as { writable?: boolean } | null)?.writable === false ? null : socket;
}
