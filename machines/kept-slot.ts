// What is kept of one behaviour of a room: when the room is put away, and of how far it can be trusted.
import type { StateValue } from 'xstate';
import type { Stand } from './region.ts';

/** All that is kept of one behaviour when a room is put away. */
export interface KeptSlot {
  readonly data: object;
  /** What of the data is there and has no value: JSON leaves it out. */
  readonly unset?: readonly string[];
  /** Where the chart stands, also at its beginning: charts of later may begin elsewhere. */
  readonly state?: StateValue;
  readonly due?: number;
  /** Settings that were changed while the room stood. */
  readonly changed?: object;
  readonly faults?: number;
  readonly trust?: 'out' | 'closed';
}

export interface Trust {
  readonly faults: number;
  readonly now?: 'out' | 'closed';
}

/** What is kept of a behaviour that has come so far. */
export function keptSlot(
  data: object,
  stand: Stand | undefined,
  due: number | undefined,
  changed: object | undefined,
  trust: Trust | undefined,
): KeptSlot {
  const unset = Object.keys(data).filter(name => data[name as keyof typeof data] === undefined);
  return {
    data,
    ...(unset.length > 0 ? { unset } : {}),
    ...(stand ? { state: stand.value } : {}),
    ...(due === undefined ? {} : { due }),
    ...(changed ? { changed } : {}),
    ...(trust ? { faults: trust.faults, ...(trust.now ? { trust: trust.now } : {}) } : {}),
  };
}
