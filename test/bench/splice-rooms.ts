// Rooms made of nothing but copied bytes: who is in them, and head, address and tail side by side for each of them.
// No tree, no rules, no actors, no limits, no check of anything: it is what Node can do at most, not a conference service.
import { type Addressee, Pages, type Write } from './pages.ts';
import { Scanner, type Span, type Stanza } from './scanner.ts';

/** Somebody in a room: the address, and the ways in which the others are told of them. */
interface Guest extends Addressee {
  readonly room: Room;
  /** By what the people of each dialect see them: the end of `to`, and `from`. */
  readonly seen: Record<Dialect, { readonly from: Buffer; readonly presence: Buffer }>;
  /** Their line in a list that is pushed. */
  readonly user: string;
}

type Dialect = 'conference' | 'groupchat';

type Room = Record<Dialect, Guest[]> & { readonly jid: string };

const DIALECTS = ['conference', 'groupchat'] as const;
const [MESSAGE, PRESENCE, IQ] = [109, 112, 105];
const MESSAGE_HEAD = Buffer.from('<message to="');
const PRESENCE_HEAD = Buffer.from('<presence to="');
const IQ_HEAD = Buffer.from('<iq to="');
const TYPE = Buffer.from('" type="groupchat" id="');
const LIST_END = '</conference></iq>';
/** People in a pushed list, after whom another one begins. */
const LIST = 200;

export class SpliceRooms {
  readonly #pages: Pages;
  readonly #scanner = new Scanner();
  readonly #rooms = new Map<string, Room>();
  readonly #guests = new Map<string, Guest>();

  constructor(write: Write) {
    this.#pages = new Pages(write);
  }

  /** Takes bytes of the stream; what they bring about is written, as far as it is taken. */
  feed(chunk: Buffer): void {
    this.#scanner.feed(chunk, this.#hear);
    this.#pages.flush();
  }

  readonly #hear = (stanza: Stanza): void => {
    const letter = stanza.bytes[stanza.start + 1];
    if (letter === MESSAGE) this.#tell(stanza);
    else if (letter === IQ) this.#answer(stanza);
    else if (letter === PRESENCE) {
      const [room = '', nick] = stanza.text(stanza.to).split('/');
      if (nick !== undefined) this.#enter(stanza.text(stanza.from), room, nick, 'groupchat');
    }
  };

  /** A message to everybody in the sender's room. */
  #tell(stanza: Stanza): void {
    const sender = this.#guests.get(stanza.text(stanza.from));
    if (sender === undefined) return;
    for (const dialect of DIALECTS) {
      const people = sender.room[dialect];
      if (people.length > 0) this.#pages.splice(MESSAGE_HEAD, people, tailOf(stanza, sender.seen[dialect].from));
    }
  }

  /** An iq set enters, a get is answered with nothing, and what answers a push is read and forgotten. */
  #answer(stanza: Stanza): void {
    const { sort } = stanza;
    if (sort !== 's' && sort !== 'g') return;
    const [from, to, id] = [stanza.from, stanza.to, stanza.id].map((span: Span) => stanza.text(span)) as [string, string, string];
    this.#pages.splice(IQ_HEAD, [{ address: bufferOf(from) }], bufferOf(`" from="${to}" type="result" id="${id}"/>`));
    if (sort === 's') this.#enter(from, to, nickIn(stanza), 'conference');
  }

  /** Tells everybody of the one who enters, and the one who enters of everybody. */
  #enter(jid: string, address: string, nick: string, dialect: Dialect): void {
    if (this.#guests.has(jid)) return;
    const room = this.#rooms.get(address) ?? { jid: address, conference: [], groupchat: [] };
    this.#rooms.set(address, room);
    const guest = this.#guestOf(jid, room, nick);
    const pages = this.#pages;
    pages.splice(IQ_HEAD, room.conference, bufferOf(`${listHead(address)}${guest.user}${LIST_END}`));
    for (const viewers of DIALECTS) pages.splice(PRESENCE_HEAD, room[viewers], guest.seen[viewers].presence);
    room[dialect].push(guest);
    this.#guests.set(jid, guest);
    const alone = [guest];
    const everybody = [...room.conference, ...room.groupchat];
    if (dialect === 'conference') {
      for (let at = 0; at < everybody.length; at += LIST) {
        const users = everybody.slice(at, at + LIST).map(({ user }) => user);
        pages.splice(IQ_HEAD, alone, bufferOf(`${listHead(address)}${users.join('')}${LIST_END}`));
      }
    }
    for (const { seen } of everybody) pages.splice(PRESENCE_HEAD, alone, seen[dialect].presence);
  }

  #guestOf(jid: string, room: Room, nick: string): Guest {
    // as long as the ids that are made by chance, so that as much is copied
    const id = this.#guests.size.toString(16).padStart(24, '0');
    const seenAs = (shown: string) => {
      const from = `" from="${room.jid}/${shown}`;
      return { from: bufferOf(from), presence: bufferOf(`${from}"/>`) };
    };
    return {
      address: bufferOf(jid),
      room,
      seen: { conference: seenAs(id), groupchat: seenAs(nick) },
      user: `<user jid="${room.jid}/${id}" name="${nick}"/>`,
    };
  }
}

/** What comes after the address in the copies of a message. */
function tailOf({ bytes, id, content, end }: Stanza, from: Buffer): Buffer {
  const tail = Buffer.allocUnsafe(from.length + TYPE.length + id.end - id.start + 2 + end - content);
  let at = from.copy(tail, 0);
  at += TYPE.copy(tail, at);
  at += bytes.copy(tail, at, id.start, id.end);
  tail[at++] = 34;
  tail[at++] = 62;
  bytes.copy(tail, at, content, end);
  return tail;
}

function listHead(room: string): string {
  return `" from="${room}" type="set" id="b"><conference xmlns="jabber:iq:browse">`;
}

function nickIn(stanza: Stanza): string {
  const content = stanza.text({ start: stanza.content, end: stanza.end });
  return /<nick>([^<]*)/.exec(content)?.[1] ?? '';
}

function bufferOf(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
