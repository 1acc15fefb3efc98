// What is wrong with a written behaviour, collected: one sentence for each fault, with file, place and fix.

export type Path = readonly PropertyKey[];

/** `states.open.on.said[0].if`. */
export function pathText(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join('');
}

export class Faults {
  readonly #source: string;
  readonly #sentences = new Set<string>();

  constructor(source: string) {
    this.#source = source;
  }

  add(path: Path, sentence: string): void {
    const place = path.length > 0 ? [pathText(path)] : [];
    this.#sentences.add([this.#source, ...place, sentence].join(': ').replace(/[^.?!]$/u, '$&.'));
  }

  get isEmpty(): boolean {
    return this.#sentences.size === 0;
  }

  /** Throws an Error with a line for each fault, where there is one. */
  throw(): void {
    if (this.#sentences.size > 0) throw new Error([...this.#sentences].join('\n'));
  }
}
