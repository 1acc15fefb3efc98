// A room as the inspector sees it, without an engine: a guarded hall with one or two people, and a lens upon it that a
// test drives.
import type { MachineConfig } from '../../../adapters/drawing/room-config.ts';
import type { Lens } from '../../../adapters/inspect/lens.ts';
import type { LiveEvent, Moment, RoomView } from '../../../adapters/inspect/protocol.ts';

export const at = Date.UTC(2001, 0, 16, 12, 0, 5);

export const machine: MachineConfig = {
  id: 'guarded',
  type: 'parallel',
  states: {
    base: { initial: 'empty', states: { empty: {}, occupied: { description: 'Somebody is inside.' } } },
    guard: {
      initial: 'open',
      states: { open: {}, closed: { initial: 'kindly', states: { kindly: {}, firmly: {} } } },
    },
    notices: { description: 'Tells who comes and goes.' },
  },
};

export const woody = { id: 'w1', nick: 'Woody', dialect: 'conference', state: 'joined', jid: 'woody@disney/home' };
export const buzz = { id: 'b2', nick: 'Buzz', dialect: 'groupchat', state: 'presence-pending' };

export const hall: RoomView = {
  jid: 'hall@rooms.example.org',
  name: 'hall',
  title: 'The Hall',
  kind: 'guarded',
  state: 'occupied',
  people: 1,
  waiting: 0,
  topic: 'Toys',
  holds: 1,
  rate: 2.25,
  chart: 'c1',
  live: ['guarded.base.occupied', 'guarded.guard.closed', 'guarded.guard.closed.firmly'],
  participants: [woody],
  unlisted: 0,
  behaviours: [{ name: 'guard', about: 'Looks.', state: 'closed', settings: {}, trust: 'well' }],
  held: [{ id: 'h1', phase: 'enter', behaviour: 'guard', who: 'Rex', since: at, text: 'You wait.' }],
};

export const entered: Moment = {
  step: 1,
  at,
  request: 'enter',
  who: 'Woody',
  outcome: 'done',
  rulings: [],
  facts: ['Woody entered'],
  transitions: [],
};
export const refused: Moment = {
  ...entered,
  step: 2,
  at: at + 1_000,
  who: 'Boo',
  outcome: 'refused',
  rulings: ['refused by guard: “The room is closed.”'],
  facts: [],
  after: ['guarded.base.occupied', 'guarded.guard.open'],
};

const service = {
  domain: 'rooms.example.org',
  version: '1.0.0',
  since: at,
  rooms: 2,
  people: 1,
  kinds: [],
  overload: { chart: 'overload', live: ['overload.normal'], outbox: 0, mailbox: 0 },
  link: { chart: 'link', live: ['link.online'] },
  shows: { texts: false, addresses: true },
} as const;

export interface DrivenLens {
  readonly lens: Lens;
  readonly asked: unknown[];
  readonly moments: Moment[];
  room: RoomView | undefined;
  /** Tells all who watch. */
  happens(event: LiveEvent): void;
}

/** A lens that says what a test gives it, and notes what was asked. */
export function drivenLens(): DrivenLens {
  const watching = new Set<(event: LiveEvent) => void>();
  const asked: unknown[] = [];
  const moments: Moment[] = [entered, refused];
  const driven: DrivenLens = {
    asked,
    moments,
    room: hall,
    happens: event => {
      for (const tell of watching) tell(event);
    },
    lens: {
      callbacks: 0,
      rooms(query) {
        asked.push(query);
        return { all: 2, matching: 2, from: 0, rooms: driven.room ? [driven.room] : [] };
      },
      room: name => (name === 'hall' ? driven.room : undefined),
      chart: async () => undefined,
      chartOfRoom: () => driven.room?.chart,
      machineOf: name => (name === 'hall' ? { machine, value: {} } : undefined),
      watch(_, tell) {
        watching.add(tell);
        if (driven.room) tell({ type: 'room', data: driven.room });
        return () => void watching.delete(tell);
      },
      look() {
        asked.push('look');
        return () => void asked.push('look away');
      },
      past: room => ({ room, chart: 'c1', moments }),
      replayed: () => ({ room: 'hall', chart: 'c1', moments }),
      *replaying() {
        yield;
        return { room: 'hall', chart: 'c1', moments };
      },
      why: () => [],
      service: () => service,
      stop: () => void asked.push('stop'),
    },
  };
  return driven;
}
