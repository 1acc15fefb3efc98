// Everybody who is served by one link, at its other end: counts what each hears of each room, and in which order.
import { ok } from 'uvu/assert';
import type { Peer } from './fake-server.ts';

const told = /^<message to="([^"]+)" from="([^"/]+)\/[^"]*" type="groupchat" id="(\d+)"/u;

export interface Hearers {
  /** Messages heard so far, by all. */
  readonly messages: number;
  /** What is not as it should be: a message twice, out of order, or left out. */
  readonly wrong: readonly string[];
  /** How many messages each heard, by the room and by the person. */
  heard(room: string, who: string): number;
  /** Resolves when all together have heard so many; rejects when the link closes before. */
  until(messages: number): Promise<void>;
  /** Resolves when a text was read; of what came before it is not known. */
  text(text: string): Promise<void>;
}

/** Reads a link in the place of whoever read it before; messages are numbered from 0 in each room. */
export function hearers(peer: Peer): Hearers {
  const { socket } = peer;
  const next = new Map<string, number>();
  const wrong: string[] = [];
  const waiting = new Set<() => boolean>();
  let messages = 0;
  let rest = '';
  let chunk = '';

  function hear(stanzas: string): void {
    const begin = stanzas.lastIndexOf('<message to="');
    const match = told.exec(begin < 0 ? '' : stanzas.slice(begin));
    if (!match) return;
    const [, who, room, id] = match;
    const key = `${room} ${who}`;
    const due = next.get(key) ?? 0;
    if (Number(id) !== due) wrong.push(`${who} heard ${id} of ${room}, and not ${due}`);
    next.set(key, Number(id) + 1);
    messages++;
  }

  socket.removeAllListeners('data');
  socket.on('data', (text: string) => {
    chunk = rest + text;
    let at = 0;
    for (let end = chunk.indexOf('</message>'); end >= 0; end = chunk.indexOf('</message>', at)) {
      hear(chunk.slice(at, end));
      at = end + '</message>'.length;
    }
    rest = chunk.slice(at);
    if (rest.includes('</stream:stream>')) {
      peer.send('</stream:stream>');
      peer.end();
    }
    for (const look of waiting) if (look()) waiting.delete(look);
  });

  const when = (isSo: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!isSo()) return false;
        resolve();
        return true;
      };
      if (look()) return;
      waiting.add(look);
      socket.once('close', () => reject(new Error(`closed after ${messages} messages`)));
    });

  return {
    get messages() {
      return messages;
    },
    wrong,
    heard: (room, who) => next.get(`${room} ${who}`) ?? 0,
    until: count => when(() => messages >= count),
    text: text => when(() => chunk.includes(text)),
  };
}

/** That all of a room have heard exactly so many of its messages, in order. */
export function allHeard(one: Hearers, room: string, people: readonly string[], messages: number): void {
  ok(one.wrong.length === 0, one.wrong.slice(0, 5).join('; '));
  for (const who of people) ok(one.heard(room, who) === messages, `${who} heard ${one.heard(room, who)} of ${messages}`);
}
