// Reads golden/*.xml and holds a dialect to it: each stanza with the request that it is heard as, each fact with the
// stanzas that say it. Addresses in there are prepared; asker, receipt and room of a request follow from its stanza and
// are compared here; `to` of what is said is the hole, and left out. See the files for the rest of the form.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Element, parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import type { RoomJid } from '../../../machines/address.ts';
import type { Fact, Remembered } from '../../../machines/fact.ts';
import type { Person } from '../../../machines/person.ts';
import { isRefusal, refuse } from '../../../machines/refusal.ts';
import type { Heard, Receipt } from '../../../machines/request.ts';
import { ServiceSettings } from '../../../machines/settings.ts';
import type { Content, PresenceContent } from '../../../machines/stanza.ts';
import { parseAddress } from '../../../streams/address.ts';
import type { Dialect, Hearing, Speech } from '../../../streams/dialect.ts';
import { type Inbound, readStanza } from '../../../streams/inbound.ts';
import type { Template } from '../../../streams/template.ts';
import { type Read, treesOf, type XmlElement, xmlOfAll } from '../../../streams/tree.ts';
import { person, type Room, roomOf } from '../people.ts';

type Json = Record<string, unknown>;

/** One pair of a golden file. */
export interface Pair {
  readonly title: string;
  /** The request's type, or the fact's. */
  readonly of: string;
  /** Whom it is said to, where it is a fact. */
  readonly audiences: readonly string[];
  check(): void;
}

export interface Golden {
  readonly hears: readonly Pair[];
  readonly says: readonly Pair[];
}

const settings = ServiceSettings.parse({
  domain: 'rooms.disney',
  title: 'Rooms',
  limits: { nicks: 2, nickBytes: 20, nameBytes: 20, statusBytes: 20 },
});
const presenceOf = (payload: string) => contentOf(`<presence xml:lang='en'>${payload}</presence>`) as PresenceContent;
const speech: Speech = { service: 'rooms.disney', settings, software: { name: 'Confab', version: '1.2.3' } };
const cast: Record<string, Person> = {
  woody: person('Woody', { order: 0, id: 'a32d' }),
  buzz: person('Buzz', { order: 1, id: '1c38', dialect: 'groupchat', presence: presenceOf('<show>away</show>') }),
  andy: person('Andy & co', { order: 2, id: 'd351' }),
};

export function golden(dialect: Dialect): Golden {
  const file = readFileSync(join(import.meta.dirname, 'golden', `${dialect.name}.xml`), 'utf8');
  const root = parse(file) as Element;
  const titled = root.getChildElements().map((pair): readonly [Element, string] => [pair, String(pair.attrs.title)]);
  return {
    hears: titled.filter(([{ name }]) => name === 'hears').map(([pair, title]) => heardPair(dialect, pair, title)),
    says: titled.filter(([{ name }]) => name === 'says').map(([pair, title]) => saidPair(dialect, pair, title)),
  };
}

// hearing

function heardPair(dialect: Dialect, pair: Element, title: string): Pair {
  const [source, expected] = pair.getChildElements();
  const wanted = expected!.name === 'nothing' ? undefined : (JSON.parse(expected!.text()) as Json);
  return {
    title,
    of: wanted ? String(wanted.type ?? 'refusal') : 'nothing',
    audiences: [],
    check() {
      const stanza = readStanza(bare(source!), { parse: parseAddress, settings, cut: undefined }) as Inbound;
      const room = stanza.to.local === '' ? undefined : (stanza.to.bare as string as RoomJid);
      const [stay, where] = String(pair.attrs.stay ?? '').split(' ');
      const hearing: Hearing = { room, stay: stay ? { dialect: stay, inside: where !== 'waiting' } : undefined, settings };
      const heard = dialect.hear(stanza, hearing);
      if (heard === undefined || isRefusal(heard)) equal(heard && { refusal: heard.condition, text: heard.text }, wanted);
      else equal(plain(heard, stanza, room), wanted);
    },
  };
}

/** The request without what follows from the stanza, which is compared here, and with trees as text. */
function plain(heard: Heard, stanza: Inbound, room: RoomJid | undefined): Json {
  const { from, bare: bareJid, host, dialect: _, receipt, ...rest } = heard as Heard & { readonly room?: RoomJid };
  equal(
    { from, bare: bareJid, host, receipt },
    { from: stanza.from.full, bare: stanza.from.bare, host: stanza.from.host, receipt: stanza.receipt },
  );
  is(rest.room, room);
  const { room: __, ...own } = rest;
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, isContent(value) ? plainContent(value) : value]));
}

function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && 'payload' in value;
}

function plainContent({ payload, ...rest }: Content): Json {
  const xml = xmlOfAll(payload);
  const quoted = xml.replaceAll('"', "'");
  if (!('bytes' in rest)) return { ...rest, payload: quoted };
  const { bytes, ...more } = rest;
  // no less than it will be when it is written
  ok(bytes >= Buffer.byteLength(xml));
  return { ...more, payload: quoted };
}

/** A stanza without the white space that sets it out in the file. */
function bare(element: Element): XmlElement {
  return parse(squeezed(element.toString())) as XmlElement;
}

const squeezed = (xml: string) => xml.replace(/>\s+/gu, '>').replace(/\s+</gu, '<');

// saying

function saidPair(dialect: Dialect, pair: Element, title: string): Pair {
  const [source, ...expected] = pair.getChildElements();
  const fact = factOf(JSON.parse(source!.text()) as Json);
  const inside = String(pair.attrs.inside ?? 'woody buzz andy').split(' ');
  const room = pair.attrs.service
    ? undefined
    : roomOf(
        inside.map(name => cast[name]!),
        pair.attrs.untitled ? { title: undefined } : {},
      );
  return {
    title,
    of: fact.type,
    audiences: expected.map(({ name }) => name),
    check() {
      const saying = (room ? dialect.say[fact.type] : dialect.sayOfService[fact.type]) as Json | undefined;
      ok(saying, `${dialect.name} says nothing of this fact`);
      equal(
        Object.keys(saying),
        expected.map(({ name }) => name),
        'to whom it is said',
      );
      for (const audience of expected)
        equal(
          told(saying[audience.name] as never, fact, room),
          audience.getChildElements().map(canonical),
          `to ${audience.name}`,
        );
    },
  };
}

function told(tell: (...args: unknown[]) => Iterable<Template>, fact: Fact, room: Room | undefined): string[] {
  const templates = [...(room ? tell(fact, room, speech) : tell(fact, speech))];
  return templates.map(({ head, tail }) => {
    const element = parse(`${head}hole${tail}`) as Element;
    is(element.attrs.to, 'hole');
    delete element.attrs.to;
    return canonical(element);
  });
}

/** Attributes in order of their names, no white space between elements. */
function canonical(element: Element): string {
  const attrs = Object.entries(element.attrs).sort(([a], [b]) => (a < b ? -1 : 1));
  const children = element.children.filter(child => typeof child !== 'string' || child.trim() !== '');
  const inner = children.map(child => (typeof child === 'string' ? child : canonical(child as Element)));
  return `<${element.name}${attrs.map(([name, value]) => ` ${name}='${value}'`).join('')}>${inner.join('')}</${element.name}>`;
}

/** A fact as it is written in a file: people by name, content as XML, times as text. */
function factOf(json: Json): Fact {
  const { who, to, of, reply, receipt, content, presence, messages, refusal, payload, at, since, ...rest } = json;
  const named = { who, to, of };
  const people = Object.entries(named).flatMap(([key, name]) => (name === undefined ? [] : [[key, cast[name as string]]]));
  return {
    ...rest,
    ...Object.fromEntries(people),
    ...(reply ? { reply: { to: '', dialect: '', receipt: receiptOf(reply as Json) } } : {}),
    ...(receipt ? { receipt: receiptOf(receipt as Json) } : {}),
    ...(content ? { content: contentOf(content as string) } : {}),
    ...(presence ? { presence: contentOf(presence as string) } : {}),
    ...(messages ? { messages: (messages as Json[]).map(remembered) } : {}),
    ...(payload ? { payload: contentOf(`<message>${payload}</message>`).payload } : {}),
    ...(refusal ? { refusal: refuse(refusal as 'conflict', 'No.') } : {}),
    ...(at ? { at: Date.parse(at as string) } : {}),
    ...(since ? { since: Date.parse(since as string) } : {}),
  } as unknown as Fact;
}

function receiptOf({ sentTo = 'grp@rooms.disney', in: as = '' }: Json): Receipt {
  const [name = '', xmlns = ''] = String(as).split(' ');
  return { kind: 'iq', id: 'q1', sentTo: sentTo as string, ...(as ? { as: { name, xmlns } } : {}) };
}

function remembered({ at, of, content }: Json): Remembered {
  const { id, nick } = cast[of as string]!;
  return { at: Date.parse(at as string), id, nick, content: contentOf(content as string) as never };
}

function contentOf(xml: string): Content {
  const element = parse(xml) as Element;
  const { type, id, 'xml:lang': lang } = element.attrs as Record<string, string>;
  const body = element.getChildText('body');
  const of = {
    kind: element.name,
    payload: (treesOf(element as XmlElement) as Read).trees,
    ...(id ? { id } : {}),
    ...(lang ? { lang } : {}),
  };
  const usual = { message: 'normal', presence: 'available', iq: 'get' }[element.name];
  return { ...of, type: type ?? usual, ...(body === null ? {} : { body }) } as unknown as Content;
}
