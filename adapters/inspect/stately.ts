// What happens in a room as the events of @statelyai/inspect 0.7, for those who have that tool: the room is an actor with
// its behaviours as regions, and each person in it another. Contexts are what the lens shows, never the room's own data.
import type { StateValue } from 'xstate';
import { participant } from '../../machines/participant.ts';
import type { MachineConfig, StateConfig } from '../drawing/room-config.ts';
import type { Lens } from './lens.ts';
import type { LiveEvent, Moment, PersonLine, RoomView } from './protocol.ts';

interface Known {
  /** The actor that it is about, and the one that began all. */
  readonly sessionId: string;
  readonly rootId: string;
  readonly id: string;
  /** Milliseconds since 1970, as text. */
  readonly createdAt: string;
  readonly _version: string;
}

interface Snapshot {
  readonly status: 'active' | 'done';
  readonly value?: StateValue;
  readonly context: Readonly<Record<string, unknown>>;
  // snapshots of XState have both, and nobody here ends with either
  readonly output: undefined;
  readonly error: undefined;
}

interface Happening {
  readonly type: string;
  readonly [more: string]: unknown;
}

/** An event as that package sends it, with the same names. */
export type StatelyEvent =
  | (Known & {
      readonly type: '@xstate.actor';
      readonly name: string;
      readonly snapshot: Snapshot;
      /** The machine as JSON, in the syntax of XState. */
      readonly definition: string;
      readonly parentId: string | undefined;
    })
  | (Known & { readonly type: '@xstate.event'; readonly event: Happening; readonly sourceId: string | undefined })
  | (Known & { readonly type: '@xstate.snapshot'; readonly event: Happening; readonly snapshot: Snapshot });

/** The version of the package whose events these are. */
const version = '0.7.2';

/**
 * Tells the events of a room from now on, first the actors that there are.
 * @returns what ends it
 * @throws Error where there is no such room
 */
export function statelyEvents(lens: Lens, name: string, tell: (event: StatelyEvent) => void): () => void {
  let converts: ReturnType<typeof statelyOf> | undefined;
  let key: string | undefined;
  return lens.watch(name, event => {
    // another kind has another chart, and is another actor to that tool
    if (event.type === 'room' && event.data.chart !== key) {
      const found = lens.machineOf(name);
      if (!found) return;
      key = event.data.chart;
      converts = statelyOf(found.machine);
    }
    for (const one of converts?.(event) ?? []) tell(one);
  });
}

/** Gives a function that turns what happens in one room into events. @param machine of the room */
export function statelyOf(machine: MachineConfig): (event: LiveEvent, at?: number) => readonly StatelyEvent[] {
  let count = 0;
  let seen: RoomView | undefined;
  let value: StateValue = {};
  let latest: Happening = { type: 'xstate.init' };
  let now = 0;
  const people = new Map<string, PersonLine>();
  const roomId = () => seen?.jid ?? machine.id;
  const known = (sessionId: string): Known => ({
    sessionId,
    rootId: roomId(),
    id: String(++count),
    createdAt: String(now),
    _version: version,
  });
  const actor = (sessionId: string, config: MachineConfig | object, name: string, snapshot: Snapshot): StatelyEvent => ({
    type: '@xstate.actor',
    ...known(sessionId),
    name,
    definition: JSON.stringify(config),
    parentId: sessionId === roomId() ? undefined : roomId(),
    snapshot,
  });
  const stands = (sessionId: string, snapshot: Snapshot, event = latest): StatelyEvent => ({
    type: '@xstate.snapshot',
    ...known(sessionId),
    event,
    snapshot,
  });
  const ofRoom = (status: Snapshot['status'] = 'active'): Snapshot => snapshotOf(status, value, contextOf(seen));

  function room(view: RoomView): readonly StatelyEvent[] {
    const isNew = seen === undefined;
    const before = JSON.stringify(ofRoom());
    seen = view;
    value = placeOf(machine, machine.id, new Set(view.live));
    const own = isNew
      ? [actor(roomId(), machine, view.name, ofRoom())]
      : JSON.stringify(ofRoom()) === before
        ? []
        : [stands(roomId(), ofRoom())];
    return [...own, ...arrivals(view), ...departures(view)];
  }

  function arrivals({ participants }: RoomView): readonly StatelyEvent[] {
    return participants.flatMap(person => {
      const before = people.get(person.id);
      people.set(person.id, person);
      if (!before) return [actor(idOf(person), participant.config, person.nick, ofPerson(person))];
      return JSON.stringify(before) === JSON.stringify(person) ? [] : [stands(idOf(person), ofPerson(person))];
    });
  }

  function departures({ participants, unlisted }: RoomView): readonly StatelyEvent[] {
    // of a room with more people than are listed nobody can tell who is gone
    if (unlisted > 0) return [];
    const here = new Set(participants.map(({ id }) => id));
    const gone = [...people.values()].filter(({ id }) => !here.has(id));
    return gone.map(person => {
      people.delete(person.id);
      return stands(idOf(person), { ...ofPerson(person), status: 'done', value: 'departed' });
    });
  }

  function moment({ at, request, who, outcome, rulings, facts, after }: Moment): readonly StatelyEvent[] {
    now = at;
    latest = { type: request, ...(who === undefined ? {} : { who }), outcome, rulings, facts };
    const source = [...people.values()].find(({ nick, jid }) => who !== undefined && (nick === who || jid === who));
    if (after) value = placeOf(machine, machine.id, new Set(after));
    return [
      { type: '@xstate.event', ...known(roomId()), event: latest, sourceId: source && idOf(source) },
      stands(roomId(), ofRoom()),
    ];
  }

  const idOf = ({ id }: PersonLine) => `${roomId()}/${id}`;

  return (event, at = Date.now()) => {
    now = at;
    switch (event.type) {
      case 'room':
        return room(event.data);
      case 'moment':
        return moment(event.data);
      case 'skipped':
        latest = { type: 'confab.skipped', ...event.data };
        return [{ type: '@xstate.event', ...known(roomId()), event: latest, sourceId: undefined }];
      case 'gone':
        return [stands(roomId(), ofRoom('done'), { type: 'confab.gone', ...event.data })];
    }
  };
}

function contextOf(view: RoomView | undefined): Snapshot['context'] {
  if (!view) return {};
  const { kind, people, waiting, holds, topic } = view;
  const failed = view.behaviours.filter(({ trust }) => trust !== 'well').map(({ name }) => name);
  return { kind, people, waiting, holds, ...(topic === undefined ? {} : { topic }), ...(failed.length > 0 ? { failed } : {}) };
}

function ofPerson({ nick, dialect, state, jid }: PersonLine): Snapshot {
  return snapshotOf('active', state, { nick, dialect, ...(jid === undefined ? {} : { jid }) });
}

function snapshotOf(status: Snapshot['status'], value: StateValue, context: Snapshot['context']): Snapshot {
  return { status, value, context, output: undefined, error: undefined };
}

/** Where a machine stands, from the ids of the states in which it is. What stands nowhere is empty. */
function placeOf(state: StateConfig, id: string, live: ReadonlySet<string>): StateValue {
  const within = Object.entries(state.states ?? {}).map(([name, inner]) => [name, inner, `${id}.${name}`] as const);
  if (state.type === 'parallel') {
    return Object.fromEntries(within.map(([name, inner, at]) => [name, placeOf(inner, at, live)]));
  }
  const lit = within.find(([, , at]) => live.has(at));
  if (!lit) return {};
  const [name, inner, at] = lit;
  return Object.keys(inner.states ?? {}).length === 0 ? name : { [name]: placeOf(inner, at, live) };
}
