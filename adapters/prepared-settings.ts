// The settings of a service, checked, with every address in them in the form by which addresses are compared.
import type { z } from 'zod';
import type { RoomJid } from '../machines/address.ts';
import { type Brought, catalogue } from '../machines/catalogue.ts';
import type { Kind } from '../machines/kind.ts';
import { serviceFaults } from '../machines/room-faults.ts';
import type { StandingRoom } from '../machines/service-actor.ts';
import { ServiceSettings } from '../machines/settings.ts';
import { parseAddress } from '../streams/address.ts';
import { isProgramLocal } from '../streams/program-address.ts';
import { writePath } from './config-schema.ts';

export type ServiceSettingsInput = z.input<typeof ServiceSettings>;

/**
 * Checks the settings, prepares every address in them, and makes the kinds of room.
 * @throws Error with a line for each fault
 */
export function prepare(
  input: ServiceSettingsInput,
  brought: Brought = {},
): {
  settings: ServiceSettings;
  standing: readonly StandingRoom[];
  kinds: ReadonlyMap<string, Kind>;
} {
  const settings = ServiceSettings.parse(input);
  const domain = parseAddress(settings.domain);
  if (domain?.local !== '' || domain.resource !== undefined) throw new Error(`domain: “${settings.domain}” is not a host name.`);
  const standing = settings.rooms.map((room, i): StandingRoom => {
    const address = parseAddress(`${room.name}@${domain.host}`);
    if (!address || room.name.includes('@'))
      throw new Error(`rooms[${i}].name: “${room.name}” cannot stand before the @ of an address.`);
    if (isProgramLocal(address.local))
      throw new Error(`rooms[${i}].name: “${room.name}” is how people are called for whom a program speaks: leave out the ~.`);
    const own = room.moderators?.map(text => preparedPerson(text, `rooms[${i}].moderators`));
    return {
      jid: address.bare as string as RoomJid,
      name: address.local,
      settings: { ...room, ...(own ? { moderators: own } : {}) },
    };
  });
  const twice = standing.find(({ jid }, i) => standing.findIndex(other => other.jid === jid) !== i);
  if (twice) throw new Error(`rooms: ${twice.jid} is there twice. Leave one of the two out.`);
  const moderators = settings.moderators.map(text => preparedPerson(text, 'moderators'));
  const create = Array.isArray(settings.create) ? settings.create.map(preparedCreator) : settings.create;
  const kinds = catalogue(settings.kinds, brought);
  const faults = serviceFaults(settings, kinds);
  if (faults.length > 0)
    throw new Error(faults.map(({ path, text }) => `${writePath(path)} ${text}.`.replace('?.', '?')).join('\n'));
  return {
    kinds,
    settings: { ...settings, domain: domain.host, moderators, ...(create === undefined ? {} : { create }) },
    standing,
  };
}

function preparedPerson(text: string, where: string): string {
  const address = parseAddress(text);
  if (!address || address.local === '' || address.resource !== undefined)
    throw new Error(`${where}: “${text}” is not the address of a person: write it as user@host.`);
  return address.bare;
}

function preparedCreator(text: string): string {
  const address = parseAddress(text);
  if (!address || address.resource !== undefined)
    throw new Error(`create: “${text}” is neither a domain nor a JID without a resource.`);
  return address.bare;
}
