// Counts rooms and people by walking through the registry, when somebody asks. A hundred thousand rooms are counted in
// several turns, so that nobody waits for it; what changes in between may be in one count and not in another.
import { setImmediate } from 'node:timers';
import type { Desk, Entry } from '../../machines/desk.ts';
import { dialects } from '../../streams/dialects/all.ts';

export interface Census {
  /** By kind: those that somebody made or the configuration has, and those in which somebody only waits. */
  readonly rooms: ReadonlyMap<string, { standing: number; reserved: number }>;
  readonly people: ReadonlyMap<string, { inside: number; waiting: number }>;
  /** By behaviour: in how many rooms it failed and is out, or closed. */
  readonly shut: ReadonlyMap<string, { out: number; closed: number }>;
  /** Requests that behaviours hold. */
  readonly holds: number;
}

/** The dialects by which people can be in a room: those that say who came in, and those of programs. */
export const spoken: readonly string[] = dialects.filter(({ say, isMute }) => say.entered || isMute).map(({ name }) => name);

/** Rooms that are counted in one turn. */
const roomsOfTurn = 2_000;

/** Gives the census of that moment; those who ask while it is taken get the same. */
export function census(desk: Desk): () => Promise<Census> {
  let running: Promise<Census> | undefined;
  return () => {
    running ??= take(desk).finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function take(desk: Desk): Promise<Census> {
  const rooms = new Map([...desk.kinds.keys()].map(name => [name, { standing: 0, reserved: 0 }]));
  const people = new Map(spoken.map(name => [name, { inside: 0, waiting: 0 }]));
  const shut = new Map<string, { out: number; closed: number }>();
  let holds = 0;
  let left = roomsOfTurn;
  for (const entry of desk.rooms.values()) {
    if (left-- === 0) {
      left = roomsOfTurn;
      await new Promise(resolve => setImmediate(resolve));
    }
    const { floor } = entry;
    const ofKind = found(rooms, floor.kind, () => ({ standing: 0, reserved: 0 }));
    ofKind[desk.stands(floor.jid) ? 'standing' : 'reserved']++;
    for (const [name, count] of people) count.inside += floor.people.speaking(name);
    if (floor.people.waitingSize > 0) {
      for (const { dialect } of floor.people.waiting()) {
        found(people, dialect, () => ({ inside: 0, waiting: 0 })).waiting++;
      }
    }
    holds += floor.holds.size;
    countShut(entry, shut);
  }
  return { rooms, people, shut, holds };
}

function countShut({ floor: { slots } }: Entry, shut: Map<string, { out: number; closed: number }>): void {
  const { parts } = slots.kind;
  for (let at = 0; at < parts.length; at++) {
    const now = slots.trust(at)?.now;
    if (now) found(shut, parts[at]!.behaviour.name, () => ({ out: 0, closed: 0 }))[now]++;
  }
}

function found<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
