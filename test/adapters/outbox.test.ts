// The way out: in writes of whole stanzas, no more than the kernel takes, in order; and what becomes of it with the link.
import * as assert from 'uvu/assert';
import type { ComponentLike } from '../../adapters/claim.ts';
import { type Connection, connect } from '../../adapters/connect.ts';
import { type Outbox, type OutboxOptions, outbox } from '../../adapters/outbox.ts';
import { Parcel } from '../../streams/parcel.ts';
import { Template } from '../../streams/template.ts';
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

async function play(act: (scene: Scene) => Promise<void>, options: OutboxOptions = {}): Promise<void> {
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
    await act({ out: outbox(connection.entity, options), connection, server, peer, writes });
  } finally {
    await connection.stop();
    await server.close();
  }
}

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const message = (id: number | string): string => `<message to="woody" id="${id}"/>`;

/** Parcels, by the texts of their stanzas. */
const parcelOf = (id: number | string, { flow = 'grp', people = 1 } = {}) => {
  const to = Array.from({ length: people }, () => bytesOf('woody'));
  return new Parcel(flow, [new Template('<message to="', `" id="${id}"/>`)], to, 5 * people);
};

const post = (out: Outbox, id: number | string, more = {}) => out.post(parcelOf(id, more));

type Done = (error?: Error | null) => void;

/** A socket of which a test says when it has taken what it was given. */
class HeldSocket {
  readonly written: string[] = [];
  readonly calls: string[] = [];
  readonly #done: Done[] = [];
  writable = true;

  write(bytes: Uint8Array, done: Done): void {
    this.written.push(new TextDecoder().decode(bytes));
    this.#done.push(done);
  }

  /** Takes the oldest write, or fails it. */
  take(error?: Error): void {
    this.#done.shift()!(error);
  }
}

function held(options: OutboxOptions = {}) {
  const socket = new HeldSocket();
  const component = { socket, status: 'online', emit: () => false, on() {}, removeListener() {} };
  return { component: component as typeof component & ComponentLike, socket, out: outbox(component, options) };
}

suite('outbox', test => {
  test('sends what a turn brings in one write, in order', () =>
    play(async ({ out, peer, writes }) => {
      const all = Array.from({ length: 50 }, (_, id) => `${id}é😀`);
      for (const id of all) post(out, id);
      const text = all.map(message).join('');
      assert.is(out.pending, bytesOf(text).length);
      assert.equal(writes, []);
      await out.flushed();
      assert.equal(writes, [bytesOf(text).length]);
      assert.equal([out.pending, out.dropped], [0, 0]);
      post(out, 'last');
      await peer.until(`${text}${message('last')}`);
      assert.equal(out.written, { bytes: bytesOf(text + message('last')).length, writes: 2 });
      assert.is(writes.length, 2);
    }));

  test('sends much in pages of whole stanzas, at most 64 KB each, and shows them as they are written', async () => {
    const shown: string[] = [];
    await play(
      async ({ out, peer, writes }) => {
        const stanza = bytesOf(message('x'.repeat(10_000))).length;
        for (let count = 0; count < 10; count++) post(out, 'x'.repeat(10_000), { people: 2 });
        post(out, 'end');
        await peer.until(message('end'));
        assert.equal(writes, [6 * stanza, 6 * stanza, 6 * stanza, 2 * stanza + bytesOf(message('end')).length]);
        assert.is(shown.join(''), peer.received.slice(peer.received.indexOf('<message')));
        for (const text of shown) assert.match(text, /^<message .*\/>$/s);
      },
      { tap: bytes => shown.push(new TextDecoder().decode(bytes)) },
    );
  });

  test('sends a stanza that is larger than a page whole, and what comes after it', () =>
    play(async ({ out, peer, writes }) => {
      post(out, 'x'.repeat(200_000));
      post(out, 'y'.repeat(10));
      await peer.until(message('y'.repeat(10)));
      assert.is(peer.received.slice(peer.received.indexOf('<message')), message('x'.repeat(200_000)) + message('y'.repeat(10)));
      assert.is(writes.length, 2);
    }));

  test('writes no more than the kernel takes, though more waits', () =>
    play(async ({ out, peer, writes }) => {
      peer.socket.pause();
      const stanza = bytesOf(message('x'.repeat(1_000))).length;
      post(out, 'x'.repeat(1_000), { people: 30_000 });
      let flushed = false;
      const all = out.flushed().then(() => {
        flushed = true;
      });
      for (let before = -1; before !== writes.length; ) {
        before = writes.length;
        for (let count = 0; count < 20; count++) await turn();
      }
      const given = writes.reduce((sum, size) => sum + size, 0);
      assert.is(flushed, false);
      assert.ok(given < 15_000_000 && out.pending > 0);
      // what the kernel has, and one page that it has not taken whole
      assert.ok(out.pending >= 30_000 * stanza - given && out.pending <= 30_000 * stanza - given + 65_536);
      peer.socket.removeAllListeners('data');
      peer.socket.resume();
      await all;
      assert.equal([out.pending, out.dropped], [0, 0]);
    }));

  test('takes of what waits in fair order only when the socket is free again', async () => {
    const { out, socket } = held();
    post(out, 'x'.repeat(1_000), { flow: 'loud', people: 1_000 });
    await turn();
    post(out, 'quick', { flow: 'quiet' });
    for (let count = 0; count < 5; count++) await turn();
    assert.is(socket.written.length, 1);
    socket.take();
    await turn();
    assert.is(socket.written.length, 2);
    assert.ok(socket.written[1]!.startsWith(message('quick')));
  });

  test('says when too much waits, and when half of it is gone', async () => {
    const told: (boolean | number)[] = [];
    // besides its bytes each parcel weighs 1,024
    const { out, socket } = held({ most: 201_024, onFull: isFull => told.push(isFull, out.pending) });
    const stanza = message('x'.repeat(970)).length;
    post(out, 'x'.repeat(970), { people: 200 });
    assert.equal([out.isFull, told], [false, []]);
    post(out, 'x'.repeat(970));
    assert.equal([out.isFull, told], [true, [true, 201 * stanza]]);
    post(out, 'x'.repeat(970), { people: 3 });
    await turn();
    const page = 65 * stanza;
    socket.take();
    await turn();
    assert.equal([out.isFull, out.pending], [true, 204 * stanza - page]);
    socket.take();
    assert.equal([out.isFull, told], [false, [true, 201 * stanza, false, 204 * stanza - 2 * page]]);
    post(out, 'x'.repeat(970), { people: 127 });
    assert.equal([out.isFull, told.length], [true, 6]);
  });

  test('weighs many short stanzas by the memory that they take', () => {
    const told: boolean[] = [];
    const { out } = held({ most: 100_000, onFull: isFull => told.push(isFull) });
    for (let count = 0; count < 90; count++) post(out, 'x');
    assert.ok(out.pending < 10_000);
    assert.is(out.weight, out.pending + 90 * 1_024);
    assert.equal(told, []);
    for (let count = 0; count < 10; count++) post(out, 'x');
    assert.equal(told, [true]);
  });

  test('tells when the kernel has all of what somebody waits for', async () => {
    const taken: number[] = [];
    const { out, socket } = held({ onTaken: since => taken.push(since) });
    const parcels = [1, 0, 3].map(since => Object.assign(parcelOf('x'.repeat(970), { people: 50 }), { since }));
    for (const parcel of parcels) out.post(parcel);
    await turn();
    assert.equal(taken, []);
    socket.take();
    assert.equal(taken, [1], 'the others are in the next page');
    await turn();
    socket.take();
    assert.equal(taken, [1]);
    await turn();
    socket.take();
    assert.equal(taken, [1, 3]);
  });

  test('may be posted to by whoever is told that there is space, and is not flushed before that is out', async () => {
    const told: boolean[] = [];
    const { out, socket } = held({
      most: 50,
      onFull(isFull) {
        told.push(isFull);
        if (!isFull && told.length < 4) post(out, 'again', { people: 2 });
      },
    });
    post(out, 'first', { people: 2 });
    let isFlushed = false;
    const flushed = out.flushed().then(() => {
      isFlushed = true;
    });
    await turn();
    socket.take();
    assert.equal([told, out.isFull, out.pending], [[true, false, true], true, 2 * message('again').length]);
    await turn();
    assert.is(isFlushed, false);
    socket.take();
    await flushed;
    assert.equal([told, out.isFull, out.pending], [[true, false, true, false], false, 0]);
  });

  test('gives pages to the socket that do not change while it needs them', async () => {
    const { out, socket, component } = held();
    const kept: Uint8Array[] = [];
    const { write } = socket;
    socket.write = (bytes, done) => {
      kept.push(bytes);
      write.call(socket, bytes, done);
    };
    for (let count = 0; count < 3; count++) post(out, `${count}`.repeat(60_000));
    await turn();
    for (let count = 0; count < 2; count++) {
      const before = kept.at(-1)!.slice();
      post(out, 'more');
      await turn();
      assert.equal(kept.at(-1), before);
      socket.take();
      await turn();
    }
    // the link is lost while the socket has a page, and the next link has the rest of the pages
    const last = kept.at(-1)!;
    const before = last.slice();
    const next = new HeldSocket();
    component.socket = next;
    for (let count = 0; count < 12; count++) {
      post(out, 'z'.repeat(60_000));
      await turn();
      next.take();
    }
    assert.equal(last, before);
  });

  test('does not mistake the callbacks of a lost link for those of the next', async () => {
    const lost: number[] = [];
    const { out, socket, component } = held({ onDropped: stanzas => lost.push(stanzas) });
    post(out, 'x'.repeat(1_000), { people: 200 });
    await turn();
    const next = new HeldSocket();
    component.socket = next;
    post(out, 'new');
    assert.equal([lost, out.dropped, out.pending], [[200], 200, message('new').length]);
    await turn();
    assert.equal(next.written, [message('new')]);
    post(out, 'newer');
    socket.take(new Error('closed'));
    await turn();
    assert.equal([next.written.length, out.dropped], [1, 200]);
    next.take();
    await turn();
    assert.equal(next.written, [message('new'), message('newer')]);
    next.take();
    assert.equal([out.pending, lost], [0, [200]]);
  });

  test('drops what waits when a write fails, is no longer full, and goes on with the next link', async () => {
    const told: unknown[] = [];
    const { out, socket, component } = held({ most: 1_000, onFull: isFull => told.push(isFull), onDropped: n => told.push(n) });
    post(out, 'x'.repeat(1_000), { people: 100 });
    await turn();
    const flushed = out.flushed();
    socket.writable = false;
    socket.take(new Error('the other side has gone'));
    assert.equal([told, out.pending, out.dropped, out.isFull], [[true, 100, false], 0, 100, false]);
    await flushed;
    post(out, 'nobody', { people: 7 });
    assert.equal([out.dropped, told.length], [107, 3]);
    component.socket = new HeldSocket();
    out.check();
    assert.equal(told.slice(3), [7]);
    post(out, 'next');
    await turn();
    assert.equal(component.socket.written, [message('next')]);
  });

  test('finds out without a parcel that the link has gone', async () => {
    const told: unknown[] = [];
    const { out, component } = held({ most: 10, onFull: isFull => told.push(isFull), onDropped: n => told.push(n) });
    post(out, 'x', { people: 3 });
    component.status = 'disconnect';
    out.check();
    assert.equal([told, out.pending], [[true, 3, false], 0]);
    await turn();
    out.check();
    assert.is(told.length, 3);
  });

  test('drops and counts what is posted while the link is down, and what is lost with it', () =>
    play(async ({ out, connection, server, peer }) => {
      const lost = new Promise<void>(resolve => {
        const end = connection.onLink(() => {
          end();
          resolve();
        });
      });
      post(out, 'early', { people: 3 });
      connection.entity.socket!.destroy();
      post(out, 'late');
      assert.equal([out.dropped, out.pending], [4, 0]);
      await out.flushed();
      await lost;
      post(out, 'later');
      assert.equal([out.dropped, out.pending], [5, 0]);
      await out.flushed();

      const again = await server.next();
      await again.until('</handshake>');
      while (!connection.online()) await turn();
      post(out, 'new');
      await again.until(message('new'));
      assert.not.match(peer.received + again.received, /late|early/);
      assert.is(out.dropped, 5);
    }));

  test('is flushed when the link is lost with much under way', () =>
    play(async ({ out, peer }) => {
      peer.socket.pause();
      post(out, 'x'.repeat(1_000), { people: 30_000 });
      const flushed = out.flushed();
      await turn();
      peer.reset();
      await flushed;
      assert.is(out.pending, 0);
      assert.ok(out.dropped > 20_000);
    }));

  test('writes nothing after the end of the stream', () =>
    play(async ({ out, connection, peer }) => {
      const stopped = connection.stop();
      post(out, 'late');
      await stopped;
      assert.is(out.dropped, 1);
      await peer.closed;
      assert.not.match(peer.received, 'late');
    }));

  test('sends what it has when it is closed, and then no more', () =>
    play(async ({ out, peer, writes }) => {
      post(out, 'last');
      out.close();
      assert.is(writes.length, 1);
      post(out, 'later');
      await out.flushed();
      await peer.until(message('last'));
      await turn();
      assert.is(writes.length, 1);
      assert.is(out.dropped, 1);
    }));

  test('sends all of it when it is closed while the socket is busy', async () => {
    const { out, socket } = held();
    post(out, 'x'.repeat(1_000), { people: 200 });
    await turn();
    out.close();
    out.close();
    for (; out.pending > 0; await turn()) socket.take();
    assert.is(socket.written.join(''), message('x'.repeat(1_000)).repeat(200));
    assert.is(out.dropped, 0);
  });

  test('gives all of it to the socket when it is closed: who writes there next does not overtake it', async () => {
    const { out, socket } = held();
    post(out, 'x'.repeat(1_000), { people: 1_000 });
    await turn();
    out.close();
    assert.is(socket.written.join(''), message('x'.repeat(1_000)).repeat(1_000));
  });

  test('does nothing for a parcel with nothing in it', async () => {
    const { out, socket } = held();
    post(out, 'nobody', { people: 0 });
    await turn();
    assert.equal([out.pending, out.dropped, socket.written], [0, 0, []]);
  });

  test('takes a component that was never connected', async () => {
    const out = outbox({ socket: null, status: 'offline', emit: () => false, on() {}, removeListener() {} });
    post(out, 'x');
    post(out, 'y', { people: 0 });
    await out.flushed();
    assert.equal([out.dropped, out.pending], [1, 0]);
  });
});
