// A stanza as it came in: what is read of it, what is taken out of it, and what is never answered.
import { parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { ServiceSettings } from '../../machines/settings.ts';
import { parseAddress } from '../../streams/address.ts';
import { type Inbound, type Reading, readStanza, type Unreadable } from '../../streams/inbound.ts';
import { type XmlElement, xmlOfAll } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const settings = ServiceSettings.parse({ domain: 'rooms.disney', limits: { stanzaBytes: 10_000 } });
const reading: Reading = { parse: parseAddress, settings, cut: undefined };
const read = (xml: string, cut?: string) => readStanza(parse(xml) as XmlElement, { ...reading, cut });
const readWhole = (xml: string) => read(xml) as Inbound;
const from = `from='woody@disney/home'`;
const to = `to='grp@rooms.disney'`;

/** What is left of the payload of a message to the room. */
const left = (payload: string) => xmlOfAll(readWhole(`<message ${from} ${to}>${payload}</message>`).payload);

suite('a stanza', test => {
  test('is read with its addresses prepared', () => {
    const stanza = readWhole(
      `<iq type='get' id='1' xml:lang='de' from='Woody@Disney/home' to='GRP@Rooms.Disney/x'><query xmlns='urn:q'/></iq>`,
    );
    equal([stanza.kind, stanza.type, stanza.id, stanza.lang], ['iq', 'get', '1', 'de']);
    equal([stanza.from.full, stanza.to.full], ['woody@disney/home', 'grp@rooms.disney/x']);
    equal(stanza.payload, [{ name: 'query', attrs: { xmlns: 'urn:q' }, children: [] }]);
  });

  test('has no type, id or language where it has none', () => {
    const { type, id, lang, payload } = readWhole(`<presence ${from} ${to}/>`);
    equal([type, id, lang, payload], [undefined, undefined, undefined, []]);
  });

  test('is read with attributes that are no text', () => {
    const element: XmlElement = { name: 'message', attrs: { from: 'a@b', to: 'c@d', id: 7, type: null }, children: [] };
    const stanza = readStanza(element, reading) as Inbound;
    equal([stanza.id, stanza.type], ['7', undefined]);
  });

  test('is answered from where it was sent to, as that was written, in the element that it asked in', () => {
    equal(readWhole(`<iq type='get' id='1' ${from} to='GRP@rooms.disney'><enter xmlns='urn:q'/></iq>`).receipt, {
      kind: 'iq',
      sentTo: 'GRP@rooms.disney',
      id: '1',
      as: { name: 'enter', xmlns: 'urn:q' },
    });
    equal(readWhole(`<iq ${from} ${to}><enter/></iq>`).receipt.as, { name: 'enter', xmlns: '' });
    equal(readWhole(`<iq type='get' id='1' ${from} ${to}/>`).receipt, { kind: 'iq', sentTo: 'grp@rooms.disney', id: '1' });
    equal(readWhole(`<message ${from} ${to}><body>hi</body></message>`).receipt, { kind: 'message', sentTo: 'grp@rooms.disney' });
  });

  test('is nothing where it is of no kind that is known, or nobody sent it', () => {
    is(read(`<stream:features ${from} ${to}/>`), undefined);
    is(read(`<handshake/>`), undefined);
    is(read(`<message ${to}/>`), undefined);
    is(read(`<iq type='get' id='1' from='@' ${to}><q/></iq>`), undefined);
  });
});

suite('a stanza that cannot be read', test => {
  const badAddress = `to='a b@rooms.disney'`;
  const badPrefix = '<x><p:y/></x>';

  test('is refused with what is wrong with the address', () => {
    const {
      condition,
      text,
      receipt,
      from: asker,
    } = read(`<iq type='set' id='1' ${from} ${badAddress}><q xmlns='urn:q'/></iq>`) as Unreadable;
    equal([condition, text], ['jid-malformed', '“a b@rooms.disney” is not a well-formed address.']);
    equal(receipt, { kind: 'iq', sentTo: 'rooms.disney', id: '1', as: { name: 'q', xmlns: 'urn:q' } });
    is(asker.full, 'woody@disney/home');
  });

  test('is answered by the service where it was sent to nobody of ours, never in another name', () => {
    for (const elsewhere of ['', `to=''`, `to='@'`, `to='a b@rooms.disney'`, `to='grp@disney'`, `to='disney'`]) {
      const stanza = read(`<iq type='get' id='1' ${from} ${elsewhere}><q/></iq>`) as Unreadable;
      is(stanza.receipt.sentTo, 'rooms.disney', elsewhere);
    }
  });

  test('is not quoted at length', () => {
    const { text } = read(`<message ${from} to='${' '.repeat(5000)}@d'/>`) as Unreadable;
    is(text.length, `“${' '.repeat(100)}” is not a well-formed address.`.length);
  });

  test('is refused with what is wrong with the elements', () => {
    for (const payload of [badPrefix, `${'<x>'.repeat(300)}${'</x>'.repeat(300)}`]) {
      const { condition, receipt } = read(`<message id='1' ${from} ${to}>${payload}</message>`) as Unreadable;
      is(condition, 'bad-request');
      equal(receipt, { kind: 'message', sentTo: 'grp@rooms.disney', id: '1' });
    }
  });

  test('is refused where it is larger than it may be, or where the parser has left something out', () => {
    const large = read(`<message id='1' ${from} ${to}><body>${'é'.repeat(5_001)}</body></message>`) as Unreadable;
    equal([large.condition, large.text], ['not-acceptable', 'A stanza may have 10000 bytes at most, and 32 levels.']);
    const whole = `<iq type='get' id='1' ${from} ${to}><q xmlns='urn:q'/></iq>`;
    equal((read(whole, 'depth') as Unreadable).receipt.as, { name: 'q', xmlns: 'urn:q' });
    is((read(whole, 'depth') as Unreadable).condition, 'not-acceptable');
    is((read(whole) as Inbound).kind, 'iq');
  });

  test('is refused where its id is longer than anybody needs, and that id is not repeated', () => {
    const { condition, receipt } = read(`<message id='${'1'.repeat(8_001)}' ${from} ${to}/>`) as Unreadable;
    equal([condition, receipt.id], ['not-acceptable', undefined]);
    is((read(`<iq type='get' id='${'1'.repeat(8_000)}' ${from} ${to}><q/></iq>`) as Inbound).id?.length, 8_000);
    // without its id an iq cannot be answered: some servers close the link over such an answer
    is(read(`<iq type='get' id='${'1'.repeat(8_001)}' ${from} ${to}><q/></iq>`), undefined);
    is(read(`<iq type='get' id='${'1'.repeat(8_001)}' ${from} ${badAddress}><q/></iq>`), undefined);
    is((read(`<message xml:lang='${'x'.repeat(1_024)}' ${from} ${to}/>`) as Inbound).lang, undefined);
  });

  test('is answered without the element that it asked in, where that could not be repeated', () => {
    for (const asked of [`<${'q'.repeat(2_000)}/>`, '<p:q/>', ''])
      is((read(`<iq type='get' id='1' ${from} ${badAddress}>${asked}</iq>`) as Unreadable).receipt.as, undefined);
    const { as } = (read(`<iq type='get' id='1' ${from} ${to}><q xmlns='urn:q'><p:x/></q></iq>`) as Unreadable).receipt;
    equal(as, { name: 'q', xmlns: 'urn:q' }, 'what is wrong in it is no matter');
  });

  test('is refused where the element that it asks in could not be repeated', () => {
    const long = `<iq type='get' id='1' ${from} ${to}><${'q'.repeat(600)} xmlns='urn:q'/></iq>`;
    const { condition, receipt } = read(long) as Unreadable;
    equal([condition, receipt.as, receipt.id], ['not-acceptable', undefined, '1']);
    is((read(long.replaceAll('q'.repeat(600), 'q'.repeat(400))) as Inbound).receipt.as?.name.length, 400);
    is((read(`<message ${from} ${to}><${'q'.repeat(600)}/></message>`) as Inbound).kind, 'message');
  });

  test('is news all the same where something bounced: the error alone is read', () => {
    const error = `<error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`;
    for (const kind of ['message', 'presence']) {
      for (const back of [`<body>${'x'.repeat(20_000)}</body>`, '<p:x/>']) {
        const { payload } = readWhole(`<${kind} type='error' ${from} ${to}>${back}${error}</${kind}>`);
        is(xmlOfAll(payload), error.replaceAll("'", '"'));
      }
      const { payload } = readWhole(`<${kind} type='error' ${from} ${to}><error>${'x'.repeat(20_000)}</error></${kind}>`);
      equal(payload, []);
    }
  });

  test('is never answered where it is an error or a result', () => {
    for (const kind of ['iq', 'message', 'presence']) is(read(`<${kind} type='error' id='1' ${from} ${badAddress}/>`), undefined);
    for (const type of ['error', 'result']) {
      is(read(`<iq type='${type}' id='1' ${from} ${badAddress}/>`), undefined);
      is(read(`<iq type='${type}' id='1' ${from} ${to}>${badPrefix}</iq>`), undefined);
      is(read(`<iq type='${type}' id='1' ${from} ${to}><q>${'x'.repeat(20_000)}</q></iq>`), undefined);
      is(read(`<iq type='${type}' id='1' ${from} ${to}/>`, 'size'), undefined);
      is(read(`<iq type='${type}' id='${'1'.repeat(8_001)}' ${from} ${to}/>`), undefined);
    }
  });
});

suite('what only a room may say', test => {
  test('is taken out: what rooms of today tell of their people, whatever is in it', () => {
    is(left(`<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='owner'/></x><body>hi</body>`), '<body>hi</body>');
    is(left(`<occupant-id xmlns='urn:xmpp:occupant-id:0' id='1'/>`), '');
  });

  test('is taken out: delays stamped by the room, by the service or in the name of somebody inside', () => {
    for (const by of ['grp@rooms.disney', 'rooms.disney', 'grp@rooms.disney/woody', 'GRP@Rooms.Disney', 'other@rooms.disney']) {
      is(left(`<delay xmlns='urn:xmpp:delay' from='${by}' stamp='2001-01-10T00:00:00Z'/>`), '', by);
      is(left(`<x xmlns='jabber:x:delay' from='${by}' stamp='20010110T00:00:00'/>`), '', by);
    }
  });

  test('is left in: delays of others, or of nobody', () => {
    const others = [
      `<delay xmlns="urn:xmpp:delay" from="disney" stamp="2001-01-10T00:00:00Z"/>`,
      `<x xmlns="jabber:x:delay" from="woody@disney/home" stamp="20010110T00:00:00"/>`,
      `<delay xmlns="urn:xmpp:delay" stamp="2001-01-10T00:00:00Z"/>`,
      `<delay xmlns="urn:xmpp:delay" from="@" stamp="2001-01-10T00:00:00Z"/>`,
    ];
    for (const delay of others) is(left(delay), delay);
  });

  test('is taken out: stanza ids in our name, and those alone', () => {
    is(left(`<stanza-id xmlns='urn:xmpp:sid:0' id='1' by='grp@rooms.disney'/>`), '');
    is(left(`<stanza-id xmlns='urn:xmpp:sid:0' id='1' by='Rooms.Disney'/>`), '');
    for (const kept of [`<stanza-id xmlns="urn:xmpp:sid:0" id="1" by="disney"/>`, `<stanza-id xmlns="urn:xmpp:sid:0" id="1"/>`])
      is(left(kept), kept);
  });

  test('leaves all else as it was, and the same list where there is none of it', () => {
    const all = `<body>hi</body><x xmlns="jabber:x:conference" jid="grp@rooms.disney"/><active xmlns="http://jabber.org/protocol/chatstates"/>`;
    is(left(all), all);
    const mixed = readWhole(`<message ${from} ${to}><body>hi</body><occupant-id xmlns='urn:xmpp:occupant-id:0'/></message>`);
    ok(Object.isFrozen(mixed.payload));
    is(xmlOfAll(mixed.payload), '<body>hi</body>');
  });
});
