// What is wrong with rooms as they are configured, for the kinds that they are of: the kind itself, and the settings of
// its behaviours.

import type { RoomJid } from './address.ts';
import { isTable } from './chart-tree.ts';
import type { Kind, Part } from './kind.ts';
import { hint } from './nearest.ts';
import { overloadFaults } from './overload.ts';
import { dynamicRoom, type RoomSettings, staticRoom } from './room-settings.ts';
import { settingFaults } from './setting-faults.ts';
import type { ServiceSettings } from './settings.ts';
import { strayNames } from './stray-leads.ts';
import { sortOf } from './value-words.ts';

export interface RoomFault {
  /** From the room: `kind`, or `behaviours`, the behaviour and the key. */
  readonly path: readonly (string | number)[];
  /** What follows the path, without a full stop. */
  readonly text: string;
}

/**
 * What is wrong with the rooms, patterns and marks of a service; paths begin at the top.
 * @param broken kinds of which something else is known to be wrong
 */
export function serviceFaults(
  service: ServiceSettings,
  kinds: ReadonlyMap<string, Kind>,
  broken: ReadonlySet<string> = new Set(),
): RoomFault[] {
  const addressOf = (name: string) => `${name}@${service.domain}` as RoomJid;
  const rooms = service.rooms.map(room => staticRoom(service, addressOf(room.name), room.name, room));
  const patterns = service.patterns.map(({ kind, behaviours }) => ({
    ...dynamicRoom({ ...service, patterns: [] }, addressOf('room'), 'room'),
    kind,
    ...(behaviours ? { behaviours } : {}),
  }));
  const faultsIn = (list: string, of: readonly RoomSettings[]) =>
    of.flatMap((room, i) => {
      if (broken.has(room.kind)) return [];
      return roomFaults(room, kinds).map(({ path, text }) => ({ path: [list, i, ...path], text }));
    });
  return [
    ...overloadFaults(service.overload),
    ...faultsIn('rooms', rooms),
    ...faultsIn('patterns', patterns),
    ...strayNames(service, kinds),
  ];
}

/** None where a room with these settings can be made. */
export function roomFaults(room: RoomSettings, kinds: ReadonlyMap<string, Kind>): RoomFault[] {
  const kind = kinds.get(room.kind);
  if (!kind) return [{ path: ['kind'], text: `names no kind that there is${plain(hint(room.kind, kinds.keys()))}` }];
  const names = kind.parts.map(({ behaviour }) => behaviour.name);
  const given = Object.keys(room.behaviours ?? {});
  return [
    ...given
      .filter(name => !names.includes(name))
      .map(name => ({
        path: ['behaviours', name],
        text: `is no behaviour of the kind ${kind.name}${plain(hint(name, names))}`,
      })),
    ...kind.parts.flatMap(part => partFaults(part, room)),
  ];
}

function plain(words: string): string {
  return words.replace(/\.$/u, '');
}

function partFaults({ behaviour, settings }: Part, room: RoomSettings): RoomFault[] {
  const own: unknown = room.behaviours?.[behaviour.name];
  const at = ['behaviours', behaviour.name];
  if (own !== undefined && !isTable(own)) return [{ path: at, text: `must be a table of its settings, not ${sortOf(own)}` }];
  try {
    const given = { ...behaviour.defaults?.(room), ...settings, ...own };
    return settingFaults(behaviour, given).map(({ path, text }) => ({ path: [...at, ...path], text }));
  } catch (error) {
    return [
      { path: at, text: `cannot be made out: its defaults throw (${error instanceof Error ? error.message : String(error)})` },
    ];
  }
}
