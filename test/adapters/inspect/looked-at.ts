// Somebody who looks at every room of a conversation through a lens, and a witness beside them who asks the rooms themselves.
import type { StateValue } from 'xstate';
import { inspection } from '../../../adapters/inspect/inspection.ts';
import { requestInWords } from '../../../adapters/inspect/moment.ts';
import type { LiveEvent, Moment } from '../../../adapters/inspect/protocol.ts';
import { Taps } from '../../../adapters/inspect/taps.ts';
import type { Overload } from '../../../adapters/overload-watch.ts';
import { outlineOf } from '../../../adapters/recording/outline.ts';
import type { Entry } from '../../../machines/desk.ts';
import type { Kind } from '../../../machines/kind.ts';
import type { Conversation } from '../../machines/conversation.ts';
import { roomJid } from '../../machines/visitor.ts';
import { VirtualClock } from '../../scenario/virtual-clock.ts';

/** A request, as the witness saw it. */
export interface Seen {
  readonly request: string;
  readonly kindBefore: Kind;
  readonly kindAfter: Kind;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Looked {
  readonly entry: Entry;
  readonly seen: readonly Seen[];
  readonly live: readonly Moment[];
  /** How many requests it had had when it began to be looked at. */
  readonly from: number;
  /** How many were only counted, so far. */
  readonly skipped: () => number;
}

export function lookAtAll(talk: Conversation, moments: number) {
  const { service, desk } = talk;
  const failures: unknown[] = [];
  desk.outlineOf = outlineOf;
  const clock = new VirtualClock();
  const { inspect, endInspection } = inspection(new Taps(), {
    ...{ service, clock, version: '0', address: roomJid, parse: () => undefined },
    address: name => (name.includes('@') ? (name as never) : roomJid(name)),
    overload: { state: 'normal' } as unknown as Overload,
    load: () => ({ outbox: 0, mailbox: 0 }) as never,
    report: error => failures.push(error),
  });
  const lens = inspect({ shows: { texts: true, addresses: true }, moments });
  const seen = new Map<Entry, Seen[]>();
  const rooms: (Looked & { events: LiveEvent[] })[] = [];
  const ends: (() => void)[] = [];
  let now: Omit<Seen, 'after' | 'kindAfter'> | undefined;
  desk.watch({
    asked(entry, request) {
      now = { request: requestInWords(request), kindBefore: entry.floor.kindOf, before: standsIn(entry) };
    },
    done(entry) {
      const list = seen.get(entry) ?? [];
      seen.set(entry, list);
      list.push({ ...now!, kindAfter: entry.floor.kindOf, after: standsIn(entry) });
    },
  });

  return {
    lens,
    rooms,
    failures,
    /** Looks at the rooms that are there since. */
    look(): void {
      for (const entry of desk.rooms.values()) {
        if (!desk.stands(entry.floor.jid) || rooms.some(room => room.entry === entry)) continue;
        const list = seen.get(entry) ?? [];
        seen.set(entry, list);
        const [events, live]: [LiveEvent[], Moment[]] = [[], []];
        const skipped = () => events.reduce((sum, { type, data }) => sum + (type === 'skipped' ? data.count : 0), 0);
        rooms.push({ entry, seen: list, live, from: list.length, skipped, events });
        ends.push(
          lens.watch(entry.floor.jid, event => {
            events.push(event);
            if (event.type === 'moment') live.push(event.data);
          }),
        );
      }
      clock.pass(100);
    },
    /** What is still only counted is told. */
    end(): void {
      endInspection();
      for (const end of ends) end();
    },
  };
}

/** The ids of the states in which a room is, by the room alone. */
function standsIn({ actor, floor }: Entry): readonly string[] {
  const { kindOf, slots } = floor;
  const names = kindOf.parts.map(({ behaviour }) => behaviour.name);
  const root = names.includes(kindOf.name) ? `${kindOf.name} room` : kindOf.name;
  const own = names.flatMap((name, at) => {
    const value = slots.stands[at]?.value;
    return value === undefined ? [] : idsOf(value, `${root}.${name}`);
  });
  return [`${root}.base.${String(actor.getSnapshot().value)}`, ...own];
}

function idsOf(value: StateValue, around: string): readonly string[] {
  if (typeof value === 'string') return [`${around}.${value}`];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${around}.${name}`,
    ...(inner ? idsOf(inner, `${around}.${name}`) : []),
  ]);
}
