// Holds the chart of overload to the load, and lets what depends on it follow: presence that is kept back, and people who
// wait to enter. It weighs when it is told to look, and whenever the clock rings.
import { createActor } from 'xstate';
import {
  type Load,
  type OverloadActor,
  type OverloadChanged,
  type OverloadState,
  overload,
  weightOf,
} from '../machines/overload.ts';
import type { OverloadSettings } from '../machines/settings.ts';
import type { Admission } from '../streams/admission.ts';
import type { Coalescing } from '../streams/coalescing.ts';

export interface OverloadWatchOptions {
  readonly settings: OverloadSettings;
  readonly load: () => Load;
  readonly coalescing: Coalescing;
  readonly admission: Admission;
  readonly onChange?: ((change: OverloadChanged) => void) | undefined;
}

/** How a service is, as far as too much to do is concerned. */
export interface Overload {
  readonly state: OverloadState;
  /** Presences that were never told, because a newer one or the leaving took their place. */
  readonly coalesced: number;
  /** How many wait to enter. */
  readonly heldJoins: number;
  readonly actor: OverloadActor;
}

export class OverloadWatch implements Overload {
  readonly actor: OverloadActor;
  readonly #options: OverloadWatchOptions;
  /** When what was kept back was told last, in milliseconds since 1970. */
  #toldAt = 0;
  /** Whether what is kept back is to be told as soon as there is space for it. */
  #isDue = false;
  #isTelling = false;

  constructor(options: OverloadWatchOptions) {
    const { onChange } = options;
    this.#options = options;
    this.actor = createActor(overload, { input: options.settings });
    if (onChange) this.actor.on('overload changed', onChange);
    this.actor.start();
  }

  get state(): OverloadState {
    return this.actor.getSnapshot().value;
  }

  get coalesced(): number {
    return this.#options.coalescing.coalesced;
  }

  get heldJoins(): number {
    return this.#options.admission.heldJoins;
  }

  /** Whether there is space for one more to come in, or to be told of. */
  mayEnter(): boolean {
    const { load, settings } = this.#options;
    return weightOf(load(), settings) < settings.hold;
  }

  /** Weighs the load, and has everything follow. @param at milliseconds since 1970 */
  look(at: number): void {
    const { load, coalescing, admission } = this.#options;
    this.actor.send({ type: 'load', ...load(), at });
    const { state } = this;
    if (state === 'normal') this.#isDue = true;
    else if (!coalescing.isOn) {
      coalescing.isOn = true;
      this.#isDue = false;
      this.#toldAt = at;
    }
    if (coalescing.isOn) this.#tell();
    admission.follow(state, at);
  }

  /** The clock has rung: what was kept back for an interval may be told. */
  tick(at: number): void {
    const { coalescing, settings } = this.#options;
    if (coalescing.isOn && at - this.#toldAt >= settings.interval * 1000) {
      this.#toldAt = at;
      this.#isDue = true;
    }
    this.look(at);
  }

  /** Tells what is due, but no more than lets others in: what is told all at once must not be what is too much. */
  #tell(): void {
    const { coalescing } = this.#options;
    // what is told may bring the load over a mark
    if (!this.#isDue || this.#isTelling) return;
    this.#isTelling = true;
    coalescing.tell(() => this.mayEnter());
    this.#isTelling = false;
    if (!coalescing.isEmpty) return;
    this.#isDue = false;
    coalescing.isOn = this.state !== 'normal';
  }

  /** Forgets what is kept back; the chart stays where it is. */
  stop(): void {
    this.#options.coalescing.clear();
    this.actor.stop();
  }
}
