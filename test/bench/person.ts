// The people of the bench: numbers on this side, full JIDs on the wire; how each dialect's client enters and speaks.
// Everything is written from templates; nothing here remembers anything.
import type { Span, Stanza } from './scanner.ts';

/** The domain that the people live on: the bench is their server, or a component on the server under test. */
export const HOME = 'load.localhost';

/** What a kind of client sends. Rooms are bare JIDs, people are numbers. */
export interface Client {
  readonly name: 'conference' | 'groupchat' | 'muc';
  /** Whether browse pushes come to it, which it answers. */
  readonly pushed: boolean;
  /** The stanzas that take the person into the room (and create it where it is not there). */
  enter(person: number, room: string): string;
}

export const conference: Client = {
  name: 'conference',
  pushed: true,
  enter: (person, room) =>
    `<presence from='${jid(person)}' to='${room}'/>` +
    `<iq type='set' id='j${person}' from='${jid(person)}' to='${room}'>` +
    `<query xmlns='jabber:iq:conference'><nick>n${person}</nick></query></iq>`,
};

export const groupchat: Client = {
  name: 'groupchat',
  pushed: false,
  enter: (person, room) => `<presence from='${jid(person)}' to='${room}/n${person}'/>`,
};

/** XEP-0045, for the rooms built into the servers. */
export const muc: Client = {
  name: 'muc',
  pushed: false,
  enter: (person, room) =>
    `<presence from='${jid(person)}' to='${room}/n${person}'><x xmlns='http://jabber.org/protocol/muc'/></presence>`,
};

export function jid(person: number): string {
  return `p${person}@${HOME}/r`;
}

const BODY = 'sixty bytes are what people write to each other in one line '.slice(0, 60);

/** A message of 60 bytes to the whole room; the id says which one it is. */
export function message(person: number, room: string, seq: number): string {
  return `<message type='groupchat' id='m${seq}' from='${jid(person)}' to='${room}'><body>${BODY}</body></message>`;
}

/** A question to the room that is answered after everything that the room sent before. */
export function question(person: number, room: string, id: string): string {
  return `<iq type='get' id='${id}' from='${jid(person)}' to='${room}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`;
}

/** What a client says to an iq get or set: a result to a set (a browse push), an error to a get; '' to others. */
export function answer(stanza: Stanza): string {
  const sort = stanza.sort;
  if (sort !== 's' && sort !== 'g') return '';
  const ends = `id='${stanza.text(stanza.id)}' from='${stanza.text(stanza.to)}' to='${stanza.text(stanza.from)}'`;
  if (sort === 's') return `<iq type='result' ${ends}/>`;
  return (
    `<iq type='error' ${ends}><error code='503' type='cancel'>` +
    `<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`
  );
}

/** Whose copy it is, by the number in `to`; -1 when it is for nobody of ours. */
export function recipient(stanza: Stanza): number {
  return number(stanza.bytes, stanza.to, 0, 112, 64);
}

/** The number of the message, by its id; -1 when it is none of ours. */
export function sequence(stanza: Stanza): number {
  return number(stanza.bytes, stanza.id, 0, 109, -1);
}

/** The person who just got in, where an iq result says so; -1 for every other answer. */
export function entered(stanza: Stanza): number {
  return number(stanza.bytes, stanza.id, 0, 106, -1);
}

/** The number in the sender's nick, where the sender is shown as `room/n12`; -1 where it is not. */
export function nick(stanza: Stanza): number {
  const { bytes, from } = stanza;
  let at = from.end - 1;
  while (at > from.start && bytes[at] !== 47) at--;
  return at <= from.start ? -1 : number(bytes, from, at + 1 - from.start, 110, -1);
}

/** How many `<user …>` a browse push lists. */
export function listed(stanza: Stanza): number {
  const { bytes, content, end } = stanza;
  let count = 0;
  for (let at = content; at < end; at++) {
    if (bytes[at] === 60 && bytes[at + 1] === 117 && bytes[at + 2] === 115 && bytes[at + 3] === 101) count++;
  }
  return count;
}

/** The digits after the letter `first` at `offset`, ended by the byte `stop`, or by the span's end where that is -1. */
function number(bytes: Buffer, span: Span, offset: number, first: number, stop: number): number {
  let at = span.start + offset;
  if (span.start < 0 || bytes[at] !== first) return -1;
  let value = 0;
  for (at++; at < span.end; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return bytes[at] === stop ? value : -1;
    value = value * 10 + digit;
  }
  return stop === -1 ? value : -1;
}
