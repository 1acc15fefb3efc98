// The network on which the example room `mirror` is mirrored: one channel in memory, with two people who are made up. It
// is choosy about nicks as such networks are, so that one can see a far side say no.
import type { FarReason } from '../../machines/mirror/far-answer.ts';
import { type FarEvents, FarRefusal, type FarSide, type Ours } from '../far-side.ts';

/** The people who are there, whoever comes. */
export const bots = ['parrot', 'sleeper'] as const;

const longestNick = 16;
/** Milliseconds after which the parrot answers: whoever it answers is inside by then. */
const thought = 400;

/** A network of one channel. What happens in others is done and heard by nobody. */
export class ExampleNetwork implements FarSide {
  readonly #channel: string;
  /** By the nick in small letters; whoever has a person is one of ours. */
  readonly #people = new Map<string, { nick: string; readonly person?: string }>(bots.map(nick => [nick, { nick }]));
  readonly #thoughts = new Set<ReturnType<typeof setTimeout>>();
  #events: FarEvents | undefined;

  constructor(channel: string) {
    this.#channel = channel;
  }

  watch(events: FarEvents): () => void {
    this.#events = events;
    return () => {
      this.#events = undefined;
      for (const timer of this.#thoughts) clearTimeout(timer);
    };
  }

  async join(_: string, { person, nick }: Ours): Promise<undefined> {
    this.#check(nick);
    this.#people.set(nick.toLowerCase(), { nick, person });
    this.#answer(`Hello, ${nick}. I am made up, as is my whole network. Ask me something.`);
    return undefined;
  }

  async part(_: string, { person }: Ours): Promise<void> {
    const one = this.#by(person);
    if (one) this.#people.delete(one.nick.toLowerCase());
  }

  async rename(_: string, { person }: Ours, nick: string): Promise<void> {
    const one = this.#by(person);
    if (!one) throw refusal('not allowed', 'You are not in that channel.');
    if (one.nick.toLowerCase() !== nick.toLowerCase()) this.#check(nick);
    this.#people.delete(one.nick.toLowerCase());
    this.#people.set(nick.toLowerCase(), { nick, person });
  }

  async say(_: string, { nick }: Ours, text: string): Promise<void> {
    if (text.trim().endsWith('?')) this.#answer(`${nick} asks: ${text.trim()} Nobody here knows.`);
  }

  async topic(): Promise<void> {
    throw refusal('not allowed', 'You are not a channel operator.');
  }

  async remove(channel: string, nick: string): Promise<void> {
    const key = nick.toLowerCase();
    if (!this.#people.delete(key)) return;
    this.#events?.departed(channel, nick);
  }

  async people(): Promise<readonly string[]> {
    return [...this.#people.values()].map(({ nick }) => nick);
  }

  #check(nick: string): void {
    const isSound = /^[\w[\]\\`^{|}-]+$/u.test(nick) && nick.length <= longestNick;
    if (!isSound) throw refusal('erroneous', `A nick of the made-up network is 1 to ${longestNick} letters and digits.`);
    if (this.#people.has(nick.toLowerCase())) throw refusal('in use', `${nick}: Nickname is already in use.`);
  }

  #by(person: string) {
    return [...this.#people.values()].find(one => one.person === person);
  }

  #answer(text: string): void {
    const timer = setTimeout(() => {
      this.#thoughts.delete(timer);
      if (this.#people.has(bots[0])) this.#events?.said(this.#channel, bots[0], text);
    }, thought);
    this.#thoughts.add(timer);
  }
}

const refusal = (reason: FarReason, text: string) => new FarRefusal(reason, text);
