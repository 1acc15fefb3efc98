// Texts into bytes. What is short-lived is written side by side into slabs, which costs a third of a buffer for each.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const slabBytes = 16_384;
let slab = new Uint8Array(slabBytes);
let used = 0;

export function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** In a buffer of its own: for what is kept. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** In a slab with others: for what is soon forgotten, since each keeps the slab in memory. */
export function encodeBriefly(text: string): Uint8Array {
  const most = text.length * 3;
  if (most > slabBytes / 4) return encoder.encode(text);
  if (used + most > slabBytes) {
    slab = new Uint8Array(slabBytes);
    used = 0;
  }
  const start = used;
  used += encoder.encodeInto(text, slab.subarray(start)).written;
  return slab.subarray(start, used);
}
