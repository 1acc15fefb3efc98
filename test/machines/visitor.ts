// Somebody who asks things of rooms: makes the requests that a dialect would make of their stanzas.
import type { BareJid, Nick, OccupantJid, RealJid, RoomJid } from '../../machines/address.ts';
import type { Asker, Enter, Relay, ServiceRequest, Stamp } from '../../machines/request.ts';
import type { Content, IqContent, MessageContent, PresenceContent, Tree } from '../../machines/stanza.ts';

export const domain = 'conference.disney';

type Unstamped<R> = R extends Stamp ? Omit<R, keyof Stamp> : never;
export type Unsent = Unstamped<ServiceRequest>;

export interface VisitorOptions {
  readonly host?: string;
  readonly resource?: string;
  readonly dialect?: string;
}

export type Entry = Partial<Pick<Enter, 'secret' | 'privacy' | 'hidden' | 'title' | 'topic' | 'mustCreate' | 'presence'>> & {
  readonly nicks?: readonly string[];
};

export function roomJid(name: string): RoomJid {
  return `${name}@${domain}` as RoomJid;
}

export function nickOf(text: string): Nick {
  return { text, key: text.toLowerCase() };
}

export function tree(name: string, attrs: Tree['attrs'] = {}, ...children: (Tree | string)[]): Tree {
  return { name, attrs, children };
}

export function presenceOf(status?: string, ...more: Tree[]): PresenceContent {
  return { kind: 'presence', type: 'available', payload: [...(status ? [tree('status', {}, status)] : []), ...more] };
}

export function messageOf(body: string | undefined, more: Partial<MessageContent> = {}): MessageContent {
  const payload = body === undefined ? [] : [tree('body', {}, body)];
  return { kind: 'message', type: 'groupchat', payload, bytes: 100, ...(body === undefined ? {} : { body }), ...more };
}

export function iqOf(id: string, type: IqContent['type'] = 'get', ...payload: Tree[]): IqContent {
  return { kind: 'iq', type, id, payload: payload.length > 0 ? payload : [tree('query', { xmlns: 'jabber:iq:version' })] };
}

export class Visitor {
  readonly name: string;
  readonly host: string;
  readonly bare: BareJid;
  readonly real: RealJid;
  readonly dialect: string;
  readonly #send: (request: Unsent) => string[];

  constructor(
    send: (request: Unsent) => string[],
    name: string,
    { host = 'disney', resource = 'home', dialect = 'conference' }: VisitorOptions = {},
  ) {
    this.#send = send;
    this.name = name;
    this.host = host;
    this.dialect = dialect;
    this.bare = `${name}@${host}` as BareJid;
    this.real = `${name}@${host}/${resource}` as RealJid;
  }

  asker(kind: Content['kind'], sentTo: string, id = 'stanza'): Asker {
    const { real: from, bare, host, dialect } = this;
    return { from, bare, host, dialect, receipt: { kind, sentTo, id } };
  }

  present(room: string, presence: PresenceContent = presenceOf()): string[] {
    return this.#ask(room, 'presence', { type: 'present', presence });
  }

  enter(
    room: string,
    { nicks = [this.name], privacy = false, hidden = false, mustCreate = false, ...more }: Entry = {},
  ): string[] {
    return this.#ask(room, 'iq', { type: 'enter', nicks: nicks.map(nickOf), privacy, hidden, mustCreate, ...more });
  }

  /** Presence, and then the request to enter. */
  join(room: string, entry?: Entry): string[] {
    return [...this.present(room), ...this.enter(room, entry)];
  }

  inquire(room: string): string[] {
    return this.#ask(room, 'iq', { type: 'inquire' });
  }

  say(room: string, body: string | undefined, more?: Partial<MessageContent>): string[] {
    return this.#ask(room, 'message', { type: 'say', content: messageOf(body, more) });
  }

  relay(room: string, to: string, content: Relay['content']): string[] {
    const asker = this.asker(content.kind, Visitor.seen(room, to), content.id);
    return this.#send({ ...asker, room: roomJid(room), type: 'relay', to: nickOf(to), content } as Unsent);
  }

  answer(room: string, content: IqContent): string[] {
    return this.#ask(room, 'iq', { type: 'answer', content });
  }

  leave(room: string, presence: PresenceContent = { kind: 'presence', type: 'unavailable', payload: [] }): string[] {
    return this.#ask(room, 'presence', { type: 'leave', presence });
  }

  /** A message of the room, or of the one named, came back. */
  bounce(room: string, condition: string, to?: string): string[] {
    const content = messageOf(undefined, { type: 'error', payload: [tree('error', { by: this.bare })] });
    return this.#ask(room, 'message', { type: 'bounce', condition, content, ...(to === undefined ? {} : { to: nickOf(to) }) });
  }

  browse(room: string, of?: string): string[] {
    return this.#ask(room, 'iq', { type: 'browse', ...(of === undefined ? {} : { of: nickOf(of) }) });
  }

  probe(room: string, of?: string): string[] {
    return this.#ask(room, 'presence', { type: 'probe', ...(of === undefined ? {} : { of: nickOf(of) }) });
  }

  discover(room: string, what: 'info' | 'items' = 'info'): string[] {
    return this.#ask(room, 'iq', { type: 'discover', what });
  }

  ping(room: string): string[] {
    return this.#ask(room, 'iq', { type: 'ask', what: 'ping' });
  }

  /** Asks the service itself. */
  askService(
    request: { readonly type: 'ask' | 'discover' | 'browse service' | 'find' | 'refused' } & Record<string, unknown>,
  ): string[] {
    return this.#send({ ...this.asker('iq', 'conference.disney'), ...request } as unknown as Unsent);
  }

  /** The address by which this one sees another in a room. */
  static seen(room: string, resource: string): OccupantJid {
    return `${roomJid(room)}/${resource}` as OccupantJid;
  }

  #ask(room: string, kind: Content['kind'], request: { readonly type: Unsent['type'] } & Record<string, unknown>): string[] {
    const jid = roomJid(room);
    return this.#send({ room: jid, ...this.asker(kind, jid), ...request } as unknown as Unsent);
  }
}
