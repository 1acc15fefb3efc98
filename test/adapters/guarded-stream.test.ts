// Everything that ends a stream is answered with the right stream error, and another stream is begun; on a component of
// `confab serve` and on one of a host program alike. What is thrown where nobody catches it ends this process.
import { once } from 'node:events';
import { type Component, component } from '@xmpp/component';
import type { Element } from '@xmpp/xml';
import { equal, instance, is, match, not, ok, throws } from 'uvu/assert';
import { attach, boundParser, refusedBy, StreamFault } from '../../adapters/confab.ts';
import { connect, type LinkLog } from '../../adapters/connect.ts';
import { suite } from '../suite.ts';
import { type FakeServer, fakeServer, type Peer } from './fake-server.ts';
import { errorOf, headerEnds, type StreamEnd, streamEnds, wrongHeaders } from './stream-ends.ts';

const domain = 'rooms.example.org';

interface Host {
  readonly server: FakeServer;
  readonly entity: Component;
  readonly heard: Element[];
}

/** A program with a component of its own, which the library connects again at once. */
async function host(act: (host: Host) => Promise<void>, prepare: (entity: Component) => void = entity => boundParser(entity)) {
  const server = await fakeServer();
  const entity = component({ service: `xmpp://127.0.0.1:${server.port}`, domain, password: 'right' });
  const heard: Element[] = [];
  entity.reconnect.delay = 1;
  prepare(entity);
  entity.on('stanza', (element: Element) => heard.push(element));
  try {
    await act({ server, entity, heard });
  } finally {
    entity.reconnect.stop();
    if (entity.socket) await entity.stop();
    await server.close();
  }
}

const noErrors = (entity: Component) => entity.on('error', () => {});
/** The next event, whatever errors there are meanwhile. */
const next = (entity: Component, event: string) => new Promise<unknown>(resolve => entity.once(event, resolve));

async function sendAll(peer: Peer, bytes: Uint8Array): Promise<void> {
  await peer.sendPieces([bytes]);
}

async function served(end: StreamEnd, stage: 'header' | 'later'): Promise<void> {
  const header = (peer: Peer) => void sendAll(peer, end.sends);
  const server = await fakeServer(stage === 'header' ? { script: { header } } : {});
  const lines: string[] = [];
  const write: LinkLog['info'] = (_fields, message) => lines.push(message);
  const delays = { first: 2, last: 4, linger: 200 };
  const link = connect({
    server: { host: '127.0.0.1', port: server.port },
    domain,
    secret: 'right',
    limits: { stanzaBytes: 10_000, depth: 8 },
    log: { debug() {}, info() {}, warn: write, error: write },
    random: () => 0.5,
    delays,
  });
  try {
    const first = await server.next();
    if (stage === 'later') {
      await link.ready;
      void sendAll(first, end.sends);
    }
    await first.closed;
    match(first.received, errorOf(end));
    server.script = {};
    // there is another, and that one stays
    const again = await server.next();
    await again.until('<handshake>');
    await link.ready;
    match(lines.at(-1)!, 'trying again');
    // of a wrong header it says what to do
    if (end.condition !== 'invalid-namespace') match(lines.join('\n'), `(${end.condition})`);
  } finally {
    await link.stop();
    await server.close();
  }
}

suite('what ends the stream of a service is answered, and the link comes back', test => {
  for (const end of streamEnds) test(end.what, () => served(end, 'later'));
  for (const end of [...headerEnds, ...wrongHeaders]) test(`as the header: ${end.what}`, () => served(end, 'header'));
});

suite('a bounded parser for the component of a host', test => {
  for (const end of streamEnds) {
    test(`answers ${end.what}, and the library connects again`, () =>
      host(async ({ server, entity, heard }) => {
        const errors: Error[] = [];
        entity.on('error', (error: Error) => errors.push(error));
        await entity.start();
        const peer = await server.next();
        peer.send("<message id='before'/>");
        void sendAll(peer, end.sends);
        await peer.closed;
        match(peer.received, errorOf(end));
        is(peer.received.split('</stream:stream>').length, 2, 'the stream is closed once');
        if (entity.status !== 'online') await next(entity, 'online');
        (await server.next()).send("<message id='after'/>");
        await next(entity, 'stanza');
        equal(
          heard.map(({ attrs }) => attrs.id),
          ['before', 'after'],
        );
        is(errors.length, 1);
        instance(errors[0], StreamFault);
        is((errors[0] as StreamFault).condition, end.condition);
      }));
  }

  test('reads characters that are cut in two', () =>
    host(async ({ server, entity }) => {
      await entity.start();
      const peer = await server.next();
      const whole = next(entity, 'stanza');
      const bytes = Buffer.from('<message><body>Zoë 😀 語</body></message>');
      await peer.sendPieces([...bytes].map(byte => Uint8Array.of(byte)));
      is(((await whole) as Element).getChildText('body'), 'Zoë 😀 語');
    }));

  test('ends no process that listens to no errors', () =>
    host(async ({ server, entity }) => {
      await entity.start();
      const peer = await server.next();
      peer.send('<!-- -->');
      await peer.closed;
      if (entity.status !== 'online') await next(entity, 'online');
      (await server.next()).send("<message id='after'/>");
      await next(entity, 'stanza');
    }));

  test('tells what a listener throws as an error, and reads on', () =>
    host(async ({ server, entity, heard }) => {
      const errors: unknown[] = [];
      entity.on('error', error => errors.push(error));
      entity.prependListener('stanza', ({ attrs }: Element) => {
        if (attrs.id === '1') throw new Error('one');
      });
      await entity.start();
      (await server.next()).send("<message id='1'/><message id='2'/>");
      await next(entity, 'stanza');
      if (heard.length === 0) await next(entity, 'stanza');
      equal(errors.map(String), ['Error: one']);
      is(heard[0]!.attrs.id, '2');
    }));

  test('throws what a listener throws where it is told to nobody, but not into what is being read', () =>
    host(async ({ server, entity, heard }) => {
      entity.prependListener('stanza', ({ attrs }: Element) => {
        if (attrs.id === '1') throw new Error('one');
      });
      await entity.start();
      const uncaught = once(process, 'uncaughtException');
      (await server.next()).send("<message id='1'/><message id='2'/>");
      const [error] = await uncaught;
      is(error.message, 'one');
      is(heard[0]!.attrs.id, '2');
    }));

  for (const end of headerEnds) {
    // the library's start() itself leaves a promise to nobody when the first stream of all cannot be opened
    test(`answers ${end.what} as a later header`, () =>
      host(async ({ server, entity }) => {
        noErrors(entity);
        await entity.start();
        server.script = { header: peer => void sendAll(peer, end.sends) };
        (await server.next()).reset();
        const peer = await server.next();
        await peer.closed;
        match(peer.received, errorOf(end));
        server.script = {};
        await next(entity, 'online');
      }));
  }

  test('closes the stream where a listener of the header throws, for what follows cannot be read', () =>
    host(async ({ server, entity }) => {
      const errors: unknown[] = [];
      entity.on('error', error => errors.push(error));
      await entity.start();
      entity.once('open', () => {
        throw new Error('no');
      });
      (await server.next()).reset();
      const peer = await server.next();
      await peer.closed;
      match(peer.received, errorOf({ what: '', sends: new Uint8Array(), condition: 'internal-server-error' }));
      match(errors.join(), 'Error: no');
      await (await server.next()).until('<handshake>');
    }));

  test('writes the end of the stream once, whoever begins', () =>
    host(async ({ server, entity }) => {
      noErrors(entity);
      await entity.start();
      const first = await server.next();
      first.send('</stream:stream>');
      await first.closed;
      is(first.received.split('</stream:stream>').length, 2);
      if (entity.status !== 'online') await next(entity, 'online');
      entity.reconnect.stop();
      await entity.stop();
      const second = await server.next();
      await second.closed;
      is(second.received.split('</stream:stream>').length, 2);
    }));

  test('gives up a server that never closes its side', () =>
    host(
      async ({ server, entity }) => {
        noErrors(entity);
        server.script = { footer() {} };
        await entity.start();
        const peer = await server.next();
        peer.send('<!-- -->');
        await peer.until('</stream:stream>');
        await next(entity, 'disconnect');
      },
      entity => {
        entity.timeout = 20;
        boundParser(entity);
      },
    ));

  test('lets engines answer what is past a limit, and the host see that', () =>
    host(
      async ({ server, entity, heard }) => {
        const engine = attach(entity, { domain, rooms: [{ name: 'hall' }] });
        await entity.start();
        const peer = await server.next();
        const deep = `${'<a>'.repeat(9)}${'</a>'.repeat(9)}`;
        peer.send(`<message from='woody@example.org/t' to='hall@${domain}' id='1'>${deep}</message>`);
        await peer.until('id="1"');
        match(peer.received, /<not-acceptable/);
        peer.send(`<message from='woody@example.org/t' to='${domain}' id='2'>${deep}</message>`);
        await next(entity, 'stanza');
        equal(heard.map(refusedBy), ['depth']);
        engine.detach();
      },
      entity => boundParser(entity, { depth: 8 }),
    ));

  test('tells the debugger what comes in', () =>
    host(async ({ server, entity }) => {
      let input = '';
      entity.on('input', (text: string) => {
        input += text;
      });
      await entity.start();
      (await server.next()).send('<message>é</message>');
      await next(entity, 'stanza');
      ok(input.endsWith('<handshake/><message>é</message>'));
    }));

  test('is for components that are not connected, once, within limits that bound something', () =>
    host(async ({ entity }) => {
      throws(() => boundParser({} as Component), /takes what component\(\) of @xmpp\/component gives/);
      throws(() => boundParser(entity), /call boundParser once/);
      const other = component({ service: 'xmpp://127.0.0.1:1', domain, password: 'x' });
      other.reconnect.stop();
      throws(() => boundParser(other, { depth: 257 }), /depth is a whole number from 8 to 256, not 257/);
      other.socket = {} as never;
      throws(() => boundParser(other), /call boundParser before start/);
    }));
});

suite('without the bounded parser', test => {
  test('a host reads characters that are cut as the library does: this is why there is one', () =>
    host(
      async ({ server, entity }) => {
        await entity.start();
        const peer = await server.next();
        const whole = next(entity, 'stanza');
        await peer.sendPieces([...Buffer.from('<message>é</message>')].map(byte => Uint8Array.of(byte)));
        not.equal(((await whole) as Element).getText(), 'é');
      },
      () => {},
    ));
});
