// How somebody comes into a room, in either dialect: as they should, and as they should not.
import fc from 'fast-check';
import { escapeXML, escapeXMLText } from 'ltx';
import { secretOf, shy } from './places.ts';
import { anybody, anyId, anyNick, anyPayloads, type Rooms, type Scene, seldom, stanzas, written } from './writing.ts';

const secrets = fc.oneof({ weight: 5, arbitrary: fc.constant('right') }, fc.constantFrom('none', 'wrong'));
const secretFor = (room: string, secret: string) =>
  secret === 'right' ? secretOf[room.split('@', 1)[0]!] : secret === 'none' ? undefined : secret;

export const comingByConference = (anyRoom: Rooms): Scene =>
  stanzas(anybody, name =>
    fc
      .record({
        room: anyRoom,
        offered: fc.array(anyNick, { maxLength: 4 }),
        secret: secrets,
        payload: anyPayloads,
        element: fc.constantFrom('query', 'query', 'query', 'create', 'enter'),
        flagged: seldom,
        private: fc.nat(3),
        id: anyId,
      })
      .map(({ room, offered, secret, payload, element, flagged, private: hides, id }) => {
        const word = secretFor(room, secret);
        const wanted = [
          word === undefined ? '' : `<secret>${word}</secret>`,
          ...offered.map(nick => `<nick>${escapeXMLText(nick)}</nick>`),
          shy.has(name) || hides === 0 ? '<privacy/>' : '',
        ];
        const set = `<iq type='set' id='${escapeXML(id)}' to='${room}'><${element} xmlns='jabber:iq:conference'>${wanted.join('')}</${element}></iq>`;
        return flagged ? [set] : [`<presence to='${room}'>${payload}</presence>`, set];
      }),
  );

export const comingByGroupchat = (anyRoom: Rooms): Scene =>
  stanzas(anybody, () =>
    fc
      .record({ room: anyRoom, nick: anyNick, secret: secrets, muc: fc.boolean(), payload: anyPayloads })
      .map(({ room, nick, ...more }) => {
        const word = secretFor(room, more.secret);
        const password = word === undefined ? '' : `<password>${word}</password>`;
        const x =
          more.muc || password ? `<x xmlns='http://jabber.org/protocol/muc'>${password}<history maxstanzas='2'/></x>` : '';
        return [`<presence to='${room}/${escapeXML(nick)}'>${more.payload}${x}</presence>`];
      }),
  );

/** Somebody comes as they should. */
export const gathering = (anyRoom: Rooms): Scene =>
  fc
    .record({ name: anybody, room: anyRoom, speaksConference: fc.boolean(), nick: fc.constantFrom('', 'x', 'Woody') })
    .map(({ name, room, speaksConference, nick }) => {
      const called = nick || name;
      const word = secretFor(room, 'right');
      const secret = word === undefined ? '' : `<secret>${word}</secret>`;
      const privacy = shy.has(name) ? '<privacy/>' : '';
      const set = `<iq type='set' id='in' to='${room}'><query xmlns='jabber:iq:conference'>${secret}<nick>${called}</nick>${privacy}</query></iq>`;
      const join = `<presence to='${room}/${called}'><x xmlns='http://jabber.org/protocol/muc'><password>${word ?? ''}</password></x></presence>`;
      const texts = speaksConference || shy.has(name) ? [`<presence to='${room}'/>`, set] : [join];
      return texts.map(text => ({ sends: written(name, text, []) }));
    });
