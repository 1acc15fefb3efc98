// Where the facts of a replay are written, a line each: a file that only its owner may read, or what takes lines.
import { closeSync, openSync, writeSync } from 'node:fs';
import { CommandError } from '../exit-code.ts';

export class FactSheet {
  readonly #out: (text: string) => void;
  readonly #close: () => void;
  #waiting: string[] = [];
  #length = 0;

  /** @param file its name, or - for `out` @throws CommandError where it cannot be written */
  constructor(file: string, out: (line: string) => void) {
    if (file === '-') {
      this.#out = out;
      this.#close = () => {};
      return;
    }
    const descriptor = tried(file, () => openSync(file, 'w', 0o600));
    this.#out = text => void tried(file, () => writeSync(descriptor, `${text}\n`));
    this.#close = () => closeSync(descriptor);
  }

  add(line: string): void {
    this.#waiting.push(line);
    this.#length += line.length;
    if (this.#length > 65_536) this.#flush();
  }

  end(): void {
    this.#flush();
    this.#close();
  }

  #flush(): void {
    if (this.#waiting.length > 0) this.#out(this.#waiting.join('\n'));
    this.#waiting = [];
    this.#length = 0;
  }
}

function tried<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}.`);
  }
}
