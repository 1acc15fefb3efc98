import { equal, is, match, not } from 'uvu/assert';
import { type EmbeddedServer, startEmbedded } from '../../../servers/embedded.ts';
import { suite } from '../../../suite.ts';
import { auth, bind, type Frames, open, openFrames, plain } from './frames.ts';

const ping = (id: string) => `<iq xmlns='jabber:client' type='get' id='${id}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`;
const conditionOf = (frame: string) => /^<(stream:error|failure)[^>]*><([a-z-]+)/.exec(frame)?.[2];

suite('the stream of a client', test => {
  let server: EmbeddedServer;
  const opened: Frames[] = [];
  const come = async () => {
    const frames = await openFrames(server.c2s.url);
    opened.push(frames);
    return frames;
  };
  /** The error that ended the stream, once its WebSocket is closed as it should be. */
  const fate = async (frames: Frames) => {
    const error = await frames.until(/<stream:error/);
    is(await frames.next(), "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
    is(await frames.closed, 1000);
    return error;
  };
  test.before(async () => {
    server = await startEmbedded();
  });
  test.after(async () => {
    for (const { socket } of opened) socket.terminate();
    await server.stop();
  });

  test('is opened, logged in, opened again, bound, and closed, a frame at a time', async () => {
    const frames = await come();
    frames.send(open);
    match(
      await frames.next(),
      /^<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="localhost" id="[0-9a-f]{16}" version="1.0"/,
    );
    match(await frames.next(), /<mechanism>PLAIN<\/mechanism><mechanism>ANONYMOUS<\/mechanism>/);
    frames.send(auth(plain('Woody', 'secret')));
    is(await frames.next(), "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    frames.send(open);
    match(await frames.next(), /^<open /);
    match(await frames.next(), /<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'\/>/);
    frames.send(bind('Home'));
    is(
      await frames.next(),
      '<iq xmlns="jabber:client" type="result" id="bind"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>woody@localhost/Home</jid></bind></iq>',
    );
    frames.send(`<iq xmlns='jabber:client' type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>`);
    is(await frames.next(), '<iq xmlns="jabber:client" type="result" to="woody@localhost/Home" id="s"/>');
    frames.send(`<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`);
    is(await frames.next(), "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
    await frames.closed;
  });

  test('takes PLAIN after a challenge, too', async () => {
    const frames = await come();
    frames.send(open);
    await frames.until(/<mechanisms/);
    frames.send(auth(''));
    is(await frames.next(), "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    frames.send(`<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${plain('rex', 'roar')}</response>`);
    match(await frames.next(), /^<success/);
  });

  test('is refused with the wrong password, may try again, and not for ever', async () => {
    await (await come()).login('bo');
    const frames = await come();
    frames.send(open);
    await frames.until(/<mechanisms/);
    const tried: (string | undefined)[] = [];
    for (const frame of [
      auth(plain('bo', 'guess')),
      auth('', 'SCRAM-SHA-1'),
      `<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>`,
      auth('='),
      auth('***'),
    ]) {
      frames.send(frame);
      tried.push(conditionOf(await frames.next()));
    }
    equal(tried, ['not-authorized', 'invalid-mechanism', 'aborted', 'malformed-request', 'incorrect-encoding']);
    is(conditionOf(await fate(frames)), 'policy-violation');
  });

  test('gives a resource that is taken, or not asked for, another name, and refuses what cannot be one', async () => {
    is(await (await come()).login('slink', 'couch'), 'slink@localhost/couch');
    match(await (await come()).login('slink', 'couch'), /^slink@localhost\/[0-9a-f]{12}$/);
    const frames = await come();
    match(await frames.login(), /^guest-[0-9a-f]{8}@localhost\/[0-9a-f]{12}$/);
    const other = await come();
    other.send(open);
    await other.until(/<mechanisms/);
    other.send(auth('', 'ANONYMOUS'));
    await other.until(/<success/);
    other.send(open);
    await other.until(/<bind/);
    other.send(bind('\u200b'.repeat(2_000)));
    match(await other.next(), /id="bind"><error type="modify"><bad-request/);
    other.send(bind('fine'));
    match(await other.next(), /<jid>.*\/fine<\/jid>/);
  });

  const first: readonly [string, string, string][] = [
    ['anything but <open/>', `<iq xmlns='jabber:client'/>`, 'invalid-namespace'],
    [
      'the header of a TCP stream',
      `<stream:stream xmlns:stream='http://etherx.jabber.org/streams' to='localhost'>`,
      'not-well-formed',
    ],
    ['another domain', open.replace('localhost', 'example.org'), 'host-unknown'],
    ['no version', open.replace(" version='1.0'", ''), 'unsupported-version'],
    ['nothing that is XML', 'hello', 'invalid-xml'],
  ];
  for (const [what, frame, condition] of first)
    test(`does not begin with ${what}`, async () => {
      const frames = await come();
      frames.send(frame);
      match(await frames.next(), /^<open /);
      is(conditionOf(await fate(frames)), condition);
    });

  test('has no stanzas before the login, nor before there is an address', async () => {
    const early = await come();
    early.send(open);
    early.send(ping('early'));
    is(conditionOf(await fate(early)), 'not-authorized');
    const late = await come();
    late.send(open);
    late.send(auth('', 'ANONYMOUS'));
    late.send(open);
    late.send(ping('late'));
    is(conditionOf(await fate(late)), 'not-authorized');
  });

  const body = (text: string, more = '') =>
    `<message xmlns='jabber:client' to='nobody@localhost'${more}><body>${text}</body></message>`;
  const bad: readonly [string, string | Buffer, string][] = [
    ['two elements', ping('1') + ping('2'), 'bad-format'],
    ['half an element', ping('1').slice(0, -5), 'not-well-formed'],
    ['the end of what is around it', `${ping('1')}</frame>`, 'bad-format'],
    ['more than the end of what is around it', `</frame><frame>`, 'bad-format'],
    ['blanks alone', ' ', 'bad-format'],
    ['nothing', '', 'bad-format'],
    ['text', 'hello', 'invalid-xml'],
    ['a comment', '<!-- hello -->', 'restricted-xml'],
    ['an entity of its own', `<!DOCTYPE a [<!ENTITY a 'b'>]>`, 'restricted-xml'],
    ['a reference to one', body('&a;'), 'restricted-xml'],
    ['a declaration', `<?xml version='1.0'?>${ping('1')}`, 'restricted-xml'],
    ['tags that do not match', `<message xmlns='jabber:client'></presence>`, 'not-well-formed'],
    ['a character that is none', body('\u0001'), 'not-well-formed'],
    ['a prefix of nothing', '<a:b/>', 'bad-namespace-prefix'],
    ['too many bytes', body('x'.repeat(140_000)), 'policy-violation'],
    ['too many bytes of several each', body('€'.repeat(50_000)), 'policy-violation'],
    ['too deep a nesting', body('<a>'.repeat(40) + '</a>'.repeat(40)), 'policy-violation'],
    ['too many attributes', body('', Array.from({ length: 80 }, (_, i) => ` a${i}=''`).join('')), 'policy-violation'],
    ['bytes', Buffer.from(ping('1')), 'bad-format'],
    ['no namespace', '<presence/>', 'invalid-namespace'],
    ['that of components', `<presence xmlns='jabber:component:accept'/>`, 'invalid-namespace'],
    ['what is no stanza', `<hello xmlns='jabber:client'/>`, 'unsupported-stanza-type'],
    ['the address of somebody else', body('psst', ` from='andy@localhost/x'`), 'invalid-from'],
  ];
  for (const [what, frame, condition] of bad)
    test(`is ended by ${what}, and no other with it`, async () => {
      const [frames, other] = [await come(), await come()];
      await Promise.all([frames.login(), other.login()]);
      frames.send(frame);
      const error = await fate(frames);
      is(conditionOf(error), condition);
      match(error, /<text [^>]*>[^<]+\.<\/text>/);
      other.send(ping('still'));
      match(await other.next(), /type="result"[^>]* id="still"/);
    });

  test('is closed without a word where a frame is larger than anything', async () => {
    const frames = await come();
    await frames.login();
    frames.send(body('x'.repeat(2_000_000)));
    is(await frames.closed, 1009);
  });

  test('may give its own address, with or without the resource', async () => {
    const frames = await come();
    const jid = await frames.login('hamm', 'bank');
    for (const from of [jid, 'hamm@localhost', 'HAMM@localhost/bank']) {
      frames.send(ping('own').replace('to=', `from='${from}' to=`));
      match(await frames.next(), /type="result" to="hamm@localhost\/bank" from="localhost" id="own"/);
    }
  });

  test('ends with the host, in so many words', async () => {
    const own = await startEmbedded();
    const frames = await openFrames(own.c2s.url);
    await frames.login();
    is(own.host.clients, 1);
    own.host.stop();
    match(await frames.until(/<stream:error/), /<system-shutdown/);
    await frames.closed;
    const late = await openFrames(own.c2s.url);
    match(await late.until(/<stream:error/), /<system-shutdown/);
    await late.closed;
    await own.stop();
    not.match(own.logged.join('\n'), /undefined/);
  });
});
