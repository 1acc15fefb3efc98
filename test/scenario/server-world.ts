// The world beside a real server: its users log in over TCP, our engine is the component, time passes by itself.
// One server and one link serve many scripts; each has an engine and users of its own.
import type { EventEmitter } from 'node:events';
import { type AttachedEngine, attach } from '../../adapters/attach.ts';
import { refusedBy } from '../../adapters/bounded-parser.ts';
import type { ComponentLike } from '../../adapters/claim.ts';
import { connect } from '../../adapters/connect.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { XmlElement } from '../../streams/tree.ts';
import type { Door } from '../door.ts';
import type { RealServer } from '../servers/real-server.ts';
import { type ProgramDeed, Programs } from './programs.ts';
import { type EffectOutcome, ScriptedEffects } from './scripted-effects.ts';
import { connectServerClient, type ServerClient } from './server-client.ts';
import type { Connection, Settings, World } from './world.ts';
import type { Xml } from './xml.ts';

const PASSWORD = 'scenario';

/** A server with our component's link to it. */
export interface Place {
  readonly server: Pick<RealServer, 'domain' | 'addUsers' | 'restart'> & {
    readonly c2s: Door;
    readonly component: { readonly domain: string };
  };
  readonly link: {
    readonly entity: ComponentLike & Pick<EventEmitter, 'once'> & { readonly socket: { destroy(): unknown } | null };
    /** Tells when the link is `online`, until the function that it gives is called. */
    onLink(tell: (state: string) => void): () => void;
  };
  stop(): Promise<void>;
}

/** Connects to a started server as its component; `stop` ends the link and the server. */
export async function settleBeside(server: RealServer): Promise<Place> {
  const { host, port, domain, secret } = server.component;
  const limits = { stanzaBytes: 131_072, depth: 32 };
  const link = connect({ server: { host, port }, domain, secret, limits, delays: { first: 20, last: 100 } });
  await link.ready;
  return {
    server,
    link,
    async stop() {
      await link.stop();
      await server.stop();
    },
  };
}

export class ServerWorld implements World {
  readonly server: string;
  readonly service: string;
  readonly patience = 5_000;
  readonly #place: Place;
  readonly #number: number;
  readonly #users = new Set<string>();
  readonly #clients = new Set<ServerClient>();
  readonly #effects = new ScriptedEffects();
  readonly #programs = new Programs();
  #engine: AttachedEngine | undefined;
  #failure: Error | undefined;
  #back: Promise<void> = Promise.resolve();

  /** `number` is the script's own: its users are called woody7, buzz7, … */
  constructor(place: Place, number: number) {
    this.#place = place;
    this.#number = number;
    this.server = place.server.domain;
    this.service = place.server.component.domain;
  }

  jid(client: string): string {
    const [user = '', resource = 'home'] = client.split('/');
    return `${user}${this.#number}@${this.server}/${resource}`;
  }

  async open(settings: Settings, effects: readonly string[]): Promise<void> {
    const input = { ...settings, domain: this.service } as ServiceSettingsInput;
    this.#engine = attach(this.#place.link.entity, input, {
      service: true,
      effects: this.#effects.provided(effects),
      refusedBy: (element: XmlElement) => refusedBy(element as never),
      onFailure: (error, what) => {
        this.#failure ??= new Error(`the engine failed at ${what}: ${(error as Error).stack}`);
      },
    });
  }

  async connect(client: string, receive: (stanza: Xml) => void): Promise<Connection> {
    const { server } = this.#place;
    const [bare = '', resource = ''] = this.jid(client).split('/');
    const username = bare.split('@', 1)[0] as string;
    if (!this.#users.has(username)) await server.addUsers([username], PASSWORD);
    this.#users.add(username);
    const connected = await connectServerClient({ server, username, password: PASSWORD, resource, receive });
    const mine: ServerClient = {
      ...connected,
      disconnect: async () => {
        // so that the service knows before anybody goes on: the end of a stream is noticed whenever it is
        connected.send("<presence type='unavailable'/>");
        await connected.marker(this.service);
        await this.#end(mine, () => connected.disconnect());
      },
      drop: () => this.#end(mine, () => connected.drop()),
    };
    this.#clients.add(mine);
    // until the server knows the presence, it keeps what is sent to the bare JID for later
    await connected.marker(this.service);
    return mine;
  }

  /** Twice: what was sent has had its effect when all have their first answer, and has arrived with the second. */
  async settle(connections: readonly Connection[]): Promise<void> {
    const clients = connections as readonly ServerClient[];
    for (let round = 0; round < 2; round++) await Promise.all(clients.map(one => one.marker(this.service)));
    if (this.#failure !== undefined) throw this.#failure;
  }

  timePasses(): Promise<void> {
    throw new Error('no real server lets time pass on demand');
  }

  vanish(): Promise<void> {
    throw new Error('no real server forgets its users on demand');
  }

  async restartServer(): Promise<void> {
    this.#clients.clear();
    const back = this.#nextOnline();
    await this.#place.server.restart();
    await back;
  }

  async loseLink(): Promise<void> {
    this.#back = this.#nextOnline();
    const lost = new Promise(resolve => this.#place.link.entity.once('disconnect', resolve));
    this.#place.link.entity.socket?.destroy();
    await lost;
  }

  restoreLink(): Promise<void> {
    return this.#back;
  }

  async answerEffect(effect: string, outcome: EffectOutcome): Promise<void> {
    const isAnswered = () => this.#effects.answer(effect, outcome);
    if (!isAnswered()) {
      await this.#effects.isCalled(this.patience);
      if (!isAnswered()) throw new Error(`the effect ${effect} is not called`);
    }
    // the room hears of it in a later turn
    await new Promise(resolve => setImmediate(resolve));
  }

  async program(deed: ProgramDeed): Promise<void> {
    await this.#programs.play(this.#engine!, deed);
  }

  invite(room: string, jid: string, text?: string): void {
    this.#engine?.invite(room, jid, text);
  }

  closeRoom(room: string, text: string): void {
    this.#engine?.closeRoom(room, text, 'a scenario');
  }

  removePerson(room: string, person: string, text: string): void {
    this.#engine?.removePerson(room, person, text, 'a scenario');
  }

  async close(text: string): Promise<void> {
    await this.#engine?.close(text);
  }

  async shut(): Promise<void> {
    this.#engine?.detach();
    await Promise.all([...this.#clients].map(client => client.drop()));
  }

  async #end(client: ServerClient, how: () => Promise<void>): Promise<void> {
    this.#clients.delete(client);
    await how();
  }

  #nextOnline(): Promise<void> {
    return new Promise(resolve => {
      const off = this.#place.link.onLink(state => {
        if (state !== 'online') return;
        off();
        resolve();
      });
    });
  }
}
