// Asks the behaviours of a room whether something may be: in declared order, and the first refusal wins. One that
// throws, or says what is no ruling, has refused. Everything here only reads, but for the books of faults and
// of what was ruled.
import type { Nick } from './address.ts';
import type { Claimed } from './claims.ts';
import { BehaviourFault, distrust } from './distrust.ts';
import type { Floor } from './floor.ts';
import type { HeldRequest, Hold } from './holds.ts';
import type { Placed } from './kind.ts';
import type { Person } from './person.ts';
import { deferrable, type Phase, rewritten } from './phase.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Enter, RoomRequest } from './request.ts';
import { checkedRuling, type Deferral } from './ruling.ts';
import type { RuledRequest, Said } from './ruling-log.ts';

/** What came of a request: refused, held, or allowed (perhaps with another payload, and with the nick that is given). */
export type Verdict =
  | { readonly refusal: Refusal; readonly isRuled?: true }
  | { readonly hold: Hold; readonly isRepeated: boolean }
  | { readonly request: RoomRequest; readonly nick?: Nick; readonly claimed?: Claimed };

/** What a request brings with it that was held before. */
export type Granted = Pick<Hold, 'id' | 'phase' | 'granted' | 'since' | 'stay'>;

export const broken = refuse('internal-server-error', 'Something went wrong in this room. Nothing was changed; try again later.');
export const closed = refuse('service-unavailable', 'This is closed until somebody has looked after the room. Try again later.');
const stillWaits = refuse('unexpected-request', 'What you asked before still waits for an answer. Wait for it first.');
const cannotWait = refuse('not-acceptable', 'This cannot wait until somebody decides about it.');
const insideOnly = refuse('not-allowed', 'This is decided on only for those inside: enter the room first.');
const tooManyHeld = refuse('resource-constraint', 'Too many requests wait for an answer in this room. Try again later.');

/** Rules on a request in one phase. `now`: it is part of something that cannot be held. */
export function rule(
  floor: Floor,
  phase: Phase,
  request: RoomRequest,
  person: Person | undefined,
  earlier?: Granted | 'now',
): Verdict {
  const before = earlier === 'now' ? undefined : earlier;
  const rules = floor.kindOf.rules.get(phase);
  // a phase that nobody rules costs nothing
  if (!rules) return { request };
  let ruled: RoomRequest = request;
  // who was let make a room was not let into that of somebody else
  const pinned = before?.phase === phase ? before.granted : none;
  let said: Said[] | undefined;
  const note = (place: Placed<unknown>, saying: Omit<Said, 'behaviour'>) => {
    said ??= allowedBy(rules.slice(0, rules.indexOf(place as never)));
    said.push({ behaviour: place.name, ...saying });
  };
  const done = (outcome: RuledRequest['outcome']) => record(floor, request, { phase, outcome, said: said ?? allAllowed(rules) });
  for (const place of rules) {
    const { at, name, run } = place;
    if (floor.slots.trust(at)?.now === 'closed') {
      note(place, {
        ruling: 'closed',
        text: closed.text,
        detail: `${name} failed too often: see the log, mend it, and reopen it.`,
      });
      done('refused');
      return { refusal: closed, isRuled: true };
    }
    if (pinned.includes(name)) {
      note(place, { ruling: 'granted' });
      continue;
    }
    try {
      const ruling = checkedRuling(run(floor.scopeOf(at, request.at, person), floor.frost.seen(ruled)), request.at);
      if (ruling === undefined) {
        if (said) note(place, { ruling: 'allowed' });
      } else if ('rewrite' in ruling) {
        ruled = rewritten(phase, ruled, ruling.rewrite);
        note(place, { ruling: 'rewritten' });
      } else if ('defer' in ruling) {
        const verdict: Verdict =
          earlier === 'now'
            ? { refusal: cannotWait, isRuled: true }
            : holdBy(floor, place, phase, request, person, ruling.defer, before && { ...before, granted: pinned });
        const isHeld = 'hold' in verdict;
        const text = 'refusal' in verdict ? verdict.refusal.text : ruling.defer.text;
        note(place, { ruling: isHeld ? 'held' : 'denied', text });
        done(isHeld ? 'held' : 'refused');
        return verdict;
      } else {
        note(place, { ruling: 'denied', text: ruling.text });
        done('refused');
        return { refusal: ruling, isRuled: true };
      }
    } catch (error) {
      // of another, in what that one shares: the step is tried without it
      if (error instanceof BehaviourFault) throw error;
      distrust(floor, at, error, `a ruling on ${phase}`);
      note(place, { ruling: 'failed', text: broken.text, detail: error instanceof Error ? error.message : String(error) });
      done('refused');
      return { refusal: broken, isRuled: true };
    }
  }
  done('allowed');
  return { request: ruled };
}

const none: readonly string[] = [];
const allowed = new WeakMap<readonly Placed<unknown>[], readonly Said[]>();

/** What is said most of the time: one list for all who say it. */
function allAllowed(rules: readonly Placed<unknown>[]): readonly Said[] {
  const said = allowed.get(rules) ?? allowedBy(rules);
  allowed.set(rules, said);
  return said;
}

function allowedBy(rules: readonly Placed<unknown>[]): Said[] {
  return rules.map(({ name }) => ({ behaviour: name, ruling: 'allowed' }));
}

/** Writes down what was ruled on a request, as long as its step is not taken back. */
export function record(
  floor: Floor,
  request: RoomRequest,
  ruled: Pick<RuledRequest, 'phase' | 'outcome' | 'said' | 'base'>,
): void {
  const from = 'from' in request ? request.from : undefined;
  const { phase, outcome, said, base } = ruled;
  const { type, at } = request;
  // each by its name: this is done for every message
  const book =
    base === undefined
      ? { number: 0, at, from, request: type, phase, outcome, said }
      : { number: 0, at, from, request: type, phase, outcome, said, base };
  const by = from === undefined ? operatorOf(request) : undefined;
  floor.undo(floor.rulings.add(by === undefined ? book : { ...book, by }));
}

/** Who of those who run the service asks, where that is said. */
function operatorOf(request: RoomRequest): string | undefined {
  return 'by' in request && request.type !== 'resume' ? request.by : undefined;
}

/** Whether a presence that is repeated asks for what was asked before. */
function isSame(before: HeldRequest, now: HeldRequest): boolean {
  if (before.type !== 'enter' || now.type !== 'enter') return false;
  const asked = ({ nicks, secret, privacy, hidden, title }: Enter) => JSON.stringify([nicks, secret, privacy, hidden, title]);
  return asked(before) === asked(now);
}

/** What was meant for somebody is for nobody who bears the same nick later. */
function pointed({ roster }: Floor, request: HeldRequest): HeldRequest {
  const nick = request.type === 'relay' ? request.to : request.type === 'browse' ? request.of : undefined;
  const person = nick && roster.find(nick);
  if (!person) return request;
  const id = { text: person.id, key: person.id };
  return (request.type === 'relay' ? { ...request, to: id } : { ...request, of: id }) as HeldRequest;
}

/** The hold that a behaviour asks for, of the request as it was asked: all that was rewritten is ruled on again. Throws where it may not hold such a request. */
function holdBy(
  floor: Floor,
  { at, name }: Placed<unknown>,
  phase: Phase,
  request: RoomRequest,
  person: Person | undefined,
  { until, late, text }: Deferral,
  before: Granted | undefined,
): Verdict {
  const { behaviour } = floor.kindOf.parts[at]!;
  if (!deferrable.has(phase)) throw new Error(`nothing can be held in the phase ${phase}`);
  // an answer, or what came back: nobody asks for anything
  if (phase === 'whisper' && request.type !== 'relay') return { refusal: cannotWait, isRuled: true };
  if (!behaviour.defers?.[phase]) throw new Error(`it holds a request in the phase ${phase}, which its defers do not name`);
  const { holds, settings } = floor;
  const held = pointed(floor, request as HeldRequest);
  // who comes in gets a place to wait in; others must have one
  if (held.type !== 'enter' && !person && !floor.roster.waitingFor(held.from)) return { refusal: insideOnly, isRuled: true };
  const waiting = before ? undefined : holds.find(held.from, phase);
  // clients of old repeat their presence, and mean nothing new by it
  if (waiting && held.receipt.kind === 'presence' && isSame(waiting.request, held))
    return { isRepeated: true, hold: waiting.granted.length > 0 ? waiting : { ...waiting, request: held } };
  if (waiting) return { refusal: stillWaits, isRuled: true };
  if (held.type === 'enter' && held.noWait && !person && !before && !floor.roster.waitingFor(held.from))
    return { refusal: held.noWait, isRuled: true };
  if (!before && holds.size >= settings.limits.holds) return { refusal: tooManyHeld, isRuled: true };
  const stay = before?.stay ?? person?.id ?? floor.roster.waitingFor(held.from)?.id ?? request.fresh;
  return {
    isRepeated: false,
    hold: {
      id: before?.id ?? request.fresh,
      phase,
      behaviour: name,
      granted: before?.granted ?? [],
      request: held,
      stay,
      since: before?.since ?? request.at,
      deadline: until,
      late,
      text,
    },
  };
}
