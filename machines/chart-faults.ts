// What is wrong with the chart of a behaviour as it is written: names that are not there, and what a chart here
// cannot do. Where it leads is looked at in chart-paths.ts.
import type { Behaviour } from './behaviour.ts';
import { pathFaults } from './chart-paths.ts';
import {
  type ChartState,
  childOf,
  isTable,
  listOf,
  meantStates,
  placeOf,
  stateMeant,
  targetsOf,
  type Way,
  waysOf,
  within,
} from './chart-tree.ts';
import { hint } from './nearest.ts';
import type { RegionState, RegionTransition } from './region.ts';
import { sortOf } from './value-words.ts';

const stateKeys = Object.keys({
  description: 0,
  type: 0,
  initial: 0,
  states: 0,
  on: 0,
  always: 0,
  onDone: 0,
  entry: 0,
  exit: 0,
  tags: 0,
} satisfies Record<keyof RegionState, 0>);
const wayKeys = Object.keys({ target: 0, guard: 0, actions: 0, description: 0, reenter: 0 } satisfies Record<
  keyof RegionTransition,
  0
>);
const types = ['atomic', 'compound', 'parallel', 'final'];

const time = 'would not survive a restart: give back {wake: TIME} from an action, and listen to due';
/** What XState has and a chart here has not, and what to do instead. */
const absent: ReadonlyMap<string, string> = new Map([
  [
    'invoke',
    'starts something that would not survive a restart: what needs the world is done outside, and its answer comes as an own request',
  ],
  ['after', time],
  ['delay', time],
  ['spawn', 'makes actors, which a behaviour has none of: keep what belongs to a person in own'],
  ['history', 'would not survive a restart: keep in data where it stood, and choose the target by guards'],
  ['context', 'is not where a behaviour keeps anything: use data for the room and own for a person'],
  ['id', 'is not needed: #NAME.STATE leads to a state from the top'],
  ['cond', 'is called guard'],
  ['internal', 'is called reenter, and means the contrary'],
]);

/** Says what is wrong with a name that is heard; undefined where something comes under it. */
export type EventFault = (event: string) => string | undefined;

/** Sentences that begin with the state. `chart`: the tree of the behaviour's region. */
export function chartFaults(behaviour: Behaviour, chart: ChartState, eventFault: EventFault): string[] {
  const names = {
    name: behaviour.name,
    actions: Object.keys(behaviour.actions ?? {}),
    guards: Object.keys(behaviour.guards ?? {}),
  };
  const states = within(chart);
  const faults = states.flatMap(state => [
    ...shapeFaults(state),
    ...eventFaults(state, eventFault),
    ...actionFaults(state, state.written.entry, 'entry', names.actions),
    ...actionFaults(state, state.written.exit, 'exit', names.actions),
    ...waysOf(state).flatMap(way => wayFaults(way, names)),
  ]);
  // a chart that cannot be read leads nowhere: what follows would only be noise
  return faults.length > 0 ? faults : pathFaults(chart, behaviour.name);
}

function shapeFaults(state: ChartState): string[] {
  const { written, states, key } = state;
  const at = placeOf(state);
  const faults: string[] = [];
  for (const name of Object.keys(written))
    if (!stateKeys.includes(name)) faults.push(`${at}: ${strange('a state', name, stateKeys)}`);
  if (/[.#]|^$/u.test(key) && state.parent)
    faults.push(`${at}: the name “${key}” cannot stand in a path: write it without dots and number signs.`);
  const { type, initial } = written;
  if (type === 'history') faults.push(`${at}: history ${absent.get('history')}.`);
  else if (type !== undefined && !types.includes(String(type)))
    faults.push(`${at}: there is no type “${String(type)}”${hint(String(type), types)}`);
  if (written.states !== undefined && !isTable(written.states))
    faults.push(`${at}: states must be an object of states by their names, not ${sortOf(written.states)}.`);
  else if (!state.parent && states.length === 0)
    faults.push(`${at}: it has no states: leave the region out, or write its states.`);
  for (const child of states)
    if (!isTable((written.states as Record<string, unknown>)[child.key]))
      faults.push(`${placeOf(child)}: a state must be an object, such as {on: {…}}, or {}.`);
  if (states.length > 0 && type !== 'parallel' && (type === 'final' || type === 'atomic'))
    faults.push(`${at}: it is ${type} and has states in it: leave out one of the two.`);
  else if (states.length > 0 && type !== 'parallel') faults.push(...initialFaults(state, initial));
  if (written.on !== undefined && !isTable(written.on))
    faults.push(`${at}: on must be an object of transitions by what is heard, not ${sortOf(written.on)}.`);
  return faults;
}

function initialFaults(state: ChartState, initial: unknown): string[] {
  const names = state.states.map(({ key }) => key);
  if (initial === undefined)
    return [`${placeOf(state)}: it has no initial, the state in which it begins: write one of ${names.join(', ')}.`];
  if (typeof initial !== 'string') return [`${placeOf(state)}: initial must be the name of a state, not ${sortOf(initial)}.`];
  if (childOf(state, initial)) return [];
  return [`${placeOf(state)}: it begins in “${initial}”, which is no state in it${hint(initial, names)}`];
}

function eventFaults(state: ChartState, eventFault: EventFault): string[] {
  const { on } = state.written;
  if (!isTable(on)) return [];
  return Object.keys(on).flatMap(event => {
    const fault = eventFault(event);
    return fault ? [`${placeOf(state)}: it listens to “${event}”, ${fault}`] : [];
  });
}

interface Names {
  readonly name: string;
  readonly actions: readonly string[];
  readonly guards: readonly string[];
}

function wayFaults(way: Way, { name, actions, guards }: Names): string[] {
  const { from, by, written } = way;
  const at = `${placeOf(from)}, ${by}`;
  if (typeof written === 'function') return [`${at}: ${noFunction('a transition', 'actions')}`];
  if (typeof written !== 'string' && !isTable(written))
    return [`${at}: a transition is the name of a state, or an object such as {target, guard, actions}; not ${sortOf(written)}.`];
  const faults = targetsOf(way).flatMap(target => targetFaults(way, target, at, name));
  if (typeof written === 'string') return faults;
  for (const key of Object.keys(written))
    if (!wayKeys.includes(key)) faults.push(`${at}: ${strange('a transition', key, wayKeys)}`);
  if (written.guard !== undefined) faults.push(...nameFaults(at, written.guard, 'guard', guards));
  return [...faults, ...actionFaults(from, written.actions, by, actions)];
}

function targetFaults({ from }: Way, target: unknown, at: string, name: string): string[] {
  if (typeof target !== 'string') return [`${at}: a target is the name of a state, not ${sortOf(target)}.`];
  if (stateMeant(from, target, name)) return [];
  // from the top of the chart a state is written with a dot before it
  if (!from.parent && stateMeant(from, `.${target}`, name))
    return [`${at}: from the chart itself, a state is written with a dot before it: .${target}.`];
  return [`${at}: it leads to “${target}”, which is no state${hint(target, meantStates(from))}`];
}

function actionFaults(state: ChartState, written: unknown, by: string, actions: readonly string[]): string[] {
  return listOf(written).flatMap(one => nameFaults(`${placeOf(state)}, ${by}`, one, 'action', actions));
}

function nameFaults(at: string, one: unknown, sort: 'action' | 'guard', known: readonly string[]): string[] {
  if (typeof one === 'function') return [`${at}: ${noFunction(`a${sort === 'action' ? 'n' : ''} ${sort}`, `${sort}s`)}`];
  const name = isTable(one) ? one.type : one;
  if (typeof name !== 'string')
    return [`${at}: a${sort === 'action' ? 'n' : ''} ${sort} is a name, or {type: NAME, params: {…}}; not ${sortOf(one)}.`];
  if (isTable(one) && one.params !== undefined && !isTable(one.params))
    return [`${at}: the params of “${name}” are plain values in an object, not ${sortOf(one.params)}.`];
  if (known.includes(name)) return [];
  const does = sort === 'action' ? 'does' : 'asks';
  return [`${at}: it ${does} “${name}”, which is not among its ${sort}s${hint(name, known)}`];
}

function noFunction(what: string, where: string): string {
  return `${what} is a function here, where a chart has names only: write the function under ${where}, and its name here.`;
}

function strange(what: string, key: string, known: readonly string[]): string {
  const why = absent.get(key);
  if (why) return `${key} ${why}.`;
  return `${what} has no “${key}”${hint(key, known)}`;
}
