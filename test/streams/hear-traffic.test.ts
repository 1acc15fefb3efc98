// What is the same in every dialect of old, in the points that the golden pairs do not go through one by one.
import { parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import type { RoomJid } from '../../machines/address.ts';
import { isRefusal, type Refusal } from '../../machines/refusal.ts';
import type { Heard, Leave, Relay } from '../../machines/request.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { parseAddress } from '../../streams/address.ts';
import { hearTraffic, messageOf, presenceOf, presenceRefusal, recipientOf } from '../../streams/hear-traffic.ts';
import { type Inbound, readStanza } from '../../streams/inbound.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const settings = ServiceSettings.parse({ domain: 'rooms.disney' });
const room = 'grp@rooms.disney' as RoomJid;
const read = (xml: string) => readStanza(parse(xml) as XmlElement, { parse: parseAddress, settings, cut: undefined }) as Inbound;
const addressed = (to = room as string) => `from='woody@disney/home' to='${to}'`;
const heard = (xml: string) => hearTraffic(read(xml), { room, stay: { dialect: 'old', inside: true }, settings }, 'old');

suite('traffic', test => {
  test('is asked in the words of the dialect that hears it', () => {
    const { from, bare, host, dialect, receipt } = heard(`<message id='1' ${addressed()}/>`) as Heard;
    equal([from, bare, host, dialect], ['woody@disney/home', 'woody@disney', 'disney', 'old']);
    equal(receipt, { kind: 'message', sentTo: room, id: '1' });
  });

  test('has messages of the types that there are; of any other, the usual one', () => {
    const types = ['chat', 'groupchat', 'headline', 'error', 'normal', 'GroupChat', 'x', undefined].map(
      type => messageOf(read(`<message ${type === undefined ? '' : `type='${type}'`} ${addressed()}/>`)).type,
    );
    equal(types, ['chat', 'groupchat', 'headline', 'error', 'normal', 'normal', 'normal', 'normal']);
  });

  test('has presence that is available, not available, or an error', () => {
    const types = ['unavailable', 'error', 'probe', undefined].map(
      type => presenceOf(read(`<presence ${type === undefined ? '' : `type='${type}'`} ${addressed()}/>`)).type,
    );
    equal(types, ['unavailable', 'error', 'available', 'available']);
  });

  test('has the first body and subject, an empty one too', () => {
    const message = messageOf(read(`<message ${addressed()}><body>one</body><body>two</body><subject/></message>`));
    equal([message.body, message.subject], ['one', '']);
  });

  test('counts the bytes of what is passed on: no less than will be written, and not much more', () => {
    const { bytes } = messageOf(read(`<message ${addressed()}><body a='é'>${'é'.repeat(500)}&lt;</body></message>`));
    const written = Buffer.byteLength(`<body a="é">${'é'.repeat(500)}&lt;</body>`);
    ok(bytes >= written && bytes < written + 20, `${bytes} for ${written}`);
    is(messageOf(read(`<message ${addressed()}/>`)).bytes, 0);
  });

  test('has no message to one person that looks as if it had been said to all', () => {
    const { type, content } = heard(`<message type='groupchat' ${addressed(`${room}/rex`)}><body>hi</body></message>`) as Relay;
    equal([type, content.type], ['relay', 'chat']);
  });

  test('has no presence that is larger than it may be; whoever leaves leaves all the same', () => {
    const large = (type: string) => read(`<presence ${type} ${addressed()}><x xmlns='urn:x'>${'x'.repeat(9_000)}</x></presence>`);
    is(presenceRefusal(large(''), settings.limits)?.text, 'A presence may have 8192 bytes at most.');
    const hearing = { room, stay: undefined, settings };
    equal((hearTraffic(large(`type='unavailable'`), hearing, 'old') as Leave).presence.payload, []);
  });

  test('knows the condition of a bounce in the form of today, in that of old, and in none', () => {
    const stanzas = `xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'`;
    const errors: [string, string][] = [
      [`<error type='cancel'><gone ${stanzas}/></error>`, 'gone'],
      [`<error code='404'><text ${stanzas}>x</text><service-unavailable ${stanzas}/></error>`, 'service-unavailable'],
      [`<error code='404'>Not Found<own xmlns='urn:own'/></error>`, 'item-not-found'],
      [`<error code='504'><text ${stanzas}>x</text></error>`, 'remote-server-timeout'],
      [`<error code='999'/>`, 'undefined-condition'],
      ['<error/>', 'undefined-condition'],
      ['', 'undefined-condition'],
    ];
    for (const [error, condition] of errors) {
      const bounce = heard(`<message type='error' ${addressed()}>${error}</message>`);
      is((bounce as { condition?: string }).condition, condition, error);
      is(isRefusal(bounce!), false);
    }
  });

  test('relays no iq that could forge a list or ask for an account', () => {
    for (const xmlns of [
      'jabber:iq:conference',
      'jabber:iq:browse',
      'jabber:iq:roster',
      'jabber:iq:privacy',
      'urn:xmpp:blocking',
      'jabber:iq:auth',
    ]) {
      for (const type of ['get', 'set']) {
        const refusal = heard(`<iq type='${type}' id='1' ${addressed(`${room}/rex`)}><query xmlns='${xmlns}'/></iq>`);
        is((refusal as Refusal).condition, 'not-allowed', xmlns);
        is(isRefusal(refusal!), true);
      }
    }
    is((heard(`<iq type='get' id='1' ${addressed(`${room}/rex`)}><query/></iq>`) as Heard).type, 'relay');
  });

  test('hears the answer to an iq in whatever namespace', () => {
    const answer = heard(`<iq type='result' ${addressed(`${room}/rex`)}><query xmlns='jabber:iq:roster'/></iq>`) as Heard;
    equal([answer.type, (answer as { content?: { id: string } }).content?.id], ['answer', '']);
  });
});

suite('the recipient', test => {
  const recipient = (to: string) => recipientOf(read(`<message ${addressed(to)}/>`));

  test('is nobody where the room is meant', () => is(recipient(room), undefined));

  test('is known by what stands behind the slash, and by the nick that it is', () => {
    equal(recipient(`${room}/Rex`), { text: 'Rex', key: 'rex' });
    equal(recipient(`${room}/ＲＥＸ`), { text: 'REX', key: 'rex' });
    equal(recipient(`${room}/a32d`), { text: 'a32d', key: 'a32d' });
  });

  test('is looked for as it is written where that could be no nick', () => {
    equal(recipient(`${room}/ `), { text: ' ', key: ' ' });
  });
});
