// What one room is made with: its own settings and those of the service that hold for every room.
import type { RoomJid } from './address.ts';
import type { Limits, ServiceSettings, StaticRoom, Timers } from './settings.ts';

export interface RoomSettings {
  readonly jid: RoomJid;
  readonly name: string;
  readonly title?: string;
  readonly kind: string;
  /** Made by configuration: it stands when nobody is inside. */
  readonly permanent: boolean;
  readonly secret?: string;
  readonly topic?: string;
  readonly history: number;
  readonly privacy: boolean;
  readonly nicks: 'chosen' | 'assigned';
  readonly notices: boolean;
  /** Whether the real JIDs of those whose dialect cannot ask for privacy are hidden. */
  readonly hideRealJids: boolean;
  /** Bare JIDs of those who may decide for the room, besides its founder. */
  readonly moderators: readonly string[];
  /** What is set of behaviours here, by their names; stronger than what their kind sets. */
  readonly behaviours?: Readonly<Record<string, object>>;
  readonly limits: Limits;
  readonly timers: Timers;
}

/** A room that somebody makes by entering it: as the first pattern says that fits its name, private without one. */
export function dynamicRoom(service: ServiceSettings, jid: RoomJid, name: string): RoomSettings {
  const { history, notices, hideRealJids, moderators, limits, timers, patterns } = service;
  const pattern = patterns.find(({ names }) => fits(name, names));
  return {
    jid,
    name,
    kind: pattern?.kind ?? 'private',
    permanent: false,
    history,
    privacy: false,
    nicks: 'chosen',
    notices,
    hideRealJids,
    moderators,
    ...(pattern?.behaviours ? { behaviours: pattern.behaviours } : {}),
    limits,
    timers,
  };
}

/** Whether a name is of a pattern, in which a `*` stands for any letters. */
export function fits(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  const last = rest.pop()!;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, from);
    if (found < 0 || found + piece.length > name.length - last.length) return false;
    from = found + piece.length;
  }
  return true;
}

export function staticRoom(service: ServiceSettings, jid: RoomJid, name: string, room: StaticRoom): RoomSettings {
  const { name: _, history = service.history, moderators = [], ...own } = room;
  const { behaviours: __, ...plain } = dynamicRoom(service, jid, name);
  return { ...plain, ...stripUndefined(own), history, moderators: [...service.moderators, ...moderators], permanent: true };
}

function stripUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;
}
