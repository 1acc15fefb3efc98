// Runs the effects that behaviours call, after the step in which they do, and gives the answers back as requests. It
// knows no effect: they are given to it by name.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers';
import type { RoomJid } from '../../machines/address.ts';
import type { Called } from '../../machines/behaviour-fact.ts';
import type { Desk, Entry } from '../../machines/desk.ts';
import { hint } from '../../machines/nearest.ts';
import type { ServiceSettings } from '../../machines/settings.ts';
import { Tally } from '../../machines/tally.ts';
import type { CallBook, CallOutcome } from '../metrics/call-book.ts';
import type { GiveAnswer } from './answering.ts';
import { type Effect, EffectFailure, type Effects } from './effect.ts';
import { shownText, soundAnswer } from './sound-answer.ts';

export interface RunnerMeans {
  readonly effects: Effects;
  readonly desk: Desk;
  readonly settings: Pick<ServiceSettings, 'limits' | 'timers'>;
  readonly answer: GiveAnswer;
  readonly book: CallBook;
  /** Told of a mistake in an effect, or in how a behaviour hears answers. */
  readonly report: (error: unknown, what: string) => void;
}

export interface Runner {
  /** A behaviour has called. Nothing is done before the step is over. */
  take(call: Called, room: RoomJid): void;
  /** Aborts what runs; nobody is answered any more. */
  stop(): void;
}

export function runner({ effects, desk, settings, answer, book, report }: RunnerMeans): Runner {
  const { limits, timers } = settings;
  const running = new Set<AbortController>();
  const byEffect = new Tally();
  const byRoom = new Tally();
  let stopped = false;

  function take(call: Called, room: RoomJid): void {
    const entry = desk.rooms.get(room);
    if (stopped || !entry) return;
    // calls of a step are counted at once, so that no step can make more than there may be
    const beginning = begin(call, room);
    setImmediate(() => {
      if (beginning instanceof EffectFailure) fail(call, entry, beginning);
      else run(beginning, call, entry).catch(error => report(error, `the answer of ${call.effect}`));
    });
  }

  function begin({ effect, behaviour }: Called, room: RoomJid): Effect | EffectFailure {
    const found = Object.hasOwn(effects, effect) ? effects[effect] : undefined;
    if (!found)
      return new EffectFailure(
        'unknown',
        `There is no effect “${effect}”, which ${behaviour} calls${hint(effect, Object.keys(effects))}`,
      );
    if (byEffect.of(effect) >= limits.calls) return new EffectFailure('busy', `Too many calls of ${effect} are unanswered.`);
    if (byRoom.of(room) >= limits.callsPerRoom) return new EffectFailure('busy', 'Too many calls of this room are unanswered.');
    byEffect.add(effect, 1);
    byRoom.add(room, 1);
    return found;
  }

  async function run(effect: Effect, call: Called, entry: Entry): Promise<void> {
    const began = performance.now();
    const room = entry.floor.jid;
    let came: Readonly<Record<string, unknown>> | EffectFailure;
    try {
      came = soundAnswer(await bounded(effect, call, room));
    } catch (error) {
      came = error instanceof EffectFailure ? error : broken(call, error);
    }
    byEffect.add(call.effect, -1);
    byRoom.add(room, -1);
    const seconds = (performance.now() - began) / 1000;
    if (came instanceof EffectFailure) {
      fail(call, entry, came, seconds);
      return;
    }
    if (isGone(entry)) {
      note(call, 'dropped', seconds);
      return;
    }
    const refusal = answer(room, call, call.answer, came);
    if (refusal) fail(call, entry, new EffectFailure('misshapen', refusal.text), seconds);
    else note(call, 'answered', seconds);
  }

  /** The effect, with an end: one that never settles would be counted for ever. */
  async function bounded(effect: Effect, { id, behaviour, effect: name, input }: Called, room: RoomJid): Promise<unknown> {
    if (stopped) throw new EffectFailure('unreachable', 'The service stops.');
    const abort = new AbortController();
    const { signal } = abort;
    const over = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    over.catch(() => {});
    const late = new EffectFailure('timeout', `${name} did not answer within ${timers.call} seconds.`);
    const timer = setTimeout(() => abort.abort(late), timers.call * 1000);
    running.add(abort);
    try {
      const call = { id: `${id}.${placeOf(room)}`, room, behaviour, effect: name, input, signal };
      return await Promise.race([effect(call), over]);
    } finally {
      clearTimeout(timer);
      running.delete(abort);
    }
  }

  function broken({ effect }: Called, error: unknown): EffectFailure {
    report(error, `the effect ${effect}`);
    // nobody is let in because something of ours is broken
    return new EffectFailure('misshapen', `${effect} failed. See the log of the service.`);
  }

  function fail(call: Called, entry: Entry, { reason, message }: EffectFailure, seconds?: number): void {
    if (isGone(entry)) {
      note(call, 'dropped', seconds);
      return;
    }
    const refusal = answer(entry.floor.jid, call, call.failure, { reason, text: shownText(message) });
    note(call, reason, seconds);
    // where the behaviour is gone meanwhile there is nobody to blame
    if (refusal?.condition === 'not-acceptable')
      report(new Error(refusal.text), `${call.behaviour} has no fields reason, text and tag in its request ${call.failure}`);
  }

  /** Another room at the same address has asked for nothing. */
  function isGone(entry: Entry): boolean {
    return stopped || desk.rooms.get(entry.floor.jid) !== entry;
  }

  function note({ effect }: Called, outcome: CallOutcome, seconds: number | undefined): void {
    book.note(effect, outcome, seconds);
  }

  return {
    take,
    stop() {
      stopped = true;
      for (const abort of running) abort.abort(new EffectFailure('unreachable', 'The service stops.'));
    },
  };
}

/** Time passes in many rooms by one request: their calls are told apart by this. */
function placeOf(room: RoomJid): string {
  return createHash('sha256').update(room).digest('hex').slice(0, 16);
}
