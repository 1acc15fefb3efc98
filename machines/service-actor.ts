// The actor of the service, and the actors of its rooms below it. Whatever any of them tells comes out here,
// in order, with the room that it is about.
import { type ActorLogic, type ActorRefFrom, type ActorSystem, type AnyActorScope, createActor, type SnapshotFrom } from 'xstate';
import type { RoomJid } from './address.ts';
import { Desk, type Entry } from './desk.ts';
import type { Fact } from './fact.ts';
import { mayFound } from './founding.ts';
import type { KeptRoom } from './keeping.ts';
import type { Kind } from './kind.ts';
import type { Person } from './person.ts';
import { refuse } from './refusal.ts';
import { replyTo, wantsAnswer } from './reply.ts';
import type { Asker, ServiceRequest } from './request.ts';
import { Ring } from './ring.ts';
import { type RoomInput, roomLogic } from './room-actor.ts';
import { dynamicRoom, type RoomSettings, staticRoom } from './room-settings.ts';
import type { RoomView } from './room-view.ts';
import { service } from './service.ts';
import type { ServiceSettings } from './settings.ts';
import { take } from './take.ts';

/** A fact, and the room it is about; none where it is about the service. */
export interface Told {
  readonly type: 'told';
  readonly room?: RoomView;
  readonly fact: Fact;
}

/** A room of the configuration, with its address already prepared. */
export interface StandingRoom {
  readonly jid: RoomJid;
  readonly name: string;
  readonly settings: ServiceSettings['rooms'][number];
}

export interface ServiceInput {
  readonly settings: ServiceSettings;
  readonly standing: readonly StandingRoom[];
  /** The kinds of room that there are, by name. */
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether behaviours are given what they read frozen: for tests. */
  readonly freeze?: boolean;
  readonly kept?: KeptService;
}

/** The rooms of a service, put away. */
export interface KeptService {
  readonly since: number;
  /** Up to which time questions are paid for; none where nobody was asked. */
  readonly paid?: number;
  readonly rooms: readonly {
    readonly jid: RoomJid;
    readonly name: string;
    readonly founder?: Pick<Person, 'bare' | 'host'>;
    /** When somebody last spoke there. */
    readonly spoke?: number;
    readonly kept: KeptRoom;
  }[];
}

type Chart = SnapshotFrom<typeof service>;
export type ServiceLogic = ActorLogic<Chart, ServiceRequest, ServiceInput, ActorSystem<never>, Told>;
export type ServiceActor = ActorRefFrom<ServiceLogic>;

const broken = refuse('internal-server-error', 'Something went wrong here. Nothing was changed; try again later.');

export const serviceLogic: ServiceLogic = {
  getInitialSnapshot(scope, { settings, standing, kinds, at, freeze, kept }) {
    const desk: Desk = new Desk(
      settings,
      kinds,
      kept?.since ?? at,
      fact => scope.emit({ type: 'told', fact }),
      room => make(room),
    );
    desk.paid = kept?.paid ?? 0;
    // the same for all rooms, of which there may be very many
    const shared = {
      kindNamed: (name: string) => desk.kinds.get(name),
      mayFound: (asker: Asker) => mayFound(desk, asker),
      ...(freeze ? { freeze } : {}),
    };
    const make = (room: RoomSettings, put?: KeptService['rooms'][number]) => open(desk, scope, room, shared, put);
    const keptRooms = new Map(kept?.rooms.map(room => [room.jid, room]));
    for (const { jid, name, settings: own } of standing) {
      make(staticRoom(settings, jid, name, own), keptRooms.get(jid));
      keptRooms.delete(jid);
    }
    for (const room of keptRooms.values()) {
      const founder = room.founder ?? room.kept.people.find(({ state }) => state !== 'presence-pending');
      // a room that the configuration has no more, and nobody is in, is gone; with people in it, it is theirs
      if (!founder && room.kept.value !== 'reserved') continue;
      const own = founder && { founder: { bare: founder.bare, host: founder.host } };
      make(dynamicRoom(settings, room.jid, room.name), { ...room, ...own });
    }
    return service.getInitialSnapshot(scope as never, { desk });
  },

  transition(snapshot, request, scope) {
    if (request.type.startsWith('xstate.')) return snapshot;
    try {
      return take(service, snapshot, request, scope) as Chart;
    } catch (error) {
      const { desk } = snapshot.context;
      desk.tell({ type: 'failed', request: request.type, error });
      if (wantsAnswer(request)) desk.tell({ type: 'refused', refusal: broken, reply: replyTo(request) });
      return snapshot;
    }
  },

  getPersistedSnapshot: ({ context: { desk } }) => keepService(desk) as never,
};

/** Makes the actor of a room and listens to it. */
function open(
  desk: Desk,
  scope: AnyActorScope,
  settings: RoomSettings,
  shared: Required<Pick<RoomInput, 'kindNamed' | 'mayFound'>>,
  put?: KeptService['rooms'][number],
): void {
  const { kindNamed } = shared;
  const kind = (put && kindNamed(put.kept.kind)) ?? kindNamed(settings.kind);
  if (!kind) throw new Error(`The room ${settings.jid} is of the kind ${settings.kind}, which is not known.`);
  const input = { settings, kind, ...shared, ...(put ? { kept: put.kept } : {}) };
  const actor = createActor(roomLogic, { parent: scope.self, id: settings.jid, input });
  const begun = actor.getSnapshot();
  // XState keeps what was thrown: a behaviour that cannot begin says so
  if (begun.status === 'error') throw begun.error;
  const { floor } = begun.context;
  // what it was asked before is not known any more
  const ring = put && desk.settings.limits.ring > 0 ? new Ring(desk.settings.limits.ring, true) : undefined;
  const entry: Entry = { actor, floor, founder: put?.founder, spoke: put?.spoke ?? 0, ring, place: 0, order: 0, card: undefined };
  actor.on('*', fact => {
    desk.note(entry, fact);
    scope.emit({ type: 'told', room: floor, fact } satisfies Told);
  });
  actor.start();
  desk.add(entry);
}

function keepService(desk: Desk): KeptService {
  const rooms = [...desk.rooms.values()].map(({ actor, floor, founder, spoke }) => ({
    jid: floor.jid,
    name: floor.name,
    ...(founder ? { founder } : {}),
    ...(spoke > 0 ? { spoke } : {}),
    kept: actor.getPersistedSnapshot() as unknown as KeptRoom,
  }));
  return { since: desk.since, ...(desk.paid > 0 ? { paid: desk.paid } : {}), rooms };
}
