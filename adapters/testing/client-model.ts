// What a client could know of a room from what it received alone: one model for each dialect. They know nothing of the
// engine, and forget everything when they leave or come in anew.
import type { Element } from 'ltx';

const browse = 'jabber:iq:browse';
interface Stanza {
  readonly kind: string;
  readonly type: string | undefined;
  readonly from: string;
  readonly element: Element;
}

export interface ClientModel {
  receive(stanza: Stanza, room: string): void;
  forget(): void;
  /** The nicks of those that it takes to be inside. */
  readonly nicks: readonly string[];
}

/** A client of jabber:iq:conference: names by browse pushes, presence by ids. */
export class ConferenceClient implements ClientModel {
  /** Nicks by occupant address. */
  readonly people = new Map<string, string>();
  /** The addresses of those whose presence is known. */
  readonly present = new Set<string>();
  own: string | undefined;

  get nicks(): readonly string[] {
    return [...this.people.values()];
  }

  receive({ element, kind, type, from }: Stanza, room: string): void {
    if (kind === 'iq' && type === 'result' && from === room) this.#readResult(element);
    if (kind === 'iq' && type === 'set' && from === room) this.#readPush(element.getChild('conference', browse));
    // unavailable to one alone is no leaving: that comes as a push
    if (kind === 'presence' && type === undefined && this.people.has(from)) this.present.add(from);
  }

  forget(): void {
    this.people.clear();
    this.present.clear();
    this.own = undefined;
  }

  #readResult(element: Element): void {
    const query = element.getChildElements().find(({ attrs }) => attrs.xmlns === 'jabber:iq:conference');
    const id = query?.getChildText('id');
    if (!id || this.own === id) return;
    this.forget();
    this.own = id;
  }

  #readPush(list: Element | undefined): void {
    for (const { attrs } of list?.getChildren('user') ?? []) {
      const { jid, name, type } = attrs as Record<string, string>;
      if (type === 'remove') {
        this.people.delete(jid!);
        this.present.delete(jid!);
      } else this.people.set(jid!, name!);
    }
  }
}

/** A client of groupchat 1.0: people are the nicks whose presence came. */
export class GroupchatClient implements ClientModel {
  readonly people = new Set<string>();

  get nicks(): readonly string[] {
    return [...this.people];
  }

  receive({ kind, type, from }: Stanza, room: string): void {
    if (kind !== 'presence' || !from.startsWith(`${room}/`)) return;
    const nick = from.slice(room.length + 1);
    if (type === 'unavailable') this.people.delete(nick);
    else if (type === undefined) this.people.add(nick);
  }

  forget(): void {
    this.people.clear();
  }
}
