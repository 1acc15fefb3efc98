// The scanner: finds each stanza once however the bytes are cut, and the four attributes in any order and quoting.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { entered, listed, nick, recipient, sequence } from './person.ts';
import { Scanner, type Stanza } from './scanner.ts';

const STREAM = [
  `<message type='groupchat' id='m12' from='a@rooms/f00' to='p3@load.localhost/r'><body>a &lt;presence&gt; /&gt;</body></message>`,
  `<presence to="p4@load.localhost/r" xml:lang='en' from="a@rooms/n7"/>`,
  `<presence from='a@rooms/n8' to='p5@load.localhost/r' ><x xmlns='u'><item jid='p1@x'/></x></presence>`,
  `<iq type='set' id='b1' from='a@rooms' to='p6@load.localhost/r'><conference xmlns='jabber:iq:browse' name='>'><user jid='a@rooms/1' name='x'/><user jid='a@rooms/2' name='y'></user></conference></iq>`,
  `<iq id='j7' to='p7@load.localhost/r' type='result' from='a@rooms'/>`,
];

/** What the tests compare of a stanza. */
function facts(stanza: Stanza): string {
  const { text } = { text: stanza.text.bind(stanza) };
  return [
    stanza.kind,
    stanza.sort,
    text(stanza.id),
    text(stanza.from),
    recipient(stanza),
    sequence(stanza),
    nick(stanza),
    entered(stanza),
    listed(stanza),
  ].join(' ');
}

const EXPECTED = [
  'm g m12 a@rooms/f00 3 12 -1 -1 0',
  'p   a@rooms/n7 4 -1 7 -1 0',
  'p   a@rooms/n8 5 -1 8 -1 0',
  'i s b1 a@rooms 6 -1 -1 -1 2',
  'i r j7 a@rooms 7 -1 -1 7 0',
];

suite('bench scanner', test => {
  test('finds the stanzas and their attributes in one piece', () => {
    const heard: string[] = [];
    const found = new Scanner().feed(Buffer.from(STREAM.join('')), stanza => heard.push(facts(stanza)));
    assert.is(found, STREAM.length);
    assert.equal(heard, EXPECTED);
  });

  test('finds the same wherever the stream is cut', () => {
    const bytes = Buffer.from(STREAM.join('\n'));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const heard: string[] = [];
      const scanner = new Scanner();
      scanner.feed(bytes.subarray(0, cut), stanza => heard.push(facts(stanza)));
      scanner.feed(bytes.subarray(cut), stanza => heard.push(facts(stanza)));
      assert.equal(heard, EXPECTED, `cut at ${cut}`);
    }
  });

  test('finds the same byte by byte', () => {
    const heard: string[] = [];
    const scanner = new Scanner();
    for (const byte of Buffer.from(STREAM.join(''))) scanner.feed(Buffer.of(byte), stanza => heard.push(facts(stanza)));
    assert.equal(heard, EXPECTED);
  });

  test('tells an error by its type and gives the stanza as text', () => {
    const error = `<iq type='error' id='j1' to='p1@load.localhost/r'><error code='405'/></iq>`;
    new Scanner().feed(Buffer.from(error), stanza => {
      assert.is(stanza.sort, 'e');
      assert.is(String(stanza), error);
    });
  });

  test('gives the end of the stream and refuses what is no stanza', () => {
    const kinds: string[] = [];
    new Scanner().feed(Buffer.from('</stream:stream>'), stanza => kinds.push(stanza.kind));
    assert.equal(kinds, ['/']);
    assert.throws(() => new Scanner().feed(Buffer.from('<foo a="b">'), () => {}), /no stanza begins with <foo/);
  });

  test('takes a number only where nothing else stands', () => {
    const heard: number[] = [];
    const text = `<message id='m1x' to='p1@a/r'/><message id='x1' to='q1@a/r'/><message id='m' to='p12'/><message/>`;
    new Scanner().feed(Buffer.from(text), stanza => heard.push(sequence(stanza), recipient(stanza)));
    assert.equal(heard, [-1, 1, -1, -1, 0, -1, -1, -1]);
  });
});
