// Who is at the playground: lives as long as the page, so that looking at another view ends nobody's stay.
import { computed, signal } from '@preact/signals';
import type { DevView, RoomLine, RoomList, ServiceView } from '../../inspect/protocol.ts';
import { api } from '../shared/api.ts';
import { roomHash } from '../shared/route-of.ts';
import { service } from '../shared/service.ts';
import type { RoomSeen } from './client-room.ts';
import type { Login } from './connection.ts';
import type { DialectName } from './dialects.ts';
import { Person } from './person.ts';

/** In the order in which they were added. */
export const people = signal<readonly Person[]>([]);

/** The person whose room's chart is shown, and who is shown alone on a phone. */
export const chosen = signal<Person | undefined>(undefined);

/** What a phone shows of the playground: the chosen person, the chart or the stanzas. */
export const pane = signal<'people' | 'chart' | 'wire'>('people');

/** The room that somebody went into last: others are offered it first. */
export const lastRoom = signal('');

/** The local part of the room whose chart is shown. */
export const shownRoom = computed(() => localPart(chosen.value?.seen.value?.room ?? '') || lastRoom.value);

/** Names that are offered to those who are added. */
const names = ['Woody', 'Buzz', 'Rex', 'Jessie', 'Hamm', 'Bo', 'Slinky', 'Sarge', 'Lotso', 'Bullseye'];

/** The password of those who give none, where any will do: a name keeps the one that it came with first. */
export const usualPassword = 'playground';

/** A name that nobody here has. */
export function freeName(): string {
  const taken = new Set(people.value.map(({ name }) => name));
  return names.find(name => !taken.has(name)) ?? `Guest ${people.value.length + 1}`;
}

/** Where people of this page log in. */
export function loginAt({ websocket, host }: DevView, account?: Pick<Login, 'username' | 'password'>): Login {
  const url = new URL(websocket, document.baseURI);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return { websocket: url.href, host, ...account };
}

/** Adds one, who goes online at once. */
export function add(name: string, dialect: DialectName, login: Login, { domain }: ServiceView): Person {
  const person = new Person(name, dialect, login, domain);
  people.value = [...people.value, person];
  chosen.value = person;
  pane.value = 'people';
  return person;
}

/** Sends one away. */
export function remove(person: Person): void {
  person.end();
  people.value = people.value.filter(one => one !== person);
  if (chosen.value === person) chosen.value = people.value[0];
}

/** The rooms that are there, those of the configuration and those that people made. */
export async function roomsThere(): Promise<readonly RoomLine[]> {
  const { rooms } = await api<RoomList>('rooms?most=100');
  return [...rooms].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Three people in two dialects, in the room where a file is tried, or else that is best for a beginning; the first has a name, and so can be a moderator. */
export async function beginWithThree(view: ServiceView, dev: DevView): Promise<void> {
  const rooms = await roomsThere();
  const tried = dev.files.flatMap(file => file.rooms ?? [])[0];
  const room =
    tried ??
    (rooms.find(({ name }) => name === 'playground') ?? rooms.find(({ kind }) => kind === 'public') ?? rooms[0])?.name ??
    'playground';
  const [first] = (['conference', 'groupchat', 'conference'] as const).map((dialect, i) => {
    const name = freeName();
    const account = i === 0 ? { username: name.toLowerCase(), password: usualPassword } : undefined;
    const person = add(name, dialect, loginAt(dev, account), view);
    person.enter({ room, entry: { nick: name } });
    return person;
  });
  lastRoom.value = room;
  chosen.value = first;
}

/** What stands before the @. */
export function localPart(jid: string): string {
  return jid.slice(0, Math.max(0, jid.indexOf('@')));
}

/** Where it is told how somebody's requests to a room were ruled on: by the address where that may be shown. */
export function whyHash(person: Person, { room, nick }: RoomSeen): string {
  return roomHash(localPart(room), service.value?.shows.addresses ? person.jid.value : nick);
}
