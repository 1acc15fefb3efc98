// One person at the playground: a connection, the room as this client knows it, and what is to be shown of both.
// A connection that is lost comes back by itself, into the room where the person was; one that was cut does when asked.
import { signal } from '@preact/signals';
import type { Tree } from '../../../machines/stanza.ts';
import type { ClientRoom, Entry, RoomSeen, Someone } from './client-room.ts';
import { type Connection, connect, type Login } from './connection.ts';
import { type DialectName, dialects } from './dialects.ts';
import { element, ns, splitAddress } from './wire.ts';
import { note } from './wire-log.ts';

export type Link = 'connecting' | 'online' | 'cut' | 'away' | 'refused';

/** Where somebody wants to go: by the room's name, or by the page that it belongs to. */
export interface Goal {
  readonly room: string;
  readonly url?: string;
  readonly entry: Entry;
}

let count = 0;
const waits = [1000, 2000, 4000, 8000];

export class Person {
  readonly id: string;
  readonly name: string;
  readonly dialect: DialectName;
  readonly link = signal<Link>('connecting');
  /** A sentence: why there is no connection, or no such room. */
  readonly problem = signal<string | undefined>(undefined);
  readonly jid = signal('');
  /** The room as this client knows it. */
  readonly seen = signal<RoomSeen | undefined>(undefined);

  readonly #login: Login;
  readonly #service: string;
  #connection: Connection | undefined;
  #room: ClientRoom | undefined;
  #goal: Goal | undefined;
  #ids = 0;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `service`: the domain of the rooms. */
  constructor(name: string, dialect: DialectName, login: Login, service: string) {
    count += 1;
    this.id = `p${count}`;
    this.name = name;
    this.dialect = dialect;
    this.#login = login;
    this.#service = service;
    this.connect();
  }

  /** Goes online, and back into the room where the person was. */
  connect(): void {
    clearTimeout(this.#timer);
    this.link.value = 'connecting';
    let online = false;
    const connection = connect(this.#login, {
      online: jid => {
        online = true;
        this.#tries = 0;
        this.jid.value = jid;
        this.link.value = 'online';
        this.problem.value = undefined;
        if (this.#goal) void this.#go(this.#goal);
      },
      ended: problem => {
        if (this.#connection === connection) this.#lost(online, problem);
      },
      stanza: stanza => {
        this.#room?.receive(stanza, Date.now());
        this.#changed();
      },
      raw: (out, xml) => note(this.id, this.name, out, xml),
    });
    this.#connection = connection;
  }

  /** Cuts the line without a goodbye. */
  cut(): void {
    this.link.value = 'cut';
    this.#connection?.cut();
  }

  /** Leaves the playground. */
  end(): void {
    clearTimeout(this.#timer);
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.close();
  }

  /** Goes into a room; out of the one before, since a card shows one. */
  enter(goal: Goal): void {
    this.leave();
    this.#goal = goal;
    this.problem.value = undefined;
    if (this.link.value === 'online') void this.#go(goal);
  }

  leave(): void {
    this.#goal = undefined;
    const room = this.#room;
    if (room && room.standing !== 'outside') this.#send(room.leave(Date.now()));
  }

  say(text: string): void {
    this.#inRoom(room => room.say(text));
  }

  whisper(to: Someone, text: string): void {
    this.#inRoom(room => room.whisper(to, text, Date.now()));
  }

  rename(nick: string): void {
    this.#inRoom(room => room.rename(nick));
  }

  setTopic(text: string): void {
    this.#inRoom(room => room.setTopic(text));
  }

  draw(d: string, colour: string, width: number): void {
    this.#inRoom(room => room.draw(d, colour, width));
  }

  #inRoom(ask: (room: ClientRoom) => readonly Tree[]): void {
    const room = this.#room;
    if (room) this.#send(ask(room));
  }

  #send(stanzas: readonly Tree[]): void {
    this.#connection?.send(stanzas);
    this.#changed();
  }

  #changed(): void {
    this.seen.value = this.#room?.seen;
  }

  async #go(goal: Goal): Promise<void> {
    let jid: string;
    try {
      jid = goal.url === undefined ? `${goal.room}@${this.#service}` : await this.#roomOf(goal.url);
    } catch (error) {
      this.problem.value = (error as Error).message;
      return;
    }
    if (this.#goal !== goal) return;
    if (this.#room?.room !== jid) this.#room = dialects[this.dialect].room(jid, () => `${this.id}-${++this.#ids}`);
    this.#send(this.#room!.enter(goal.entry));
  }

  /** The room of a page: the service knows it. */
  async #roomOf(url: string): Promise<string> {
    const asked = element('url', { xmlns: ns.page, href: url });
    const answer = await this.#connection!.ask(element('iq', { type: 'get', to: this.#service }, asked));
    const [room] = splitAddress(answer.find(tree => tree.attrs.xmlns === ns.page)?.attrs.jid ?? '');
    if (room === '') throw new Error('The service did not say which room belongs to that page.');
    return room;
  }

  #lost(wasOnline: boolean, problem: string | undefined): void {
    this.#room?.drop(Date.now());
    this.#changed();
    if (this.link.value === 'cut') return;
    this.problem.value = problem;
    const isAway = wasOnline || this.#tries > 0 || problem === undefined;
    this.link.value = isAway ? 'away' : 'refused';
    if (isAway) this.#timer = setTimeout(() => this.connect(), waits[Math.min(this.#tries++, waits.length - 1)]);
  }
}
