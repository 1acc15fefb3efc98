// Broadcasts: people in rooms say things, so many at a time, and every copy is ticked off.
import type { Contestant } from './contestant.ts';
import { type Outcome, settle } from './crowd.ts';
import { Ledger } from './ledger.ts';
import { measure } from './period.ts';
import { answer, message, recipient, sequence } from './person.ts';
import type { Crowd } from './tally.ts';

/** How much is said. */
export interface Pace {
  /** Messages on their way at one time, over all rooms. */
  outstanding: number;
  /** Seconds during which new messages are said. */
  seconds: number;
  /** Seconds that may pass after that until the last copy is in. */
  patience: number;
}

export interface Talk extends Outcome {
  /** For each message, the milliseconds until its last copy was in. */
  waits: Float64Array;
}

/** Spreads the speaking over everybody; prime, so that it passes through all of a room. */
const STRIDE = 7_919;

/** Lets the crowd talk: rooms take turns, and so do the people in each. */
export async function talk(contestant: Contestant, crowd: Crowd, pace: Pace): Promise<Talk> {
  const { link } = contestant;
  const { rooms, size, first } = crowd;
  const ledger = new Ledger();
  const waits: number[] = [];
  const until = performance.now() + pace.seconds * 1_000;
  let said = 0;
  let errors = 0;
  let error = '';
  let finish = () => {};
  const speak = (now: number) => {
    const room = said % rooms.length;
    const place = (Math.floor(said / rooms.length) * STRIDE) % size;
    const start = first + room * size;
    link.say(message(start + place, rooms[room]!, ledger.send(start, size, now)));
    said++;
  };
  link.hear = stanza => {
    if (stanza.sort === 'e') {
      if (errors++ === 0) error = String(stanza);
      return;
    }
    if (stanza.kind === 'i') link.say(answer(stanza));
    if (stanza.kind !== 'm') return;
    const seq = sequence(stanza);
    if (seq < 0) return;
    const sent = ledger.tick(seq, recipient(stanza));
    if (sent < 0) return;
    const now = performance.now();
    waits.push(now - sent);
    if (now < until) speak(now);
    else if (waits.length === said) finish();
  };
  const period = await measure(contestant, pace.seconds + pace.patience, done => {
    finish = done;
    for (let count = 0; count < pace.outstanding; count++) speak(performance.now());
  });
  if (!period.late) await settle(contestant, crowd);
  return {
    period,
    done: waits.length,
    deliveries: ledger.arrived,
    missing: ledger.missing,
    twice: ledger.twice,
    strays: ledger.strays,
    unlike: 0,
    errors,
    error,
    waits: Float64Array.from(waits).sort(),
  };
}
