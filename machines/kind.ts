// A kind of room: a list of behaviours with settings, made ready once and shared by all rooms of the kind.
import { z } from 'zod';
import type { Behaviour, Reaction, Scope } from './behaviour.ts';
import { type Claims, claimsOf } from './claims.ts';
import { faultsOf } from './kind-faults.ts';
import type { Phase } from './phase.ts';
import { Chart, type Stand } from './region.ts';
import type { RoomSettings } from './room-settings.ts';

type Rule = (scope: Scope, request: unknown) => unknown;
type Hear = (scope: Scope, fact: unknown) => Reaction | undefined;

/** One behaviour's function, with the place of the behaviour in the declared order. */
export interface Placed<F> {
  readonly at: number;
  readonly name: string;
  readonly run: F;
}

export interface Kind {
  readonly name: string;
  readonly about: string;
  /** Whether strangers may see the room in lists, and who is inside. */
  readonly listed: boolean;
  readonly parts: readonly Part[];
  /** Where the charts begin: one list for all rooms. */
  readonly beginning: readonly (Stand | undefined)[];
  readonly rules: ReadonlyMap<Phase, readonly Placed<Rule>[]>;
  /** By what is heard: the behaviours that hear it in some state. */
  readonly hears: ReadonlyMap<string, readonly Placed<Hear | undefined>[]>;
  readonly claims: Claims;
  readonly features: readonly string[];
}

/** A behaviour in a kind. */
export interface Part {
  readonly behaviour: Behaviour;
  /** What the kind sets; the room's own settings are stronger. */
  readonly settings: object;
  /** Its own functions by what it hears, whatever the state. */
  readonly hears: Readonly<Record<string, Hear | undefined>>;
  readonly chart: Chart | undefined;
}

/** A behaviour as it is, or with settings of the kind. */
// biome-ignore lint/suspicious/noExplicitAny: each behaviour has settings and data of its own
export type Listed = Behaviour<any, any, any> | readonly [Behaviour<any, any, any>, object];

/**
 * Makes a kind.
 * @param source where it comes from, for messages: a file, or nothing
 * @throws Error with a sentence for each fault of the behaviours and of their company
 */
export function kind(about: Pick<Kind, 'name' | 'about' | 'listed'>, list: readonly Listed[], source?: string): Kind {
  const chosen = list.map(one => (Array.isArray(one) ? one : [one, {}]) as readonly [Behaviour, object]);
  const behaviours = chosen.map(([behaviour]) => behaviour);
  const faults = faultsOf(about.name, chosen);
  if (faults.length > 0) throw new Error(faults.map(fault => (source ? `${source}: ${fault}` : fault)).join('\n'));
  const parts = chosen.map(
    ([behaviour, settings]): Part => ({
      behaviour,
      settings,
      hears: (behaviour.hears ?? {}) as Part['hears'],
      chart: behaviour.region && chartOf(behaviour),
    }),
  );
  return {
    ...about,
    parts,
    beginning: parts.map(({ chart }) => chart?.initial),
    rules: gather(parts, ({ behaviour }) => Object.entries(behaviour.rules ?? {})) as Kind['rules'],
    hears: gather(parts, heardBy) as Kind['hears'],
    claims: claimsOf(behaviours),
    features: behaviours.flatMap(({ features }) => features ?? []),
  };
}

const charts = new WeakMap<Behaviour, Chart>();

/** One machine for each behaviour, however many kinds list it. */
function chartOf(behaviour: Behaviour): Chart {
  const chart = charts.get(behaviour) ?? new Chart(behaviour.name, behaviour.region!, Object.keys(behaviour.guards ?? {}));
  charts.set(behaviour, chart);
  return chart;
}

/** Where a behaviour stands in the declared order; -1 where it does not. */
export function placeOf({ parts }: Kind, name: string): number {
  return parts.findIndex(({ behaviour }) => behaviour.name === name);
}

/** The settings of a behaviour in a room; what stands last is strongest. Throws what the schema says. */
export function settingsIn({ behaviour, settings }: Part, room: RoomSettings, changed?: object): unknown {
  const own = room.behaviours?.[behaviour.name];
  const given = { ...behaviour.defaults?.(room), ...settings, ...own, ...changed };
  return (behaviour.settings ?? nothing).parse(given);
}

const nothing = z.strictObject({});

function heardBy({ hears, chart }: Part): [string, Hear | undefined][] {
  const names = new Set([...Object.keys(hears), ...(chart?.events ?? [])]);
  // a chart with a transition on everything is asked about everything, and knows itself where it listens
  return [...names].map(name => [name, hears[name]]);
}

function gather(parts: readonly Part[], of: (part: Part) => readonly [string, unknown][]): Map<string, Placed<unknown>[]> {
  const gathered = new Map<string, Placed<unknown>[]>();
  parts.forEach((part, at) => {
    for (const [name, run] of of(part))
      gathered.set(name, [...(gathered.get(name) ?? []), { at, name: part.behaviour.name, run }]);
  });
  return gathered;
}
