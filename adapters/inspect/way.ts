// Which transitions of a room's chart were taken in a step, as far as can be told from where it stood before and after,
// and from what happened. The engine is not asked: it does not say more for being watched.
import type { StateValue } from 'xstate';
import { type Chart, type ChartState, type ChartTransition, statesOf } from '../drawing/chart.ts';

/** What happened in a step, as the charts hear of it. */
export interface Happened {
  /** The event that the base was given; nothing where it was given none. */
  readonly request: string | undefined;
  /** By outlineOf. */
  readonly facts: readonly string[];
}

/** By which of its actions the base tells a fact: of several ways, which one was taken. */
const actionOf: Readonly<Record<string, string>> = {
  entered: 'admit',
  renamed: 'rename',
  identified: 'rename',
  appeared: 'appear',
  waiting: 'hold',
};

/** The ids of those transitions, in the order of the chart. */
export function waysTaken(chart: Chart, before: StateValue, after: StateValue, happened: Happened): readonly string[] {
  const [base, ...behaviours] = chart.root.states;
  const [was, is] = [activeIn(chart, before), activeIn(chart, after)];
  const taken = new Set<string>();
  const regions = [
    { region: base, mayBe: baseEvents(happened), sole: happened.request === undefined ? [] : [happened.request] },
    ...behaviours.map(region => {
      const events = eventsFor(region.name, happened.facts);
      return { region, mayBe: (type: string) => events.has(type) || (type === '*' && events.size > 0), sole: [...events] };
    }),
  ];
  for (const { region, mayBe, sole } of regions) {
    if (!region) continue;
    const own = chart.transitions.filter(({ from }) => isWithin(from, region.id));
    const moved = moves(region, own, was, is, mayBe);
    for (const id of moved) taken.add(id);
    if (moved.length > 0) continue;
    const told = new Set(happened.facts.map(fact => actionOf[wordsOf(fact)[0]!]));
    for (const event of sole) for (const id of stayed(own, was, is, event, region === base ? told : undefined)) taken.add(id);
  }
  return chart.transitions.filter(({ id }) => taken.has(id)).map(({ id }) => id);
}

/** The states in which a chart is, with all around them. */
function activeIn({ root }: Chart, value: StateValue): ReadonlySet<string> {
  const active = new Set<string>();
  const add = (state: ChartState, inner: StateValue | undefined): void => {
    active.add(state.id);
    for (const child of state.states) {
      if (inner === child.name) add(child, undefined);
      else if (typeof inner === 'object' && Object.hasOwn(inner, child.name)) add(child, inner[child.name]);
    }
  };
  add(root, value);
  return active;
}

/** What the base may have been given in that step: where a held request went on, that may be anything. */
function baseEvents({ request, facts }: Happened): (type: string) => boolean {
  const isFree = facts.some(fact => wordsOf(fact)[0] === 'released');
  return type => isFree || type === request || type === 'vacated';
}

/** What a behaviour heard: facts, its own requests by their names, the time that it waited for. */
function eventsFor(behaviour: string, facts: readonly string[]): ReadonlySet<string> {
  return new Set(
    facts.flatMap(fact => {
      const [type = '', whose, name = ''] = wordsOf(fact);
      if (type === 'commanded') return whose === behaviour ? [name] : [];
      return type === 'due' && whose !== behaviour ? [] : [type];
    }),
  );
}

type May = (type: string) => boolean;

/** The ways from one state to another in each group that is in another state than before. */
function moves(
  region: ChartState,
  transitions: readonly ChartTransition[],
  was: ReadonlySet<string>,
  is: ReadonlySet<string>,
  may: May,
): readonly string[] {
  return statesOf(region).flatMap(group => {
    if (group.type !== 'compound' || !was.has(group.id) || !is.has(group.id)) return [];
    const from = group.states.find(({ id }) => was.has(id));
    const to = group.states.find(({ id }) => is.has(id));
    return from && to && from !== to ? shortest(group, from, to, transitions, was, is, may) : [];
  });
}

/** The shortest way between two states of a group; empty where none is known. */
function shortest(
  group: ChartState,
  start: ChartState,
  end: ChartState,
  transitions: readonly ChartTransition[],
  was: ReadonlySet<string>,
  is: ReadonlySet<string>,
  may: May,
): readonly string[] {
  const ways = new Map<ChartState, readonly string[]>([[start, []]]);
  // what needs no event comes after what does
  const ordered = [true, false].flatMap(isCaused => transitions.filter(({ event }) => (event !== undefined) === isCaused));
  for (const [state, way] of ways) {
    for (const { id, from, to, event, type = event } of ordered) {
      if (type !== undefined && !may(type)) continue;
      // of the group itself, or of what is around it, in every state
      if (!isWithin(from, state.id) && !isWithin(group.id, from)) continue;
      if (state === start && !was.has(from)) continue;
      const goal = group.states.find(one => to.some(target => isWithin(target, one.id)));
      if (!goal || ways.has(goal) || goal === state) continue;
      if (goal === end && !to.every(target => is.has(target))) continue;
      ways.set(goal, [...way, id]);
    }
  }
  return ways.get(end) ?? [];
}

/** Of what leaves a state as it is only what cannot have been anything else. */
function stayed(
  transitions: readonly ChartTransition[],
  was: ReadonlySet<string>,
  is: ReadonlySet<string>,
  event: string,
  told: ReadonlySet<string | undefined> | undefined,
): readonly string[] {
  const all = transitions.filter(({ from, event: word, type = word }) => type === event && was.has(from));
  const inner = all.reduce((longest, { from }) => (from.length > longest.length ? from : longest), '');
  const candidates = all.filter(({ from }) => from === inner);
  const meant = candidates.filter(({ actions }) => actions.some(action => told?.has(action)));
  const [one] = meant.length === 1 ? meant : candidates;
  if (!one || (meant.length !== 1 && (candidates.length > 1 || one.guard !== undefined))) return [];
  // whoever came back to where they were
  return one.to.every(target => is.has(target)) ? [one.id] : [];
}

function isWithin(id: string, group: string): boolean {
  return id === group || id.startsWith(`${group}.`);
}

function wordsOf(outline: string): readonly string[] {
  return outline.split(' ');
}
