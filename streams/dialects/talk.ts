// How people talk in the dialects of old: they differ only in how a participant is seen, by id or by nick.
import { type OurJid, occupantJid } from '../../machines/address.ts';
import type { Remembered } from '../../machines/fact.ts';
import type { Person } from '../../machines/person.ts';
import type { RoomView } from '../../machines/room-view.ts';
import type { Content, MessageContent, PresenceContent, Tree } from '../../machines/stanza.ts';
import { attr } from '../attribute.ts';
import type { Say } from '../dialect.ts';
import { ns } from '../namespaces.ts';
import { errorStanza, keptFrom, stanza, type Template, textElement } from '../template.ts';
import { xmlOfAll } from '../tree.ts';

export type Seen = (person: Pick<Person, 'id' | 'nick'>) => string;

export function sayTalk(seen: Seen): Say {
  return {
    appeared: { all: ({ who, presence }, room) => [presenceFrom(room, seen(who), presence)] },

    said: { all: ({ who, content }, room) => [messageFrom(room, seen(who), content)] },

    recalled: {
      self: ({ messages }, room) => messages.map(message => rememberedFrom(room, seen(message), message)),
    },

    relayed: {
      self: ({ who, from, content }, room) => [contentFrom(from ?? occupantJid(room.jid, seen(who)), content)],
    },

    announced: { all: ({ text, payload }, room) => [roomMessage(room, text, payload)] },

    advised: {
      self({ to, text, payload, more }, room) {
        const first = wordsTo(to, room, text, payload);
        return more ? [first, ...more.map(one => keptMessage(room, one))] : [first];
      },
    },

    replied: { self: ({ to, text }, room) => (to ? [wordsTo(to, room, text)] : []) },

    held: { self: ({ to, hold }, room) => [wordsTo(to, room, hold.text)] },

    unanswered: { self: ({ receipt, refusal }) => [errorStanza(receipt, refusal)] },

    asked: { self: (_, room) => [stanza('message', { from: room.jid, type: 'groupchat' })] },

    probed: {
      asker({ of, shown, reply }, room) {
        if (!shown) return [stanza('presence', { from: reply.receipt.sentTo as OurJid, type: 'unavailable' })];
        return Array.from(of ? [of] : room.people.joined(), person => presenceFrom(room, seen(person), person.presence));
      },
    },
  };
}

/** Something that the room itself says, to all. */
function roomMessage(room: RoomView, text: string, payload: readonly Tree[] = []): Template {
  return stanza('message', { from: room.jid, type: 'groupchat' }, bodyOf(text) + xmlOfAll(payload));
}

/** Where there are no words, clients are shown no empty line. */
function bodyOf(text: string): string {
  return text === '' ? '' : textElement('body', text);
}

/** What was written of a payload before: the same for everybody who is told it. */
const writtenPayloads = new WeakMap<readonly Tree[], Written>();

/** One of several messages without words in which much is told, as to each newcomer. */
function keptMessage(room: RoomView, payload: readonly Tree[]): Template {
  const before = writtenPayloads.get(payload);
  if (before?.from === room.jid) return before.template;
  const template = roomMessage(room, '', payload);
  template.isKept = true;
  writtenPayloads.set(payload, { from: room.jid, template });
  return template;
}

/** To one person: as what is said in the room to those inside, as an ordinary message to those who wait. */
function wordsTo({ id }: Person, room: RoomView, text: string, payload: readonly Tree[] = []): Template {
  if (room.people.byId(id)) return roomMessage(room, text, payload);
  return stanza('message', { from: room.jid }, bodyOf(text) + xmlOfAll(payload));
}

/** Everybody's presence to a newcomer, the own one last. */
export function* presences(room: RoomView, newcomer: Person, seen: Seen): Iterable<Template> {
  for (const person of room.people.joined()) if (person !== newcomer) yield presenceFrom(room, seen(person), person.presence);
  yield presenceFrom(room, seen(newcomer), newcomer.presence);
}

/** The last words to somebody whom the room sees out, and that they are out. */
export function farewell(room: RoomView, own: OurJid, text: string): readonly Template[] {
  return [
    stanza('message', { from: room.jid, type: 'groupchat' }, textElement('body', text)),
    stanza('presence', { from: own, type: 'unavailable' }, textElement('status', text)),
  ];
}

/** What was written of a presence before: everybody who comes in is told of everybody. */
const written = new WeakMap<PresenceContent, readonly Written[]>();

const none: readonly Written[] = [];

interface Written {
  readonly from: OurJid;
  readonly template: Template;
}

export function presenceFrom(
  room: RoomView,
  seen: string,
  presence: PresenceContent | undefined,
  type?: 'unavailable',
): Template {
  const from = occupantJid(room.jid, seen);
  // in small rooms it is not worth the memory
  if (!presence || type || room.people.size < keptFrom) return presenceOf(from, presence, type);
  const before = written.get(presence) ?? none;
  for (const one of before) if (one.from === from) return one.template;
  const template = presenceOf(from, presence);
  template.isKept = true;
  // by id and by nick, where people of several dialects are inside
  written.set(presence, [{ from, template }, ...before.slice(0, 1)]);
  return template;
}

function presenceOf(from: OurJid, presence: PresenceContent | undefined, type?: 'unavailable'): Template {
  return stanza('presence', { from, type, lang: presence?.lang }, presence ? xmlOfAll(presence.payload) : '');
}

function messageFrom(room: RoomView, seen: string, content: MessageContent, more = ''): Template {
  return contentFrom(occupantJid(room.jid, seen), content, more);
}

function contentFrom(from: OurJid, content: Content, more = ''): Template {
  const type = content.type === 'normal' || content.type === 'available' ? undefined : content.type;
  return stanza(content.kind, { from, type, id: content.id, lang: content.lang }, xmlOfAll(content.payload) + more);
}

/** What only the room may say of a message of the past: when it was, and who spoke. */
const ofThePast: ReadonlySet<string> = new Set([ns.delay, ns.oldDelay, ns.nick]);

/** A message of the past, marked with its time in the form of today and in that of old. */
function rememberedFrom(room: RoomView, seen: string, { at, id, nick, content }: Remembered): Template {
  const stamp = new Date(at).toISOString();
  const old = stamp.replace(/-/gu, '').replace(/\..*$/u, '');
  const delays = `<delay xmlns="${ns.delay}"${attr('from', room.jid)} stamp="${stamp}"/><x xmlns="${ns.oldDelay}"${attr('from', room.jid)} stamp="${old}"/>`;
  const payload = content.payload.filter(tree => !ofThePast.has(tree.attrs.xmlns ?? ''));
  // what the room itself said has no nick
  if (id === '') return contentFrom(room.jid, { ...content, payload }, delays);
  return messageFrom(room, seen, { ...content, payload }, delays + (seen === nick ? '' : textElement('nick', nick, ns.nick)));
}
