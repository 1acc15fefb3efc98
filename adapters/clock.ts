// Time and chance: the only place where they come from.

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
let used = pool.length;

/** 96 random bits in hex. */
export function randomId(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let id = '';
  for (const end = used + bytesOfId; used < end; used++) id += hex[pool[used]!];
  return id;
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
