// Writes to the end of one file. Each time the file is opened anew: ten thousand rooms may be recorded at once.
import { open } from 'node:fs/promises';

/**
 * Puts lines at the end of a file, which is made with mode 0600 where it is not there.
 * @param size bytes that the file has so far; what is behind them is of a write that failed, and goes
 * @returns the bytes that it has then
 */
export type Append = (path: string, lines: Uint8Array, size: number) => Promise<number>;

export const append: Append = async (path, lines, size) => {
  // a new file must be ours alone: nobody else may have put one there
  const file = await open(path, size === 0 ? 'ax' : 'a', 0o600).catch(error => {
    if (size > 0 || (error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return open(path, 'r+');
  });
  try {
    const found = (await file.stat()).size;
    if (found < size) throw new Error('somebody else has changed the file');
    if (found > size) await file.truncate(size);
    if (size === 0) await file.chmod(0o600);
    await file.appendFile(lines);
    return size + lines.length;
  } finally {
    await file.close();
  }
};

/** Why it could not be written, in words that follow what could not. */
export function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'this user may not write there';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'there is a file of that name, and no folder';
    default:
      return (error as Error).message;
  }
}
