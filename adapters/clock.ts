// Time and chance: the only place where they come from.

import { Buffer } from 'node:buffer';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls again and again; the answer stops it. */
  every(milliseconds: number, call: () => void): () => void;
}

let last = 0;
let shift = 0;

/** The machine's own time, which never goes back, whatever is done to its clock. Its timers do not keep a program alive. */
export const systemClock: Clock = {
  now() {
    const now = Date.now() + shift;
    if (now < last) shift += last - now;
    last = Math.max(last, now);
    return last;
  },
  every(milliseconds, call) {
    const timer: unknown = setInterval(call, milliseconds);
    // Deno's is a number
    (timer as { unref?: () => void }).unref?.();
    return () => clearInterval(timer as number);
  },
};

const bytesOfId = 12;
const pool = new Uint8Array(bytesOfId * 256);
let written = '';
let used = 0;

/** 96 random bits in hex. */
export function randomId(): string {
  if (used === written.length) {
    written = Buffer.from(crypto.getRandomValues(pool)).toString('hex');
    used = 0;
  }
  const half = used + bytesOfId;
  used = half + bytesOfId;
  // short pieces are copied: a longer one would keep all of them in memory
  const id = written.slice(half - bytesOfId, half) + written.slice(half, used);
  // and become one when somebody looks into it
  id.charCodeAt(0);
  return id;
}
