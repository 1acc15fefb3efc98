// What may happen in a random conversation: somebody comes, talks, asks a behaviour for something, goes; an operator
// does something; time passes. Each scene is a few lines of a script, made for whoever takes part.
import type fc from 'fast-check';
import { escapeXML, escapeXMLText } from 'ltx';
import { z } from 'zod';
import { type Claim, elementOf, mark } from '../../machines/claims.ts';
import type { Kind } from '../../machines/kind.ts';
import { type Actor, jids, nameOfRoom, nicks, rooms } from './cast.ts';
import type { Line } from './conversation.ts';
import { element, manners } from './manner.ts';
import { type FastCheck, randomFields } from './random-field.ts';

/** Some lines, once it is known who takes part. */
export type Scene = (people: readonly Actor[]) => readonly Line[];

export interface SceneOptions {
  readonly kind: Kind;
  readonly secret?: string | undefined;
  /** What people say besides. */
  readonly words: readonly string[];
}

/** The scenes of a kind: how people come first, and anything. */
export function scenesOf(check: FastCheck, { kind, secret, words }: SceneOptions) {
  const anybody = check.nat(7);
  const anyRoom = check.constantFrom(rooms[0], rooms[0], rooms[0], rooms[1]);
  const anyNick = check.constantFrom(...nicks);
  const said = [...words, 'hello', 'How are you?', `<"&'>`, '', '!nonsense', ...nicks, 'nobody@toys.example'];
  const anyText = check.constantFrom(...said);
  const id = check.constantFrom('1', '2', 'q');
  const target = check.record({ whom: anybody, by: check.constantFrom('id', 'nick') });
  const errors = check.constantFrom('recipient-unavailable', 'gone', 'item-not-found', 'forbidden');

  type Says = string | ((people: readonly Actor[]) => string);
  const says = (arbitrary: fc.Arbitrary<Says>): fc.Arbitrary<Scene> =>
    check.record({ who: anybody, room: anyRoom, arbitrary }).map(
      ({ who, room, arbitrary: what }): Scene =>
        people => {
          const { name } = speaker(people, who);
          const stanza = typeof what === 'string' ? what : what(people);
          return [{ who: name, sends: stanza.replaceAll('{room}', room) }];
        },
    );

  const entering = check
    .record({
      who: anybody,
      room: anyRoom,
      offered: check.array(anyNick, { minLength: 1, maxLength: 2 }),
      more: check.nat(9),
      id,
    })
    .map(
      ({ who, room, offered, more, id: iq }): Scene =>
        people => {
          const { name, dialect, isProtected } = speaker(people, who);
          const word = more === 1 ? 'wrong' : more === 2 ? undefined : room === rooms[0] ? secret : undefined;
          const options = { privacy: isProtected, ...(word === undefined ? {} : { secret: word }) };
          const stanzas = manners[dialect].enters(room, iq, more > 4 ? [name, ...offered] : offered, options);
          // some forget the presence that has to come before
          return stanzas.slice(more === 3 ? -1 : 0).map(sends => ({ who: name, sends }));
        },
    );
  /** Into the room that stands, as is right. */
  const arriving = anybody.map(
    (who): Scene =>
      people => {
        const { name, dialect, isProtected } = speaker(people, who);
        const options = { privacy: isProtected, ...(secret === undefined ? {} : { secret }) };
        return manners[dialect].enters(rooms[0], '0', [name], options).map(sends => ({ who: name, sends }));
      },
  );
  const renaming = check.record({ who: anybody, room: anyRoom, nick: anyNick, id }).map(
    ({ who, room, nick, id: iq }): Scene =>
      people => {
        const { name, dialect, isProtected } = speaker(people, who);
        // from outside it is an entry, and who wants protection always says so
        const [sends] = isProtected
          ? manners[dialect].enters(room, iq, [nick], { privacy: true }).slice(-1)
          : [manners[dialect].renames(room, iq, [nick])];
        return [{ who: name, sends: sends! }];
      },
  );
  const leaving = check.record({ who: anybody, room: anyRoom, everywhere: check.boolean() }).map(
    ({ who, room, everywhere }): Scene =>
      people => {
        const { name } = speaker(people, who);
        return (everywhere ? rooms : [room]).map(one => ({ who: name, sends: `<presence type='unavailable' to='${one}'/>` }));
      },
  );
  const talking = says(
    check
      .record({
        text: anyText,
        what: check.constantFrom('body', 'body', 'body', 'subject'),
        type: check.constantFrom('groupchat', 'groupchat', 'chat', 'normal'),
      })
      .map(({ text, what, type }) => `<message type='${type}' id='m' to='{room}'>${element(what, text)}</message>`),
  );
  const whispering = says(
    check.record({ to: target, text: anyText }).map(
      ({ to, text }) =>
        people =>
          `<message type='chat' to='${addressOf(to, people)}'>${element('body', text)}</message>`,
    ),
  );
  const appearing = says(
    check.record({ to: check.option(target, { freq: 4 }), status: anyText }).map(
      ({ to, status }) =>
        people =>
          `<presence to='${to ? addressOf(to, people) : '{room}'}'>${element('status', status)}</presence>`,
    ),
  );
  const asking = says(
    check
      .record({
        to: check.option(target, { freq: 4 }),
        id,
        payload: check.constantFrom(...questions),
        type: check.constantFrom('get', 'get', 'set'),
      })
      .map(
        ({ to, id: iq, payload, type }) =>
          people =>
            `<iq type='${payload === requirements ? 'get' : type}' id='${iq}' to='${to ? addressOf(to, people) : '{room}'}'>${payload}</iq>`,
      ),
  );
  const answering = says(
    check.constantFrom(
      `<iq type='result' id='{asked.id}' to='{asked.from}'/>`,
      `<iq type='error' id='{asked.id}' to='{asked.from}'><error type='cancel'><service-unavailable ${stanzas}/></error></iq>`,
      `<iq type='result' id='nobody-asked' to='{room}'/>`,
    ),
  );
  const bouncing = says(
    errors.map(
      condition => `<message type='error' to='{room}'><error type='cancel'><${condition} ${stanzas}/></error></message>`,
    ),
  );
  const passing: fc.Arbitrary<Scene> = check
    .constantFrom(1, 2, 5, 15, 61, 130, 700)
    .map(waits => () => [waits > 20 ? { waits, rings: 20 } : { waits }]);
  const inviting: fc.Arbitrary<Scene> = check.record({ room: anyRoom, whom: anybody }).map(({ room, whom }) => people => [
    { invites: speaker(people, whom).jid, room: nameOfRoom(room) },
  ]);
  const surveying = check.constant<Scene>(() => [{ survey: true }]);

  const claims = [...kind.claims.names.values()];
  const ordering = claims.map(claim => orders(claim));
  const settable = kind.parts.flatMap(({ behaviour: { name, settings } }) =>
    settings instanceof z.ZodObject ? [{ name, shape: settings.shape }] : [],
  );
  const setting = settable.map(
    ({ name, shape }): fc.Arbitrary<Scene> =>
      check.record({ room: anyRoom, settings: randomFields(check, shape as never, said) }).map(({ room, settings }) => () => [
        { configures: name, room: nameOfRoom(room), settings },
      ]),
  );

  /** An own request in each way in which it can be asked. */
  function orders(claim: Claim): fc.Arbitrary<Scene> {
    const { form, behaviour, name } = claim;
    const names = Object.keys(form.fields?.shape ?? {});
    // most are about somebody who takes part
    const meant = Object.keys(jids).map(person => `{called:${person}}`);
    const fields = randomFields(check, (form.fields?.shape ?? {}) as never, [
      ...meant,
      ...words,
      ...Object.values(addresses),
      'Woody',
    ]);
    const { name: tag, xmlns } = elementOf(claim);
    return check
      .record({
        who: anybody,
        room: anyRoom,
        fields,
        way: check.constantFrom('word', 'word', 'element', 'operator', 'whisper'),
        to: target,
      })
      .map(
        ({ who, room, fields: given, way, to }): Scene =>
          people => {
            // what only moderators may is mostly asked by one
            const lead = form.who === 'moderator' && who > 1 ? people.find(({ isModerator }) => isModerator) : undefined;
            const speaking = (lead ?? speaker(people, who)).name;
            // what only an effect gives is written by nobody
            if (way === 'operator' || form.who === 'effect')
              return [{ commands: name, room: nameOfRoom(room), behaviour, fields: given }];
            const attrs = Object.entries(given).map(([key, value]) => ` ${key}='${escapeXML(String(value))}'`);
            const written = [mark + form.word, ...names.map(key => given[key]).filter(value => value !== undefined)].join(' ');
            // without a word of its own it would be something that is said
            const inner =
              way === 'element' || form.word === undefined
                ? `<${tag} xmlns='${xmlns}'${attrs.join('')}/>`
                : `<body>${escapeXMLText(written)}</body>`;
            const address = way === 'whisper' ? addressOf(to, people).replaceAll('{room}', room) : room;
            return [
              {
                who: speaking,
                sends: `<message type='${way === 'whisper' ? 'chat' : 'groupchat'}' id='o' to='${address}'>${inner}</message>`,
              },
            ];
          },
      );
  }

  const weighed = (weight: number, all: readonly fc.Arbitrary<Scene>[]) =>
    all.length > 0 ? [{ weight, arbitrary: check.oneof(...all) }] : [];
  const any = check.oneof(
    { weight: 9, arbitrary: entering },
    { weight: 2, arbitrary: renaming },
    { weight: 2, arbitrary: leaving },
    { weight: 5, arbitrary: talking },
    { weight: 3, arbitrary: whispering },
    { weight: 2, arbitrary: appearing },
    { weight: 3, arbitrary: asking },
    { weight: 2, arbitrary: answering },
    { weight: 1, arbitrary: bouncing },
    { weight: 4, arbitrary: passing },
    { weight: 1, arbitrary: inviting },
    { weight: 1, arbitrary: surveying },
    ...weighed(8, ordering),
    ...weighed(2, setting),
  );
  return { arriving, any };
}

const addresses = { bare: 'woody@toys.example', host: '@toys.example' };
const stanzas = `xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'`;
/** As a set it would be an entry. */
const requirements = `<query xmlns='jabber:iq:conference'/>`;
const questions = [
  requirements,
  `<query xmlns='jabber:iq:browse'/>`,
  `<query xmlns='http://jabber.org/protocol/disco#info'/>`,
  `<query xmlns='jabber:iq:version'/>`,
  `<query xmlns='urn:unknown'/>`,
];

function speaker(people: readonly Actor[], who: number): Actor {
  return people[who % people.length]!;
}

function addressOf({ whom, by }: { readonly whom: number; readonly by: string }, people: readonly Actor[]): string {
  return `{room}/{${by}:${speaker(people, whom).name}}`;
}
