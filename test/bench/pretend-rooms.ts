// Rooms just good enough for the bench's own tests: both dialects, on the other end of a real component link.
// They lose, double and misdirect what they are told to, to see whether the bench notices.
import { Child } from './child.ts';
import { Contestant } from './contestant.ts';
import { dial, openDoor } from './link.ts';
import type { Stanza } from './scanner.ts';

/** Decides how often a delivery is sent: `at` counts the deliveries of its kind from 1. */
export type Copies = (kind: 'message' | 'presence' | 'push', at: number, text: string) => number;

const DOMAIN = 'rooms.test';

/** A contestant with such rooms; its process is an idle one. Stop it at the end. */
export async function pretendRooms(copies: Copies = () => 1): Promise<Contestant> {
  const door = await openDoor(DOMAIN, 'secret');
  const rooms = await dial(door.port, DOMAIN, 'secret');
  const people = new Map<string, Map<string, { id: string; pushed: boolean }>>();
  const counts = { message: 0, presence: 0, push: 0 };
  const deliver = (kind: keyof typeof counts, text: string) => {
    for (let left = copies(kind, ++counts[kind], text); left > 0; left--) rooms.say(text);
  };

  const enter = (person: string, address: string, nick: string, pushed: boolean) => {
    const room = people.get(address) ?? new Map<string, { id: string; pushed: boolean }>();
    people.set(address, room);
    room.set(person, { id: nick, pushed });
    const user = (nick: string) => `<user jid='${address}/${nick}' name='${nick}'/>`;
    const push = (to: string, users: string) =>
      deliver(
        'push',
        `<iq type='set' id='b' from='${address}' to='${to}'><conference xmlns='jabber:iq:browse'>${users}</conference></iq>`,
      );
    if (pushed) {
      rooms.say(`<iq type='result' id='j${nick.slice(1)}' from='${address}' to='${person}'/>`);
      push(person, [...room.values()].map(({ id }) => user(id)).join(''));
    }
    for (const [other, { id, pushed }] of room) {
      if (other === person) continue;
      if (pushed) push(other, user(nick));
      deliver('presence', `<presence from='${address}/${nick}' to='${other}'/>`);
      deliver('presence', `<presence from='${address}/${id}' to='${person}'/>`);
    }
    deliver('presence', `<presence from='${address}/${nick}' to='${person}'/>`);
  };

  rooms.hear = (stanza: Stanza) => {
    const from = stanza.text(stanza.from);
    const [address = '', nick] = stanza.text(stanza.to).split('/');
    if (stanza.kind === 'p' && nick !== undefined) enter(from, address, nick, false);
    if (stanza.kind === 'i' && stanza.sort === 's') enter(from, address, `n${/\d+/.exec(from)}`, true);
    if (stanza.kind === 'i' && stanza.sort === 'g') {
      rooms.say(`<iq type='result' id='${stanza.text(stanza.id)}' from='${address}' to='${from}'/>`);
    }
    if (stanza.kind !== 'm') return;
    const inside = people.get(address) ?? new Map();
    for (const person of inside.keys()) {
      const attributes = `type='groupchat' id='${stanza.text(stanza.id)}' from='${address}/x'`;
      deliver('message', `<message ${attributes} to='${person}'><body/></message>`);
    }
  };
  const child = new Child({
    name: 'pretend',
    command: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1e6)'],
  });
  return new Contestant('pretend', DOMAIN, await door.link, child);
}
