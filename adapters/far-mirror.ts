// Mirrors rooms with the behaviour `mirror` on a far side: an effect that does what they ask for, and people of the far side
// who come and go. The books of each room are far-channel.ts's; what a far side is, is far-side.ts's.
import { isFar, statusOf } from '../machines/mirror/mirroring.ts';
import type { Person } from '../machines/person.ts';
import type { Refusal } from '../machines/refusal.ts';
import type { RoomView } from '../machines/room-view.ts';
import type { AttachedEngine } from './attach.ts';
import { type Effect, EffectFailure } from './effects/effect.ts';
import { FarChannel } from './far-channel.ts';
import type { FarEvents, FarSide } from './far-side.ts';

export interface MirrorOptions {
  /** The name under which the effect is given to `attach`, which is the setting `effect` of the behaviour `mirror`. */
  readonly network: string;
  /** Rooms of the configuration that are mirrored all the time, with their channels. */
  readonly channels: Readonly<Record<string, string>>;
  /** The channel of a room that people have made, which is mirrored while somebody here is inside; undefined for none. */
  readonly channelOf?: (room: string) => string | undefined;
  /** The words needed to enter the rooms that have one, by the rooms' names. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Told why somebody of the far side is not here, or is not heard. */
  readonly onRefused?: (room: string, nick: string, refusal: Refusal) => void;
}

export interface FarMirror {
  /** For the `effects` of `attach`, under the name of the network. */
  readonly effect: Effect;
  /**
   * Begins to mirror, with the engine to which the effect was given.
   * @returns what ends it: theirs leave, and ours are taken out there
   * @throws Error where one of the rooms is not there, or cannot be mirrored
   */
  start(rooms: AttachedEngine): () => Promise<void>;
}

/** Ties a far side to the rooms of an engine. */
export function farMirror(far: FarSide, options: MirrorOptions): FarMirror {
  const { network, channels, channelOf = () => undefined, secrets = {}, onRefused = () => {} } = options;
  const open = new Map<string, FarChannel>();
  const key = (nick: string) => far.key?.(nick) ?? nick.toLowerCase();
  let rooms: AttachedEngine | undefined;

  const nameOf = (room: string) => room.slice(0, room.lastIndexOf('@'));

  /** People choose the names of rooms: what every object has is no channel. */
  const channelNamed = (name: string) => (Object.hasOwn(channels, name) ? channels[name] : channelOf(name));

  function channelIn(room: string): FarChannel {
    const known = open.get(room);
    if (known) return known;
    const name = nameOf(room);
    const channel = channelNamed(name);
    if (!rooms || channel === undefined) throw new EffectFailure('unreachable', `${name} has no channel there.`);
    const engine = rooms;
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    const made = new FarChannel({
      far,
      network,
      channel,
      key,
      join: newcomer => engine.join(room, newcomer),
      command: (order, fields) => ask(engine, room, order, fields),
      onRefused: (nick, refusal) => onRefused(name, nick, refusal),
      ...(secret === undefined ? {} : { secret }),
    });
    open.set(room, made);
    return made;
  }

  /** A room that has ended meanwhile, or is of another kind now, need not know. */
  function ask(engine: AttachedEngine, room: string, order: string, fields: Readonly<Record<string, unknown>>): void {
    try {
      engine.command(room, 'mirror', order, fields);
    } catch {
      open.get(room)?.close();
      open.delete(room);
    }
  }

  /** The rooms whose channel it is. */
  function each(channel: string, act: (room: FarChannel) => void): void {
    for (const [room, one] of [...open]) if (channelNamed(nameOf(room)) === channel) act(one);
  }

  const events: FarEvents = {
    arrived: (channel, nick) => each(channel, one => one.arrived(nick)),
    departed: (channel, nick, text) => each(channel, one => one.departed(nick, text)),
    renamed: (channel, from, to, text) => each(channel, one => one.renamed(from, to, text)),
    said: (channel, nick, text) => each(channel, one => one.said(nick, text)),
    topic: (channel, nick, text) => each(channel, one => one.topic(nick, text)),
    lost: text => {
      for (const one of [...open.values()]) one.lost(text);
    },
    back: () => {
      for (const one of [...open.values()]) one.back();
    },
  };

  /** Who has left here leaves there, whether or not the room could still ask for it. */
  function follow(room: RoomView, { id }: Person, text: string | undefined): void {
    const one = open.get(room.jid);
    if (!one) return;
    const gone = one.has(id) ? one.part(id, text).catch(() => {}) : Promise.resolve();
    gone.then(() => letGo(room, one));
  }

  /** A room that people have made ends with the last of ours. */
  function letGo(room: RoomView, one: FarChannel): void {
    if (open.get(room.jid) !== one || isStanding(room.jid) || one.isWanted || isInside(room)) return;
    open.delete(room.jid);
    one.close();
  }

  function isStanding(room: string): boolean {
    return Object.hasOwn(channels, nameOf(room));
  }

  /** Whether somebody of ours is. */
  function isInside({ people }: RoomView): boolean {
    const settings = { effect: network };
    return [...people.joined()].some(person => !isFar({ settings }, person));
  }

  return {
    async effect({ room, input }) {
      const one = channelIn(room);
      const answer = await one.work(input);
      // one that nobody has made, and nobody comes into
      if (!one.isWanted && !isStanding(room) && rooms?.room(room) === undefined) open.delete(room);
      return answer;
    },

    start(engine) {
      for (const name of Object.keys(channels)) checkRoom(engine, name);
      rooms = engine;
      const subscription = engine.facts$.subscribe(({ fact, room }) => {
        if (room && (fact.type === 'left' || fact.type === 'withdrawn'))
          follow(room, fact.who, fact.type === 'left' ? (fact.text ?? statusOf(fact.presence)) : undefined);
        // one that begins anew knows nobody who is still there; not in the middle of its step
        if (room && fact.type === 'closed' && isStanding(room.jid)) queueMicrotask(() => open.get(room.jid)?.back());
      });
      const unwatch = far.watch(events);
      for (const name of Object.keys(channels)) channelIn(engine.room(name)!.jid).back();
      return async () => {
        subscription.unsubscribe();
        unwatch();
        const all = [...open.values()];
        open.clear();
        rooms = undefined;
        await Promise.all(all.map(one => one.close()));
      };
    },
  };
}

function checkRoom(engine: AttachedEngine, name: string): void {
  const room = engine.room(name);
  if (!room) throw new Error(`channels.${name}: there is no such room. Add it to the rooms of the settings.`);
  if (!room.behaviours.some(behaviour => behaviour.name === 'mirror'))
    throw new Error(`channels.${name}: the room is ${room.kind}, which has no behaviour mirror. Make it kind = "irc".`);
}
