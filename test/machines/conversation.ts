// People in the rooms of one service, on a clock that stands until it is moved. Requests are stamped here, and
// what is told comes back as lines. It checks nothing itself.
import { createActor } from 'xstate';
import type { z } from 'zod';
import { type Brought, catalogue } from '../../machines/catalogue.ts';
import type { Entry } from '../../machines/desk.ts';
import type { Fact, FactOf } from '../../machines/fact.ts';
import type { KeptRoom } from '../../machines/keeping.ts';
import type { ServiceRequest } from '../../machines/request.ts';
import { type KeptService, type ServiceActor, serviceLogic, type Told } from '../../machines/service-actor.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { line, plain } from './telling.ts';
import { domain, roomJid, type Unsent, Visitor, type VisitorOptions } from './visitor.ts';

/** When every conversation begins, in milliseconds since 1970. */
export const beginning = Date.UTC(2001, 0, 16);

export type Settings = Omit<z.input<typeof ServiceSettings>, 'domain'> & { readonly domain?: string };

/** One fact as it was when it was told: people change afterwards. */
export interface Heard {
  readonly fact: Fact;
  readonly room: Told['room'];
  readonly line: string;
  readonly plain: unknown;
}

/** Besides how it begins: the behaviours and kinds that are there besides those that come with Confab. */
export interface Begin extends Brought {
  readonly kept?: KeptService;
  readonly at?: number;
  /** How many ids were given out already. */
  readonly given?: number;
}

export class Conversation {
  readonly service: ServiceActor;
  readonly settings: ServiceSettings;
  /** All that was ever told. */
  readonly told: Heard[] = [];
  at: number;
  given: number;
  readonly #input: Settings;
  readonly #brought: Brought;

  constructor(settings: Settings = {}, { kept, at = beginning, given = 0, ...brought }: Begin = {}) {
    this.#input = settings;
    this.#brought = brought;
    this.settings = ServiceSettings.parse({ domain, ...settings });
    this.at = at;
    this.given = given;
    const standing = this.settings.rooms.map(room => ({ jid: roomJid(room.name), name: room.name, settings: room }));
    const kinds = catalogue(this.settings.kinds, brought);
    const input = { settings: this.settings, standing, kinds, at, ...(kept ? { kept } : {}) };
    this.service = createActor(serviceLogic, { input });
    this.service.on('told', ({ room, fact }) => this.told.push({ room, fact, line: line(fact), plain: plain(fact) }));
    this.service.start();
  }

  /** Sends a request, and returns what is told of it, a line for each fact. */
  send(request: Unsent): string[] {
    const before = this.told.length;
    this.service.send({ ...request, at: this.at, fresh: `id-${++this.given}` } as ServiceRequest);
    return this.told.slice(before).map(({ line }) => line);
  }

  visitor(name: string, options?: VisitorOptions): Visitor {
    return new Visitor(request => this.send(request), name, options);
  }

  visitors(...names: string[]): Visitor[] {
    return names.map(name => this.visitor(name));
  }

  /** Lets time go by, and says so to the service. */
  wait(seconds: number): string[] {
    this.at += seconds * 1000;
    return this.send({ type: 'tick' });
  }

  survey(): string[] {
    return this.send({ type: 'survey' });
  }

  close(text = 'Good night.'): string[] {
    return this.send({ type: 'close', text });
  }

  get desk() {
    return this.service.getSnapshot().context.desk;
  }

  entry(room: string): Entry | undefined {
    return this.desk.rooms.get(roomJid(room));
  }

  /** Where the chart of a room stands; `none` where there is no such room. */
  state(room: string): string {
    const entry = this.entry(room);
    return entry ? String(entry.actor.getSnapshot().value) : 'none';
  }

  /** The nicks of those inside, in order. */
  inside(room: string): string[] {
    return Array.from(this.entry(room)?.floor.people.joined() ?? [], ({ nick }) => nick);
  }

  keep(): KeptService {
    return JSON.parse(JSON.stringify(this.service.getPersistedSnapshot())) as KeptService;
  }

  keepRoom(room: string): KeptRoom {
    return this.keep().rooms.find(({ jid }) => jid === roomJid(room))!.kept;
  }

  /** Another service that goes on from here: this one put away as text, and put back; with other kinds where they are given. */
  resume(brought: Brought = this.#brought): Conversation {
    return new Conversation(this.#input, { kept: this.keep(), at: this.at, given: this.given, ...brought });
  }

  /** The latest fact of a type. */
  latest<T extends Fact['type']>(type: T): FactOf<T> {
    const heard = this.told.findLast(({ fact }) => fact.type === type);
    if (!heard) throw new Error(`No fact of type ${type} was told.`);
    return heard.fact as FactOf<T>;
  }
}
