// Every state and transition of a chart, with the shortest way there: found by trying every event in every state, with
// every answer that its guards could give. Which answers go together in a room, a chart does not know.
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { type Stepped, stateNamed, transitionNamed, Walk } from './chart-walk.ts';
import { kindOf, type Subject } from './subject.ts';

/** One event on the way, and what the guards that were asked must say. */
export interface PathStep {
  readonly event: string;
  readonly guards: Readonly<Record<string, boolean>>;
}

/** The shortest way to a state or a transition. */
export interface Path {
  /** The behaviour, or the id of the machine. */
  readonly behaviour: string;
  /** `state closed`, or `transition open, on close → closed`. */
  readonly to: string;
  /** Events in their order; none where a chart begins there. */
  readonly steps: readonly PathStep[];
  /** All of it in words: `close (isFull, not isOpen), said`. */
  readonly text: string;
}

export interface Paths {
  readonly paths: readonly Path[];
  /** What no way leads to, whatever the guards say. */
  readonly unreachable: readonly string[];
}

interface Walked {
  readonly snapshot: AnyMachineSnapshot;
  readonly steps: readonly PathStep[];
}

/** Answers of guards that are tried for one event at most: more say little, and take long. */
const mostAnswers = 1024;

/**
 * The shortest paths to every state and every transition of the charts of a behaviour, a list, a kind, or a machine of
 * XState.
 * @throws Error where the subject has no chart at all
 */
export function paths(subject: Subject | AnyStateMachine): Paths {
  const charts = chartsOf(subject);
  if (charts.length === 0) throw new Error('There is no chart here: paths are found in behaviours that have a region.');
  const found = charts.map(([name, chart]) => pathsIn(name, chart));
  return { paths: found.flatMap(one => one.paths), unreachable: found.flatMap(one => one.unreachable) };
}

/** The shortest paths through one chart, by the names of its states and transitions. */
export function pathsIn(behaviour: string, machine: AnyStateMachine): Paths {
  const walk = new Walk(machine);
  const { states, transitions } = walk.places;
  const found = new Map<string, Path>();
  const note = (to: string | undefined, steps: readonly PathStep[]) => {
    if (to !== undefined && !found.has(to)) found.set(to, { behaviour, to, steps, text: textOf(steps) });
  };
  const seen = new Set<string>();
  const queue: Walked[] = [];
  const arrive = (snapshot: AnyMachineSnapshot, steps: readonly PathStep[]) => {
    for (const node of snapshot._nodes) note(stateNamed(states.get(node)), steps);
    const key = JSON.stringify(snapshot.value);
    if (seen.has(key)) return;
    seen.add(key);
    queue.push({ snapshot, steps });
  };
  arrive(walk.at({}), []);
  for (let walked = queue.shift(); walked; walked = queue.shift()) {
    const { snapshot, steps } = walked;
    for (const event of eventsOf(machine)) {
      for (const { guards, stepped } of outcomes(walk, snapshot, event)) {
        const after = [...steps, { event, guards }];
        for (const one of stepped.transitions) note(transitionNamed(transitions.get(one)), after);
        for (const node of stepped.states) note(stateNamed(states.get(node)), after);
        arrive(stepped.snapshot, after);
      }
    }
  }
  const all = [...[...states.values()].map(stateNamed), ...[...transitions.values()].map(transitionNamed)];
  return {
    paths: all.flatMap(to => found.get(to!) ?? []),
    unreachable: all.filter(to => !found.has(to!)).map(to => `${behaviour}: ${to}`),
  };
}

/** Each way in which an event can go, by what the guards say that it asks. */
function* outcomes(walk: Walk, snapshot: AnyMachineSnapshot, event: string): Iterable<Outcome> {
  const tries: Readonly<Record<string, boolean>>[] = [{}];
  for (let tried = 0; tried < tries.length && tried < mostAnswers; tried++) {
    const guards: Record<string, boolean> = {};
    const ask = (name: string, params: unknown): boolean => {
      const guard = params === undefined ? name : `${name} ${JSON.stringify(params)}`;
      if (guard in guards) return guards[guard]!;
      const told = tries[tried]![guard];
      // what nobody has thought of yet: no at first, and yes another time
      if (told === undefined) tries.push({ ...guards, [guard]: true });
      guards[guard] = told ?? false;
      return guards[guard];
    };
    let stepped: Stepped;
    try {
      stepped = walk.step(snapshot, event, { ask, act: () => {} });
    } catch {
      // with these answers the chart goes round and round
      continue;
    }
    if (stepped.transitions.length > 0) yield { guards, stepped };
  }
}

interface Outcome {
  readonly guards: Readonly<Record<string, boolean>>;
  readonly stepped: Stepped;
}

function chartsOf(subject: Subject | AnyStateMachine): readonly (readonly [string, AnyStateMachine])[] {
  if ('root' in subject) return [[subject.id, subject]];
  return kindOf(subject).parts.flatMap(({ behaviour, chart }) =>
    chart ? [[behaviour.name, chart.machine as unknown as AnyStateMachine] as const] : [],
  );
}

function eventsOf({ events }: AnyStateMachine): readonly string[] {
  return events.filter(event => !event.startsWith('xstate.')).map(event => (event === '*' ? 'anything' : event));
}

function textOf(steps: readonly PathStep[]): string {
  return steps
    .map(({ event, guards }) => {
      const said = Object.entries(guards).map(([guard, answer]) => (answer ? guard : `not ${guard}`));
      return said.length > 0 ? `${event} (${said.join(', ')})` : event;
    })
    .join(', ');
}
