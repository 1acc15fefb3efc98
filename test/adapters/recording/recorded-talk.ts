// Conversations made up by fast-check in rooms with nearly every behaviour, of people whose names, words and secrets are
// found again wherever they are written.
import fc from 'fast-check';
import type { Tree } from '../../../machines/stanza.ts';
import type { Conversation, Settings } from '../../machines/conversation.ts';
import { iqOf, messageOf, presenceOf, roomJid, tree, type Unsent, type Visitor } from '../../machines/visitor.ts';

const hosts: Readonly<Record<string, string>> = {
  potato: 'pizzaplanet',
  hamm: 'pizzaplanet',
  slinky: 'sunnyside',
  lenny: 'sunnyside',
};
const people = Object.keys(hosts);
const nicks = ['Potato', 'potato', 'Mr Potato Head', 'hamm', 'HAMM', 'Slinky Dog', 'Lénny', 'guest-2', 'a@pizzaplanet'];
const words = ['andysroom', 'infinity beyond', 'Zurg!', 'snake in my boot', 'ÄRGER', '!zurg', 'potato'];
const secretWords = ['reachforthesky', 'partysaurus'];
const orders = [
  ...['!approve potato', '!approve Mr Potato Head', '!deny hamm zurg is here', '!waiting', '!open', '!close'],
  ...['!remove Slinky dog zurg', '!remove hamm', '!member lenny@sunnyside', '!member @pizzaplanet', '!member hamm'],
  ...[
    '!nomember @pizzaplanet',
    '!members pizza',
    '!hand',
    '!lower',
    '!floor',
    '!floor Lénny',
    '!floor potato',
    '!done',
    '!queue',
  ],
  ...['!nonsense zurg', '!member a@b@c', '!APPROVE  slinky DOG'],
];

/** What must not be found in a recording, in any case. */
export const telling = [
  'potato',
  'hamm',
  'slinky',
  'lenny',
  'lénny',
  'pizzaplanet',
  'sunnyside',
  'zurg',
  'infinity',
  'andysroom',
  'ärger',
  'snake',
];
export const secrets = [...secretWords, 'vaultword', 'kindword'];

const kinds: Settings['kinds'] = [
  {
    name: 'full',
    about: 'Nearly everything.',
    listed: true,
    behaviours: [
      'moderation',
      { name: 'secret', word: 'kindword' },
      ...['privacy', 'history', 'topic', 'notices'],
      { name: 'lobby', closed: true, seconds: 40 },
      'voice-queue',
      { name: 'max-people', people: 3 },
    ],
  },
  {
    name: 'club',
    about: 'Members alone.',
    listed: true,
    behaviours: [
      ...['moderation', 'privacy', 'history', 'topic'],
      { name: 'members', members: ['potato@pizzaplanet', 'sunnyside'] },
      { name: 'slow-mode', seconds: 2 },
      { name: 'greeting', text: 'Reach for the sky, zurg' },
      'join-rate',
    ],
  },
];

export const scene = {
  create: 'anyone',
  history: 3,
  notices: true,
  kinds,
  moderators: ['hamm@pizzaplanet'],
  rooms: [
    { name: 'hall', kind: 'full', privacy: true, nicks: 'assigned', topic: 'Zurg!', title: 'andysroom' },
    { name: 'den', kind: 'club', privacy: true, moderators: ['lenny@sunnyside'] },
    { name: 'vault', kind: 'private', secret: 'vaultword', privacy: true, hideRealJids: true },
  ],
  patterns: [{ names: 'attic', kind: 'full' }],
  limits: { people: 4, pending: 3, rooms: 5, relays: 2, questions: 2 },
  timers: { pending: 30, relay: 20, silence: 60 },
} as const satisfies Settings;

const who = fc.constantFrom(...people);
const room = fc.constantFrom('hall', 'den', 'vault', 'attic', 'hall', 'den');
const nick = fc.constantFrom(...nicks);
const said = fc.constantFrom(...words, ...orders, ...orders);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const secret = maybe(fc.constantFrom(...secrets));
const own = (name: string): Tree[] => [
  tree('x', { xmlns: 'urn:x', jid: `${name}@${hosts[name]}/home`, note: 'zurg' }),
  tree('show', {}, 'away'),
  tree('password', {}, 'partysaurus'),
  tree('x', { xmlns: 'urn:y' }, `See ${name}%40${hosts[name]}`),
];
const elements = fc.constantFrom<Tree>(
  tree('approve', { xmlns: 'urn:confab:lobby', person: 'Mr Potato Head' }),
  tree('member', { xmlns: 'urn:confab:members', person: 'HAMM@pizzaplanet' }),
  tree('remove', { xmlns: 'urn:confab:moderation', person: 'hamm', reason: 'zurg', more: 'zurg' }),
  tree('location', { xmlns: 'urn:talk' }, 'infinity', tree('secret', {}, 'partysaurus')),
);
const operators = fc.constantFrom<object>(
  { type: 'command', behaviour: 'lobby', name: 'approve', fields: { person: 'slinky dog' } },
  { type: 'command', behaviour: 'moderation', name: 'remove', fields: { person: 'Potato', reason: 'zurg' } },
  { type: 'configure', behaviour: 'members', settings: { members: ['hamm@pizzaplanet', 'sunnyside'], open: false }, by: 'hamm' },
  { type: 'configure', behaviour: 'members', settings: { open: true }, by: 'zurg' },
  { type: 'configure', behaviour: 'secret', settings: { word: 'partysaurus' }, by: 'zurg' },
  { type: 'configure', behaviour: 'lobby', settings: { closed: false, text: 'zurg' }, by: 'zurg' },
  { type: 'invite', to: 'hamm@pizzaplanet', dialect: 'conference', text: 'To infinity!' },
  { type: 'replace', kind: 'club' },
  { type: 'reopen', behaviour: 'lobby' },
  { type: 'close room', text: 'To infinity!', by: 'hamm' },
  { type: 'remove person', text: 'zurg', by: 'hamm' },
);

const move = fc.oneof(
  { weight: 9, arbitrary: fc.record({ does: fc.constant('join' as const), who, room, nick }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('present' as const), who, room, status: maybe(said) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('enter' as const),
      who,
      room,
      nicks: fc.array(nick, { maxLength: 3 }),
      privacy: fc.integer({ max: 3, min: 0 }).map(die => die === 0),
      hidden: fc.boolean(),
      secret,
      title: maybe(said),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      does: fc.constant('say' as const),
      who,
      room,
      body: said,
      subject: maybe(fc.constantFrom('', 'Zurg!')),
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('order' as const), who, room, element: elements, body: maybe(said) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('whisper' as const), who, room, to: nick, body: said }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('ask' as const), who, room, to: nick, hides: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('answer' as const), room }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('leave' as const), who, room, status: maybe(said) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('bounce' as const), who, room, to: maybe(nick) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constantFrom('inquire', 'browse', 'probe', 'discover'), who, room, of: maybe(nick) }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('operate' as const), room, asks: operators }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('survey' as const) }) },
);

export type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;
export const moves = fc.array(move, { maxLength: 60, size: 'max' });

function visitorOf(talk: Conversation, name: string): Visitor {
  return talk.visitor(name, {
    host: hosts[name]!,
    resource: `At ${name}`,
    dialect: name === 'hamm' ? 'groupchat' : 'conference',
  });
}

/** Lets somebody do something. */
export function play(talk: Conversation, one: Move): void {
  if (one.does === 'wait') talk.wait(one.seconds);
  else if (one.does === 'survey') talk.survey();
  else if (one.does === 'operate') talk.send({ stay: first(talk, one.room), ...one.asks, room: roomJid(one.room) } as Unsent);
  else if (one.does === 'answer') answer(talk, one.room);
  else act(visitorOf(talk, one.who), one.who, one);
}

/** The stay of whoever is there the longest. */
function first(talk: Conversation, name: string): string {
  const [one] = talk.entry(name)?.floor.roster.joined() ?? [];
  return one?.id ?? 'nobody';
}

function act(visitor: Visitor, name: string, one: Exclude<Move, { does: 'wait' | 'survey' | 'operate' | 'answer' }>): void {
  switch (one.does) {
    case 'join':
      visitor.join(one.room, { nicks: [one.nick] });
      break;
    case 'present':
      visitor.present(one.room, presenceOf(one.status, ...own(name)));
      break;
    case 'enter': {
      const { who: _, room, does: __, ...entry } = one;
      visitor.enter(room, JSON.parse(JSON.stringify(entry)) as object);
      break;
    }
    case 'say':
      visitor.say(
        one.room,
        one.body,
        one.subject === undefined
          ? {}
          : { subject: one.subject, payload: [tree('body', {}, one.body), tree('subject', {}, one.subject)] },
      );
      break;
    case 'order':
      visitor.say(one.room, one.body, { payload: [...messageOf(one.body).payload, one.element, ...own(name)] });
      break;
    case 'whisper':
      visitor.relay(one.room, one.to, messageOf(one.body, { type: 'chat' }));
      break;
    case 'ask':
      visitor.relay(one.room, one.to, iqOf('question', 'get', ...(one.hides ? own(name).slice(0, 1) : [])));
      break;
    case 'leave':
      visitor.leave(one.room, { ...presenceOf(one.status), type: 'unavailable' });
      break;
    case 'bounce':
      visitor.bounce(one.room, 'gone', one.to);
      break;
    case 'browse':
    case 'probe':
      visitor[one.does](one.room, one.of);
      break;
    default:
      visitor[one.does](one.room);
  }
}

function answer(talk: Conversation, name: string): void {
  const { roster, relays } = talk.entry(name)?.floor ?? {};
  const [relay] = relays?.all() ?? [];
  const asked = relay && roster!.byId(relay.asked)!;
  if (asked) visitorOf(talk, asked.real.split('@')[0]!).answer(name, iqOf(relay.id, 'result'));
}
