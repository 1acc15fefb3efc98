// What a behaviour is given when it rules or hears, made by hand.
import type { Scope } from '../../../machines/behaviour.ts';
import type { Floor } from '../../../machines/floor.ts';
import type { Person } from '../../../machines/person.ts';
import { makeFloor } from '../made-floor.ts';

export interface ScopeParts {
  readonly room?: Floor;
  readonly person?: Person | undefined;
  readonly at?: number;
}

export function scopeOf<Settings, Data>(
  settings: Settings,
  data: Data,
  { room = makeFloor(), person, at = 0 }: ScopeParts = {},
): Scope<Settings, Data> {
  return {
    room,
    settings,
    data,
    own: {},
    of: () => ({}),
    at,
    person,
    matches: () => false,
    holds: [],
    shared: () => undefined,
  };
}
