// A room on a stage: behaviours in a whole engine, in memory, with named people on virtual time. What people do is
// player.ts's affair.

import type { Called } from '../../machines/behaviour-fact.ts';
import { elementOf } from '../../machines/claims.ts';
import type { Fact, FactOf } from '../../machines/fact.ts';
import type { Kind } from '../../machines/kind.ts';
import type { FailureReason } from '../effects/effect.ts';
import type { Engine } from '../engine.ts';
import { type ClientModel, ConferenceClient, GroupchatClient } from './client-model.ts';
import type { Listener } from './listener.ts';
import { answered, openCalls } from './open-calls.ts';
import { Player, type PlayerOptions } from './player.ts';
import { type Act, type Moment, type PutAway, Rehearsal } from './rehearsal.ts';
import { RoomBooks } from './room-books.ts';
import { type StageOptions, service, settingsFor } from './staging.ts';
import { faultOf, told } from './story.ts';
import { kindOf, type Subject } from './subject.ts';
import { type Watch, watched } from './watched-kind.ts';

/**
 * Puts a room on a stage.
 * @param subject a behaviour, one with settings as `[behaviour, settings]`, a list of such, or a kind of room
 * @throws Error with what is wrong with the behaviours or the options, a sentence for each fault
 * @example
 * const room = stage([slowMode, { seconds: 10 }]);
 * const woody = room.person('woody').enters();
 */
export function stage(subject: Subject, options: StageOptions = {}): Stage {
  return new Stage(kindOf(subject), options);
}

export class Stage extends RoomBooks {
  readonly kind: Kind;
  /** The room's address. */
  readonly jid: string;
  readonly name: string;
  /** What was reached of the behaviours' charts, for `coverage`. */
  readonly watches: readonly Watch[];
  readonly #kinds: readonly Kind[];
  readonly #options: StageOptions;
  readonly #people = new Map<string, Player>();
  readonly #moderators: string[];
  readonly #clients = new Map<Listener, ClientModel>();
  readonly #stays = new Map<Listener, string | undefined>();
  readonly #past: Moment[] = [];
  #rehearsal: Rehearsal | undefined;
  #last: Moment[] = [];

  constructor(kind: Kind, options: StageOptions) {
    super();
    this.kind = kind;
    this.#options = options;
    // a kind that the room becomes may have charts as well
    const made = [...(options.kinds ?? []), kind].map(watched);
    this.#kinds = made.map(one => one.kind);
    this.watches = made.flatMap(({ watches }) => watches);
    this.name = options.name ?? 'room';
    this.jid = `${this.name}@${service}`;
    this.#moderators = [...(options.moderators ?? [])];
  }

  /** Somebody of that name; the same one whenever the name is the same. */
  person(name: string, options: PlayerOptions = {}): Player {
    const known = this.#people.get(name);
    if (known && options.dialect !== undefined && options.dialect !== known.dialect)
      throw new Error(`${name} is here already by the dialect ${known.dialect}. Give somebody who came by another another name.`);
    if (known) return known;
    const player = new Player(this, name, options);
    if (options.moderator) {
      if (this.#rehearsal) throw new Error(`Say that ${name} is a moderator before anything happens in the room.`);
      this.#moderators.push(player.jid.split('/', 1)[0]!);
    }
    this.#people.set(name, player);
    this.#clients.set(player, player.dialect === 'conference' ? new ConferenceClient() : new GroupchatClient());
    return player;
  }

  // what happens

  /** Time passes. */
  waits(seconds: number): this {
    this.play([{ waits: seconds }], this.waits);
    return this;
  }

  /**
   * An operator asks a behaviour for something of its own.
   * @returns what it answers, in words
   * @throws Error with what stands against it
   */
  command(behaviour: string, name: string, fields: Readonly<Record<string, unknown>> = {}): string {
    return this.#operate({ commands: name, room: this.name, behaviour, fields }, this.command) as string;
  }

  /** An operator sets a behaviour otherwise. Returns its settings; throws Error with what is wrong with them. */
  configure(behaviour: string, settings: Readonly<Record<string, unknown>>): unknown {
    return this.#operate({ configures: behaviour, room: this.name, settings }, this.configure);
  }

  /** The outside answers the oldest call of an effect. Throws Error where the behaviour does not take such an answer. */
  answers(effect: string, fields: Readonly<Record<string, unknown>>): this {
    this.play([answered(this, effect, 'answer', fields)], this.answers);
    return this;
  }

  /** The outside has no answer to the oldest call of an effect: `unreachable`, `timeout`, `refused`, `misshapen`, `busy` or `unknown`. */
  fails(effect: string, reason: FailureReason, text = 'A test says so.'): this {
    this.play([answered(this, effect, 'failure', { reason, text })], this.fails);
    return this;
  }

  /** The calls of effects that nobody has answered, oldest first. */
  calls(): readonly Called[] {
    return openCalls(this.#past);
  }

  /** A behaviour that failed may try again. */
  reopen(behaviour: string): void {
    this.#operate({ reopens: behaviour, room: this.name }, this.reopen);
  }

  /** The room goes on as another kind. Returns a sentence for each thing that could not be kept. */
  becomes(kind: string): readonly string[] {
    return this.#operate({ replaces: kind, room: this.name }, this.becomes) as readonly string[];
  }

  /** An operator sends an invitation. */
  invites(jid: string, text?: string): void {
    this.#operate({ invites: jid, room: this.name, ...(text === undefined ? {} : { text }) }, this.invites);
  }

  /** The program ends and begins anew: everything is put away as JSON, and put back. */
  restarts(): this {
    const kept = this.#running.putAway();
    this.#running.stop();
    this.#rehearsal = this.#made(kept);
    return this;
  }

  /** The service ends. */
  closes(text = 'The service closes.'): this {
    this.play([{ closes: text }], this.closes);
    return this;
  }

  /** Plays acts as one thing that happens. Throws what a behaviour threw. */
  play(acts: readonly Act[], method: (...args: never[]) => unknown): void {
    this.#last = [];
    for (const act of acts) {
      const moment = this.#running.play(act);
      this.#last.push(moment);
      this.#past.push(moment);
      this.#lookOn(moment);
      const [failure] = this.#options.onFault === 'keep' ? [] : moment.failures;
      if (failure !== undefined) throw faultOf(failure, this.recently(), method);
      if (moment.error) throw moment.error;
    }
  }

  // what there is to see

  /**
   * What was told by the last thing that happened, by its type or all.
   * @param when `ever`: since the room is there
   */
  facts<T extends Fact['type']>(type: T, when?: 'ever'): readonly FactOf<T>[];
  facts(type?: undefined, when?: 'ever'): readonly Fact[];
  facts(type?: string, when?: 'ever'): readonly Fact[] {
    const all = (when === 'ever' ? this.#past : this.#last).flatMap(({ facts }) => facts);
    return type === undefined ? all : all.filter(fact => fact.type === type);
  }

  /** What behaviours threw, with `onFault: 'keep'`. */
  faults(): readonly unknown[] {
    return this.#past.flatMap(({ failures }) => failures);
  }

  get engine(): Engine {
    return this.#running.engine;
  }

  /** What came of the last thing that happened. */
  get last(): Pick<Moment, 'received' | 'facts' | 'written'> {
    return {
      received: this.#last.flatMap(({ received }) => received),
      facts: this.#last.flatMap(({ facts }) => facts),
      written: this.#last.map(({ written }) => written).join(''),
    };
  }

  get moments(): readonly Moment[] {
    return this.#past;
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#running.now;
  }

  clientOf(player: Listener): ClientModel {
    return this.#clients.get(player)!;
  }

  elementFor(behaviour: string, name: string): { readonly name: string; readonly xmlns: string } {
    const form = this.kind.parts[this.placeOf(behaviour)]!.behaviour.requests?.[name];
    if (!form) throw new Error(`The behaviour ${behaviour} has no request “${name}”.`);
    return elementOf({ behaviour, name, form });
  }

  /** All that happened, to be read by people. */
  story(): string {
    return this.#past.map(told).join('\n');
  }

  /** The end of the story, for messages. */
  recently(): string {
    const lately = this.#past.slice(-4).map(told).join('\n');
    return lately === '' ? '  Nothing has happened yet.' : `  What happened lately:\n${lately.replaceAll(/^/gmu, '    ')}`;
  }

  get #running(): Rehearsal {
    this.#rehearsal ??= this.#made();
    return this.#rehearsal;
  }

  #made(from?: PutAway): Rehearsal {
    return new Rehearsal(settingsFor(this.#options, this.kind, this.#moderators), { kinds: this.#kinds, freeze: true }, from);
  }

  #operate(act: Act, method: (...args: never[]) => unknown): unknown {
    this.play([act], method);
    return this.#last.at(-1)?.result;
  }

  /** Lets everybody's client read what came. */
  #lookOn({ received }: Moment): void {
    for (const [player, client] of this.#clients) {
      const stay = player.isIn ? player.person?.id : undefined;
      // a client knows when it comes and when it leaves
      if (this.#stays.get(player) !== stay) client.forget();
      this.#stays.set(player, stay);
      if (stay === undefined) continue;
      for (const one of received) if (one.to === player.jid) client.receive(one, this.jid);
    }
  }
}
