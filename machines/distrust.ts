// What becomes of a behaviour that fails. One that rules is never left out: after several faults its phases are
// closed until somebody looks. One that only hears is taken out of the room.
import type { Floor } from './floor.ts';

/** Faults after which the phases of a behaviour are closed. */
export const mostFaults = 3;

/** A behaviour threw, or gave back what it may not. */
export class BehaviourFault extends Error {
  /** The behaviour's place in the declared order. */
  readonly place: number;
  readonly behaviour: string;

  constructor(place: number, behaviour: string, where: string, cause: unknown) {
    super(`${behaviour}, ${where}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'BehaviourFault';
    this.place = place;
    this.behaviour = behaviour;
  }
}

/** Whether others rely on what it rules. */
export function isRuling(floor: Floor, place: number): boolean {
  return Object.keys(floor.kindOf.parts[place]!.behaviour.rules ?? {}).length > 0;
}

/** Counts a fault of a behaviour that rules, and closes its phases when there are too many. */
export function distrust(floor: Floor, place: number, error: unknown, where: string, atOnce = false): void {
  const { name } = floor.kindOf.parts[place]!.behaviour;
  const before = floor.slots.trust(place);
  const faults = (before?.faults ?? 0) + 1;
  const isClosed = atOnce || faults >= mostFaults;
  floor.undo(floor.slots.setTrust(place, { faults, ...(isClosed ? { now: 'closed' } : {}) }));
  tellFault(
    floor,
    error instanceof BehaviourFault ? error : new BehaviourFault(place, name, where, error),
    isClosed ? 'closed' : undefined,
  );
}

/** Takes a behaviour that only hears out of the room. */
export function takeOut(floor: Floor, fault: BehaviourFault): void {
  floor.undo(floor.slots.setTrust(fault.place, { faults: 1, now: 'out' }));
  tellFault(floor, fault, 'out');
}

function tellFault(floor: Floor, fault: BehaviourFault, now: 'out' | 'closed' | undefined): void {
  floor.tell({ type: 'failed', request: fault.behaviour, error: fault, behaviour: fault.behaviour, ...(now ? { now } : {}) });
}
