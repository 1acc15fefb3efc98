// What of a stanza may be in a log: no word of what people say, whatever the stanza is made of.
import fc from 'fast-check';
import { parse } from 'ltx';
import { is, not, ok } from 'uvu/assert';
import { longest, redacted, type Shown } from '../../adapters/redaction.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { anyElement, write } from '../streams/random-xml.ts';
import { suite } from '../suite.ts';

const of = (xml: string, shown: Shown = 'addresses') => redacted(parse(xml) as unknown as XmlElement, shown);

suite('redaction', test => {
  test('keeps who and what, and gives of texts the length in bytes', () => {
    is(
      of(
        `<message from='romeo@example.org/x' to='lobby@rooms.example.org' type='groupchat' id='a1' xml:lang='de'>` +
          `<body>Äpfel</body><subject>two</subject><x xmlns='urn:x' colour='dark red'/></message>`,
      ),
      `<message from="romeo@example.org/x" to="lobby@rooms.example.org" type="groupchat" id="a1" xml:lang="de">` +
        `<body>(6 bytes)</body><subject>(3 bytes)</subject><x xmlns="urn:x" colour="(8 bytes)"/></message>`,
    );
  });

  test('keeps no attribute that only claims to be an address or a word', () => {
    is(
      of(`<iq id='I love you' type='&lt;3'><q jid='with blanks in it'/></iq>`),
      '<iq id="(10 bytes)" type="(2 bytes)"><q jid="(17 bytes)"/></iq>',
    );
  });

  test('writes all where asked, as XML', () => {
    is(
      of(`<message to='a@b'><body>1 &lt; 2 &amp; 3</body><x a='"'/></message>`, 'everything'),
      '<message to="a@b"><body>1 &lt; 2 &amp; 3</body><x a="&quot;"/></message>',
    );
  });

  test('writes other names where they are given', () => {
    const names = { address: () => 'somebody', text: (text: string) => text.replaceAll('romeo@example.org', 'him') };
    const element = parse(
      `<message from='romeo@example.org/x' to='a@b' id='romeo@example.org'><body>to romeo@example.org</body><x a='romeo@example.org'/></message>`,
    ) as unknown as XmlElement;
    is(
      redacted(element, 'everything', names),
      '<message from="somebody" to="somebody" id="him"><body>to him</body><x a="him"/></message>',
    );
    is(
      redacted(element, 'addresses', names),
      '<message from="somebody" to="somebody" id="him"><body>(20 bytes)</body><x a="(17 bytes)"/></message>',
    );
  });

  test('never writes what lets somebody in', () => {
    const entries = [
      `<iq><query xmlns='jabber:iq:conference'><nick>Romeo</nick><secret>hunter2</secret></query></iq>`,
      `<presence><x xmlns='http://jabber.org/protocol/muc'><password>hunter2</password></x></presence>`,
      `<message><x xmlns='jabber:x:conference' jid='a@b' password='hunter2'/></message>`,
      `<iq><x xmlns='jabber:x:data'><field var='muc#roomconfig_roomsecret'><value>hunter2</value></field></x></iq>`,
      `<iq><p:Secret xmlns:p='urn:p'><deep><deeper>hunter2</deeper></deep></p:Secret></iq>`,
      `<iq><secret xmlns='urn:x' value='hunter2' id='hunter2'/></iq>`,
      `<iq><x xmlns='jabber:x:data'><field var='x' type='text-private'><value>hunter2</value></field></x></iq>`,
    ];
    for (const entry of entries) {
      for (const shown of ['addresses', 'everything'] as const) {
        not.match(of(entry, shown), /hunter2/, entry);
        ok(of(entry, shown).includes('(secret)'), entry);
      }
    }
    ok(of(entries[0]!, 'everything').includes('<nick>Romeo</nick>'));
  });

  test('ends, however long or deep it is, and says so', () => {
    const note = '… (cut at 2000 characters)';
    const long = of(`<message><body>${'x'.repeat(100_000)}</body></message>`, 'everything');
    is(long.length, longest + note.length);
    ok(long.endsWith(note));
    const wide = of(`<message>${'<a/>'.repeat(50_000)}</message>`);
    is(wide.length, longest + note.length);
    let deep: XmlElement = { name: 'deep', attrs: {}, children: ['word'] };
    for (let i = 0; i < 200_000; i++) deep = { name: 'd', attrs: {}, children: [deep] };
    const shown = redacted(deep, 'everything');
    ok(shown.includes('(…)') && !shown.includes('word') && shown.length <= longest);
  });

  test('does not throw, whatever it is given', () => {
    const broken = { name: 'message', attrs: null, children: [undefined, { name: 1, attrs: { a: {} }, children: 3 }] };
    is(typeof redacted(broken as unknown as XmlElement, 'addresses'), 'string');
    is(redacted({ name: 'x', attrs: {}, children: [null as never] }, 'everything'), '<x>… (not readable)');
  });

  test('lets no word of a body, a subject or anything else through', () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/).map(text => `zq${text}qz`);
    const stanza = fc.record({
      said: word,
      kind: fc.constantFrom('message', 'presence', 'iq'),
      payload: anyElement,
      deep: fc.nat(20),
    });
    fc.assert(
      fc.property(stanza, ({ said, kind, payload, deep }) => {
        const places = [`<body>${said}</body>`, `<x note='${said} ${said}'>${said}</x>`, `<![CDATA[${said}]]>`, write(payload)];
        const inner = `${'<y>'.repeat(deep)}${places.join('')}${'</y>'.repeat(deep)}`;
        const shown = of(`<${kind} to='a@b/c'>${inner}<status>${said}</status></${kind}>`);
        ok(!shown.includes(said), shown);
        ok(shown.startsWith(`<${kind} to="a@b/c">`));
        ok(shown.length <= longest + 40);
      }),
    );
  });
});
