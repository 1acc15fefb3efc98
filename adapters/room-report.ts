// A room as those who run it see it: a line in a list, or everything that is known of it.
import type { RoomJid } from '../machines/address.ts';
import type { Desk, Entry } from '../machines/desk.ts';
import { isRefusal } from '../machines/refusal.ts';
import { readWanted } from '../machines/wanted.ts';
import { shownSettings } from './shown-settings.ts';

export interface RoomSummary {
  readonly jid: string;
  /** The part of the address before the @. */
  readonly name: string;
  readonly title: string | undefined;
  readonly kind: string;
  /** Where the room's statechart stands. */
  readonly state: string;
  readonly people: number;
  /** How many presences are held. */
  readonly waiting: number;
  readonly topic: string | undefined;
  /** How many requests wait for somebody's decision, or for time. */
  readonly holds: number;
}

/** What to look for among the public rooms: one of the two. */
export interface Asked {
  /** Compared as a whole. */
  readonly topic?: string;
  /** All of them are in it. */
  readonly words?: string;
}

export interface RoomDetail extends RoomSummary {
  readonly participants: readonly {
    readonly id: string;
    readonly nick: string;
    readonly dialect: string;
    readonly state: string;
    readonly privacy: boolean;
  }[];
  /** In the order in which they rule. */
  readonly behaviours: readonly {
    readonly name: string;
    /** Where its chart stands; nothing where it has none. */
    readonly state: unknown;
    readonly settings: unknown;
    /** `out`: it failed and is no longer in the room. `closed`: it failed, and nobody is let past it. */
    readonly trust: 'well' | 'out' | 'closed';
  }[];
  readonly held: readonly {
    readonly id: string;
    readonly phase: string;
    readonly behaviour: string;
    readonly jid: string;
    /** Milliseconds since 1970. */
    readonly since: number;
    readonly deadline: number;
    readonly text: string;
  }[];
}

/** The rooms of a service that stand, and one of them by its name or address. */
export type Reports = ReturnType<typeof reports>;

export function reports(desk: Desk, address: (room: string) => RoomJid) {
  return {
    rooms: (): RoomSummary[] => [...desk.rooms.values()].filter(({ floor }) => desk.stands(floor.jid)).map(summary),
    /**
     * The public rooms that are about something, as everybody finds them: a hundred at most, the earlier ones first.
     * @throws Error with what is wrong with the question
     */
    find({ topic = '', words = '' }: Asked): RoomSummary[] {
      for (const text of [topic, words])
        if (typeof text !== 'string')
          throw new TypeError('What is looked for is a text: { topic: "cats" } or { words: "cats dogs" }.');
      const wanted = readWanted({ topic, words });
      if (isRefusal(wanted)) throw new Error(wanted.text);
      return desk.found(wanted).map(summary);
    },
    /** A room by its name or address. */
    room(name: string): RoomDetail | undefined {
      const entry = desk.rooms.get(address(name));
      return entry && desk.stands(entry.floor.jid) ? detail(entry) : undefined;
    },
  };
}

export function summary({ actor, floor }: Entry): RoomSummary {
  const { jid, name, title, kind, people } = floor;
  return {
    jid,
    name,
    title,
    kind,
    state: String(actor.getSnapshot().value),
    people: people.size,
    waiting: people.waitingSize,
    topic: topicOf(floor),
    holds: floor.holds.size,
  };
}

export function detail(entry: Entry): RoomDetail {
  const people = [...entry.floor.people.joined(), ...entry.floor.people.waiting()];
  const participants = people.map(({ id, nick, dialect, privacy, actor }) => ({
    id,
    nick,
    dialect,
    privacy,
    state: String(actor.getSnapshot().value),
  }));
  const { slots, holds } = entry.floor;
  const behaviours = slots.kind.parts.map(({ behaviour }, at) => ({
    name: behaviour.name,
    state: slots.stands[at]?.value,
    settings: shownSettings(behaviour, slots.settings(at)),
    trust: slots.trust(at)?.now ?? ('well' as const),
  }));
  const held = holds.all().map(({ id, phase, behaviour, request, since, deadline, text }) => ({
    id,
    phase,
    behaviour,
    jid: request.from,
    since,
    deadline,
    text,
  }));
  return { ...summary(entry), participants, behaviours, held };
}

/** A behaviour that fails must not hide the room from those who would mend it. */
function topicOf(floor: Entry['floor']): string | undefined {
  try {
    return floor.requirements().topic;
  } catch {
    return undefined;
  }
}
