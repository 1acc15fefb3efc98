// Bytes of a stream into text: a character cut in two waits for its other half, and bytes that are no UTF-8 end it.
// A decoder that puts U+FFFD in their place would let through what RFC 6120 (11.6) has us refuse.
import { Buffer, isUtf8 } from 'node:buffer';

const nothing = Buffer.alloc(0);

export class Utf8Stream {
  #rest = nothing;
  /** Whether bytes came that are no UTF-8; nothing is read after them. */
  broken = false;

  /** The text that these bytes complete, up to the first that are wrong. They are not kept. */
  read(bytes: Uint8Array): string {
    if (this.broken) return '';
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece;
    let whole = wholeLength(data, data.length);
    this.broken = !isUtf8(data.subarray(0, whole));
    if (this.broken) whole = soundLength(data);
    this.#rest = this.broken || whole === data.length ? nothing : Buffer.from(data.subarray(whole));
    return data.toString('utf8', 0, whole);
  }
}

/** How many of the first bytes there are without a character at their end that has begun and is not complete. */
function wholeLength(data: Uint8Array, length: number): number {
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = data[length - back]!;
    if (byte < 0x80) return length;
    if (byte < 0xc0) continue;
    // begins nothing
    if (byte > 0xf4) return length;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return size > back ? length - back : length;
  }
  return length;
}

/** How many bytes there are before the first that is wrong. */
function soundLength(data: Uint8Array): number {
  let sound = 0;
  for (let wrong = data.length; wrong - sound > 1; ) {
    const middle = (sound + wrong) >> 1;
    if (isUtf8(data.subarray(0, wholeLength(data, middle)))) sound = middle;
    else wrong = middle;
  }
  return wholeLength(data, sound);
}
