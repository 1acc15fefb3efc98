// One room and its channel on the far side: who of those there is ours, what is asked about each of them one after the
// other, and what happens there. Whatever is decided about people here is decided by the room.
import type { Refusal } from '../machines/refusal.ts';
import { EffectFailure } from './effects/effect.ts';
import { FarOurs, type Known } from './far-ours.ts';
import { FarPeople } from './far-people.ts';
import { FarRefusal, type FarSide } from './far-side.ts';
import type { Newcomer, ProgramPerson } from './program-person.ts';
import { Turns } from './turns.ts';

export interface FarChannelMeans {
  readonly far: FarSide;
  readonly network: string;
  readonly channel: string;
  readonly join: (newcomer: Newcomer) => ProgramPerson;
  /** Asks the behaviour `mirror` of the room. */
  readonly command: (name: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly secret?: string;
  readonly key: (nick: string) => string;
  readonly onRefused: (nick: string, refusal: Refusal) => void;
}

type Answer = Readonly<Record<string, unknown>>;
type Input = Readonly<Record<string, unknown>>;

export class FarChannel {
  readonly #means: FarChannelMeans;
  readonly #theirs: FarPeople;
  readonly #ours: FarOurs;
  readonly #turns = new Turns();
  /** Nicks that came while one of ours asked for them: whose they are shows in the answer. */
  readonly #unclear = new Set<string>();
  /** What changed while the list of people is read: it may be older. */
  #touched: Set<string> | undefined;

  constructor(means: FarChannelMeans) {
    this.#means = means;
    this.#ours = new FarOurs(means.key);
    this.#theirs = new FarPeople(means);
  }

  /** Whether somebody of ours is there, or asks to be. */
  get isWanted(): boolean {
    return this.#ours.size > 0;
  }

  has(person: string): boolean {
    return this.#ours.has(person);
  }

  /** Does what the behaviour `mirror` asks for. Throws EffectFailure where nobody knows whether it was done. */
  async work(input: Input): Promise<Answer> {
    const { do: what, person, nick, to, text } = input as Readonly<Record<string, string>>;
    try {
      if (what === 'roster') return await this.#bringInLine();
      if (what === 'remove') return await this.#remove(input);
      if (person === undefined) throw new EffectFailure('misshapen', 'Nobody is named that this is about.');
      const known = () => this.#ours.of(person)?.nick;
      const { far, channel } = this.#means;
      switch (what) {
        case 'join':
          return await this.#inTurn(person, () => this.#join(person, nick!));
        case 'part':
          return await this.part(person, text);
        case 'rename':
          return await this.#inTurn(person, () => this.#rename(person, to!));
        case 'say':
          return await this.#inTurn(person, () => done(far.say(channel, { person, nick: known() ?? nick! }, text!)));
        case 'topic':
          return await this.#inTurn(person, () => done(far.topic(channel, { person, nick: known() ?? nick! }, text!)));
        default:
          throw new EffectFailure('unknown', `A far side does not know how to ${what}.`);
      }
    } catch (error) {
      if (error instanceof FarRefusal) return { refused: error.reason, text: error.message };
      throw error;
    }
  }

  /** Takes one of ours out there. */
  part(person: string, text?: string): Promise<Answer> {
    const { far, channel } = this.#means;
    return this.#inTurn(person, async () => {
      const known = this.#ours.remove(person);
      return known ? done(far.part(channel, { person, nick: known.nick ?? '' }, text)) : {};
    });
  }

  // what happens there

  arrived(nick: string): void {
    this.#touch(nick);
    const ours = this.#ours.by(nick);
    if (!ours) this.#theirs.arrive(nick);
    else if (!this.#ours.isCalled(ours[1].nick, nick)) this.#unclear.add(this.#means.key(nick));
  }

  departed(nick: string, text?: string): void {
    this.#touch(nick);
    this.#unclear.delete(this.#means.key(nick));
    if (this.#theirs.has(nick)) {
      this.#theirs.depart(nick, text);
      return;
    }
    const ours = this.#ours.by(nick);
    if (!ours || !this.#ours.isCalled(ours[1].nick, nick)) return;
    this.#ours.remove(ours[0]);
    this.#means.command('expel', { person: ours[0], ...(text === undefined ? {} : { text }) });
  }

  renamed(from: string, to: string, text?: string): void {
    this.#touch(from);
    this.#touch(to);
    if (this.#theirs.has(from)) {
      this.#theirs.rename(from, to);
      return;
    }
    const ours = this.#ours.by(from);
    // who has a nick that one of ours only asks for is theirs
    if (!ours || !this.#ours.isCalled(ours[1].nick, from)) {
      this.#unclear.delete(this.#means.key(from));
      this.arrived(to);
      return;
    }
    // what they asked for is answered
    if (ours[1].asked !== undefined && this.#ours.isCalled(ours[1].asked, to)) return;
    ours[1].nick = to;
    this.#means.command('alias', { person: ours[0], nick: to, ...(text === undefined ? {} : { text }) });
  }

  said(nick: string, text: string): void {
    this.#theirs.say(nick, text);
  }

  topic(nick: string, text: string): void {
    this.#theirs.topic(nick, text);
  }

  /** Nobody of ours is there any more, and nothing that was asked is answered. */
  lost(text?: string): void {
    this.#ours.clear();
    this.#turns.forget();
    this.#unclear.clear();
    this.#means.command('lost', text === undefined ? {} : { text });
    this.#theirs.departAll(text ?? `${this.#means.network} cannot be reached.`);
  }

  back(): void {
    this.#means.command('back', {});
  }

  /** Theirs go, and ours are taken out there. Done when all of that is. */
  async close(text?: string): Promise<void> {
    const parts = this.#ours.persons().map(person => this.part(person, text).catch(() => ({})));
    await Promise.all([this.#theirs.departAll(text), ...parts]);
  }

  async #join(person: string, nick: string): Promise<Answer> {
    const { far, channel } = this.#means;
    const before = this.#ours.of(person)?.nick;
    if (before !== undefined) return this.#stay(person, before, nick);
    const known = this.#ours.add(person, nick);
    try {
      const given = (await far.join(channel, { person, nick })) ?? nick;
      this.#settle(known, given);
      return given === nick ? {} : { nick: given };
    } catch (error) {
      if (this.#ours.of(person) === known) this.#ours.remove(person);
      this.#clear(nick);
      throw error;
    }
  }

  /** Who is there already is only to be called so. */
  async #stay(person: string, before: string, nick: string): Promise<Answer> {
    if (before === nick) return {};
    return this.#rename(person, nick).catch(() => ({ nick: before }));
  }

  async #rename(person: string, to: string): Promise<Answer> {
    const { far, channel } = this.#means;
    const known = this.#ours.of(person);
    if (!known) throw new FarRefusal('not allowed', 'You are not there.');
    known.asked = to;
    try {
      await far.rename(channel, { person, nick: known.nick ?? to }, to);
      this.#settle(known, to);
      return {};
    } catch (error) {
      known.asked = undefined;
      this.#clear(to);
      throw error;
    }
  }

  /** The nick is theirs who asked for it. */
  #settle(known: Known, nick: string): void {
    const { asked } = known;
    known.nick = nick;
    known.asked = undefined;
    if (asked !== undefined && !this.#ours.isCalled(asked, nick)) this.#clear(asked);
    this.#unclear.delete(this.#means.key(nick));
  }

  /** A nick that came meanwhile is not ours. */
  #clear(nick: string): void {
    if (this.#unclear.delete(this.#means.key(nick))) this.#theirs.arrive(nick);
  }

  async #bringInLine(): Promise<Answer> {
    const { far, channel, key } = this.#means;
    const touched = new Set<string>();
    this.#touched = touched;
    const there = await far.people(channel);
    if (this.#touched === touched) this.#touched = undefined;
    const keys = new Set(there.map(key));
    for (const nick of this.#theirs.nicks()) if (!keys.has(key(nick)) && !touched.has(key(nick))) this.#theirs.depart(nick);
    for (const nick of there) if (!touched.has(key(nick))) this.arrived(nick);
    return {};
  }

  async #remove({ address, text }: Input): Promise<Answer> {
    const { far, channel } = this.#means;
    const nick = this.#theirs.nickOf(address);
    if (nick === undefined) return {};
    try {
      await far.remove(channel, nick, text as string | undefined);
      await this.#theirs.depart(nick);
      return {};
    } catch (error) {
      // who is there is here
      if (this.#theirs.nickOf(address) === nick) this.#theirs.returns(nick);
      throw error;
    }
  }

  #inTurn(person: string, work: () => Promise<Answer>): Promise<Answer> {
    return this.#turns.take(person, work, () => new EffectFailure('unreachable', 'The link was lost.'));
  }

  #touch(nick: string): void {
    this.#touched?.add(this.#means.key(nick));
  }
}

async function done(work: Promise<unknown>): Promise<Answer> {
  await work;
  return {};
}
