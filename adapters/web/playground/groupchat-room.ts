// A room as a client of “groupchat 1.0” knows it: presence alone; people are the nicks whose presence came.
import type { Tree } from '../../../machines/stanza.ts';
import { ClientRoom, type Entry, type Someone } from './client-room.ts';
import { element, type Incoming, ns, said } from './wire.ts';

export class GroupchatRoom extends ClientRoom {
  readonly #people = new Map<string, { show?: string }>();
  /** The nick that was asked for and not answered yet. */
  #wanted: string | undefined;

  get people(): readonly Someone[] {
    return [...this.#people].map(([nick, person]) => ({ address: nick, nick, ...person, own: this.isOwn(nick) }));
  }

  /** The secret goes as the password of XEP-0045, for this dialect has no word for it. */
  enter({ nick, secret }: Entry): readonly Tree[] {
    this.beginEntry(nick);
    this.#wanted = nick;
    const word = secret === undefined ? undefined : element('x', { xmlns: ns.muc }, element('password', {}, secret));
    return [element('presence', { to: `${this.room}/${nick}`, id: this.ask('enter') }, word)];
  }

  rename(nick: string): readonly Tree[] {
    this.#wanted = nick;
    return [element('presence', { to: `${this.room}/${nick}`, id: this.ask(`take the nick ${nick}`) })];
  }

  protected override receivePresence(stanza: Incoming, now: number): void {
    const { resource: nick, type } = stanza;
    if (type === 'error') {
      this.#wanted = undefined;
      this.refused(stanza, now);
    } else if (nick !== undefined && type === 'unavailable') this.#gone(nick, stanza, now);
    else if (nick !== undefined && type === undefined) this.#there(nick, stanza, now);
  }

  #there(nick: string, { payload }: Incoming, now: number): void {
    const show = said(payload, 'show');
    const isNew = !this.#people.has(nick);
    this.#people.set(nick, show ? { show } : {});
    if (nick === this.#wanted) {
      this.#wanted = undefined;
      this.comeIn(nick, now);
    } else if (isNew && this.standing === 'inside') this.put('event', `${nick} came in.`, now);
  }

  /** Whoever takes another nick is seen to leave under the old one, oneself as well. */
  #gone(nick: string, stanza: Incoming, now: number): void {
    this.#people.delete(nick);
    if (!this.isOwn(nick)) {
      if (this.standing === 'inside') this.put('event', `${nick} left.`, now);
    } else if (this.#wanted === undefined) this.putOut(stanza, now);
  }

  protected override receiveIq(): void {
    // this dialect has none
  }

  protected override nickAt(address: string): string {
    return address;
  }

  protected override isOwn(address: string): boolean {
    return address === this.nick;
  }

  protected override forgetPeople(): void {
    this.#people.clear();
    this.#wanted = undefined;
  }
}
