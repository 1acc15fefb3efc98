// A text into a file that an asker named, or a sentence that says why not.
import { writeFileSync } from 'node:fs';
import { CommandError } from './exit-code.ts';

/** @throws CommandError with what stands against it and how to mend it */
export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(`${file} ${unwritable(error as NodeJS.ErrnoException)}`);
  }
}

function unwritable({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return 'cannot be written: make its folder first.';
    case 'ENOTDIR':
      return 'cannot be written: what should be its folder is a file.';
    case 'EISDIR':
      return 'is a folder: name the file in it.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'may not be written by this user: choose another file, or mend its rights.';
    default:
      return `cannot be written: ${message}.`;
  }
}
