// The kinds of room of a replay: those of the recording, made of the behaviours that there are today, and whatever is
// put in the place of one.
import type { Behaviour } from '../../machines/behaviour.ts';
import { shippedBehaviours } from '../../machines/behaviours/all.ts';
import { type Kind, kind, type Listed } from '../../machines/kind.ts';
import { shippedKinds } from '../../machines/kinds/all.ts';
import { suggestion } from '../../machines/nearest.ts';
import type { RecordedKind } from './line.ts';

/** What a replay is to use besides what comes with Confab. */
export interface Instead {
  /** Each in the place of the one of its name, in every kind. */
  // biome-ignore lint/suspicious/noExplicitAny: each has settings and data of its own
  readonly behaviours?: readonly Behaviour<any, any, any>[];
  /** Each in the place of the one of its name, and of the recorded one. */
  readonly kinds?: readonly Kind[];
  /** The kind of the room, in the place of that by which it worked. */
  readonly kind?: string;
}

/** A kind cannot be made: a sentence without the full stop. */
export class KindFault extends Error {}

export class RecordedKinds {
  readonly #behaviours: ReadonlyMap<string, Behaviour>;
  readonly #given: ReadonlySet<string>;
  readonly #changed: ReadonlyMap<string, Behaviour>;
  /** As they come, and as they were made of the changed behaviours. */
  readonly #kinds: ReadonlyMap<string, Kind>;
  readonly #made = new Map<string, Kind>();

  constructor({ behaviours = [], kinds = [] }: Instead) {
    const found = kinds.flatMap(({ parts }) => parts.map(({ behaviour }) => behaviour));
    this.#behaviours = new Map([...shippedBehaviours, ...found, ...behaviours].map(one => [one.name, one] as const));
    this.#given = new Set(kinds.map(({ name }) => name));
    this.#changed = new Map(behaviours.map(one => [one.name, one] as const));
    this.#kinds = new Map([...shippedKinds, ...kinds].map(one => [one.name, one]));
  }

  /** By its name; undefined where there is none. @throws KindFault where it does not go together with what was changed */
  readonly named = (name: string): Kind | undefined => {
    const known = this.#made.get(name);
    if (known) return known;
    const plain = this.#kinds.get(name);
    const made = plain && tried(name, () => withChanged(plain, this.#changed));
    if (made) this.#made.set(name, made);
    return made;
  };

  /** Learns a kind as it was recorded, unless one of that name was given. @throws KindFault */
  learn({ name, listed, behaviours }: RecordedKind): Kind {
    const known = this.#given.has(name) ? this.named(name) : undefined;
    if (known) return known;
    const list = behaviours.map((one): Listed => {
      const { name: called, ...settings } = typeof one === 'string' ? { name: one } : one;
      const behaviour = this.#behaviours.get(called);
      if (!behaviour)
        throw new KindFault(
          `the kind ${name} has the behaviour ${called}, which does not come with Confab${suggestion(called, this.#behaviours.keys()) || '.'} Name its file: --behaviour FILE, or the configuration that has it: --config FILE`,
        );
      return [behaviour, settings];
    });
    const about = shippedKinds.find(one => one.name === name)?.about ?? '';
    const made = tried(name, () => kind({ name, about, listed }, list));
    this.#made.set(name, made);
    return made;
  }
}

function tried(name: string, make: () => Kind): Kind {
  try {
    return make();
  } catch (error) {
    throw new KindFault(`the kind ${name} cannot be made: ${(error as Error).message.split('\n').join(' ').replace(/\.$/, '')}`);
  }
}

/** The kind with other behaviours in the place of those of their names; itself where it has none of them. */
function withChanged(one: Kind, changed: ReadonlyMap<string, Behaviour>): Kind {
  if (!one.parts.some(({ behaviour }) => changed.has(behaviour.name))) return one;
  const { name, about, listed, parts } = one;
  return kind(
    { name, about, listed },
    parts.map(({ behaviour, settings }): Listed => [changed.get(behaviour.name) ?? behaviour, settings]),
  );
}
