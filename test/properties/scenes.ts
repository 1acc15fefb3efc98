// What may happen in a random conversation: somebody comes, talks, asks, answers, bounces, blunders. Each scene is a few
// lines of a script, made for whoever takes part.
import fc from 'fast-check';
import { escapeXML } from 'ltx';
import {
  type Actor,
  bareOf,
  malformed,
  messagePayload,
  nicks,
  presencePayload,
  question,
  rooms,
  secretOf,
  service,
  undelivered,
  unwilling,
} from './cast.ts';
import type { Line } from './conversation.ts';

/** Some lines, once it is known who takes part. */
export type Scene = (people: readonly Actor[]) => readonly Line[];

const anybody = fc.nat(7);
const anyRoom = fc.oneof({ weight: 2, arbitrary: fc.constant(rooms[0]!) }, fc.constantFrom(...rooms));
const anyNick = fc.constantFrom(...nicks);
const anyId = fc.constantFrom('1', '2', 'q', '<"&\'>', 'a\nb', '{own}');
const sometimes = fc.nat(5).map(chance => chance === 0);
/** Where people may come without a nick. */
const isAssigned = (room: string) => room.startsWith('vault');
const secrets = fc.oneof({ weight: 4, arbitrary: fc.constant('right') }, fc.constantFrom('none', 'wrong', 'moth'));

function speaker(people: readonly Actor[], who: number): Actor {
  return people[who % people.length]!;
}

/** One line of somebody. Only who is protected says the own address: then nobody else may. */
function line({ name, jid, isProtected }: Actor, room: string, says: string): Line {
  const own = isProtected ? bareOf(jid) : 'nobody@nowhere';
  const filled = says.replaceAll('{room}', room).replaceAll('{own}', own).replaceAll('{OWN}', own.toUpperCase());
  return { who: name, says: filled };
}

function secretFor(room: string, secret: string): string | undefined {
  if (secret === 'right') return secretOf[room];
  return secret === 'none' ? undefined : secret;
}

export const entering = fc
  .record({
    who: anybody,
    room: anyRoom,
    offered: fc.array(anyNick, { minLength: 1, maxLength: 2 }),
    secret: secrets,
    presence: presencePayload,
    more: fc.nat(15),
  })
  .map(
    ({ who, room, offered, secret, presence, more }): Scene =>
      people => {
        const actor = speaker(people, who);
        const word = secretFor(room, secret);
        if (actor.dialect === 'groupchat') {
          const muc = word === undefined ? '' : `<x xmlns='http://jabber.org/protocol/muc'><password>${word}</password></x>`;
          return [line(actor, room, `<presence to='{room}/${escapeXML(offered[0]!)}'>${presence}${muc}</presence>`)];
        }
        const flag = more === 1 ? [] : [line(actor, room, `<presence to='{room}'>${presence}</presence>`)];
        const element = more === 2 ? 'create' : more === 3 ? 'enter' : 'query';
        const wanted = [
          word === undefined ? '' : `<secret>${word}</secret>`,
          ...(more === 4 || (isAssigned(room) && more % 2 === 0) ? [] : offered.map(nick => `<nick>${escapeXML(nick)}</nick>`)),
          actor.isProtected || more === 5 ? '<privacy/>' : '',
          more > 12 ? '<name>Toys &amp; co</name>' : '',
        ];
        const set = `<iq type='set' id='set' to='{room}'><${element} xmlns='jabber:iq:conference'>${wanted.join('')}</${element}></iq>`;
        return [...flag, line(actor, room, set)];
      },
  );

/** The other dialect's way in, or only half of the way. */
const crossing = fc.record({ who: anybody, room: anyRoom, nick: anyNick, what: fc.nat(3), privacy: sometimes }).map(
  ({ who, room, nick, what }): Scene =>
    people => {
      const actor = speaker(people, who);
      const privacy = actor.isProtected ? '<privacy/>' : '';
      const ways = [
        `<presence to='{room}'/>`,
        `<iq type='set' id='set' to='{room}'><query xmlns='jabber:iq:conference'><nick>${escapeXML(nick)}</nick>${privacy}</query></iq>`,
        // who is protected does not come where nobody could be
        actor.isProtected ? `<presence to='{room}'/>` : `<presence to='{room}/${escapeXML(nick)}'/>`,
        `<iq type='get' id='get' to='{room}'><query xmlns='jabber:iq:conference'/></iq>`,
      ];
      return [line(actor, room, ways[what]!)];
    },
);

const leaving = fc.record({ who: anybody, room: anyRoom, everywhere: sometimes, status: presencePayload }).map(
  ({ who, room, everywhere, status }): Scene =>
    people => {
      const actor = speaker(people, who);
      const from = (one: string) => (actor.dialect === 'groupchat' ? `${one}/{nick:${actor.name}}` : one);
      const left = everywhere ? rooms : [room];
      return left.map(one =>
        line(actor, one, `<presence type='unavailable' to='${from(one)}'>${everywhere ? '' : status}</presence>`),
      );
    },
);

const target = fc.record({ whom: anybody, by: fc.constantFrom('id', 'nick') });
const addressOf = ({ whom, by }: { whom: number; by: string }, people: readonly Actor[]) =>
  `{room}/{${by}:${speaker(people, whom).name}}`;

type Says = string | ((people: readonly Actor[], self: Actor) => string);

/** Somebody else, where it would be oneself. */
function others(to: { readonly whom: number; readonly by: string }, people: readonly Actor[], self: Actor) {
  return speaker(people, to.whom) === self ? { ...to, whom: to.whom + 1 } : to;
}

function scene(says: fc.Arbitrary<Says>): fc.Arbitrary<Scene> {
  return fc.record({ who: anybody, room: anyRoom, says }).map(
    ({ who, room, says }): Scene =>
      people => {
        const self = speaker(people, who);
        return [line(self, room, typeof says === 'string' ? says : says(people, self))];
      },
  );
}

const talking = scene(
  fc
    .record({
      type: fc.constantFrom('groupchat', 'groupchat', 'normal', 'chat', 'headline', 'x'),
      payload: messagePayload,
      id: fc.constantFrom('', `id='m1'`, `id='{own}/1'`),
      lang: fc.constantFrom('en', 'de', '{own}'),
    })
    .map(({ type, payload, id, lang }) => `<message type='${type}' ${id} xml:lang='${lang}' to='{room}'>${payload}</message>`),
);
const whispering = scene(
  fc.record({ to: target, type: fc.constantFrom('chat', 'normal'), payload: messagePayload }).map(
    ({ to, type, payload }) =>
      people =>
        `<message type='${type}' to='${addressOf(to, people)}'>${payload}</message>`,
  ),
);
const appearing = scene(
  fc.record({ to: fc.option(target, { freq: 3 }), payload: presencePayload }).map(
    ({ to, payload }) =>
      people =>
        `<presence to='${to ? addressOf(to, people) : '{room}'}'>${payload}</presence>`,
  ),
);
const asking = scene(
  fc.record({ to: target, type: fc.constantFrom('get', 'set'), id: anyId, payload: question }).map(
    ({ to, type, id, payload }) =>
      people =>
        `<iq type='${type}' id='${escapeXML(id)}' to='${addressOf(to, people)}'>${payload}</iq>`,
  ),
);
const answering = scene(
  fc.constantFrom(
    `<iq type='result' id='{asked.id}' to='{asked.from}'><query xmlns='jabber:iq:last' seconds='9'/></iq>`,
    `<iq type='result' id='{asked.id}' to='{asked.from}'/>`,
    `<iq type='error' id='{asked.id}' to='{asked.from}'>${undelivered[4]}</iq>`,
    `<iq type='result' id='{last.id}' to='{last.from}'><query xmlns='urn:forged'/></iq>`,
    `<iq type='result' id='nobody-asked' to='{room}/x'/>`,
    `<iq type='result' id='push-1' to='{room}'/>`,
    `<iq type='error' id='push-1' to='{room}'>${undelivered[4]}</iq>`,
    `<iq type='result' id='1' to='${service}'/>`,
  ),
);
const bouncing = scene(
  fc
    .record({
      kind: fc.constantFrom('message', 'presence'),
      error: fc.constantFrom(...undelivered, ...unwilling, ...unwilling, ...unwilling),
      to: fc.option(target),
      body: sometimes,
    })
    .map(
      ({ kind, error, to, body }) =>
        (people, self) =>
          `<${kind} type='error' to='${to ? addressOf(others(to, people, self), people) : '{room}'}'>${body ? '<body>hi</body>' : ''}${error}</${kind}>`,
    ),
);
const looking = scene(
  fc
    .record({
      to: fc.constantFrom('{room}', service, 'person'),
      whom: target,
      what: fc.constantFrom(
        `<query xmlns='jabber:iq:browse'/>`,
        `<query xmlns='jabber:iq:browse'><find xmlns='urn:confab:find' words='toys'/></query>`,
        `<query xmlns='jabber:iq:search'/>`,
        `<query xmlns='http://jabber.org/protocol/disco#items' node='urn:confab:find:topic:Toys'/>`,
        `<query xmlns='jabber:iq:conference'/>`,
        `<query xmlns='http://jabber.org/protocol/disco#info'/>`,
        `<query xmlns='http://jabber.org/protocol/disco#items'/>`,
        `<ping xmlns='urn:xmpp:ping'/>`,
        `<query xmlns='jabber:iq:version'/>`,
      ),
      id: anyId,
    })
    .map(
      ({ to, whom, what, id }) =>
        people =>
          `<iq type='get' id='${escapeXML(id)}' to='${to === 'person' ? addressOf(whom, people) : to}'>${what}</iq>`,
    ),
);
const probing = scene(
  fc.option(target).map(to => people => `<presence type='probe' to='${to ? addressOf(to, people) : '{room}'}'/>`),
);
const blundering = scene(fc.constantFrom(...malformed));

const happening: fc.Arbitrary<Scene> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(1, 5, 61, 130, 700).map(waits => () => [{ waits }]) },
  { weight: 1, arbitrary: fc.constant<Scene>(() => [{ survey: true }]) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('invites', 'removes', 'closes'), whom: anybody, room: anyRoom }).map(
      ({ does, whom, room }): Scene =>
        people => {
          if (does === 'closes') return [{ closes: room }];
          const { jid } = speaker(people, whom);
          return [does === 'invites' ? { invites: room, to: jid } : { removes: jid, from: room }];
        },
    ),
  },
);

export const anyScene = fc.oneof(
  { weight: 9, arbitrary: entering },
  { weight: 1, arbitrary: crossing },
  { weight: 2, arbitrary: leaving },
  { weight: 5, arbitrary: talking },
  { weight: 3, arbitrary: whispering },
  { weight: 3, arbitrary: appearing },
  { weight: 5, arbitrary: asking },
  { weight: 4, arbitrary: answering },
  { weight: 1, arbitrary: bouncing },
  { weight: 3, arbitrary: looking },
  { weight: 1, arbitrary: probing },
  { weight: 2, arbitrary: blundering },
  { weight: 2, arbitrary: happening },
);
