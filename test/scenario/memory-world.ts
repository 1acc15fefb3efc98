// The world in memory: the real @xmpp/component and our engine, a server that is a few maps, a clock that stands.
// What real servers do is imitated by memory-server.ts; real ones are server-world.ts's.
import { createHash } from 'node:crypto';
import { component } from '@xmpp/component';
import { type AttachedEngine, attach } from '../../adapters/attach.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import { MemoryLink } from './memory-link.ts';
import { MemoryServer } from './memory-server.ts';
import { type ProgramDeed, Programs } from './programs.ts';
import { type EffectOutcome, ScriptedEffects } from './scripted-effects.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { Connection, Settings, World } from './world.ts';
import { readStanzas, type Xml } from './xml.ts';

/** How long the service may take to answer a marker, in real milliseconds; it never should. */
const MARKER = 2_000;
const SERVER = 'disney';
const SERVICE = 'conference.disney';

type Entity = ReturnType<typeof component>;

export class MemoryWorld implements World {
  readonly server = SERVER;
  readonly service = SERVICE;
  readonly patience = 0;
  #clock = new VirtualClock();
  #server = new MemoryServer(SERVICE, () => this.#link);
  #link = new MemoryLink(SERVICE, stanza => this.#server.fromComponent(stanza));
  #entity: Entity | undefined;
  #engine: AttachedEngine | undefined;
  #failure: Error | undefined;
  #effects = new ScriptedEffects();
  readonly #programs = new Programs();
  #markers = 0;

  jid(client: string): string {
    const [account = '', resource = 'home'] = client.split('/');
    return `${account.includes('@') ? account : `${account}@${SERVER}`}/${resource}`;
  }

  async open(settings: Settings, effects: readonly string[] = []): Promise<void> {
    const entity = component({ service: 'xmpp://memory:5347', domain: SERVICE, password: 'memory' });
    entity.Socket = this.#link.Socket;
    entity.reconnect.delay = 1;
    entity.on('error', () => {});
    let made = 0;
    const fresh = (): string => createHash('sha256').update(`${made++}`).digest('hex').slice(0, 32);
    const { now, every } = this.#clock;
    this.#entity = entity;
    this.#engine = attach(entity, { ...settings, domain: SERVICE } as ServiceSettingsInput, {
      clock: { now, every },
      fresh,
      service: true,
      effects: this.#effects.provided(effects),
      onFailure: (error, what) => {
        this.#failure ??= new Error(`the engine failed at ${what}: ${(error as Error).stack}`);
      },
    });
    await entity.start();
  }

  async connect(client: string, receive: (stanza: Xml) => void): Promise<Connection> {
    const jid = this.jid(client);
    this.#server.connect(jid, receive);
    const end = async (): Promise<void> => this.#server.disconnect(jid);
    return {
      send: source => {
        for (const stanza of readStanzas(source)) this.#server.fromClient(jid, stanza);
      },
      disconnect: end,
      drop: end,
    };
  }

  /** At rest is: the service has answered a marker, and nothing but the marker was on its way meanwhile. */
  async settle(): Promise<void> {
    // without a link or an engine nobody answers; what is written already still arrives
    if (!this.#link.ready || this.#engine === undefined) return this.#turn();
    let before: number;
    do {
      before = this.#server.traffic;
      await this.#marker();
      await this.#turn();
    } while (this.#server.traffic > before + 2);
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#server.fault !== undefined) throw new Error(this.#server.fault);
  }

  async timePasses(milliseconds: number): Promise<void> {
    await this.#clock.pass(milliseconds, () => this.settle());
  }

  async vanish(client: string): Promise<void> {
    this.#server.forget(this.jid(client));
  }

  async restartServer(): Promise<void> {
    await this.loseLink();
    this.#server.die();
    await this.restoreLink();
  }

  async loseLink(): Promise<void> {
    const lost = new Promise(resolve => this.#entity?.once('disconnect', resolve));
    this.#link.lose();
    await lost;
  }

  async restoreLink(): Promise<void> {
    const online = new Promise(resolve => this.#entity?.once('online', resolve));
    this.#link.restore();
    await online;
    await this.settle();
  }

  /** Time passes until it is called, as it would beside a real server. */
  async answerEffect(effect: string, outcome: EffectOutcome): Promise<void> {
    for (let seconds = 0; !this.#effects.answer(effect, outcome); seconds++) {
      if (seconds === 5) throw new Error(`the effect ${effect} is not called`);
      await this.#clock.pass(1_000, () => this.settle());
    }
    await this.#turn();
    await this.settle();
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
    this.#engine = undefined;
    await this.#turn();
  }

  async shut(): Promise<void> {
    this.#engine?.detach();
    const left = this.#clock.pending;
    this.#entity?.reconnect.stop();
    this.#link.lose();
    if (left > 0) throw new Error(`detach() left ${left} of its timers running`);
  }

  async #marker(): Promise<void> {
    // somebody else each time, so that whatever limits a script sets, a marker is below them
    const jid = `marker-${this.#markers++}@marker.example/scenario`;
    await new Promise<void>((resolve, reject) => {
      const late = (): void => reject(new Error('the service does not answer pings any more'));
      const timer = setTimeout(late, MARKER);
      this.#server.connect(jid, () => {
        clearTimeout(timer);
        resolve();
      });
      const ping = `<iq type='get' id='marker' to='${SERVICE}'><ping xmlns='urn:xmpp:ping'/></iq>`;
      for (const stanza of readStanzas(ping)) this.#server.fromClient(jid, stanza);
    });
    this.#server.forget(jid);
  }

  /** One turn of the event loop, for what was queued behind a microtask. */
  #turn(): Promise<void> {
    return new Promise(resolve => setImmediate(resolve));
  }
}
