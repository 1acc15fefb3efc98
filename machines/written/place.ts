// A place in a written behaviour: what can be named there, and where its faults are noted.
import { hint } from '../nearest.ts';
import type { Faults, Path } from './faults.ts';
import type { Sort } from './moment.ts';
import { everywhere, field, type Known, type Names } from './names.ts';

/** What a behaviour has, by its names; read once, and noted which of it is used. */
export interface Book {
  readonly name: string;
  readonly faults: Faults;
  readonly slots: Names;
  readonly facts: Readonly<Record<string, Readonly<Record<string, Sort>>>>;
  /** The paths of all states, with a dot between. */
  readonly states: readonly string[];
  readonly told: Set<string>;
  wakes: boolean;
}

interface About {
  /** Names besides those that are known everywhere. */
  readonly names: Names;
  /** Whether somebody asks, or is meant. */
  readonly hasPerson: boolean;
  /** Whether an own request is heard, which is answered. */
  readonly isOrder?: boolean;
  /** Whether what another behaviour tells is heard, of which any field may be read. */
  readonly isForeign?: boolean;
}

export class Place {
  readonly book: Book;
  readonly path: Path;
  readonly about: About;

  constructor(book: Book, path: Path, about: About) {
    this.book = book;
    this.path = path;
    this.about = about;
  }

  at(...more: Path): Place {
    return new Place(this.book, [...this.path, ...more], this.about);
  }

  fault(sentence: string): void {
    this.book.faults.add(this.path, sentence);
  }

  /** What a name stands for here; a fault where it stands for nothing. */
  named(name: string): Known | undefined {
    const { book, about } = this;
    const known = own(everywhere, name) ?? own(book.slots, name) ?? own(about.names, name);
    if (known) return known;
    if (about.isForeign && /^fact\.[\w-]+$/.test(name)) return field(name.slice('fact.'.length), 'unknown');
    const all = [...Object.keys(everywhere), ...Object.keys(book.slots), ...Object.keys(about.names)];
    this.fault(`there is no {${name}} here${hint(name, all)}`);
    return undefined;
  }
}

/** What an object has of its own by a name. */
export function own<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
