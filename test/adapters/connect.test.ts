// The component link against a server that does wrong all that one can do wrong.
// A promise rejected or an error thrown where nobody catches it ends this process, and so fails the file.
import type { EventEmitter } from 'node:events';
import type { Element } from '@xmpp/xml';
import xml from '@xmpp/xml';
import * as assert from 'uvu/assert';
import { refusedBy } from '../../adapters/bounded-parser.ts';
import {
  type Connection,
  type ConnectOptions,
  connect,
  type LinkLog,
  UnknownDomain,
  WrongPort,
  WrongSecret,
} from '../../adapters/connect.ts';
import { suite } from '../suite.ts';
import { type FakeServer, type FakeServerOptions, fakeServer, freePort, type Peer, type Script } from './fake-server.ts';

interface Line {
  level: string;
  message: string;
  wait?: number;
  err?: Error;
}

interface Scene {
  server: FakeServer;
  connection: Connection;
  lines: Line[];
  states: string[];
}

const domain = 'rooms.example.org';
const delays = { first: 4, last: 16, steady: 60_000, answer: 5_000, linger: 100 };
const impatient = { ...delays, answer: 100 };

function options(port: number, lines: Line[] = []): ConnectOptions {
  const write =
    (level: string): LinkLog['info'] =>
    (fields, message) =>
      lines.push({ level, message, ...fields });
  return {
    server: { host: '127.0.0.1', port },
    domain,
    secret: 'right',
    limits: { stanzaBytes: 10_000, depth: 8 },
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    random: () => 0.5,
    delays,
  };
}

/** Runs a scene and takes it down: server and link must both end. */
async function play(
  { script, ...changes }: Partial<ConnectOptions> & { script?: Script; server?: never },
  act: (scene: Scene) => Promise<void>,
  serverOptions: FakeServerOptions = {},
): Promise<void> {
  const server = await fakeServer({ ...serverOptions, ...(script ? { script } : {}) });
  const lines: Line[] = [];
  const states: string[] = [];
  const connection = connect({ ...options(server.port, lines), ...changes });
  connection.onLink(state => states.push(state));
  try {
    await act({ server, connection, lines, states });
  } finally {
    await connection.stop();
    await server.close();
  }
}

/** The next event; unlike node's `once`, errors meanwhile are nothing to it. */
function heard(emitter: EventEmitter, event: string): Promise<Element> {
  return new Promise(resolve => emitter.once(event, resolve));
}

function linkIs(connection: Connection, wanted: string): Promise<void> {
  return new Promise(resolve => {
    const end = connection.onLink(state => {
      if (state !== wanted) return;
      end();
      resolve();
    });
  });
}

async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it resolved');
}

suite('connect', test => {
  test('shakes hands, and is up', () =>
    play({}, async ({ server, connection, states }) => {
      assert.is(connection.online(), false);
      await connection.ready;
      assert.is(connection.online(), true);
      assert.is(String(connection.entity.jid), domain);
      assert.equal(states, ['online']);
      await connection.entity.send(xml('message', { to: 'a@example.org' }));
      const peer = await server.next();
      await peer.until('<message to="a@example.org" from="rooms.example.org"/>');
    }));

  test('hashes a secret beyond ASCII as UTF-8, as servers do', () =>
    play({ secret: 'pässwörd €' }, ({ connection }) => connection.ready, { secret: 'pässwörd €' }));

  test('hears stanzas that come in one piece with the answer to the handshake', async () => {
    const handshake = (peer: Peer) => peer.send("<handshake/><message id='1'/>");
    await play({ script: { handshake } }, async ({ connection }) => {
      const stanza = await heard(connection.entity, 'stanza');
      assert.is(stanza.attrs.id, '1');
      assert.is(connection.online(), true);
    });
  });

  test('lets nothing through before the handshake', async () => {
    const stanzas: Element[] = [];
    const header = (peer: Peer) => {
      peer.sendHeader();
      peer.send('<message/>');
    };
    const script: Script = { header, handshake: peer => peer.send('<handshake/><iq/>') };
    await play({ script }, async ({ connection }) => {
      connection.entity.on('stanza', (element: Element) => stanzas.push(element));
      await heard(connection.entity, 'stanza');
      assert.equal(stanzas.map(String), ['<iq/>']);
    });
  });

  test('reads characters that are cut in two', () =>
    play({}, async ({ server, connection }) => {
      await connection.ready;
      const peer = await server.next();
      const whole = heard(connection.entity, 'stanza');
      const bytes = new TextEncoder().encode('<message><body>Zoë 😀</body></message>');
      await peer.sendPieces([...bytes].map(byte => Uint8Array.of(byte)));
      const stanza = await whole;
      assert.is(stanza.getChildText('body'), 'Zoë 😀');
    }));

  test('marks what is beyond the limits, and stays up', () =>
    play({}, async ({ server, connection, states }) => {
      await connection.ready;
      const peer = await server.next();
      const stanzas: Element[] = [];
      connection.entity.on('stanza', (element: Element) => stanzas.push(element));
      peer.send(`<message id='1'>${'x'.repeat(60_000)}</message><message id='2'>${'<a>'.repeat(90)}${'</a>'.repeat(90)}`);
      peer.send("</message><presence id='3'/>");
      await heard(connection.entity, 'stanza');
      while (stanzas.length < 3) await heard(connection.entity, 'stanza');
      assert.equal(stanzas.map(refusedBy), ['size', 'depth', undefined]);
      assert.equal(states, ['online']);
    }));

  test('survives listeners that throw', () =>
    play({}, async ({ server, connection, lines, states }) => {
      connection.onLink(() => {
        throw new Error('one');
      });
      connection.entity.once('stanza', () => {
        throw new Error('two');
      });
      await connection.ready;
      const peer = await server.next();
      peer.send("<message id='1'/><message id='2'/>");
      const stanza = await heard(connection.entity, 'element');
      assert.is(stanza.attrs.id, '1');
      await connection.entity.send(xml('message', { to: 'a' }));
      await peer.until('<message');
      assert.equal(
        lines.flatMap(({ err }) => err?.message ?? []),
        ['one', 'two'],
      );
      assert.equal(states, ['online']);
    }));
});

suite('connect: what ends the first connection', test => {
  test('a wrong secret, with a sentence', () =>
    play({ secret: 'wrong' }, async ({ server, connection, states }) => {
      const error = await rejection(connection.ready);
      assert.instance(error, WrongSecret);
      assert.match(error.message, /^127\.0\.0\.1:\d+ refused the secret for rooms\.example\.org: give Confab the secret/);
      assert.is(server.peers.length, 1);
      assert.is(connection.online(), false);
      assert.equal(states, []);
    }));

  test('a wrong secret without a text, as ejabberd says it', async () => {
    const handshake = (peer: Peer) => peer.refuse('not-authorized');
    await play({ script: { handshake } }, async ({ connection }) => {
      assert.instance(await rejection(connection.ready), WrongSecret);
    });
  });

  test('a wrong secret of a server that came late', async () => {
    const port = await freePort();
    const lines: Line[] = [];
    const connection = connect({ ...options(port, lines), secret: 'wrong' });
    await heard(connection.entity, 'disconnect');
    const server = await fakeServer({ port });
    assert.instance(await rejection(connection.ready), WrongSecret);
    assert.match(lines[0]!.message, `nothing listens at 127.0.0.1:${port} yet; trying again`);
    await connection.stop();
    await server.close();
  });

  test('an unknown domain, with a sentence', () =>
    play(
      {},
      async ({ server, connection }) => {
        const error = await rejection(connection.ready);
        assert.instance(error, UnknownDomain);
        assert.match(error.message, /^127\.0\.0\.1:\d+ has no component rooms\.example\.org: add one/);
        assert.is(server.peers.length, 1);
      },
      { domain: 'other.example.org' },
    ));

  test('a port for clients', async () => {
    const header = (peer: Peer) => {
      peer.sendHeader('1', 'jabber:client');
      peer.refuse('host-unknown');
    };
    await play({ script: { header } }, async ({ server, connection }) => {
      const error = await rejection(connection.ready);
      assert.instance(error, WrongPort);
      assert.match(error.message, 'is not a port for components (it speaks jabber:client)');
      assert.is(server.peers.length, 1);
      assert.not.match(server.peers[0]!.received, 'handshake');
    });
  });

  test('and leaves nothing behind when nobody asks', async () => {
    const server = await fakeServer({ secret: 'other' });
    const connection = connect(options(server.port));
    await heard(connection.entity, 'offline');
    await server.close();
  });
});

suite('connect: tries again', test => {
  test('until there is a server, with growing waits', async () => {
    const port = await freePort();
    const lines: Line[] = [];
    const connection = connect(options(port, lines));
    for (let tries = 0; tries < 5; tries++) await heard(connection.entity, 'disconnect');
    const server = await fakeServer({ port });
    await connection.ready;
    const waits = lines.filter(({ level }) => level === 'warn').map(({ wait }) => wait);
    assert.equal(waits.slice(0, 5), [2, 4, 8, 8, 8]);
    await connection.stop();
    await server.close();
  });

  test('at the address that the name has then', async () => {
    const here = await fakeServer();
    const { port } = here;
    const there = await fakeServer({ host: '127.0.0.2', port });
    // a name that is not there yet, that of a server, and where that has moved to
    const answers = [undefined, '127.0.0.1', '127.0.0.2'];
    const asked: string[] = [];
    const lookup: NonNullable<ConnectOptions['lookup']> = (host, { all }, found) => {
      const address = answers[Math.min(asked.length, 2)];
      asked.push(host);
      if (!address) found(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), '');
      else if (all) found(null, [{ address, family: 4 }]);
      else found(null, address, 4);
    };
    const lines: Line[] = [];
    const connection = connect({ ...options(port, lines), server: { host: 'xmpp.example.org', port }, lookup });
    await connection.ready;
    assert.equal([here.peers.length, there.peers.length], [1, 0]);
    assert.equal(
      lines.map(({ level }) => level),
      ['warn', 'debug'],
    );
    here.peers[0]!.end();
    await linkIs(connection, 'offline');
    await linkIs(connection, 'online');
    assert.equal([here.peers.length, there.peers.length], [1, 1]);
    assert.equal(
      asked,
      answers.map(() => 'xmpp.example.org'),
    );
    await connection.stop();
    await Promise.all([here.close(), there.close()]);
  });

  test('where another component has the domain, with a warning', async () => {
    const handshake = (peer: Peer) => peer.refuse('conflict', 'Component already connected');
    await play({ script: { handshake } }, async ({ server, connection, lines }) => {
      await heard(connection.entity, 'disconnect');
      server.script = {};
      await connection.ready;
      assert.is(lines[0]!.level, 'warn');
      assert.match(lines[0]!.message, 'conflict (Component already connected): another component');
    });
  });

  const badXml = "<message id='1'>&bogus;</message><message/>";
  const losses: Record<string, (peer: Peer) => unknown> = {
    'is reset': peer => peer.reset(),
    'is ended': peer => peer.end(),
    'is ended with a word': peer => peer.refuse('system-shutdown'),
    'has an error without a condition': peer => peer.send('<stream:error/>'),
    'sends us to another server': peer =>
      peer.send(
        "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>[::1]:1</see-other-host></stream:error>",
      ),
    'has its stream closed, and more after that': peer => peer.send('</stream:stream><message/> more'),
    'brings bad XML, and more after that': peer => peer.sendPieces([badXml, badXml].map(text => Buffer.from(text))),
    'brings a comment': peer => peer.send('<!-- -->'),
    'brings bytes that are no text': peer => peer.sendPieces([Uint8Array.of(0, 255, 254, 1), Uint8Array.of(0)]),
  };

  for (const [what, lose] of Object.entries(losses)) {
    test(`when the link ${what}`, () =>
      play({}, async ({ server, connection, states }) => {
        await connection.ready;
        const first = await server.next();
        const lost = linkIs(connection, 'offline');
        lose(first);
        await lost;
        assert.is(connection.online(), false);
        await linkIs(connection, 'online');
        await first.closed;
        assert.equal(states, ['online', 'offline', 'online']);
      }));
  }

  const mishaps: Record<string, (peer: Peer) => unknown> = {
    ...losses,
    'is not answered': () => {},
    'is answered as on the web': peer => {
      peer.send('HTTP/1.1 400 Bad Request\r\n\r\n<html>');
      peer.end();
    },
    'is answered with other XML': peer => peer.send("<?xml version='1.0'?><a><b>"),
    'is answered in Latin-1': peer => peer.send("<?xml version='1.0' encoding='latin1'?>"),
    'is answered without end': peer => peer.send(`<stream:stream id='${'x'.repeat(20_000)}`),
  };

  for (const stage of ['connect', 'header', 'handshake'] as const) {
    for (const [what, mishap] of Object.entries(mishaps)) {
      if (what === 'is not answered' && stage === 'connect') continue;
      test(`when the ${stage} ${what}`, async () => {
        const script: Script = { [stage]: (peer: Peer) => void mishap(peer) };
        const changes = what.startsWith('is ') ? { script, delays: impatient } : { script };
        await play(changes, async ({ server, connection, states, lines }) => {
          await heard(connection.entity, 'disconnect');
          const [first] = server.peers;
          server.script = {};
          await connection.ready;
          await first!.closed;
          assert.equal(states, ['online']);
          assert.equal(
            lines.map(({ level }) => level),
            ['warn', 'debug'],
          );
        });
      });
    }
  }

  test('when the connection is not taken', async () => {
    // the kernel always takes it; the server does not read
    const script: Script = { connect: peer => peer.socket.pause() };
    await play({ script, delays: impatient }, async ({ server, connection, lines }) => {
      await heard(connection.entity, 'disconnect');
      assert.match(lines[0]!.message, 'no answer within 0.1 s');
      server.script = {};
      await connection.ready;
    });
  });

  test('with the longest wait when the secret is wrong later', () =>
    play({}, async ({ server, connection, lines, states }) => {
      await connection.ready;
      server.script = { handshake: peer => peer.refuse('not-authorized') };
      const first = await server.next();
      first.reset();
      await heard(connection.entity, 'disconnect');
      await heard(connection.entity, 'disconnect');
      server.script = {};
      await linkIs(connection, 'online');
      await connection.ready;
      const line = lines.find(({ level }) => level === 'error');
      assert.match(line!.message, 'refused the secret for rooms.example.org');
      assert.is(line!.wait, 12);
      assert.equal(states, ['online', 'offline', 'online']);
    }));

  test('and an answer to an earlier connection does not count for the next', async () => {
    // the library waits for any element on the entity
    await play({ script: { handshake: peer => peer.end() } }, async ({ server, connection, states }) => {
      await heard(connection.entity, 'disconnect');
      server.script = {};
      await connection.ready;
      assert.equal(states, ['online']);
      assert.is(connection.entity.listenerCount('element') + connection.entity.listenerCount('open'), 3);
      assert.is(server.peers.length, 2);
    });
  });
});

suite('connect: stop', test => {
  test('closes the stream, then the socket', () =>
    play({}, async ({ server, connection, states }) => {
      await connection.ready;
      const peer = await server.next();
      const stopped = connection.stop();
      assert.is(connection.stop(), stopped);
      assert.is(connection.online(), false);
      await stopped;
      await peer.closed;
      assert.match(peer.received, /<\/handshake><\/stream:stream>$/);
      assert.is(connection.entity.status, 'offline');
      assert.equal(states, ['online', 'offline']);
      await connection.ready;
    }));

  test('does not wait for a server that says nothing', () =>
    play({ script: { footer() {} } }, async ({ server, connection }) => {
      await connection.ready;
      const peer = await server.next();
      await connection.stop();
      await peer.closed;
    }));

  test('does not wait for a server that takes nothing', () =>
    play({}, async ({ server, connection }) => {
      await connection.ready;
      const peer = await server.next();
      peer.socket.pause();
      connection.entity.socket!.write('x'.repeat(20_000_000), () => {});
      await connection.stop();
      assert.is(connection.entity.socket, null);
    }));

  test('ends a wait, a try and a handshake that are under way, and ready with them', async () => {
    const port = await freePort();
    const waiting = connect({ ...options(port), delays: { ...delays, first: 60_000, last: 60_000 } });
    await heard(waiting.entity, 'disconnect');
    await waiting.stop();
    assert.match((await rejection(waiting.ready)).message, 'the link of rooms.example.org was stopped before it was up');

    const trying = connect(options(port));
    await trying.stop();
    assert.match((await rejection(trying.ready)).message, 'stopped');

    await play({ script: { handshake() {} } }, async ({ server, connection }) => {
      const peer = await server.next();
      await peer.until('</handshake>');
      await connection.stop();
      await peer.closed;
      assert.match((await rejection(connection.ready)).message, 'stopped');
    });
  });

  test('leaves nothing that keeps the process alive', async () => {
    const before = process.getActiveResourcesInfo().sort();
    for (const script of [{}, { footer() {} }, { handshake() {} }, { connect: (peer: Peer) => peer.reset() }] as Script[]) {
      const server = await fakeServer({ script });
      const connection = connect(options(server.port));
      const peer = await server.next();
      if (script.handshake) await peer.until('</handshake>');
      else if (script.connect) await peer.closed;
      else await connection.ready;
      await connection.stop();
      await peer.closed;
      await server.close();
    }
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(process.getActiveResourcesInfo().sort(), before);
  });

  test('and nobody is told any more who asked for that', () =>
    play({}, async ({ connection }) => {
      const heard: string[] = [];
      const end = connection.onLink(state => heard.push(state));
      await connection.ready;
      end();
      await connection.stop();
      assert.equal(heard, ['online']);
    }));
});
