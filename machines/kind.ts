// A kind of room: a list of behaviours with settings, made ready once and shared by all rooms of the kind.
import type { Behaviour, Phase, Reaction, Ruling, Scope } from './behaviour.ts';
import type { Fact } from './fact.ts';
import type { RoomSettings } from './room-settings.ts';

type AnyScope = Scope<unknown, object>;
type Rule = (scope: AnyScope, request: unknown) => Ruling<unknown>;
type Hear = (scope: AnyScope, fact: Fact) => Reaction<object> | undefined;

/** One behaviour's function, with the place of the behaviour in the declared order. */
export interface Placed<F> {
  readonly at: number;
  readonly run: F;
}

export interface Kind {
  readonly name: string;
  readonly about: string;
  /** Whether strangers may see the room in lists, and who is inside. */
  readonly listed: boolean;
  readonly behaviours: readonly Behaviour[];
  readonly settingsOf: (room: RoomSettings) => readonly unknown[];
  readonly rules: ReadonlyMap<Phase, readonly Placed<Rule>[]>;
  readonly hears: ReadonlyMap<string, readonly Placed<Hear>[]>;
}

export interface Part {
  readonly behaviour: Behaviour;
  readonly settings: (room: RoomSettings) => unknown;
}

/** Puts a behaviour into a kind, with its settings as they follow from the room's. */
export function part<Settings, Data extends object>(
  behaviour: Behaviour<Settings, Data>,
  settings: (room: RoomSettings) => Settings,
): Part {
  return { behaviour: behaviour as unknown as Behaviour, settings };
}

/** Makes a kind. Throws where two of its behaviours have one name. */
export function kind(about: Pick<Kind, 'name' | 'about' | 'listed'>, parts: readonly Part[]): Kind {
  const behaviours = parts.map(({ behaviour }) => behaviour);
  const twice = behaviours.find(({ name }, i) => behaviours.findIndex(other => other.name === name) !== i);
  if (twice) throw new Error(`The kind ${about.name} lists the behaviour ${twice.name} twice: leave one of them out.`);
  return {
    ...about,
    behaviours,
    settingsOf: room => parts.map(({ settings }) => settings(room)),
    rules: gather(behaviours, behaviour => behaviour.rules) as Kind['rules'],
    hears: gather(behaviours, behaviour => behaviour.hears) as Kind['hears'],
  };
}

function gather(
  behaviours: readonly Behaviour[],
  of: (behaviour: Behaviour) => object | undefined,
): Map<string, Placed<unknown>[]> {
  const gathered = new Map<string, Placed<unknown>[]>();
  behaviours.forEach((behaviour, at) => {
    for (const [name, run] of Object.entries(of(behaviour) ?? {}))
      gathered.set(name, [...(gathered.get(name) ?? []), { at, run }]);
  });
  return gathered;
}
