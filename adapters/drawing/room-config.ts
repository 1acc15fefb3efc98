// The whole statechart of a kind of room as one machine in XState's own syntax: the base and each behaviour as regions
// that stand side by side. It is for pictures and other tools; what runs is the base and each region on its own.
import type { StateValue } from 'xstate';
import type { Behaviour } from '../../machines/behaviour.ts';
import { mark } from '../../machines/claims.ts';
import type { Kind } from '../../machines/kind.ts';
import { room } from '../../machines/room.ts';

/** A state as plain JSON: actions and guards by their names. `meta` has lists of names under a word, such as `hears`. */
// biome-ignore lint/suspicious/noExplicitAny: each has settings and data of its own
type Any = Behaviour<any, any, any>;

export interface StateConfig {
  readonly description?: string;
  readonly type?: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  readonly initial?: string;
  readonly tags?: readonly string[];
  readonly meta?: Duties;
  readonly states?: Readonly<Record<string, StateConfig>>;
  readonly [more: string]: unknown;
}

type Duties = Readonly<Record<string, readonly string[]>>;

export interface MachineConfig extends StateConfig {
  readonly id: string;
}

/** What `createMachine` and XState's tools take; for a kind `lecture` its regions are `base`, `lobby` and so on. */
export function roomConfig({ name, about, parts }: Kind): MachineConfig {
  const regions = parts.map(({ behaviour }) => [behaviour.name, regionOf(behaviour)] as const);
  const names = parts.map(({ behaviour }) => behaviour.name);
  return {
    // the region of a behaviour goes by the behaviour's name already
    id: names.includes(name) ? `${name} room` : name,
    description: about,
    type: 'parallel',
    states: { [baseName(names)]: base(), ...Object.fromEntries(regions) },
  };
}

/** The chart of one behaviour alone. */
export function behaviourConfig(behaviour: Any): MachineConfig {
  return { ...regionOf(behaviour), id: behaviour.name };
}

/** Behaviours side by side without a room around them, as a file may hold them. */
export function behavioursConfig(id: string, behaviours: readonly Any[]): MachineConfig {
  return { id, type: 'parallel', states: Object.fromEntries(behaviours.map(one => [one.name, regionOf(one)])) };
}

/** Where the whole stands, from where the base and each behaviour's chart do; behaviours without one have no place. */
export function wholeValue(
  config: MachineConfig,
  base: StateValue,
  stands: Readonly<Record<string, StateValue | undefined>>,
): StateValue {
  const [first, ...behaviours] = Object.keys(config.states ?? {});
  return Object.fromEntries([[first!, base], ...behaviours.map(name => [name, stands[name] ?? {}] as const)]);
}

function base(): StateConfig {
  // functions are left out: its context is the room's floor, which no tool has
  const { id: _, ...config } = plain(room.config);
  return { description: 'What every room is: people enter, speak, rename and leave.', ...config };
}

/** A behaviour that is called so itself keeps its name. */
function baseName(behaviours: readonly string[]): string {
  return behaviours.includes('base') ? 'base of the room' : 'base';
}

function regionOf(behaviour: Any): StateConfig {
  const { name, about, region } = behaviour;
  const chart = region ? plain(region) : {};
  const text = chart.description === undefined || chart.description === about ? about : `${about} ${chart.description}`;
  // by its name the chart's own targets find it, wherever it stands
  return { ...(region ? { id: name } : {}), ...chart, description: text, meta: dutiesOf(behaviour) };
}

/** What it does beside its chart, and in every state. */
function dutiesOf({ name, rules = {}, defers = {}, requests = {}, hears = {}, facts = {} }: Behaviour): Duties {
  const duties = {
    'rules on': Object.keys(rules),
    'may hold': Object.keys(defers),
    takes: Object.entries(requests).flatMap(([request, { word, who }]) =>
      who === 'effect' ? [] : [word === undefined ? request : `${mark}${word}`],
    ),
    hears: Object.keys(hears).filter(heard => !Object.hasOwn(requests, heard)),
    tells: Object.keys(facts).map(fact => `${name}.${fact}`),
  };
  return Object.fromEntries(Object.entries(duties).filter(([, names]) => names.length > 0));
}

function plain(config: object): StateConfig {
  return JSON.parse(JSON.stringify(config)) as StateConfig;
}
