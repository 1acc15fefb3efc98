// The actor of a room: rules on a request, steps the chart, lets the behaviours hear, and only then tells.
// A throw anywhere before that leaves the room as it was.
import { type ActorLogic, type ActorRefFrom, type ActorSystem, type AnyActorScope, createActor, type SnapshotFrom } from 'xstate';
import type { Fact } from './fact.ts';
import { Floor, type MakeParticipant } from './floor.ts';
import { hear } from './hearing.ts';
import { type KeptRoom, keep, putBack } from './keeping.ts';
import { kindNamed } from './kinds/all.ts';
import { participant } from './participant.ts';
import { refuse } from './refusal.ts';
import { replyTo, wantsAnswer } from './reply.ts';
import type { RoomRequest } from './request.ts';
import { type RoomEvent, room } from './room.ts';
import type { RoomSettings } from './room-settings.ts';
import { judge } from './rulings.ts';
import { take } from './take.ts';

export interface RoomInput {
  readonly settings: RoomSettings;
  /** What was kept of a room that was put away. */
  readonly kept?: KeptRoom;
}

type Chart = SnapshotFrom<typeof room>;
export type RoomLogic = ActorLogic<Chart, RoomRequest, RoomInput, ActorSystem<never>, Fact>;
export type RoomActor = ActorRefFrom<RoomLogic>;

const broken = refuse('internal-server-error', 'Something went wrong in this room. Nothing was changed; try again later.');

export const roomLogic: RoomLogic = {
  getInitialSnapshot(scope, { settings, kept }) {
    const floor = new Floor(kindNamed(settings.kind), settings, makerOf(scope));
    const fresh = room.getInitialSnapshot(scope as never, { floor });
    if (!kept) return fresh;
    putBack(floor, kept);
    return room.resolveState({ value: kept.value as never, context: { floor } }) as Chart;
  },

  transition(snapshot, request, scope) {
    if (request.type.startsWith('xstate.'))
      return request.type === ('xstate.stop' as string) ? { ...snapshot, status: 'stopped' as never } : snapshot;
    const { floor } = snapshot.context;
    const step = floor.begin(request.at, request.fresh);
    let next = snapshot;
    try {
      next = take(room, snapshot, ruled(snapshot, request), scope) as Chart;
      next = settle(next, floor, scope);
      hear(floor);
    } catch (error) {
      step.takeBack();
      step.tell({ type: 'failed', request: request.type, error });
      if (wantsAnswer(request)) step.tell({ type: 'refused', refusal: broken, reply: replyTo(request) });
      next = settle(snapshot, floor, scope);
    }
    scope.defer(() => step.carryOut(scope.emit));
    return next;
  },

  getPersistedSnapshot: snapshot => keep(snapshot.value, snapshot.context.floor) as never,
  restoreSnapshot: snapshot => snapshot as Chart,
};

/** One more transition where nobody is inside any more, or nobody waits for a room that nobody has made. */
function settle(snapshot: Chart, floor: Floor, scope: AnyActorScope): Chart {
  const { size, waitingSize } = floor.roster;
  const isVacated = (snapshot.matches('occupied') && size === 0) || (snapshot.matches('reserved') && waitingSize === 0);
  return isVacated ? (take(room, snapshot, { type: 'vacated' }, scope) as Chart) : snapshot;
}

/** The request as the chart takes it: allowed, or refused. */
function ruled(snapshot: Chart, request: RoomRequest): RoomEvent {
  const verdict = judge(snapshot.context.floor, request, snapshot.matches('reserved'));
  if ('refusal' in verdict) return { type: 'refuse', request, refusal: verdict.refusal };
  const { request: allowed, nick } = verdict;
  return { type: allowed.type, request: allowed, ...(nick ? { nick } : {}) } as RoomEvent;
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
