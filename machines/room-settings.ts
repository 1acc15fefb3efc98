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
  readonly limits: Limits;
  readonly timers: Timers;
}

/** A room that somebody makes by entering it: private, and all else as the service has it. */
export function dynamicRoom(service: ServiceSettings, jid: RoomJid, name: string): RoomSettings {
  const { history, notices, hideRealJids, limits, timers } = service;
  return {
    jid,
    name,
    kind: 'private',
    permanent: false,
    history,
    privacy: false,
    nicks: 'chosen',
    notices,
    hideRealJids,
    limits,
    timers,
  };
}

export function staticRoom(service: ServiceSettings, jid: RoomJid, name: string, room: StaticRoom): RoomSettings {
  const { name: _, history = service.history, ...own } = room;
  return { ...dynamicRoom(service, jid, name), ...stripUndefined(own), history, permanent: true };
}

function stripUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;
}
