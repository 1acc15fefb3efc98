// The file of what could not be delivered: a line of JSON for each call, for the operator to read. Of bounded size, and for
// nobody else's eyes. It sends nothing again.
import { chmodSync, closeSync, existsSync, fchmodSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

export interface DeadLetterOptions {
  readonly file: string;
  /** Bytes after which a new file is begun; the one before is kept as FILE.1. */
  readonly most?: number;
  /** Told when it cannot be written. */
  readonly onFailure: (error: unknown) => void;
}

const usual = 5_000_000;
/** Characters of a line; of what has more the input is left out. */
const longest = 100_000;

/** Writes an entry at once: what is told to be in it is there when the program ends. */
export function deadLetters({ file, most = usual, onFailure }: DeadLetterOptions): (entry: object) => void {
  return entry => {
    try {
      const line = lineOf(entry);
      const size = append(file, line);
      if (size < most) return;
      renameSync(file, `${file}.1`);
    } catch (error) {
      onFailure(error);
    }
  };
}

/** Whether entries can be written: nothing where they can, or why not, in words that follow the file's name. */
export function deadLetterFault(file: string): string | undefined {
  try {
    if (existsSync(file)) chmodSync(file, 0o600);
    append(file, '');
    return undefined;
  } catch (error) {
    return `cannot be written: ${(error as Error).message}`;
  }
}

/** Returns how long the file is then. */
function append(file: string, line: string): number {
  const at = openSync(file, 'a', 0o600);
  try {
    // one that was there before may be open to others
    fchmodSync(at, 0o600);
    writeSync(at, line);
    return fstatSync(at).size;
  } finally {
    closeSync(at);
  }
}

function lineOf(entry: object): string {
  const line = JSON.stringify(entry);
  return `${line.length <= longest ? line : JSON.stringify({ ...entry, input: undefined, cut: true })}\n`;
}
