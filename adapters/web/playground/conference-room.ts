// A room as a client of jabber:iq:conference knows it: people are occupant ids, and their names come by browse pushes.
import type { Tree } from '../../../machines/stanza.ts';
import { ClientRoom, type Entry, type Someone } from './client-room.ts';
import { element, elementsIn, type Incoming, inNamespace, ns, said, splitAddress, textOf } from './wire.ts';

export class ConferenceRoom extends ClientRoom {
  /** By what stands behind the room's slash. */
  readonly #people = new Map<string, { nick: string; show?: string }>();
  #own: string | undefined;
  /** The ids of the sets that enter or rename, and of the gets that ask for the topic. */
  readonly #sets = new Set<string>();

  get people(): readonly Someone[] {
    return [...this.#people].map(([address, person]) => ({ address, ...person, own: address === this.#own }));
  }

  /** What the room is about is told to those outside alone; presence next, so that the service hears when this client is gone. */
  enter({ nick, secret, privacy, mustCreate, title, topic }: Entry): readonly Tree[] {
    this.beginEntry(nick);
    const asked = [
      element('nick', {}, nick),
      secret === undefined ? undefined : element('secret', {}, secret),
      privacy ? element('privacy', {}) : undefined,
      title === undefined ? undefined : element('name', {}, title),
      topic === undefined ? undefined : element('topic', {}, topic),
    ];
    const query = element(mustCreate ? 'create' : 'query', { xmlns: ns.conference }, ...asked);
    return [this.#iq('get', 'ask about the room', bare), element('presence', { to: this.room }), this.#iq('set', 'enter', query)];
  }

  rename(nick: string): readonly Tree[] {
    return [this.#iq('set', `take the nick ${nick}`, element('query', { xmlns: ns.conference }, element('nick', {}, nick)))];
  }

  protected override receivePresence(stanza: Incoming, now: number): void {
    const { resource, type, payload } = stanza;
    if (type === 'error') this.refused(stanza, now);
    // of somebody else it is no leaving: that comes as a push
    if (type === 'unavailable' && (resource === undefined || resource === this.#own)) this.putOut(stanza, now);
    const person = resource === undefined ? undefined : this.#people.get(resource);
    if (type !== undefined || !person) return;
    const show = said(payload, 'show');
    this.#people.set(resource!, { nick: person.nick, ...(show ? { show } : {}) });
  }

  protected override receiveIq(stanza: Incoming, now: number): void {
    const { type, id, payload } = stanza;
    if (type === 'set') {
      for (const list of inNamespace(payload, ns.browse)) this.#readPush(list, now);
      return;
    }
    const isSet = id !== undefined && this.#sets.delete(id);
    const [query] = inNamespace(payload, ns.conference);
    if (type === 'result' && query) this.#readResult(query, isSet, now);
    // a get says nothing that the set does not
    else if (type === 'error' && isSet) this.refused(stanza, now);
  }

  protected override nickAt(address: string): string | undefined {
    return this.#people.get(address)?.nick;
  }

  protected override isOwn(address: string): boolean {
    return address === this.#own;
  }

  protected override forgetPeople(): void {
    this.#people.clear();
    this.#own = undefined;
    this.#sets.clear();
  }

  #iq(type: 'get' | 'set', what: string, query: Tree): Tree {
    const id = this.ask(what);
    if (type === 'set') this.#sets.add(id);
    return element('iq', { to: this.room, type, id }, query);
  }

  #readResult(query: Tree, isSet: boolean, now: number): void {
    const parts = elementsIn(query);
    const text = (name: string) => {
      const part = parts.find(tree => tree.name === name);
      return part && textOf(part);
    };
    this.topic = text('topic') ?? this.topic;
    this.title = text('name') ?? this.title;
    const [, own] = splitAddress(text('id') ?? '');
    if (!isSet || own === undefined) return;
    this.#own = own;
    this.comeIn(text('nick') ?? this.nick, now);
  }

  #readPush(list: Tree, now: number): void {
    this.title = list.attrs.name ?? this.title;
    for (const { name, attrs } of elementsIn(list)) {
      const [, address] = splitAddress(attrs.jid ?? '');
      if (name !== 'user' || address === undefined) continue;
      const before = this.#people.get(address);
      if (attrs.type === 'remove') this.#people.delete(address);
      else this.#people.set(address, { ...before, nick: attrs.name ?? address });
      this.#tell(address, before?.nick, attrs.type === 'remove' ? undefined : attrs.name, now);
    }
  }

  /** Puts down who came, went and is called anew, once the first list is there. */
  #tell(address: string, before: string | undefined, after: string | undefined, now: number): void {
    if (address === this.#own || before === after || !this.#own || !this.#people.has(this.#own)) return;
    const text =
      before === undefined ? `${after} came in.` : after === undefined ? `${before} left.` : `${before} is now ${after}.`;
    this.put('event', text, now);
  }
}

const bare: Tree = element('query', { xmlns: ns.conference });
