// What is wrong with one behaviour by itself, each fault a sentence with its fix. What only the company of others
// shows is looked at in kind-faults.ts.
import type { Behaviour } from './behaviour.ts';
import { chartFaults, type EventFault } from './chart-faults.ts';
import { type ChartState, chartTree, eventsOf, isTable, listOf, waysOf, within } from './chart-tree.ts';
import { factTypes } from './fact-types.ts';
import { leadFaults } from './lead-faults.ts';
import { hint } from './nearest.ts';
import { deferrable, type Phase, phases } from './phase.ts';
import { ownFactFaults, requestFaults } from './request-faults.ts';
import { isPlainFunction, sortOf } from './value-words.ts';

const keys = Object.keys({
  name: 0,
  about: 0,
  settings: 0,
  defaults: 0,
  data: 0,
  own: 0,
  requests: 0,
  facts: 0,
  region: 0,
  actions: 0,
  guards: 0,
  rules: 0,
  defers: 0,
  hears: 0,
  awake: 0,
  requires: 0,
  shares: 0,
  effects: 0,
  found: 0,
  leads: 0,
  features: 0,
} satisfies Record<keyof Behaviour, 0>);

export const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u;

/** Sentences that say which behaviour, where in it, what is wrong and how to mend it; none where all is well. */
export function faultsOfBehaviour(behaviour: Behaviour): readonly string[] {
  const nameFault = nameFaultOf(behaviour);
  if (nameFault) return [nameFault];
  const chart = isTable(behaviour.region) ? chartTree(behaviour.region as unknown as Record<string, unknown>) : undefined;
  const faults = [
    ...plainFaults(behaviour),
    ...requestFaults(behaviour, name => isHeard(behaviour, chart, name)),
    ...ownFactFaults(behaviour),
    ...leadFaults(behaviour),
    ...functionFaults(behaviour),
    ...hearingFaults(behaviour),
    ...deferFaults(behaviour, chart),
    ...(chart ? chartFaults(behaviour, chart, eventFaultIn(behaviour, true)) : []),
    ...unusedFaults(behaviour, chart),
  ];
  return faults.map(fault => `The behaviour ${behaviour.name}${fault.startsWith('it ') ? fault.slice(2) : `, ${fault}`}`);
}

/** Everything that a behaviour hears in some state or in all. */
export function heardNames({ hears, region }: Behaviour): readonly string[] {
  const events = isTable(region) ? eventsOf(chartTree(region as unknown as Record<string, unknown>)) : [];
  return [...Object.keys(hears ?? {}), ...events];
}

function nameFaultOf(behaviour: Behaviour): string | undefined {
  if (!isTable(behaviour)) return `A behaviour is an object, made by behaviour({…}); not ${sortOf(behaviour)}.`;
  const { name } = behaviour;
  if (typeof name !== 'string' || name === '') return 'A behaviour has no name: give it one in kebab-case, such as voice-queue.';
  if (kebabCase.test(name)) return undefined;
  const plain = name
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
  return `The behaviour “${name}” has a name that is not in kebab-case: call it ${kebabCase.test(plain) ? plain : 'voice-queue, or the like'}.`;
}

function plainFaults({ about, settings, features, region, awake, ...rest }: Behaviour): string[] {
  const faults = Object.keys(rest)
    .filter(key => !keys.includes(key))
    .map(key => `it has “${key}”, which is not known${hint(key, keys)}`);
  if (typeof about !== 'string' || about.trim() === '') faults.push('it has no about: say in one sentence what it does.');
  if (settings !== undefined && !(isTable(settings) && typeof (settings as { safeParse?: unknown }).safeParse === 'function'))
    faults.push(`settings must be a z.strictObject({…}), not ${sortOf(settings)}.`);
  if (features !== undefined && !(Array.isArray(features) && features.every(one => typeof one === 'string' && one !== '')))
    faults.push("features must be a list of namespaces, such as ['urn:xmpp:hats:0'].");
  if (awake !== undefined && typeof awake !== 'boolean') faults.push(`awake must be true or false, not ${sortOf(awake)}.`);
  if (region !== undefined && !isTable(region))
    faults.push(`region must be a chart such as {initial, states}, not ${sortOf(region)}.`);
  return faults;
}

const single = ['defaults', 'data', 'own', 'requires', 'shares'] as const;
const several = ['actions', 'guards', 'rules', 'hears'] as const;

/** What must be functions, and such as say what they say at once. */
function functionFaults(behaviour: Behaviour): string[] {
  return [
    ...single.flatMap(key => (behaviour[key] === undefined ? [] : functionFault(key, behaviour[key]))),
    ...several.flatMap(key => {
      const functions: unknown = behaviour[key];
      if (functions === undefined) return [];
      if (!isTable(functions)) return [`${key} must be an object of functions by their names, not ${sortOf(functions)}.`];
      return Object.entries(functions).flatMap(([name, value]) => functionFault(`${key}.${name}`, value));
    }),
  ];
}

function functionFault(where: string, value: unknown): string[] {
  if (isPlainFunction(value)) return [];
  if (typeof value !== 'function') return [`${where} must be a function, not ${sortOf(value)}.`];
  return [
    `${where} is ${sortOf(value)}, and what a behaviour says must be known at once: make it an ordinary function; what needs the world is done outside, and its answer comes as an own request.`,
  ];
}

function hearingFaults(behaviour: Behaviour): string[] {
  const { rules, hears } = behaviour;
  const eventFault = eventFaultIn(behaviour, false);
  return [
    ...Object.keys(isTable(rules) ? rules : {})
      .filter(phase => !isPhase(phase))
      .map(phase => `it rules on “${phase}”, which is no phase${hint(phase, phases)}`),
    ...Object.keys(isTable(hears) ? hears : {}).flatMap(name => {
      const fault = eventFault(name);
      return fault ? [`it hears “${name}”, ${fault}`] : [];
    }),
  ];
}

function isPhase(phase: string): phase is Phase {
  return (phases as readonly string[]).includes(phase);
}

/** Says under which names something comes. Facts of others are known where they are: in a kind. */
function eventFaultIn({ name, requests, facts }: Behaviour, isChart: boolean): EventFault {
  const requestNames = Object.keys(isTable(requests) ? requests : {});
  const factNames = Object.keys(isTable(facts) ? facts : {}).map(fact => `${name}.${fact}`);
  const known = [...requestNames, ...factNames, ...factTypes].filter(one => one !== 'commanded');
  return event => {
    if (event === '*')
      return isChart ? undefined : 'but only a state of a chart listens to everything: name each fact that it hears.';
    if (event === 'commanded')
      return `but its own requests come by their names: ${requestNames.join(', ') || 'write them under requests'}.`;
    if (event.endsWith('.*')) return 'but facts are heard by their whole names: write each of them.';
    if (event.startsWith('xstate.')) return 'but no such thing comes here: for a time, give back {wake: TIME} and listen to due.';
    if (known.includes(event)) return undefined;
    if (event.startsWith(`${name}.`)) return `which is not among its facts${hint(event, factNames)}`;
    if (/^[a-z][a-z0-9-]*\.[A-Za-z]/u.test(event)) return undefined;
    return `which is no fact, nor one of its requests${hint(event, known)}`;
  };
}

function isHeard(behaviour: Behaviour, chart: ChartState | undefined, name: string): boolean {
  const events = chart ? eventsOf(chart) : [];
  return Object.hasOwn(behaviour.hears ?? {}, name) || events.includes(name) || events.includes('*');
}

function deferFaults(behaviour: Behaviour, chart: ChartState | undefined): string[] {
  const { defers, rules } = behaviour;
  if (defers === undefined) return [];
  if (!isTable(defers))
    return [`defers must be an object of lists by phase, such as {enter: ['approve']}; not ${sortOf(defers)}.`];
  return Object.entries(defers).flatMap(([phase, names]) => {
    if (!isPhase(phase)) return [`it defers “${phase}”, which is no phase${hint(phase, phases)}`];
    if (!deferrable.has(phase))
      return [`it defers ${phase}, for which nobody can wait: only ${[...deferrable].join(', ')} can be held.`];
    if (!Object.hasOwn(rules ?? {}, phase))
      return [`it defers ${phase} without ruling on it: write rules.${phase}, or leave defers.${phase} out.`];
    if (!Array.isArray(names)) return [`defers.${phase} must be a list of names of what it hears, not ${sortOf(names)}.`];
    if (names.length === 0)
      return [
        `it defers ${phase}, and nothing can resolve what it holds: name in defers.${phase} what it hears for that; due where time alone does.`,
      ];
    return names
      .filter(name => name !== 'due' && !isHeard(behaviour, chart, String(name)))
      .map(
        name => `it defers ${phase} until “${String(name)}”, which it does not hear${hint(String(name), heardNames(behaviour))}`,
      );
  });
}

/** What is written and never used was meant to be. */
function unusedFaults({ actions, guards }: Behaviour, chart: ChartState | undefined): string[] {
  const ways = chart ? within(chart).flatMap(waysOf) : [];
  const written = ways.flatMap(way => (isTable(way.written) ? [way.written] : []));
  const states = chart ? within(chart).map(state => state.written) : [];
  const done = namesIn([...written.map(way => way.actions), ...states.flatMap(({ entry, exit }) => [entry, exit])]);
  const asked = namesIn(written.map(way => way.guard));
  const unused = (sort: string, given: unknown, used: ReadonlySet<string>, verb: string) =>
    Object.keys(isTable(given) ? given : {})
      .filter(name => !used.has(name))
      .map(name =>
        chart
          ? `it has the ${sort} ${name}, which its chart never ${verb}: name it in a state, or leave it out.`
          : `it has the ${sort} ${name} and no chart that ${verb} it: write a region, or leave it out.`,
      );
  return [...unused('action', actions, done, 'does'), ...unused('guard', guards, asked, 'asks')];
}

function namesIn(written: readonly unknown[]): ReadonlySet<string> {
  return new Set(written.flatMap(listOf).map(one => String(isTable(one) ? one.type : one)));
}
