// Whether every effect that behaviours call is provided: looked at before a service starts. Only of kinds that rooms can
// be of by the configuration; what an operator does later fails when it is called.
import type { RoomJid } from '../../machines/address.ts';
import type { Kind, Part } from '../../machines/kind.ts';
import { hint } from '../../machines/nearest.ts';
import { dynamicRoom, type RoomSettings, staticRoom } from '../../machines/room-settings.ts';
import type { ServiceSettings } from '../../machines/settings.ts';

/**
 * A sentence for each effect that is called and is not provided.
 * @param provided the names of the effects that there are
 */
export function effectFaults(
  service: ServiceSettings,
  kinds: ReadonlyMap<string, Kind>,
  provided: readonly string[],
): readonly string[] {
  const missing = new Map<string, string>();
  const look = (kind: Kind | undefined, where: string, room: RoomSettings) => {
    for (const part of kind?.parts ?? [])
      for (const effect of calledBy(part, room))
        if (!provided.includes(effect) && !missing.has(effect))
          missing.set(effect, sentence(effect, part.behaviour.name, where, provided));
  };
  const anyRoom = dynamicRoom({ ...service, patterns: [] }, `room@${service.domain}` as RoomJid, 'room');
  for (const one of service.rooms) {
    const room = staticRoom(service, `${one.name}@${service.domain}` as RoomJid, one.name, one);
    look(kinds.get(room.kind), `the room ${one.name}`, room);
  }
  for (const { names, kind, behaviours } of service.patterns)
    look(kinds.get(kind), `rooms named ${names}`, { ...anyRoom, kind, ...(behaviours ? { behaviours } : {}) });
  look(kinds.get(anyRoom.kind), 'the rooms that people make', anyRoom);
  for (const { name } of service.kinds) look(kinds.get(name), `the kind ${name}`, { ...anyRoom, kind: name });
  return [...missing.values()];
}

/** @throws Error with a line for each effect that is missing */
export function needEffects(service: ServiceSettings, kinds: ReadonlyMap<string, Kind>, provided: readonly string[]): void {
  const faults = effectFaults(service, kinds, provided);
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/** By the settings that it would have in the room; nothing where they are wrong, which is said elsewhere. */
function calledBy({ behaviour, settings }: Part, room: RoomSettings): readonly string[] {
  if (!behaviour.effects) return [];
  const given = { ...behaviour.defaults?.(room), ...settings, ...room.behaviours?.[behaviour.name] };
  const read = behaviour.settings ? behaviour.settings.safeParse(given) : { success: true as const, data: {} };
  return read.success ? behaviour.effects(read.data) : [];
}

function sentence(effect: string, behaviour: string, where: string, provided: readonly string[]): string {
  const key = /^[\w-]+$/u.test(effect) ? effect : JSON.stringify(effect);
  return (
    `effects.${key} is missing: the behaviour ${behaviour} of ${where} calls it${hint(effect, provided)}` +
    ` Add [effects.${key}] with the lines use = "web-hook", url = "https://…" and secretFile = "…" to the configuration, ` +
    `or give attach() { effects: { ${/^[A-Za-z_]\w*$/u.test(effect) ? effect : JSON.stringify(effect)}: async call => ({ … }) } }.`
  );
}
