// A lens without an engine: one room, `hall`, whose watchers the test tells what happens.
import type { Lens } from '../../../adapters/inspect/lens.ts';
import type { LiveEvent, RoomView } from '../../../adapters/inspect/protocol.ts';
import { RecordingError } from '../../../adapters/recording/recording-error.ts';

const room: RoomView = {
  jid: 'hall@rooms.example.org',
  name: 'hall',
  kind: 'public',
  state: 'open',
  people: 0,
  waiting: 0,
  holds: 0,
  rate: 0,
  chart: 'key',
  live: [],
  participants: [],
  unlisted: 0,
  behaviours: [],
  held: [],
};

export interface FakeLens extends Lens {
  readonly watchers: Set<(event: LiveEvent) => void>;
  readonly asked: unknown[];
  people: number;
  looking: number;
  /** Told when somebody wants the recording `endless` run. */
  onEndless: () => void;
}

/** @param hall what the room is, beside the usual */
export function fakeLens(hall: Partial<RoomView> = {}): FakeLens {
  const watchers: FakeLens['watchers'] = new Set();
  const lens: FakeLens = {
    watchers,
    asked: [],
    people: 0,
    looking: 0,
    onEndless() {},
    callbacks: 0,
    rooms(query) {
      lens.asked.push(query);
      return { all: 1, matching: 1, from: 0, rooms: [room] };
    },
    room: name => (name === 'hall' ? { ...room, ...hall } : undefined),
    chart: async key => (key === 'key' ? { key, svg: '<svg/>', width: 1, height: 1, states: [], transitions: [] } : undefined),
    chartOfRoom: name => (name === 'hall' ? 'key' : undefined),
    machineOf: () => ({
      machine: { id: 'hall', initial: 'open', states: { open: { on: { close: 'shut' } }, shut: {} } } as never,
      value: 'open',
    }),
    watch(_name, tell) {
      watchers.add(tell);
      tell({ type: 'room', data: { ...room, ...hall } });
      return () => watchers.delete(tell);
    },
    look() {
      lens.looking++;
      return () => void lens.looking--;
    },
    past: name => ({ room: name, chart: 'key', moments: [] }),
    replayed(text) {
      if (text !== 'good') throw new RecordingError(1, 'it is not good');
      return { room: 'hall', chart: 'key', moments: [] };
    },
    *replaying(text) {
      if (text === 'endless') lens.onEndless();
      do yield;
      while (text === 'endless');
      return lens.replayed(text);
    },
    why(_name, who) {
      lens.asked.push(who);
      return [];
    },
    service: () => ({
      ...{ domain: 'rooms.example.org', version: '1', since: 0, rooms: 1, people: lens.people, kinds: [] },
      overload: { chart: 'overload', live: [], outbox: 0, mailbox: 0 },
      link: { chart: 'link', live: [] },
      shows: { texts: false, addresses: false },
    }),
    stop: () => watchers.clear(),
  };
  return lens;
}
