// A room that is mirrored on a network in memory, with local people who talk to the engine without a wire: for tests.
import { setImmediate } from 'node:timers';
import { type Element, parse } from 'ltx';
import { type AttachedEngine, attach } from '../../adapters/attach.ts';
import type { ComponentLike } from '../../adapters/claim.ts';
import { farMirror, type MirrorOptions } from '../../adapters/far-mirror.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { Refusal } from '../../machines/refusal.ts';
import { VirtualClock } from '../scenario/virtual-clock.ts';
import { FarNetwork } from './far-network.ts';

export type Dialect = 'conference' | 'groupchat';

/** The domain of the service, and of the people. */
export const domain = 'rooms.disney';

/** A component without a link: what is written to it is kept. */
class Wire {
  status = 'online';
  written = '';
  readonly #listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  readonly socket = {
    write: (bytes: Uint8Array | string, done?: () => void) => {
      this.written += typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
      done?.();
      return true;
    },
    writable: true,
  };

  on(event: string, listener: (...args: unknown[]) => void): void {
    const those = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, those.add(listener));
  }

  removeListener(event: string, listener: (...args: unknown[]) => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  emit(event: string, ...args: unknown[]): boolean {
    for (const listener of this.#listeners.get(event) ?? []) listener(...args);
    return true;
  }
}

export class MirroredRoom {
  readonly far = new FarNetwork();
  readonly clock = new VirtualClock();
  readonly engine: AttachedEngine;
  readonly room: string;
  readonly refused: [nick: string, refusal: Refusal][] = [];
  readonly failures: unknown[] = [];
  readonly stop: () => Promise<void>;
  readonly #wire = new Wire();
  readonly #dialects = new Map<string, Dialect>();

  /** @param settings of the behaviour `mirror` */
  constructor(
    settings: Record<string, unknown> = {},
    options: Partial<MirrorOptions> = {},
    service: Partial<ServiceSettingsInput> = {},
  ) {
    this.room = 'hall';
    const mirror = farMirror(this.far, {
      network: 'irc',
      channels: { hall: '#hall' },
      onRefused: (_, nick, refusal) => this.refused.push([nick, refusal]),
      ...options,
    });
    const input: ServiceSettingsInput = {
      domain,
      create: 'anyone',
      rooms: [{ name: 'hall', kind: 'irc', behaviours: { mirror: settings } }],
      timers: { call: 3_600 },
      ...service,
    };
    this.engine = attach(this.#wire as unknown as ComponentLike, input, {
      clock: this.clock,
      effects: { irc: mirror.effect },
      onFailure: error => this.failures.push(error),
    });
    this.stop = mirror.start(this.engine);
  }

  /** All that was written since the last time. */
  written(): string {
    const { written } = this.#wire;
    this.#wire.written = '';
    return written;
  }

  /** Until nothing moves that does not wait for the network or for time. */
  async rest(): Promise<void> {
    for (let i = 0; i < 6; i++) await new Promise(resolve => setImmediate(resolve));
  }

  /** The network answers what waits, and what comes of it. */
  async settle(): Promise<void> {
    await this.far.settle(() => this.rest());
  }

  enter(
    name: string,
    { nick = name, dialect = 'conference', room = this.room }: { nick?: string; dialect?: Dialect; room?: string } = {},
  ): void {
    this.#dialects.set(name, dialect);
    const to = `${room}@${domain}`;
    if (dialect === 'groupchat') this.take(name, `<presence to='${to}/${nick}'/>`);
    else {
      this.take(name, `<presence to='${to}'/>`);
      this.rename(name, nick, room);
    }
  }

  rename(name: string, nick: string, room = this.room): void {
    const to = `${room}@${domain}`;
    if (this.#dialects.get(name) === 'groupchat') this.take(name, `<presence to='${to}/${nick}'/>`);
    else
      this.take(name, `<iq type='set' id='n' to='${to}'><query xmlns='jabber:iq:conference'><nick>${nick}</nick></query></iq>`);
  }

  say(name: string, inner: string, room = this.room): void {
    const body = inner.startsWith('<') ? inner : `<body>${inner}</body>`;
    this.take(name, `<message type='groupchat' id='m' to='${room}@${domain}'>${body}</message>`);
  }

  leave(name: string, room = this.room): void {
    this.take(name, `<presence type='unavailable' to='${room}@${domain}'/>`);
  }

  take(name: string, xml: string): void {
    const stanza = parse(xml) as Element;
    stanza.attrs.from = `${name}@disney/home`;
    this.#wire.emit('element', stanza);
  }

  /** The nicks here, in the order of the alphabet. */
  nicks(room = this.room): readonly string[] {
    const inside = this.engine.room(room)?.participants.filter(({ state }) => state !== 'presence-pending');
    return (inside ?? []).map(({ nick }) => nick).sort();
  }

  /** Those here for whom a program speaks. */
  theirs(room = this.room): readonly string[] {
    const inside = this.engine.room(room)?.participants.filter(({ dialect }) => dialect === 'program');
    return (inside ?? []).map(({ nick }) => nick).sort();
  }
}
