// One room as it is watched: what it is now, what happened, and what the chart lights. Views of the same room share it.
import { batch, type Signal, signal } from '@preact/signals';
import type { Moment, Past, RoomView } from '../../inspect/protocol.ts';
import { ApiError, api, roomPath, sentenceOf } from './api.ts';
import { type History, noHistory, withMoment, withPast, withSkipped } from './history.ts';
import { type Names, withPeople } from './names.ts';
import { openStream } from './stream.ts';

export interface LiveRoom {
  readonly name: string;
  /** Nothing before the first answer. */
  readonly view: Signal<RoomView | undefined>;
  /** The states that are lit now. */
  readonly live: Signal<readonly string[]>;
  readonly history: Signal<History>;
  /** The latest moment that was told as it happened: its transitions flash. */
  readonly latest: Signal<Moment | undefined>;
  /** Who has been seen in it, for facts that go by ids. */
  readonly names: Signal<Names>;
  /** A sentence: why there is nothing to watch. */
  readonly problem: Signal<string | undefined>;
  /** A sentence about what the room no longer remembers. */
  readonly note: Signal<string | undefined>;
}

interface Watched {
  readonly room: LiveRoom;
  readonly end: () => void;
  users: number;
}

const watched = new Map<string, Watched>();

/** Watches a room, together with whoever watches it already. The second of the pair ends it. */
export function watchRoom(name: string): [room: LiveRoom, end: () => void] {
  const one = watched.get(name) ?? begin(name);
  watched.set(name, one);
  one.users++;
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    if (--one.users > 0) return;
    watched.delete(name);
    one.end();
  };
  return [one.room, end];
}

function begin(name: string): Watched {
  const room: LiveRoom = {
    name,
    view: signal(undefined),
    live: signal([]),
    history: signal(noHistory),
    latest: signal(undefined),
    names: signal(new Map()),
    problem: signal(undefined),
    note: signal(undefined),
  };
  const end = openStream({
    path: roomPath(name, '/live'),
    on: {
      room: (view: RoomView) =>
        batch(() => {
          room.view.value = view;
          room.live.value = view.live;
          room.names.value = withPeople(room.names.value, view.participants);
          room.problem.value = undefined;
        }),
      moment: (moment: Moment) =>
        batch(() => {
          room.history.value = withMoment(room.history.value, moment);
          room.latest.value = moment;
          if (moment.after) room.live.value = moment.after;
        }),
      skipped: ({ count }: { count: number }) => {
        room.history.value = withSkipped(room.history.value, count);
      },
      gone: ({ text }: { text: string }) => {
        room.problem.value = text;
      },
    },
    opened: () => void loadPast(room),
    lost: () => void askWhy(room),
  });
  return { room, end, users: 0 };
}

async function loadPast(room: LiveRoom): Promise<void> {
  try {
    const past = await api<Past>(roomPath(room.name, '/past'));
    batch(() => {
      room.history.value = withPast(room.history.value, past);
      room.note.value = past.note;
    });
  } catch (error) {
    room.note.value = sentenceOf(error);
  }
}

// a stream cannot say why it was refused
async function askWhy(room: LiveRoom): Promise<void> {
  try {
    await api<RoomView>(roomPath(room.name));
  } catch (error) {
    if (error instanceof ApiError && error.status !== 0) room.problem.value = error.message;
  }
}
