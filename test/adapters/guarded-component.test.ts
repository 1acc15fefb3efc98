// What the guard adds to the entity; how it behaves against every kind of server is connect.test.ts's.
import type { EventEmitter } from 'node:events';
import * as assert from 'uvu/assert';
import { type GuardedComponent, guardedComponent } from '../../adapters/guarded-component.ts';
import { suite } from '../suite.ts';
import { type FakeServer, fakeServer, type Peer, type Script } from './fake-server.ts';

function heard(emitter: EventEmitter, event: string): Promise<unknown> {
  return new Promise(resolve => emitter.once(event, resolve));
}

async function play(script: Script, act: (guarded: GuardedComponent, server: FakeServer) => Promise<void>): Promise<void> {
  const server = await fakeServer({ script });
  const guarded = guardedComponent({
    server: { host: '127.0.0.1', port: server.port },
    domain: 'rooms.example.org',
    secret: 'right',
    limits: { stanzaBytes: 10_000, depth: 8 },
    linger: 100,
  });
  try {
    await act(guarded, server);
  } finally {
    await server.close();
  }
}

async function open({ entity }: GuardedComponent): Promise<void> {
  await entity.connect(entity.options.service);
  await entity.open({ domain: 'rooms.example.org', timeout: 0 });
}

suite('guarded component', test => {
  test('does nothing by itself, and does not connect again', () =>
    play({}, async (guarded, server) => {
      assert.is(guarded.entity.status, 'offline');
      assert.is(guarded.entity.listenerCount('disconnect'), 0);
      guarded.hangUp();
      const online = heard(guarded.entity, 'online');
      await open(guarded);
      await online;
      const gone = heard(guarded.entity, 'disconnect');
      (await server.next()).reset();
      await gone;
      assert.is(server.peers.length, 1);
    }));

  test('answers bad XML with a stream error, closes, and hears nothing that follows', async () => {
    const handshake = (peer: Peer) => peer.send('<handshake/><a>&bogus;</a><message/>');
    await play({ handshake }, async (guarded, server) => {
      const { entity } = guarded;
      const events: string[] = [];
      for (const event of ['online', 'stanza', 'closing', 'disconnect']) entity.on(event, () => events.push(event));
      const error = heard(entity, 'error');
      const gone = heard(entity, 'disconnect');
      await open(guarded);
      assert.match(String(await error), 'the server sent a reference to an entity (restricted-xml)');
      const peer = await server.next();
      peer.send('<message/>');
      await gone;
      await peer.closed;
      assert.equal(events, ['online', 'closing', 'disconnect']);
      assert.match(
        peer.received,
        /<handshake>\w+<\/handshake><stream:error><restricted-xml xmlns="urn:ietf:params:xml:ns:xmpp-streams"\/><text .*<\/stream:error><\/stream:stream>$/,
      );
    });
  });

  test('waits for what the server has to say after we hung up', async () => {
    const footer = (peer: Peer) => {
      peer.send("<message id='last'/></stream:stream>");
      peer.end();
    };
    await play({ footer }, async (guarded, server) => {
      const { entity } = guarded;
      const online = heard(entity, 'online');
      await open(guarded);
      await online;
      const stanza = heard(entity, 'stanza');
      const gone = heard(entity, 'disconnect');
      guarded.hangUp();
      guarded.hangUp();
      assert.is(entity.status, 'closing');
      assert.is(String(await stanza), '<message id="last"/>');
      await gone;
      assert.is(server.peers[0]!.received.split('</stream:stream>').length, 2);
    });
  });

  test('does not connect when it hangs up first', () =>
    play({}, async guarded => {
      const { entity } = guarded;
      const gone = heard(entity, 'disconnect');
      void entity.connect(entity.options.service);
      guarded.hangUp();
      await gone;
      assert.is(entity.socket, null);
    }));
});
