import * as assert from 'uvu/assert';
import { type Connection, connect } from '../../adapters/connect.ts';
import { type Outbox, outbox } from '../../adapters/outbox.ts';
import { suite } from '../suite.ts';
import { type FakeServer, fakeServer, type Peer } from './fake-server.ts';

interface Scene {
  out: Outbox;
  connection: Connection;
  server: FakeServer;
  peer: Peer;
  /** Sizes of the writes to the socket. */
  writes: number[];
}

async function play(act: (scene: Scene) => Promise<void>): Promise<void> {
  const server = await fakeServer();
  const connection = connect({
    server: { host: '127.0.0.1', port: server.port },
    domain: 'rooms.example.org',
    secret: 'right',
    limits: { stanzaBytes: 10_000, depth: 8 },
    delays: { first: 4, linger: 100 },
  });
  const peer = await server.next();
  await connection.ready;
  const writes: number[] = [];
  const socket = connection.entity.socket!;
  const { write } = socket;
  socket.write = ((bytes: Uint8Array, done: () => void) => {
    writes.push(bytes.length);
    return write.call(socket, bytes, done as never);
  }) as typeof write;
  try {
    await act({ out: outbox(connection.entity), connection, server, peer, writes });
  } finally {
    await connection.stop();
    await server.close();
  }
}

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
const message = (id: number | string): string => `<message id='${id}'/>`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

suite('outbox', test => {
  test('sends what a turn brings in one write, in order, text and bytes alike', () =>
    play(async ({ out, peer, writes }) => {
      const all = Array.from({ length: 50 }, (_, id) => message(`${id}é😀`));
      all.forEach((text, id) => {
        out.write(id % 3 === 0 ? text : bytesOf(text));
      });
      const size = bytesOf(all.join('')).length;
      assert.is(out.pending, size);
      assert.equal(writes, []);
      await out.flushed();
      assert.equal(writes, [size]);
      assert.is(out.pending, 0);
      out.write(message('last'));
      await peer.until(`${all.join('')}${message('last')}`);
      assert.is(writes.length, 2);
    }));

  test('does not wait for the end of a turn that brings very much', () =>
    play(async ({ out, peer, writes }) => {
      const piece = bytesOf(message('x'.repeat(10_000)));
      for (let count = 0; count < 10; count++) out.write(piece);
      assert.equal(writes, [7 * piece.length]);
      out.write(bytesOf(message('end')));
      await peer.until(message('end'));
      assert.equal(writes, [7 * piece.length, 3 * piece.length + message('end').length]);
    }));

  test('knows how much a server that is slow has not taken', () =>
    play(async ({ out, peer }) => {
      peer.socket.pause();
      const piece = bytesOf(message('x'.repeat(1_000_000)));
      for (let count = 0; count < 30; count++) out.write(piece);
      let flushed = false;
      const all = out.flushed().then(() => {
        flushed = true;
      });
      for (let count = 0; count < 20; count++) await turn();
      assert.is(flushed, false);
      assert.ok(out.pending > 0 && out.pending <= 30 * piece.length);
      peer.socket.removeAllListeners('data');
      peer.socket.resume();
      await all;
      assert.is(out.pending, 0);
      assert.is(out.dropped, 0);
    }));

  test('drops and counts what is written while the link is down, and what is lost with it', () =>
    play(async ({ out, connection, server, peer }) => {
      const lost = new Promise<void>(resolve => {
        const end = connection.onLink(() => {
          end();
          resolve();
        });
      });
      out.write(message('early'));
      connection.entity.socket!.destroy();
      out.write(message('late'));
      assert.is(out.dropped, 1);
      await out.flushed();
      assert.is(out.dropped, 2);
      await lost;
      out.write(message('later'));
      assert.equal([out.dropped, out.pending], [3, 0]);
      await out.flushed();

      const again = await server.next();
      await again.until('</handshake>');
      while (!connection.online()) await turn();
      out.write(message('new'));
      await again.until(message('new'));
      assert.not.match(peer.received + again.received, /late|early/);
    }));

  test('is flushed when the link is lost with much under way', () =>
    play(async ({ out, peer }) => {
      peer.socket.pause();
      for (let count = 0; count < 30; count++) out.write(bytesOf(message('x'.repeat(1_000_000))));
      const flushed = out.flushed();
      await turn();
      peer.reset();
      await flushed;
      assert.is(out.pending, 0);
      assert.ok(out.dropped > 0);
    }));

  test('writes nothing after the end of the stream', () =>
    play(async ({ out, connection, peer }) => {
      const stopped = connection.stop();
      out.write(message('late'));
      await stopped;
      assert.is(out.dropped, 1);
      await peer.closed;
      assert.not.match(peer.received, 'late');
    }));

  test('sends what it has when it is closed, and then no more', () =>
    play(async ({ out, peer, writes }) => {
      out.write(message('last'));
      out.close();
      assert.is(writes.length, 1);
      out.write(message('later'));
      await out.flushed();
      await peer.until(message('last'));
      await turn();
      assert.is(writes.length, 1);
      assert.is(out.dropped, 1);
    }));

  test('takes a component that was never connected', async () => {
    const out = outbox({ socket: null, status: 'offline', emit: () => false, on() {}, removeListener() {} });
    out.write('x');
    out.write('');
    await out.flushed();
    assert.equal([out.dropped, out.pending], [1, 0]);
  });
});
