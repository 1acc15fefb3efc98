// Conversations made up by fast-check: a few people, three rooms, and all that can be asked of them.
import fc from 'fast-check';
import { Conversation, type Settings } from './conversation.ts';
import { iqOf, messageOf, presenceOf, roomJid, tree, type Unsent, type Visitor } from './visitor.ts';

const people = ['woody', 'buzz', 'rex', 'sulley'] as const;
const rooms = ['hall', 'den', 'attic'] as const;

/** Where the made-up conversations take place: one room that stands, and limits that are soon reached. */
export const scene: Settings = {
  create: 'anyone',
  history: 3,
  notices: true,
  rooms: [{ name: 'hall', privacy: true, nicks: 'assigned', topic: 'Toys' }],
  limits: { people: 3, pending: 2, rooms: 3, roomsPerCreator: 1, relays: 2 },
  timers: { pending: 30, relay: 20, silence: 60 },
};

const who = fc.constantFrom(...people);
const room = fc.constantFrom(...rooms, 'hall', 'den');
const nick = fc.constantFrom('Woody', 'woody', 'buzz', 'rex', 'sulley', 'guest-2');
const word = fc.constantFrom('andy', 'sid');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const presence = fc
  .constantFrom(undefined, 'here', 'away')
  .map(status => presenceOf(status, tree('x', { jid: 'woody@disney/home' })));

/** One thing that somebody does, or that time does. */
export const move = fc.oneof(
  { weight: 9, arbitrary: fc.record({ does: fc.constant('join' as const), who, room }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('present' as const), who, room, presence }) },
  {
    weight: 7,
    arbitrary: fc.record({
      does: fc.constant('enter' as const),
      who,
      room,
      nicks: fc.array(nick, { maxLength: 3 }),
      privacy: fc.integer({ max: 3, min: 0 }).map(die => die === 0),
      mustCreate: fc.integer({ max: 5, min: 0 }).map(die => die === 0),
      secret: maybe(word),
      title: maybe(word),
      presence: maybe(presence),
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('say' as const), who, room, body: maybe(word), subject: maybe(word) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('whisper' as const), who, room, to: nick }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('ask' as const), who, room, to: nick }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('answer' as const), room, relay: fc.nat(3) }) },
  { weight: 7, arbitrary: fc.record({ does: fc.constant('leave' as const), who, room }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('bounce' as const),
      who,
      room,
      condition: fc.constantFrom('gone', 'not-acceptable'),
      to: maybe(nick),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('inquire', 'browse', 'probe', 'discover'), who, room }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('survey', 'invite', 'close room'), room }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('remove' as const), room, which: fc.nat(3) }) },
);

export type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;
export const moves = fc.array(move, { maxLength: 50, size: 'max' });

/** Lets somebody do something; returns what is told of it. */
export function play(talk: Conversation, one: Move): string[] {
  switch (one.does) {
    case 'wait':
      return talk.wait(one.seconds);
    case 'survey':
      return talk.survey();
    case 'invite':
      return talk.send({
        type: 'invite',
        room: roomJid(one.room),
        to: 'jessie@pixar',
        dialect: 'conference',
        text: 'Come!',
      } as Unsent);
    case 'close room':
      return talk.send({ type: 'close room', room: roomJid(one.room), text: 'That is all.', by: 'andy' } as Unsent);
    case 'remove':
      return remove(talk, one.room, one.which);
    case 'answer':
      return answer(talk, one.room, one.relay);
    default:
      return ask(visitorOf(talk, one.who), one);
  }
}

function ask(
  visitor: Visitor,
  one: Exclude<Move, { does: 'wait' | 'survey' | 'invite' | 'close room' | 'remove' | 'answer' }>,
): string[] {
  switch (one.does) {
    case 'join':
      return visitor.join(one.room);
    case 'present':
      return visitor.present(one.room, one.presence);
    case 'enter': {
      const { who: _, room, does: __, ...entry } = one;
      return visitor.enter(room, JSON.parse(JSON.stringify(entry)) as object);
    }
    case 'say':
      return visitor.say(one.room, one.body, one.subject === undefined ? {} : { subject: one.subject });
    case 'whisper':
      return visitor.relay(one.room, one.to, messageOf('psst', { type: 'chat' }));
    case 'ask':
      return visitor.relay(one.room, one.to, iqOf('question'));
    case 'leave':
      return visitor.leave(one.room);
    case 'bounce':
      return visitor.bounce(one.room, one.condition, one.to);
    default:
      return visitor[one.does](one.room);
  }
}

/** Somebody who is inside or waits, or nobody, is seen out by those who run the service. */
function remove(talk: Conversation, name: string, which: number): string[] {
  const { roster } = talk.entry(name)?.floor ?? {};
  const all = roster ? [...roster.joined(), ...roster.waiting()] : [];
  const stay = all[which]?.id ?? 'nobody';
  return talk.send({ type: 'remove person', room: roomJid(name), stay, text: 'Out.', by: 'andy' } as Unsent);
}

/** One of the open questions of a room is answered by whoever was asked. */
function answer(talk: Conversation, name: string, which: number): string[] {
  const { roster, relays } = talk.entry(name)?.floor ?? {};
  const open = relays?.all() ?? [];
  const relay = open[which % Math.max(1, open.length)];
  const asked = relay && roster!.byId(relay.asked)!;
  return asked ? visitorOf(talk, asked.real.split('@')[0]!).answer(name, iqOf(relay.id, 'result')) : [];
}

function visitorOf(talk: Conversation, name: string): Visitor {
  const host = name === 'sulley' ? 'pixar' : 'disney';
  return talk.visitor(name, { host, dialect: name === 'rex' ? 'groupchat' : 'conference' });
}

/** A whole conversation in the scene. */
export function conversation(all: readonly Move[], talk = new Conversation(scene)): Conversation {
  for (const one of all) play(talk, one);
  return talk;
}
