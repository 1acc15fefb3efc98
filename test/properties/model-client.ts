// What a client could know of a room from what it received alone: one model for each dialect. They know nothing of the
// engine, and forget everything when they leave or come in anew.
import type { Element } from 'ltx';
import type { Heard } from './world.ts';

const browse = 'jabber:iq:browse';

/** A client of jabber:iq:conference: names by browse pushes, presence by ids. */
export class ConferenceClient {
  /** Nicks by occupant address. */
  readonly people = new Map<string, string>();
  /** The addresses of those whose presence is known. */
  readonly present = new Set<string>();
  own: string | undefined;

  receive({ element, kind, type, from }: Heard, room: string): void {
    if (kind === 'iq' && type === 'result' && from === room) this.#readResult(element);
    if (kind === 'iq' && type === 'set' && from === room) this.#readPush(element.getChild('conference', browse));
    if (kind === 'presence' && this.people.has(from)) {
      // unavailable to one alone is no leaving: that comes as a push
      if (type === undefined) this.present.add(from);
    }
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
export class GroupchatClient {
  readonly people = new Set<string>();

  receive({ kind, type, from }: Heard, room: string): void {
    if (kind !== 'presence' || !from.startsWith(`${room}/`)) return;
    const nick = from.slice(room.length + 1);
    if (type === 'unavailable') this.people.delete(nick);
    else if (type === undefined) this.people.add(nick);
  }

  forget(): void {
    this.people.clear();
  }
}
