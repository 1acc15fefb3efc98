// Behaviours that are wrong on purpose, past what the compiler would let anybody write.
import type { Behaviour } from '../../machines/behaviour.ts';
import { faultsOfBehaviour } from '../../machines/behaviour-faults.ts';

/** The faults of a behaviour `lobby` with this in it. */
export function faultsWith(written: object): readonly string[] {
  return faultsOfBehaviour({ name: 'lobby', about: 'People wait.', ...written } as unknown as Behaviour);
}

/** The faults of a chart, whose actions and guards are those that are named. */
export function faultsOfChart(region: object, { actions = [], guards = [] }: { actions?: string[]; guards?: string[] } = {}) {
  const all = (names: string[]) => Object.fromEntries(names.map(name => [name, () => undefined]));
  const given = { ...(actions.length ? { actions: all(actions) } : {}), ...(guards.length ? { guards: all(guards) } : {}) };
  const start = 'The behaviour lobby, ';
  return faultsWith({ region, ...given }).map(fault => (fault.startsWith(start) ? fault.slice(start.length) : fault));
}
