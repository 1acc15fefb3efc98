// What may happen to a service: somebody comes, talks, asks, answers, gives back, blunders; time passes, the link is lost, an
// operator steps in. Each is a few steps; stanzas are right here, and then bent.
import fc from 'fast-check';
import { escapeXML, escapeXMLText, parse } from 'ltx';
import { anyText, write } from '../streams/random-xml.ts';
import { comingByConference, comingByGroupchat, gathering } from './arriving.ts';
import { bodies, errorConditions, orders, payloads, questions } from './oddities.ts';
import { service } from './places.ts';
import type { Step } from './sequence.ts';
import { anybody, anyId, anyone, anyPayloads, type Rooms, type Scene, stanzas } from './writing.ts';

const leaving = (anyRoom: Rooms): Scene =>
  stanzas(anybody, name =>
    fc
      .record({ room: anyRoom, to: fc.constantFrom('', `/{nick:${name}}`, `/{id:${name}}`), payload: anyPayloads })
      .map(({ room, to, payload }) => [`<presence type='unavailable' to='${room}${to}'>${payload}</presence>`]),
  );

const talking = (anyRoom: Rooms): Scene =>
  stanzas(anybody, () =>
    fc
      .record({
        room: anyRoom,
        to: fc.option(anyone),
        type: fc.constantFrom('groupchat', 'groupchat', 'groupchat', 'normal', 'chat', 'headline'),
        body: fc.oneof(fc.constantFrom(...bodies), anyText),
        subject: fc.option(fc.oneof(fc.constantFrom('', 'bones', 'boom'), anyText), { freq: 5 }),
        id: anyId,
        payload: fc.oneof(anyPayloads, fc.constantFrom(...orders)),
      })
      .map(({ room, to, type, body, subject, id, payload }) => {
        const about = subject === null ? '' : `<subject>${escapeXMLText(subject)}</subject>`;
        const said = `<body>${escapeXMLText(body)}</body>`;
        return [
          `<message type='${type}' id='${escapeXML(id)}' to='${room}${to ? `/${to}` : ''}'>${about}${said}${payload}</message>`,
        ];
      }),
  );

/** A moderator, or who would like to be one, asks a behaviour for something about somebody. */
const ordering = (anyRoom: Rooms): Scene =>
  stanzas(fc.oneof(fc.constantFrom('woody', 'buzz'), anybody), () =>
    fc
      .record({
        room: anyRoom,
        word: fc.constantFrom('approve', 'approve', 'deny', 'remove', 'floor', 'member', 'nomember'),
        person: fc.oneof(fc.constantFrom('x', 'Woody', 'bo', 'far.example', '@pixar'), anyone),
        type: fc.constantFrom('groupchat', 'chat'),
      })
      .map(({ room, word, person, type }) => [
        `<message type='${type}' id='o' to='${room}'><body>!${word} ${person}</body></message>`,
      ]),
  );

const appearing = (anyRoom: Rooms): Scene =>
  stanzas(anybody, () =>
    fc
      .record({ room: anyRoom, to: fc.option(anyone), type: fc.constantFrom('', '', `type='probe'`), payload: anyPayloads })
      .map(({ room, to, type, payload }) => [
        `<presence ${type} to='${room}${to ? `/${to}` : ''}'><status>away</status>${payload}</presence>`,
      ]),
  );

const asking = (anyRoom: Rooms): Scene =>
  stanzas(anybody, () =>
    fc
      .record({
        to: fc.oneof(
          { weight: 4, arbitrary: fc.tuple(anyRoom, anyone).map(([room, one]) => `${room}/${one}`) },
          { weight: 2, arbitrary: anyRoom },
          fc.constant(service),
        ),
        type: fc.constantFrom('get', 'get', 'set'),
        id: anyId,
        question: fc.constantFrom(...questions),
      })
      .map(({ to, type, id, question }) => [`<iq type='${type}' id='${escapeXML(id)}' to='${to}'>${question}</iq>`]),
  );

/** Results and errors that nobody asked for. */
const answeringNothing = (anyRoom: Rooms): Scene =>
  stanzas(anybody, () =>
    fc
      .record({
        room: anyRoom,
        to: fc.option(anyone),
        type: fc.constantFrom('result', 'error'),
        kind: fc.constantFrom('iq', 'message', 'presence'),
        payload: anyPayloads,
        id: anyId,
      })
      .map(({ room, to, type, kind, payload, id }) => [
        `<${kind} type='${type}' id='${escapeXML(id)}' to='${room}${to ? `/${to}` : ''}'>${payload}</${kind}>`,
      ]),
  );

const latest = fc.nat(6);
const maybeSomebody = fc.oneof(
  fc.constant({}),
  anybody.map(who => ({ who })),
);
const answering: Scene = fc
  .tuple(maybeSomebody, latest, fc.constantFrom('result', 'result', 'error'))
  .map(([who, answers, type]): readonly Step[] => [{ ...who, answers, type }]);
const returning: Scene = fc
  .tuple(maybeSomebody, latest, fc.constantFrom(...errorConditions))
  .map(([who, returns, condition]): readonly Step[] => [{ ...who, returns, condition }]);

const operating = (anyRoom: Rooms): Scene =>
  fc
    .record({
      room: anyRoom,
      asked: fc.constantFrom<readonly [Extract<Step, { operator: unknown }>['operator'], readonly unknown[]]>(
        ['order', ['approve woody']],
        ['order', ['open']],
        ['order', ['close']],
        ['order', ['remove buzz']],
        ['order', ['floor']],
        ['order', ['nonsense']],
        ['command', ['lobby', 'list', {}]],
        ['command', ['moderation', 'remove', { person: 7 }]],
        ['command', ['lobby', 'approve', { person: 'Woody' }]],
        ['configure', ['max-people', { people: 2 }]],
        ['configure', ['slow-mode', { seconds: 0 }]],
        ['configure', ['history', { count: 1 }]],
        ['configure', ['lobby', { closed: false }]],
        ['configure', ['members', { open: false }]],
        ['configure', ['voice-queue', { seconds: 1 }]],
        ['configure', ['nothing', {}]],
        ['replace', ['public']],
        ['replace', ['crowded']],
        ['replace', ['lecture']],
        ['replace', ['nothing']],
        ['reopen', ['hazard']],
        ['reopen', ['lobby']],
        ['invite', ['slinky@disney']],
        ['invite', ['not an address']],
      ),
    })
    .map(({ room, asked: [operator, words] }) => [{ operator, room, words }]);

const happening: Scene = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(1, 2, 5, 12, 61, 130, 610, 700).map(waits => [{ waits }]) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 3, 70).map(lost => [{ lost }]) },
  { weight: 1, arbitrary: fc.constant<readonly Step[]>([{ restarts: true }]) },
);

/** Any element at all, in any stanza. */
const blundering = (anyRoom: Rooms): Scene =>
  stanzas(anybody, () =>
    fc
      .record({
        kind: fc.constantFrom('iq', 'message', 'presence', 'x'),
        to: anyRoom,
        payload: fc.constantFrom(...payloads, ...questions, ...orders),
      })
      .map(({ kind, to, payload }) => [write(parse(`<${kind} to='${to}' id='b'>${payload}</${kind}>`) as never)]),
  );

export const anyScene = (rooms: Rooms): Scene =>
  fc.oneof(
    { weight: 4, arbitrary: gathering(rooms) },
    { weight: 4, arbitrary: comingByConference(rooms) },
    { weight: 2, arbitrary: comingByGroupchat(rooms) },
    { weight: 2, arbitrary: leaving(rooms) },
    { weight: 8, arbitrary: talking(rooms) },
    { weight: 3, arbitrary: ordering(rooms) },
    { weight: 3, arbitrary: appearing(rooms) },
    { weight: 8, arbitrary: asking(rooms) },
    { weight: 5, arbitrary: answering },
    { weight: 1, arbitrary: answeringNothing(rooms) },
    { weight: 1, arbitrary: returning },
    { weight: 1, arbitrary: operating(rooms) },
    { weight: 3, arbitrary: happening },
    { weight: 2, arbitrary: blundering(rooms) },
  );
