// A whole engine in virtual time, without a socket: it does what it is told, act by act, and keeps what came of each.
// The acts are plain data, so that they can be played again, whole or from where it was put away.
import { type Element, parse } from 'ltx';
import type { RoomJid } from '../../machines/address.ts';
import type { Fact } from '../../machines/fact.ts';
import type { KeptService } from '../../machines/service-actor.ts';
import type { XmlElement } from '../../streams/tree.ts';
import type { Answered } from '../effects/answering.ts';
import { type Engine, type EngineOptions, makeEngine } from '../engine.ts';
import type { ServiceSettingsInput } from '../prepared-settings.ts';
import { type Received, readStanzas } from './received.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Something that happens to the engine. */
export type Act =
  | { readonly stanza: string }
  /** Seconds; `rings`: how often the clock comes to speak meanwhile, each second without. */
  | { readonly waits: number; readonly rings?: number }
  | { readonly survey: true }
  | { readonly closes: string }
  | { readonly invites: string; readonly room: string; readonly text?: string }
  | { readonly commands: string; readonly room: string; readonly behaviour: string; readonly fields: Fields }
  | { readonly configures: string; readonly room: string; readonly settings: Fields }
  | { readonly reopens: string; readonly room: string }
  | { readonly replaces: string; readonly room: string }
  /** `answers`: the request as which it comes. */
  | { readonly answers: string; readonly room: string; readonly call: Answered; readonly fields: Fields };
type Fields = Readonly<Record<string, unknown>>;

/** What came of an act. */
export interface Moment {
  readonly act: Act;
  /** The stanza that came in, where one did. */
  readonly sent: Element | undefined;
  /** What the engine wrote, as text. */
  readonly written: string;
  readonly received: readonly Received[];
  readonly facts: readonly Fact[];
  /** What went wrong inside. */
  readonly failures: readonly unknown[];
  /** What an operation gave back, or threw. */
  readonly result?: unknown;
  readonly error?: Error;
}

export type RehearsalOptions = Pick<EngineOptions, 'kinds' | 'behaviours' | 'freeze'>;

/** Where a rehearsal goes on that was put away. */
export interface PutAway {
  readonly kept: KeptService;
  readonly now: number;
  readonly stamps: number;
}

export class Rehearsal {
  readonly engine: Engine;
  readonly moments: Moment[] = [];
  readonly #clock: VirtualClock;
  #stamps: number;
  #written = '';
  #facts: Fact[] = [];
  #failures: unknown[] = [];

  constructor(settings: ServiceSettingsInput, options: RehearsalOptions = {}, from?: PutAway) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    this.#clock = new VirtualClock(from?.now);
    this.#stamps = from?.stamps ?? 0;
    // time stands until somebody waits: whoever says much in a test is no flooder
    const patient = { ...settings, flood: { rate: 0, ...settings.flood } };
    this.engine = makeEngine(patient, {
      ...options,
      clock: this.#clock,
      fresh: () => freshOf(++this.#stamps),
      write: bytes => {
        this.#written += decoder.decode(bytes);
      },
      onFailure: error => this.#failures.push(error),
      ...(from ? { kept: from.kept } : {}),
    });
    this.engine.facts$.subscribe(({ fact }) => this.#facts.push(fact));
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#clock.now();
  }

  play(act: Act): Moment {
    this.#written = '';
    this.#facts = [];
    this.#failures = [];
    const sent = 'stanza' in act ? (parse(act.stanza) as Element) : undefined;
    let outcome: Pick<Moment, 'result' | 'error'> = {};
    try {
      outcome = { result: this.#do(act, sent) };
    } catch (error) {
      outcome = { error: error instanceof Error ? error : new Error(String(error)) };
    }
    const { written, facts, failures } = { written: this.#written, facts: this.#facts, failures: this.#failures };
    const moment: Moment = { act, sent, written, received: readStanzas(written), facts, failures, ...outcome };
    this.moments.push(moment);
    return moment;
  }

  playAll(acts: readonly Act[]): this {
    for (const act of acts) this.play(act);
    return this;
  }

  /** All that another rehearsal needs to go on as this one would; it has been through JSON, as what a store keeps. */
  putAway(): PutAway {
    return { kept: JSON.parse(JSON.stringify(this.engine.keep())) as KeptService, now: this.now, stamps: this.#stamps };
  }

  stop(): void {
    this.engine.stop();
  }

  #do(act: Act, sent: Element | undefined): unknown {
    const { engine } = this;
    if (sent) return engine.take(sent as XmlElement);
    if ('waits' in act) return act.rings ? this.#clock.leap(act.waits * 1000, act.rings) : this.#clock.pass(act.waits * 1000);
    if ('survey' in act) return engine.survey();
    if ('closes' in act) return engine.close(act.closes);
    if ('invites' in act) return engine.invite(act.room, act.invites, act.text);
    if ('commands' in act) return engine.command(act.room, act.behaviour, act.commands, act.fields);
    if ('configures' in act) return engine.configure(act.room, act.configures, act.settings, 'a test');
    if ('reopens' in act) return engine.reopen(act.room, act.reopens);
    if ('answers' in act) return this.#answer(act);
    return 'replaces' in act ? engine.replace(act.room, act.replaces) : undefined;
  }

  #answer({ answers, room, call, fields }: Extract<Act, { readonly answers: string }>): void {
    const refusal = this.engine.answer(room as RoomJid, call, answers, fields);
    if (refusal) throw new Error(refusal.text);
  }
}

/** Ids of 96 bits, as chance would make them, but numbered. */
function freshOf(count: number): string {
  return count.toString(16).padStart(24, '0');
}
