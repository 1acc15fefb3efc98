// Rooms with many people in them, as an engine would have kept them: without the storm of their coming in.
import { parse } from 'ltx';
import { makeEngine } from '../../adapters/engine.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { BareJid, RealJid } from '../../machines/address.ts';
import type { KeptService } from '../../machines/service-actor.ts';
import type { XmlElement } from '../../streams/tree.ts';

/** The address of one of them; the first is the one who speaks. */
export const member = (room: string, order: number): string => `p${order}@${room}.example/toys`;

/** What the first of a room says. */
export const saying = (room: string, domain: string, id: number, body: string): string =>
  `<message from='${member(room, 0)}' to='${room}@${domain}' type='groupchat' id='${id}'><body>${body}</body></message>`;

/** @param sizes how many are in each room, by the room's name */
export function crowd(settings: ServiceSettingsInput, sizes: Readonly<Record<string, number>>): KeptService {
  const engine = makeEngine(settings, {});
  for (const room of Object.keys(sizes))
    engine.take(parse(`<presence from='${member(room, 0)}' to='${room}@${settings.domain}/p0'/>`) as unknown as XmlElement);
  const kept = engine.keep();
  engine.stop();
  const rooms = kept.rooms.map(room => {
    const [first] = room.kept.people;
    const size = sizes[room.name]!;
    const people = Array.from({ length: size }, (_, order) => ({
      ...first!,
      id: `${order}`.padStart(24, 'f'),
      real: member(room.name, order) as RealJid,
      bare: member(room.name, order).split('/')[0] as BareJid,
      nick: `p${order}`,
      nickKey: `p${order}`,
      order,
    }));
    return { ...room, kept: { ...room.kept, people, nextOrder: { ...room.kept.nextOrder, arrival: size } } };
  });
  return { ...kept, rooms };
}
