// A network in memory: channels, nicks in use, bans, a link that may be lost, and answers that come when a test says so.
// The test double of whatever an adapter for a real network would talk to.
import { EffectFailure } from '../../adapters/effects/effect.ts';
import { type FarEvents, FarRefusal, type FarSide, type Ours } from '../../adapters/far-side.ts';
import type { FarReason } from '../../machines/mirror/far-answer.ts';

/** Something that was asked and is not answered. */
export interface Asked {
  readonly what: string;
  /** It is done, or refused, as the network is at that moment. */
  answer(): void;
  /** It is refused whatever the network is like. */
  refuse(reason: FarReason, text?: string): void;
}

interface There {
  nick: string;
  /** One of ours; else somebody of the network. */
  readonly person?: string;
}

const longest = 16;

export class FarNetwork implements FarSide {
  /** What was said there, as `CHANNEL NICK: TEXT`. */
  readonly heard: string[] = [];
  readonly topics = new Map<string, string>();
  readonly banned = new Set<string>();
  /** Whether answers wait for the test. */
  isByHand = false;
  /** Called whenever something waits. */
  onAsked: () => void = () => {};
  readonly asked: Asked[] = [];
  isUp = true;
  readonly #channels = new Map<string, Map<string, There>>();
  #events: FarEvents | undefined;

  watch(events: FarEvents): () => void {
    this.#events = events;
    return () => {
      this.#events = undefined;
    };
  }

  /** Whether somebody listens. */
  get isWatched(): boolean {
    return this.#events !== undefined;
  }

  join(channel: string, { person, nick }: Ours): Promise<string | undefined> {
    return this.#ask(`join ${channel} ${nick}`, () => {
      this.#check(channel, nick);
      this.#put(channel, { nick, person });
      this.#events?.arrived(channel, nick);
      return undefined;
    });
  }

  part(channel: string, { person }: Ours, text?: string): Promise<void> {
    return this.#ask(
      `part ${channel} ${this.#nickOf(channel, person) ?? 'nobody'}${text === undefined ? '' : `: ${text}`}`,
      () => {
        const nick = this.#nickOf(channel, person);
        if (nick === undefined) return;
        this.#channels.get(channel)!.delete(nick.toLowerCase());
        this.#events?.departed(channel, nick, text);
      },
    );
  }

  rename(channel: string, { person }: Ours, nick: string): Promise<void> {
    return this.#ask(`rename ${channel} ${this.#nickOf(channel, person)} ${nick}`, () => {
      const from = this.#nickOf(channel, person);
      if (from === undefined) throw new FarRefusal('not allowed', 'You are not in that channel.');
      if (from.toLowerCase() !== nick.toLowerCase()) this.#check(channel, nick);
      this.#channels.get(channel)!.delete(from.toLowerCase());
      this.#put(channel, { nick, person });
      this.#events?.renamed(channel, from, nick);
    });
  }

  say(channel: string, { person }: Ours, text: string): Promise<void> {
    return this.#ask(`say ${channel} ${text}`, () => {
      const nick = this.#nickOf(channel, person);
      if (nick === undefined) throw new FarRefusal('not allowed', 'Cannot send to channel.');
      this.heard.push(`${channel} ${nick}: ${text}`);
      this.#events?.said(channel, nick, text);
    });
  }

  topic(channel: string, { person }: Ours, text: string): Promise<void> {
    return this.#ask(`topic ${channel} ${text}`, () => {
      const nick = this.#nickOf(channel, person);
      if (nick === undefined) throw new FarRefusal('not allowed', 'You are not a channel operator.');
      this.topics.set(channel, text);
      this.#events?.topic(channel, nick, text);
    });
  }

  remove(channel: string, nick: string, text?: string): Promise<void> {
    return this.#ask(`remove ${channel} ${nick}`, () => {
      this.#channels.get(channel)?.delete(nick.toLowerCase());
      this.#events?.departed(channel, nick, text);
    });
  }

  people(channel: string): Promise<readonly string[]> {
    return this.#ask(`people ${channel}`, () => this.nicks(channel));
  }

  // what a test does there

  /** The nicks in a channel, in the order of the alphabet. */
  nicks(channel: string): readonly string[] {
    return [...(this.#channels.get(channel)?.values() ?? [])].map(({ nick }) => nick).sort();
  }

  isOurs(channel: string, nick: string): boolean {
    return this.#channels.get(channel)?.get(nick.toLowerCase())?.person !== undefined;
  }

  has(channel: string, nick: string): boolean {
    return this.#channels.get(channel)?.has(nick.toLowerCase()) ?? false;
  }

  arrives(channel: string, nick: string): void {
    this.#put(channel, { nick });
    this.#tell(events => events.arrived(channel, nick));
  }

  departs(channel: string, nick: string, text?: string): void {
    this.#channels.get(channel)?.delete(nick.toLowerCase());
    this.#tell(events => events.departed(channel, nick, text));
  }

  /** Somebody of the network changes the nick, or the network changes that of one of ours. */
  renames(channel: string, from: string, to: string, text?: string): void {
    const there = this.#channels.get(channel)!;
    const one = there.get(from.toLowerCase())!;
    there.delete(from.toLowerCase());
    one.nick = to;
    there.set(to.toLowerCase(), one);
    this.#tell(events => events.renamed(channel, from, to, text));
  }

  says(channel: string, nick: string, text: string): void {
    this.#tell(events => events.said(channel, nick, text));
  }

  setsTopic(channel: string, nick: string, text: string): void {
    this.topics.set(channel, text);
    this.#tell(events => events.topic(channel, nick, text));
  }

  /** The link is lost: ours are gone there, and nothing is answered. */
  loses(text?: string): void {
    this.isUp = false;
    for (const there of this.#channels.values()) for (const [key, { person }] of [...there]) if (person) there.delete(key);
    const lost = new EffectFailure('unreachable', 'The link was lost.');
    for (const one of this.asked.splice(0)) (one as Asked & { fail(error: Error): void }).fail(lost);
    this.#events?.lost(text);
  }

  returns(): void {
    this.isUp = true;
    this.#events?.back();
  }

  /** Answers what waits and what comes of it, until nothing more does. `rest` lets everybody else do their part. */
  async settle(rest: () => Promise<void>): Promise<void> {
    for (;;) {
      await rest();
      const [next] = this.asked;
      if (!next) return;
      next.answer();
    }
  }

  #ask<T>(what: string, work: () => T): Promise<T> {
    if (!this.isUp) return Promise.reject(new EffectFailure('unreachable', 'There is no link.'));
    return new Promise<T>((resolve, reject) => {
      const forget = (): void => {
        const place = this.asked.indexOf(one);
        if (place >= 0) this.asked.splice(place, 1);
      };
      const one = {
        what,
        answer: () => {
          forget();
          try {
            resolve(work());
          } catch (error) {
            reject(error);
          }
        },
        refuse: (reason: FarReason, text?: string) => {
          forget();
          reject(new FarRefusal(reason, text));
        },
        fail: reject,
      };
      if (this.isByHand) {
        this.asked.push(one);
        this.onAsked();
      } else one.answer();
    });
  }

  #check(channel: string, nick: string): void {
    if (nick.length > longest || /[\s%]/u.test(nick)) throw new FarRefusal('erroneous', `${nick}: Erroneous Nickname`);
    if (this.banned.has(nick.toLowerCase())) throw new FarRefusal('banned', 'Cannot join channel (+b)');
    if (this.has(channel, nick)) throw new FarRefusal('in use', `${nick}: Nickname is already in use.`);
  }

  #put(channel: string, one: There): void {
    const there = this.#channels.get(channel) ?? new Map<string, There>();
    this.#channels.set(channel, there.set(one.nick.toLowerCase(), one));
  }

  #nickOf(channel: string, person: string): string | undefined {
    return [...(this.#channels.get(channel)?.values() ?? [])].find(one => one.person === person)?.nick;
  }

  /** A network that cannot be reached tells nothing. */
  #tell(tell: (events: FarEvents) => void): void {
    if (this.isUp && this.#events) tell(this.#events);
  }
}
