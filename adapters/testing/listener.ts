// What is to have reached one of the people of a test, and how they stand. What is asked about is what came of the last
// thing that happened, whoever did it. What they do is player.ts's affair.
import type { Person } from '../../machines/person.ts';
import type { Condition } from '../../machines/refusal.ts';
import { fail } from './assertion.ts';
import { manners } from './manner.ts';
import { type Received, wordsOf } from './received.ts';
import type { Stage } from './stage.ts';

/** Words: the whole text, or a pattern of some of it; or a question about the stanza. */
export type Expected = string | RegExp | ((stanza: Received) => boolean);

type Method = (...args: never[]) => unknown;

export class Listener {
  readonly name: string;
  /** The full address. */
  readonly jid: string;
  readonly dialect: 'conference' | 'groupchat';
  protected readonly stage: Stage;

  constructor(stage: Stage, name: string, jid: string, dialect: 'conference' | 'groupchat') {
    this.stage = stage;
    this.name = name;
    this.jid = jid;
    this.dialect = dialect;
  }

  // how they stand

  /** As the room has them in its book, where they are inside or wait. */
  get person(): Person | undefined {
    const people = this.stage.floor?.people;
    return people?.byReal(this.jid as never) ?? people?.waitingFor(this.jid as never);
  }

  get isIn(): boolean {
    return this.stage.floor?.people.byReal(this.jid as never) !== undefined;
  }

  get nick(): string | undefined {
    return this.person?.nick;
  }

  /** The nicks of those inside, as this one's client could know them from what it received; sorted. */
  get roster(): readonly string[] {
    return [...this.stage.clientOf(this).nicks].sort();
  }

  /** What came of the last thing that happened. */
  get received(): readonly Received[] {
    return this.stage.last.received.filter(({ to }) => to === this.jid);
  }

  /** All that came ever since. */
  get everReceived(): readonly Received[] {
    return this.stage.moments.flatMap(({ received }) => received.filter(({ to }) => to === this.jid));
  }

  /** The address of somebody in the room, as this one's dialect writes it. */
  addressOf(whom: Listener | string): string {
    const person = typeof whom === 'string' ? this.stage.floor?.named(whom) : whom.person;
    const resource = person ? manners[this.dialect].seen(person) : typeof whom === 'string' ? whom : whom.name;
    return `${this.stage.jid}/${resource}`;
  }

  // what is to be

  /**
   * Words reached this one: as said, as a topic, or as the room's own.
   * @param by who said them; `room` for the room itself
   */
  hears(words: Expected, { by }: { readonly by?: Listener | 'room' } = {}): this {
    const from = by === undefined ? undefined : by === 'room' ? this.stage.jid : this.addressOf(by);
    const found = this.received.some(one => isMeant(one, words) && (from === undefined || one.from === from));
    if (!found) this.#fail(`does not hear ${shown(words)}${from === undefined ? '' : ` from ${from}`}`, words, this.hears);
    return this;
  }

  /** Such words did not reach this one. */
  hearsNot(words: Expected): this {
    if (this.received.some(one => isMeant(one, words))) this.#fail(`hears ${shown(words)}`, undefined, this.hearsNot);
    return this;
  }

  /** No stanza at all reached this one. */
  hearsNothing(): this {
    if (this.received.length > 0) this.#fail('is told something', [], this.hearsNothing);
    return this;
  }

  /** What this one asked is refused. */
  isRefused(condition?: Condition, text?: string | RegExp): this {
    const found = this.received.some(
      ({ refusal }) =>
        refusal !== undefined &&
        (condition === undefined || refusal.condition === condition) &&
        (text === undefined || fits(refusal.text, text)),
    );
    const how = [condition, text === undefined ? undefined : shown(text)].filter(Boolean).join(', ');
    if (!found) this.#fail(`is not refused${how && `: ${how}`}`, `refused ${how}`, this.isRefused);
    return this;
  }

  /** Nothing that this one asked is refused. */
  isNotRefused(): this {
    if (this.received.some(({ refusal }) => refusal)) this.#fail('is refused', undefined, this.isNotRefused);
    return this;
  }

  /** Something that this one asked waits for somebody's decision, or for time. */
  isHeld(text?: string | RegExp): this {
    const held = this.stage.held().filter(({ jid }) => jid === this.jid);
    if (!held.some(one => text === undefined || fits(one.text, text)))
      this.#fail(`is not held${text === undefined ? '' : ` with ${shown(text)}`}`, text ?? 'held', this.isHeld);
    return this;
  }

  isInside(): this {
    if (!this.isIn) this.#fail('is not in the room', 'inside', this.isInside);
    return this;
  }

  isOutside(): this {
    if (this.isIn) this.#fail('is in the room', 'outside', this.isOutside);
    return this;
  }

  isCalled(nick: string): this {
    if (this.nick !== nick) this.#fail(`is not called ${nick} but ${this.nick}`, nick, this.isCalled);
    return this;
  }

  /** This one's client could know that those are inside, by their nicks. */
  sees(...nicks: readonly string[]): this {
    const unseen = nicks.filter(nick => !this.roster.includes(nick));
    if (unseen.length > 0) this.#fail(`does not see ${unseen.join(', ')}, only ${this.roster.join(', ')}`, nicks, this.sees);
    return this;
  }

  seesNot(...nicks: readonly string[]): this {
    const seen = nicks.filter(nick => this.roster.includes(nick));
    if (seen.length > 0) this.#fail(`sees ${seen.join(', ')}`, [], this.seesNot);
    return this;
  }

  #fail(what: string, expected: unknown, method: Method): never {
    const came = this.received.map(({ xml }) => xml);
    const shownCame = came.length > 0 ? came.map(xml => `\n    ${xml}`).join('') : ' nothing';
    const message = `${this.name} ${what}.\n  What came of the last thing that happened:${shownCame}\n${this.stage.recently()}`;
    fail(message, came, expected, method);
  }
}

function isMeant(stanza: Received, words: Expected): boolean {
  if (typeof words === 'function') return words(stanza);
  return stanza.type !== 'error' && wordsOf(stanza).some(text => fits(text, words));
}

function fits(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text === words : new RegExp(words.source, words.flags.replace(/[gy]/gu, '')).test(text);
}

function shown(words: Expected): string {
  return typeof words === 'string' ? `“${words}”` : typeof words === 'function' ? 'what is meant' : String(words);
}
