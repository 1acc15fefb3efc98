// What an inspector sees of an engine: rooms, charts, what happens and what happened, with what is private left out.
// Nothing is watched until somebody looks, and nothing more when the last has gone.
import type { StateValue } from 'xstate';
import type { MachineConfig } from '../drawing/room-config.ts';
import type { ChartView, LiveEvent, Past, RoomList, RoomView, ServiceView, Why } from './protocol.ts';

/** What is not redacted. */
export interface Shows {
  /** What people say, and topics. */
  readonly texts: boolean;
  /** Real addresses; without it there are nicks and pseudonyms. */
  readonly addresses: boolean;
}

export interface LensOptions {
  readonly shows: Shows;
  /** Requests to a room that are told in a second: 20 when left out. The others are counted. */
  readonly moments?: number;
}

/** Which rooms are listed: all of them without it. */
export interface RoomQuery {
  /** Words in the name, the title or, where it is shown, the topic. */
  readonly search?: string;
  readonly kind?: string;
  /** How many are left out before the first, and how many are listed: 50 when left out, 200 at most. */
  readonly from?: number;
  readonly most?: number;
}

/** A view of a running engine. */
export interface Lens {
  /** Rates are known only while somebody looks. */
  rooms(query: RoomQuery): RoomList;
  /** A room by its name or address. */
  room(name: string): RoomView | undefined;
  /** A chart by its key: those of rooms, `overload`, `link` and `participant`. */
  chart(key: string): Promise<ChartView | undefined>;
  /** The key of a room's chart. */
  chartOfRoom(name: string): string | undefined;
  /** A room's machine, and where it stands: for exports. */
  machineOf(name: string): { readonly machine: MachineConfig; readonly value: StateValue } | undefined;
  /**
   * Watches one room: `tell` is given events as they happen, the room as it is first.
   * @returns what ends it
   * @throws Error where there is no such room
   */
  watch(name: string, tell: (event: LiveEvent) => void): () => void;
  /** Has rates counted while somebody looks at the list. Returns what ends it. */
  look(): () => void;
  /** The latest requests to a room. @throws Error where there is no such room */
  past(name: string): Past;
  /** The steps of a recording, by its text. @throws RecordingError */
  replayed(recording: string): Past;
  /** The same a step at a time, for whoever has others wait meanwhile. @throws RecordingError */
  replaying(recording: string): Generator<void, Past>;
  /** How requests were ruled on lately, latest first. @throws Error where there is no such room */
  why(name: string, who?: string): readonly Why[];
  /** How the service is; the server adds who may change something, and what `confab dev` has. */
  service(): Omit<ServiceView, 'admin' | 'dev'>;
  /** Requests and facts that watchers were called with so far. */
  readonly callbacks: number;
  /** Ends every watch. */
  stop(): void;
}
