// The actor of a room: rules on a request, steps the chart, lets the behaviours hear, and only then tells.
// A throw anywhere before that leaves the room as it was.
import { type ActorLogic, type ActorRefFrom, type ActorSystem, type AnyActorScope, createActor, type SnapshotFrom } from 'xstate';
import { latest, meant } from './decided-hold.ts';
import { BehaviourFault, distrust, isRuling, takeOut } from './distrust.ts';
import { turnDown } from './entrance.ts';
import type { Fact } from './fact.ts';
import { Floor, type KindNamed, type MakeParticipant } from './floor.ts';
import { frost } from './frost.ts';
import { hear } from './hearing.ts';
import { type KeptRoom, keep, putBack } from './keeping.ts';
import type { Kind } from './kind.ts';
import { participant } from './participant.ts';
import type { Person } from './person.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { replyTo, wantsAnswer } from './reply.ts';
import type { Asker, Resume, RoomRequest } from './request.ts';
import { type RoomEvent, room } from './room.ts';
import type { RoomSettings } from './room-settings.ts';
import { judge } from './rulings.ts';
import { Slots } from './slots.ts';
import type { Step } from './step.ts';
import { take } from './take.ts';
import { broken, type Granted, record } from './verdict.ts';

export interface RoomInput {
  readonly settings: RoomSettings;
  readonly kind: Kind;
  /** Where the charts come from when the room is to go on with others. */
  readonly kindNamed?: KindNamed;
  /** Whether somebody may make the room that nobody has made; asked again when a held request goes on. */
  readonly mayFound?: (asker: Asker) => 'allowed' | Refusal;
  /** Whether behaviours are given what they read frozen. */
  readonly freeze?: boolean;
  /** What was kept of a room that was put away. */
  readonly kept?: KeptRoom;
}

type Chart = SnapshotFrom<typeof room>;
export type RoomLogic = ActorLogic<Chart, RoomRequest, RoomInput, ActorSystem<never>, Fact>;
export type RoomActor = ActorRefFrom<RoomLogic>;

export const roomLogic: RoomLogic = {
  getInitialSnapshot(scope, { settings, kind, kindNamed, mayFound, freeze, kept }) {
    const floor = new Floor(kind, settings, makerOf(scope), kindNamed, freeze ? frost : undefined);
    if (mayFound) floor.mayFound = mayFound;
    const fresh = room.getInitialSnapshot(scope as never, { floor });
    if (!kept) return fresh;
    putBack(floor, kept);
    return room.resolveState({ value: kept.value as never, context: { floor } }) as Chart;
  },

  transition(snapshot, request, scope) {
    if (request.type.startsWith('xstate.'))
      return request.type === ('xstate.stop' as string) ? { ...snapshot, status: 'stopped' as never } : snapshot;
    const [next, step] = stepped(snapshot, request, scope);
    scope.defer(() => {
      step.carryOut(scope.emit);
      // each in a step of its own: one that fails undoes nothing of what let it go on
      let count = 0;
      for (const resumption of step.resumptions) {
        const cause = `${step.cause}.${count++}`;
        (scope.self as unknown as RoomActor).send({
          type: 'resume',
          ...resumption,
          at: request.at,
          fresh: resumption.hold,
          cause,
        });
      }
      next.context.floor.end(step);
    });
    return next;
  },

  getPersistedSnapshot: snapshot => keep(snapshot.value, snapshot.context.floor) as never,
  restoreSnapshot: snapshot => snapshot as Chart,
};

/** One step, whole; where a behaviour fails, as if it had not been there, or else not at all. */
function stepped(snapshot: Chart, request: RoomRequest, scope: AnyActorScope): readonly [Chart, Step] {
  const { floor } = snapshot.context;
  const faults: BehaviourFault[] = [];
  const { kindOf } = floor;
  for (;;) {
    const step = floor.begin(request.at, request.fresh, causeOf(request));
    try {
      for (const fault of faults) lookAt(floor, fault);
      return [heard(taken(snapshot, request, scope), floor, scope, faults), step];
    } catch (error) {
      // of charts that the room does not have, once that is taken back: they are not taken
      const isForeign = floor.kindOf !== kindOf;
      step.takeBack();
      if (isForeign) return failed(snapshot, request, scope, error, isForeign);
      const isFirst = error instanceof BehaviourFault && !faults.some(({ place }) => place === error.place);
      // only what can be asked again may be refused for the sake of a behaviour that rules
      if (isFirst && (!isRuling(floor, error.place) || !canFail(request))) faults.push(error);
      else return failed(snapshot, request, scope, error);
    }
  }
}

function causeOf(request: RoomRequest): string | undefined {
  return request.type === 'resume' ? request.cause : undefined;
}

function canFail(request: RoomRequest): boolean {
  // nobody stays for the sake of a behaviour that failed
  if (request.type === 'close room' || request.type === 'remove person') return false;
  return request.type === 'resume' || !('from' in request) ? isAsked(request) : wantsAnswer(request);
}

/** Of what no person sends: whether somebody waits for it to be done. */
function isAsked({ type }: RoomRequest): boolean {
  return type !== 'tick' && type !== 'survey' && type !== 'close';
}

/** What becomes of a behaviour that failed in a step that goes on without it. */
function lookAt(floor: Floor, fault: BehaviourFault): void {
  if (!isRuling(floor, fault.place)) takeOut(floor, fault);
  else distrust(floor, fault.place, fault, '', true);
}

/** The step that says that another was taken back. */
function failed(
  snapshot: Chart,
  request: RoomRequest,
  scope: AnyActorScope,
  error: unknown,
  isForeign = false,
): readonly [Chart, Step] {
  const { floor } = snapshot.context;
  const step = floor.begin(request.at, request.fresh, causeOf(request));
  logFault(floor, request, error);
  // one that only hears was taken out before, and does not come here
  if (error instanceof BehaviourFault && !isForeign) distrust(floor, error.place, error, '');
  else step.tell({ type: 'failed', request: request.type, error });
  const hold = request.type === 'resume' ? meant(floor, request) : undefined;
  if (hold) {
    step.undo(floor.holds.settle(hold));
    step.tell({ type: 'released', hold, outcome: 'refused' });
    turnDown({ context: snapshot.context, event: { request: hold.request, refusal: broken, held: true } });
  } else if (wantsAnswer(request)) step.tell({ type: 'refused', refusal: broken, reply: replyTo(request) });
  else if (!('from' in request) && isAsked(request)) step.tell({ type: 'declined', request: request.type, refusal: broken });
  const next = settle(snapshot, floor, scope);
  for (const { fact } of step.tellings) if (fact.type === 'withdrawn' || fact.type === 'left') forget(floor, fact.who);
  return [next, step];
}

function forget(floor: Floor, person: Person): void {
  const undo = floor.slots.forget(person);
  if (undo) floor.undo(undo);
}

function taken(snapshot: Chart, request: RoomRequest, scope: AnyActorScope): Chart {
  const event = request.type === 'resume' ? resumed(snapshot, request) : ruled(snapshot, request);
  return event ? (take(room, snapshot, event, scope) as Chart) : snapshot;
}

/** Behaviours hear what happened, and what follows from it, until nothing more does. */
function heard(snapshot: Chart, floor: Floor, scope: AnyActorScope, faults: readonly BehaviourFault[]): Chart {
  const mute = faults.map(({ place }) => place);
  let next = snapshot;
  do {
    next = settle(next, floor, scope);
    hear(floor, mute);
  } while (isVacated(next, floor));
  // the next room at this address knows nothing of this one
  if (floor.step.tellings.some(({ fact }) => fact.type === 'dissolved')) begin(floor);
  return next;
}

/** Behaviours as the configuration has them, without anything that they kept. The last of a step: nothing takes it back. */
function begin(floor: Floor): void {
  const { slots, settings, frost } = floor;
  const kind = floor.kindNamed(settings.kind) ?? slots.kind;
  try {
    floor.slots = new Slots(kind, settings, frost);
  } catch (error) {
    // a kind that was learnt since and does not fit: nobody must stay for that
    floor.tell({ type: 'failed', request: 'a room that begins anew', error });
    floor.slots = new Slots(slots.kind, settings, frost);
  }
  // one that begins by itself does so again
  floor.wake(floor.slots.earliest);
}

/** One more transition where nobody is inside any more, or nobody waits for a room that nobody has made. */
function settle(snapshot: Chart, floor: Floor, scope: AnyActorScope): Chart {
  return isVacated(snapshot, floor) ? (take(room, snapshot, { type: 'vacated' }, scope) as Chart) : snapshot;
}

function isVacated(snapshot: Chart, { roster }: Floor): boolean {
  const { size, waitingSize } = roster;
  return (size === 0 && snapshot.value === 'occupied') || (waitingSize === 0 && snapshot.value === 'reserved');
}

/** The request as the chart takes it: allowed, held, or refused. */
function ruled(snapshot: Chart, request: RoomRequest, before?: Granted): RoomEvent {
  const { floor } = snapshot.context;
  const verdict = judge(floor, request, snapshot.value === 'reserved', before);
  if ('hold' in verdict) return { type: 'defer', ...verdict };
  if ('refusal' in verdict) {
    if (!verdict.isRuled) logRefusal(floor, request, verdict.refusal);
    return { type: 'refuse', request, refusal: verdict.refusal, ...(before ? { held: true } : {}) };
  }
  const { request: allowed, nick, claimed } = verdict;
  if (claimed) return { type: 'command', request: allowed, claimed } as RoomEvent;
  return (nick ? { type: allowed.type, request: allowed, nick } : { type: allowed.type, request: allowed }) as RoomEvent;
}

/** A refusal that no behaviour has spoken is the base's own. */
function logRefusal(floor: Floor, request: RoomRequest, refusal: Refusal): void {
  record(floor, request, { phase: undefined, outcome: 'refused', said: [], base: refusal.text });
}

/** What was to be done is not, because of somebody who was to hear of it. */
function logFault(floor: Floor, request: RoomRequest, error: unknown): void {
  const { behaviour, message } = error instanceof BehaviourFault ? error : { behaviour: undefined, message: String(error) };
  const hold = request.type === 'resume' ? meant(floor, request) : undefined;
  const said = behaviour === undefined ? [] : [{ behaviour, ruling: 'failed', text: broken.text, detail: message } as const];
  const base = behaviour === undefined ? { base: broken.text } : {};
  record(floor, hold?.request ?? request, { phase: undefined, outcome: 'refused', said, ...base });
}

/** A held request, now that it was decided: refused, or ruled on again by all but those who let it go on. */
function resumed(snapshot: Chart, request: Resume): RoomEvent | undefined {
  const { floor } = snapshot.context;
  const { outcome, at } = request;
  const hold = meant(floor, request);
  if (!hold) return undefined;
  floor.undo(floor.holds.settle(hold));
  const isRefused = typeof outcome === 'object' && isRefusal(outcome);
  floor.tell({ type: 'released', hold, outcome: isRefused ? 'refused' : outcome });
  if (isRefused) return { type: 'refuse', request: hold.request, refusal: outcome, held: true };
  const again = latest(floor, hold, at);
  const asked = again.type === 'enter' ? { ...again, founding: floor.mayFound(again) } : again;
  return ruled(snapshot, asked, { ...hold, granted: [...hold.granted, hold.behaviour] });
}

function makerOf(scope: AnyActorScope): MakeParticipant {
  const parent = scope.self;
  return (id, state) => {
    const snapshot = state === undefined ? {} : { snapshot: participant.resolveState({ value: state as never }) };
    const actor = createActor(participant, { parent, id, ...snapshot });
    actor.on('*', scope.emit);
    return actor;
  };
}
