// The lines of a file, read piece by piece: a recording may be larger than what fits into memory.
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { unreadable } from '../config-file.ts';
import { CommandError } from '../exit-code.ts';
import { bounds } from './reading.ts';

const pieceBytes = 262_144;

/**
 * Each line without its end, the last one also where it has none. The file is closed when all are read, or nobody
 * wants more.
 * @throws CommandError where the file cannot be read
 */
export function* recordingLines(file: string): Generator<string> {
  const descriptor = tried(file, () => openSync(file, 'r'));
  try {
    const bytes = Buffer.allocUnsafe(pieceBytes);
    const decoder = new StringDecoder('utf8');
    // of the line that goes on in the next piece
    let open: string[] = [];
    let length = 0;
    for (let most: number = bounds.header; ; ) {
      const count = tried(file, () => readSync(descriptor, bytes, 0, pieceBytes, null));
      const text = count === 0 ? decoder.end() : decoder.write(bytes.subarray(0, count));
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        const piece = text.slice(from, end);
        yield length === 0 ? piece : open.join('') + piece;
        open = [];
        length = 0;
        most = bounds.line;
        from = end + 1;
      }
      open.push(text.slice(from));
      length += text.length - from;
      // what is longer is refused by whoever reads it, and is not gathered
      if (count === 0 || length > most) break;
    }
    if (length > 0) yield open.join('');
  } finally {
    closeSync(descriptor);
  }
}

function tried<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new CommandError(`${file}: ${unreadable(error)}.`);
  }
}
