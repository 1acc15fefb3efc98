// To which room a behaviour's lead leads: the room's name tells its kind, by the configuration's patterns, and the kind
// must be one whose rooms are found so. Everything here only reads.
import type { RoomJid } from './address.ts';
import type { Lead } from './behaviour.ts';
import type { Desk } from './desk.ts';
import type { Floor } from './floor.ts';
import { type Kind, type Part, settingsIn } from './kind.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { dynamicRoom, type RoomSettings, staticRoom } from './room-settings.ts';

/** What is known of a service and its rooms. */
export type Grounds = Pick<Desk, 'settings' | 'kinds'> & { readonly rooms: Pick<Desk['rooms'], 'get'> };

export interface Landing {
  readonly jid: RoomJid;
  readonly name: string;
  /** What was asked for, in normal form. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A kind of room that somebody may come into, with what the configuration sets for it. */
export interface Ground {
  readonly kind: Kind;
  readonly settings: RoomSettings;
  /** Its name, or such names. */
  readonly names: string;
  /** Where they stand in the configuration. */
  readonly path?: readonly (string | number)[];
}

/** Of a name that may stand before the @, in the form in which addresses are compared. */
const prepared = /^[!#-%(-.0-9;=?[-~]{1,1023}$/u;
const nothingSuch = refuse('service-unavailable', 'This is not done here.');
const nowhere = refuse(
  'item-not-found',
  'No room can have what this leads to: the rooms here of such names are of another kind.',
);

/** How a lead is asked: the element, for sentences. */
export const askedBy = (behaviour: string, lead: string) => `<${lead} xmlns='urn:confab:${behaviour}'/>`;

/** The rooms that the service may have: as its patterns say, as without one, and those of its configuration. */
export function groundsOf({ settings, kinds }: Pick<Desk, 'settings' | 'kinds'>): readonly Ground[] {
  const read = groundsRead.get(settings);
  if (read?.kinds === kinds) return read.grounds;
  const grounds = groundsIn(settings, kinds);
  groundsRead.set(settings, { kinds, grounds });
  return grounds;
}

/** Read once, as long as there are those kinds: there may be thousands of rooms. */
const groundsRead = new WeakMap<Desk['settings'], { readonly kinds: Desk['kinds']; readonly grounds: readonly Ground[] }>();

function groundsIn(service: Desk['settings'], kinds: Desk['kinds']): readonly Ground[] {
  const plain = dynamicRoom({ ...service, patterns: [] }, addressIn(service.domain, 'room'), 'room');
  const ground = (settings: RoomSettings, more: Pick<Ground, 'names' | 'path'>): Ground[] => {
    const kind = kinds.get(settings.kind);
    return kind ? [{ kind, settings, ...more }] : [];
  };
  return [
    ...service.patterns.flatMap(({ names, kind, behaviours }, i) =>
      ground({ ...plain, kind, ...(behaviours ? { behaviours } : {}) }, { names, path: ['patterns', i, 'names'] }),
    ),
    ...ground(plain, { names: '*' }),
    ...service.rooms.flatMap((room, i) => {
      const settings = staticRoom(service, addressIn(service.domain, room.name), room.name, room);
      return ground(settings, { names: room.name, path: ['rooms', i, 'name'] });
    }),
  ];
}

/** Namespaces of the leads by which rooms of the service may be found. */
export function leadFeatures(desk: Pick<Desk, 'settings' | 'kinds'>): readonly string[] {
  const names = groundsOf(desk).flatMap(({ kind }) => kind.parts.filter(hasLeads).map(({ behaviour }) => behaviour.name));
  return [...new Set(names)].map(name => `urn:confab:${name}`);
}

function hasLeads({ behaviour }: Part): boolean {
  return Object.keys(behaviour.leads ?? {}).length > 0;
}

/** The room that is meant, whether it is there or not; or why there is none. Throws where a lead gives what is no name. */
export function landingOf(grounds: Grounds, behaviour: string, lead: string, given: object): Landing | Refusal {
  let refusal: Refusal | undefined;
  for (const ground of groundsOf(grounds)) {
    const led = ledBy(ground, behaviour, lead, given);
    if (led === undefined) continue;
    const landed = isRefusal(led) ? led : landing(grounds, led.room, behaviour, lead, given);
    if (!isRefusal(landed)) return landed;
    refusal ??= landed;
  }
  return refusal ?? nothingSuch;
}

/** Whether the room of that name, as it is or would be, is found by the same: else nobody would come into it. */
function landing(grounds: Grounds, name: string, behaviour: string, lead: string, given: object): Landing | Refusal {
  const { settings: service, kinds } = grounds;
  if (!prepared.test(name))
    throw new Error(`${askedBy(behaviour, lead)} leads to “${name}”, which is no name as addresses have it.`);
  const jid = addressIn(service.domain, name);
  const floor = grounds.rooms.get(jid)?.floor;
  const settings = floor?.settings ?? dynamicRoom(service, jid, name);
  const kind = floor?.kindOf ?? kinds.get(settings.kind);
  const led = kind && ledBy({ kind, settings }, behaviour, lead, given, floor);
  if (led === undefined) return nowhere;
  if (isRefusal(led)) return led;
  return led.room === name ? { jid, name, fields: led.fields ?? (given as Landing['fields']) } : nowhere;
}

/** What a behaviour of the kind says; nothing where the kind has none that leads so. */
export function ledBy(
  { kind: { parts }, settings: room }: Pick<Ground, 'kind' | 'settings'>,
  behaviour: string,
  lead: string,
  given: object,
  floor?: Floor,
): ReturnType<Lead['to']> | undefined {
  const at = parts.findIndex(one => one.behaviour.name === behaviour);
  const part = parts[at];
  const leads = part?.behaviour.leads;
  if (!part || !leads || !Object.hasOwn(leads, lead)) return undefined;
  const { fields, to } = leads[lead]!;
  const read = fields.safeParse(given);
  if (!read.success) return misread(askedBy(behaviour, lead), Object.keys(fields.shape), read.error.issues[0]!);
  return to(floor ? floor.slots.settings(at) : settingsIn(part, room), read.data as never);
}

function misread(
  element: string,
  names: readonly string[],
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
): Refusal {
  const where = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  const written = `${where}${message}`.slice(0, 200);
  return refuse('bad-request', `${element} is not understood (${written}). Its attributes are: ${names.join(', ')}.`);
}

function addressIn(domain: string, name: string): RoomJid {
  return `${name}@${domain}` as RoomJid;
}
