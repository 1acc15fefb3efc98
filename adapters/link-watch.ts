// Watches a component's link from outside: how often it came up and was lost, and how many bytes went over it.
// It does not connect, and changes nothing.
import { createActor } from 'xstate';
import type { ComponentLike } from './claim.ts';
import { type LinkActor, link } from './link-chart.ts';

export interface LinkWatch {
  readonly isUp: boolean;
  /** How often it came up. */
  readonly ups: number;
  readonly losses: number;
  /** When it was lost last, in milliseconds since 1970; 0 where it never was. */
  readonly lostAt: number;
  /** Bytes that came over all the links so far; 0 where the sockets do not count them. */
  readonly bytesRead: number;
  /** How it is, as a chart. */
  readonly actor: LinkActor;
  stop(): void;
}

type Counting = { readonly bytesRead?: number } | null;

/** @param now milliseconds since 1970 */
export function linkWatch(component: ComponentLike, now: () => number): LinkWatch {
  let socket: Counting = null;
  let before = 0;
  let ups = 0;
  let losses = 0;
  let lostAt = 0;
  const actor = createActor(link).start();

  /** A socket can be asked also when it is closed. */
  function look(): void {
    const current = component.socket as Counting;
    if (current === null || current === socket) return;
    before += socket?.bytesRead ?? 0;
    socket = current;
  }
  function up(): void {
    actor.send({ type: 'online' });
    ups++;
    look();
  }
  function lost(): void {
    if (!actor.getSnapshot().matches('up')) return;
    actor.send({ type: 'disconnect' });
    losses++;
    lostAt = now();
  }

  if (component.status === 'online') up();
  component.on('online', up);
  component.on('disconnect', lost);
  return {
    actor,
    get isUp() {
      return component.status === 'online';
    },
    get ups() {
      return ups;
    },
    get losses() {
      return losses;
    },
    get lostAt() {
      return lostAt;
    },
    get bytesRead() {
      return before + (socket?.bytesRead ?? 0);
    },
    stop() {
      component.removeListener('online', up);
      component.removeListener('disconnect', lost);
      actor.stop();
    },
  };
}
