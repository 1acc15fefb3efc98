// Rooms with real actors along generated paths: every state is reached, and people and charts agree there.
import { is, ok } from 'uvu/assert';
import { getShortestPaths } from 'xstate/graph';
import type { RoomActor } from '../../machines/room-actor.ts';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { operate } from './try-out.ts';

/** What anybody may do on a path through a room. */
const doings: Record<string, (talk: Conversation, room: string) => unknown> = {
  'woody comes': (talk, room) => talk.visitor('woody').present(room),
  'woody enters': (talk, room) => talk.visitor('woody').enter(room),
  'woody leaves': (talk, room) => talk.visitor('woody').leave(room),
  'buzz comes': (talk, room) => talk.visitor('buzz').present(room),
  'buzz enters': (talk, room) => talk.visitor('buzz').enter(room),
  'buzz is gone': (talk, room) => talk.visitor('buzz').bounce(room, 'gone'),
  'presences expire': talk => talk.wait(130),
  'the service closes': talk => talk.close(),
  'the room is closed': (talk, room) => operate(talk, room).closeRoom(),
};

interface Reached {
  readonly status: 'active';
  readonly path: readonly string[];
}

/** Where a room and those in it stand after a path, which is walked from the beginning. */
function after(room: string, path: readonly string[]) {
  const talk = new Conversation({ rooms: [{ name: 'hall' }] });
  let last: RoomActor | undefined;
  for (const doing of path) {
    doings[doing]!(talk, room);
    last = talk.entry(room)?.actor ?? last;
  }
  const people = talk.entry(room)?.floor.people;
  const stays = (all: Iterable<{ real: string; actor: { getSnapshot(): { value: unknown } } }> = []) =>
    Array.from(all, ({ real, actor }) => `${real.split('@')[0]} ${String(actor.getSnapshot().value)}`).sort();
  return {
    talk,
    state: String(last?.getSnapshot().value ?? 'none'),
    stays: [...stays(people?.joined()), ...stays(people?.waiting())].join(', '),
  };
}

/** The shortest path to each state of a room and those in it. */
function paths(room: string): readonly string[][] {
  const logic = {
    getInitialSnapshot: (): Reached => ({ status: 'active', path: [] }),
    transition: ({ path }: Reached, { type }: { type: string }): Reached => ({ status: 'active', path: [...path, type] }),
    getPersistedSnapshot: (snapshot: Reached) => snapshot,
  };
  const found = getShortestPaths(
    logic as never,
    {
      events: Object.keys(doings).map(type => ({ type })),
      serializeState: (snapshot: Reached) => {
        const { state, stays } = after(room, snapshot.path);
        return `${state}: ${stays}`;
      },
    } as never,
  );
  return found.map(({ state }) => [...(state as unknown as Reached).path]);
}

suite('a room, along generated paths', test => {
  for (const [room, states] of [
    ['hall', ['empty', 'occupied', 'ended']],
    ['den', ['reserved', 'occupied', 'ended']],
  ] as const) {
    test(`of the ${room === 'hall' ? 'configuration' : 'people'} reaches each of its states with real actors`, () => {
      const reached = paths(room).map(path => after(room, path));
      for (const state of states)
        ok(
          reached.some(one => one.state === state),
          state,
        );
      for (const { state, stays, talk } of reached) {
        const [joined, waiting] = [stays.includes('joined'), stays.includes('presence-pending')];
        if (state === 'occupied') ok(joined, stays);
        if (state === 'empty' || state === 'ended') ok(!joined, stays);
        if (state === 'reserved') ok(waiting && !joined, stays);
        is(talk.entry(room) === undefined, state === 'ended' || state === 'none');
        ok(!stays.includes('departed'), 'nobody who has departed is in the book');
        ok(talk.told.every(({ fact }) => fact.type !== 'failed'));
      }
    });
  }

  test('finds two people in all the ways in which they can be there', () => {
    const inDen = new Set(paths('den').map(path => after('den', path).stays));
    const ways = ['', 'presence-pending', 'joined'];
    for (const woody of ways) {
      for (const buzz of ways) {
        const inside = [buzz === 'joined' && 'buzz joined', woody === 'joined' && 'woody joined'];
        const waiting = [
          buzz === 'presence-pending' && 'buzz presence-pending',
          woody === 'presence-pending' && 'woody presence-pending',
        ];
        const stays = [...inside, ...waiting].filter(Boolean).join(', ');
        ok(inDen.has(stays), stays);
      }
    }
  });
});
