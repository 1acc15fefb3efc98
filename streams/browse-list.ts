// Lists of people and rooms as jabber:iq:browse has them (XEP-0011): pushed, and shown to those who ask.
import type { OurJid } from '../machines/address.ts';
import { byteLength } from '../machines/byte-length.ts';
import type { Browsed } from '../machines/fact.ts';
import type { Listing } from '../machines/listing.ts';
import type { Person } from '../machines/person.ts';
import type { Receipt } from '../machines/request.ts';
import type { RoomView } from '../machines/room-view.ts';
import { attr, attrValue } from './attribute.ts';
import type { Speech } from './dialect.ts';
import { ns } from './namespaces.ts';
import { keptFrom, stanza, type Template, textElement } from './template.ts';

const supported = [ns.conference, ns.browse].map(name => `<ns>${name}</ns>`).join('');

/** What was written of somebody before: everybody who comes in is shown everybody. */
const written = new WeakMap<Person, Item>();

interface Item {
  readonly room: string;
  readonly nick: string;
  readonly xml: string;
  readonly bytes: number;
}

export function user(room: RoomView, person: Person): string {
  return itemOf(room, person).xml;
}

function itemOf(room: RoomView, person: Person): Item {
  const { id, nick } = person;
  const before = written.get(person);
  if (before?.nick === nick && before.room === room.jid) return before;
  const xml = `<user${attr('jid', `${room.jid}/${id}`)}${attr('name', nick)}/>`;
  const item = { room: room.jid, nick, xml, bytes: byteLength(xml) };
  if (room.people.size >= keptFrom) written.set(person, item);
  return item;
}

/** Somebody who is no longer on the list. */
export function leaver(room: RoomView, { id, nick }: Person): string {
  return `<user type="remove"${attr('jid', `${room.jid}/${id}`)}${attr('name', nick)}/>`;
}

/** A push of what has changed, or of one part of the whole list. */
export function pushOf(room: RoomView, users: string, part = 0): Template {
  const id = `push-${room.fresh.slice(0, 16)}${part === 0 ? '' : `-${part}`}`;
  return stanza('iq', { from: room.jid, type: 'set', id }, conferenceElement(room, users));
}

/** The whole list to one person, in pushes of at most so many bytes: a server closes the link over a larger one. */
export function listPushes(room: RoomView, to: string, bytes: number): Template[] {
  const { head, tail } = pushOf(room, '', mostParts);
  const space = bytes - byteLength(head + attrValue(to) + tail);
  const parts: string[][] = [[]];
  let size = 0;
  for (const person of room.people.joined()) {
    const { xml, bytes: length } = itemOf(room, person);
    if (size > 0 && size + length > space) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(xml);
    size += length;
  }
  return parts.map((users, i) => pushOf(room, users.join(''), i));
}

/** No list has more; for the length of the number. */
const mostParts = 99_999;

/** A room to whoever browses it. What is too long for one answer is cut: it is only good for a glance anyway. */
export function browsedRoom({ listed, topic, reply }: Browsed, room: RoomView, bytes: number): Template {
  const people = listed ? room.people.joined() : [];
  const frame = (users: string) =>
    answer(reply.receipt, conferenceElement(room, supported + topicElement(topic) + users, room.jid));
  return filled(bytes, people, person => user(room, person), frame);
}

/** Who somebody inside really is. */
export function browsedPerson(receipt: Receipt, person: Person): Template {
  const { nick, real } = person;
  return answer(
    receipt,
    `<user xmlns="${ns.browse}"${attr('jid', receipt.sentTo)}${attr('name', nick)}><user${attr('jid', real)}/></user>`,
  );
}

/** The service, with the rooms that everybody may find. */
export function browsedService(receipt: Receipt, rooms: readonly Listing[], { service, settings }: Speech): Template {
  const write = ({ jid, title, kind, topic }: Listing) => {
    const attrs = `${attr('type', kind)}${attr('name', title)}${attr('jid', jid)}`;
    return topic === undefined ? `<conference${attrs}/>` : `<conference${attrs}>${topicElement(topic)}</conference>`;
  };
  const attrs = `xmlns="${ns.browse}" type="public"${attr('name', settings.title)}${attr('jid', service)}`;
  const frame = (found: string) => answer(receipt, `<conference ${attrs}>${supported}${found}</conference>`);
  return filled(settings.limits.pushBytes, rooms, write, frame);
}

/** What a room is about, by the name that it has in the answer to a jabber:iq:conference get. */
function topicElement(topic: string | undefined): string {
  return topic === undefined ? '' : textElement('topic', topic, ns.conference);
}

/** Bytes left for the address of whoever asked. */
const addressBytes = 500;

/** An answer with as many items as fit into so many bytes. */
export function filled<T>(
  bytes: number,
  items: Iterable<T>,
  write: (item: T) => string,
  frame: (xml: string) => Template,
): Template {
  const { head, tail } = frame('');
  let left = bytes - byteLength(head + tail) - addressBytes;
  let xml = '';
  for (const item of items) {
    const next = write(item);
    left -= byteLength(next);
    if (left < 0) break;
    xml += next;
  }
  return frame(xml);
}

function conferenceElement(room: RoomView, inner: string, jid?: string): string {
  return `<conference xmlns="${ns.browse}"${attr('type', room.kind)}${attr('name', room.title ?? room.name)}${attr('jid', jid)}>${inner}</conference>`;
}

function answer(receipt: Receipt, inner: string): Template {
  return stanza('iq', { from: receipt.sentTo as OurJid, type: 'result', id: receipt.id }, inner);
}
