// What a configuration names from outside, loaded and checked together with all that is to use it: when a service
// starts, and again while it runs.

import type { RoomJid } from '../machines/address.ts';
import type { Kind } from '../machines/kind.ts';
import { roomFaults, serviceFaults } from '../machines/room-faults.ts';
import { dynamicRoom, type RoomSettings, staticRoom } from '../machines/room-settings.ts';
import type { AttachedEngine } from './attach.ts';
import { type Config, ConfigError } from './config.ts';
import { prepareRoomName } from './config-names.ts';
import { writePath } from './config-schema.ts';
import { LoadError, type Loaded, loadBehaviours } from './load-behaviours.ts';
import type { RoomSummary } from './room-report.ts';

export interface Equipment {
  /** What came from outside. */
  readonly brought: Loaded;
  /** Every kind by its name. */
  readonly kinds: ReadonlyMap<string, Kind>;
}

/**
 * Loads what the configuration names, and checks kinds, rooms and patterns with it.
 * @throws ConfigError with all that is wrong
 */
export async function equip(config: Config): Promise<Equipment> {
  const brought = await load(config);
  const { kinds, problems } = config.check(brought);
  if (problems.length > 0) throw new ConfigError(problems);
  return { brought, kinds };
}

/**
 * Loads kinds and behaviours anew, and lets every room of a running engine go on by them. Other settings stay.
 * @param config of the engine
 * @param fresh where kinds and behaviours are taken from: the same configuration, or as it reads now
 * @returns for each room what could not be kept, a sentence each
 * @throws ConfigError with all that is wrong: then nothing is changed
 */
export async function reloadKinds(
  config: Config,
  engine: Pick<AttachedEngine, 'rooms' | 'learn' | 'replace'>,
  fresh: Config = config,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { kinds } = await equip(fresh);
  return goOn(config, engine, kinds);
}

/**
 * Lets rooms of a running engine go on by other kinds.
 * @param settings of the engine
 * @param next the kind by which a room goes on; undefined where it stays as it is. Without it all go on by their own
 * @returns for each room that went on, what could not be kept, a sentence each
 * @throws ConfigError with all that is wrong: then nothing is changed
 */
export function goOn(
  config: Pick<Config, 'settings'>,
  engine: Pick<AttachedEngine, 'rooms' | 'learn' | 'replace'>,
  kinds: ReadonlyMap<string, Kind>,
  next: (room: RoomSummary) => string | undefined = room => room.kind,
): Readonly<Record<string, readonly string[]>> {
  const rooms = engine.rooms().flatMap(room => {
    const kind = next(room);
    return kind === undefined ? [] : [{ ...room, kind }];
  });
  // rooms that people make later are made by the settings that the engine has
  const later = serviceFaults({ ...config.settings, rooms: [] }, kinds);
  const now = rooms.flatMap(room => roomFaults(settingsOf(room, config), kinds).map(fault => ({ ...fault, room: room.jid })));
  const problems = [
    ...later.map(({ path, text }) => `the settings that the service runs with: ${writePath(path)} ${text}`),
    ...now.map(({ room, path, text }) => `the room ${room}: ${writePath(path)} ${text}`),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  engine.learn(kinds);
  return Object.fromEntries(rooms.map(({ jid, kind }) => [jid, engine.replace(jid, kind)]));
}

async function load({ outside, problemAt }: Config): Promise<Loaded> {
  try {
    return await loadBehaviours(outside.list, outside.from);
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    throw new ConfigError(error.faults.map(({ at, text }) => problemAt(['behaviours', at], text)));
  }
}

/** What a room was made with, as the kind that it is now. */
function settingsOf(
  { jid, name, kind }: { jid: string; name: string; kind: string },
  { settings }: Pick<Config, 'settings'>,
): RoomSettings {
  const own = settings.rooms.find(room => prepareRoomName(room.name) === name);
  const address = jid as RoomJid;
  return { ...(own ? staticRoom(settings, address, name, own) : dynamicRoom(settings, address, name)), kind };
}
