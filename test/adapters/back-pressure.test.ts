// A server that reads slowly, or not at all, or is lost, over real sockets: memory stays flat, nothing is lost but with the
// link, and a quiet room does not wait for a loud one.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Component, component } from '@xmpp/component';
import { filter, firstValueFrom } from 'rxjs';
import { equal, is, ok } from 'uvu/assert';
import { type AttachedEngine, attach } from '../../adapters/attach.ts';
import type { ComponentLike } from '../../adapters/claim.ts';
import { connect } from '../../adapters/connect.ts';
import { suite } from '../suite.ts';
import { crowd, member, saying } from './crowd.ts';
import { type FakeServer, fakeServer, type Peer } from './fake-server.ts';
import { allHeard, type Hearers, hearers } from './hearers.ts';
import type { Orders, Report } from './pressed-service.ts';

const domain = 'rooms.example.org';
const people = (room: string, size: number) => Array.from({ length: size }, (_, order) => member(room, order));

interface Setting {
  readonly rooms: Readonly<Record<string, number>>;
  readonly outboxBytes?: number;
}

function settingsOf({ rooms, outboxBytes = 67_108_864 }: Setting) {
  return { domain, limits: { outboxBytes }, flood: { rate: 0 }, rooms: Object.keys(rooms).map(name => ({ name })) };
}

/** A component on its way to the server, and what ends it. */
type Start = (port: number) => { readonly entity: Component; readonly ready: Promise<unknown>; stop(): Promise<unknown> };

/** As `confab serve` does. */
const guarded: Start = port => {
  const limits = { stanzaBytes: 131_072, depth: 8 };
  return connect({ server: { host: '127.0.0.1', port }, domain, secret: 'right', limits, delays: { first: 4, linger: 100 } });
};

/** As a program of one's own does. */
const plain: Start = port => {
  const entity = component({ service: `xmpp://127.0.0.1:${port}`, domain, password: 'right' });
  entity.on('error', () => {});
  return { entity, ready: entity.start(), stop: () => entity.stop() };
};

interface Scene {
  readonly server: FakeServer;
  readonly entity: Component;
  readonly engine: AttachedEngine;
  readonly peer: Peer;
  readonly all: Hearers;
  /** Pages that were written, oldest first. */
  readonly pages: string[];
  /** What `onDropped` was told. */
  readonly lost: number[];
  /** How many messages were said in the rooms. */
  readonly count: { said: number };
  /** What there was before: listeners to the component, and timers. */
  readonly before: { readonly listeners: readonly number[]; readonly timers: number };
  /** Sends messages of a room, from one number up to another, in one write. */
  say(room: string, from: number, to: number, body?: string): void;
  /** Resolves when so many messages were said. */
  said(messages: number): Promise<unknown>;
}

const listeners = (entity: Component) =>
  ['online', 'disconnect', 'element', 'stanza', 'status'].map(event => entity.listenerCount(event));

const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout' || name === 'Immediate').length;

async function play(setting: Setting, act: (scene: Scene) => Promise<void>, start: Start = guarded): Promise<void> {
  const server = await fakeServer();
  const { entity, ready, stop } = start(server.port);
  const peer = await server.next();
  await ready;
  const before = { listeners: listeners(entity), timers: timers() };
  const settings = settingsOf(setting);
  const pages: string[] = [];
  const lost: number[] = [];
  const engine = attach(entity as unknown as ComponentLike, settings, {
    kept: crowd(settings, setting.rooms),
    tap: bytes => pages.push(new TextDecoder().decode(bytes)),
    onDropped: stanzas => lost.push(stanzas),
  });
  const count = { said: 0 };
  const said$ = engine.facts$.pipe(filter(({ fact }) => fact.type === 'said'));
  said$.subscribe(() => {
    count.said++;
  });
  const scene: Scene = {
    ...{ server, entity, engine, peer, pages, lost, count, before },
    all: hearers(peer),
    say(room, from, to, body = '') {
      const ids = Array.from({ length: to - from }, (_, i) => from + i);
      peer.send(ids.map(id => saying(room, domain, id, body)).join(''));
    },
    said: messages => firstValueFrom(said$.pipe(filter(() => count.said >= messages))),
  };
  try {
    await act(scene);
  } finally {
    engine.detach();
    await stop();
    await server.close();
  }
}

/** Tries every 100 ms to send, as much as the other side takes, so many times; tells how often it had sent by then. */
function load(peer: Peer, tries: number, next: (count: number) => string, eachSecond: () => void): Promise<number[]> {
  const sent: number[] = [];
  let count = 0;
  return new Promise(resolve => {
    const timer = setInterval(() => {
      while (peer.socket.writableLength === 0 && count < 50_000) peer.socket.write(next(count++));
      sent.push(count);
      if (sent.length % 10 === 0) eachSecond();
      if (sent.length < tries) return;
      clearInterval(timer);
      resolve(sent);
    }, 100);
  });
}

suite('a server that does not read for 30 seconds', test => {
  test('costs no memory, is not read either, and gets everything afterwards, in order, nothing twice', async () => {
    const server = await fakeServer();
    const rooms = { hall: 1_000, attic: 1_000, cellar: 1_000 };
    const names = Object.keys(rooms);
    const orders: Orders = { port: server.port, domain, outboxBytes: 8_000_000, rooms };
    const file = fileURLToPath(new URL('pressed-service.ts', import.meta.url));
    const child = fork(file, [JSON.stringify(orders)], { execArgv: ['--expose-gc', '--import', 'tsx'] });
    try {
      const reports: Report[] = [];
      child.on('message', report => reports.push(report as Report));
      const peer = await server.next();
      await once(child, 'message');
      const all = hearers(peer);
      const ids = new Map(names.map(name => [name, 0]));
      // space between the stanzas, so that what the kernel keeps of them is not too much to tell a thousand people
      const next = (count: number) => {
        const name = names[count % names.length]!;
        const id = ids.get(name)!;
        ids.set(name, id + 1);
        return saying(name, domain, id, `é &amp; ${id}`) + ' '.repeat(60_000);
      };

      peer.socket.pause();
      const sent = await load(peer, 300, next, () => child.send('how are you?'));
      while (reports.length < 31) await once(child, 'message');
      const total = sent.at(-1)!;
      ok(total > 60 && total < 2_000, `the other side takes ${total} messages, and then no more`);
      equal(sent.slice(200), sent.slice(200).fill(total), 'it does not read on');
      const [before, ...during] = reports as [Report, ...Report[]];
      // a step of a room may be told to a thousand people, some 150 bytes to each
      for (const { vitals } of during) {
        ok(vitals.outbox.bytes < 8_000_000 + 300_000, `${vitals.outbox.bytes} bytes wait`);
        ok(vitals.mailbox.stanzas < 10);
      }
      // reading goes on when half of it is gone, and not before
      ok(during.slice(20).every(({ vitals }) => vitals.outbox.bytes > 4_000_000));
      const most = Math.max(...during.map(({ memory }) => memory));
      ok(most < before.memory + 16_000_000, `${most - before.memory} bytes more than before`);

      peer.socket.resume();
      for (let count = 0; count < names.length; count++) peer.socket.write(next(total + count));
      await all.until((total + names.length) * 1_000);
      for (const name of names) allHeard(all, `${name}@${domain}`, people(name, 1_000), ids.get(name)!);
      is(all.messages, (total + names.length) * 1_000);
      child.send('and now?');
      const [{ vitals, memory }] = (await once(child, 'message')) as [Report];
      equal([vitals.outbox.bytes, vitals.outbox.dropped, vitals.mailbox.stanzas], [0, 0, 0]);
      ok(memory < before.memory + 16_000_000);
    } finally {
      child.disconnect();
      await once(child, 'exit');
      await server.close();
    }
  });
});

suite('back-pressure', test => {
  test('lets a quiet room speak after at most 64 KB of a loud one of 10,000 people', () =>
    play({ rooms: { hall: 10_000, nook: 5 } }, async ({ engine, peer, all, pages, say, said }) => {
      peer.socket.pause();
      const loud = said(4);
      say('hall', 0, 4, 'x'.repeat(900));
      await loud;
      const quiet = said(5);
      say('nook', 0, 1, 'in a low voice');
      await quiet;
      const before = pages.length;
      ok(engine.vitals().outbox.bytes > 4_000_000);
      peer.socket.resume();
      await all.until(40_005);
      const after = pages.slice(before).join('');
      const at = after.lastIndexOf('in a low voice');
      const others = after.slice(0, at).replace(/<message to="[^"]*" from="nook@.*?<\/message>/gsu, '');
      ok(at > 0 && Buffer.byteLength(others) <= 65_536, `${others.length} bytes of others`);
      ok(pages.every(page => page.length <= 65_536));
      allHeard(all, `hall@${domain}`, people('hall', 10_000), 4);
      allHeard(all, `nook@${domain}`, people('nook', 5), 1);
    }));

  test('drops what waits when the link is lost, says how much, and reads and writes on with the next one', () =>
    play(
      { rooms: { hall: 1_000, nook: 5 }, outboxBytes: 1_000_000 },
      async ({ server, entity, engine, peer, lost, count, say, said }) => {
        peer.socket.pause();
        const full = once(entity.socket!, 'pause');
        say('hall', 0, 40, 'x'.repeat(900));
        await full;
        const { outbox, mailbox } = engine.vitals();
        ok(outbox.bytes > 1_000_000 && mailbox.stanzas > 0);
        equal([outbox.dropped, lost], [0, []]);
        const gone = new Promise(resolve => entity.once('disconnect', resolve));
        peer.reset();
        await gone;
        ok(lost.length === 1 && lost[0]! >= 1_000, `${lost} stanzas were lost`);
        const { outbox: after, mailbox: read } = engine.vitals();
        // those that were read are heard, and told to nobody
        equal([after.bytes, read.stanzas], [0, 0]);
        ok(after.dropped > lost[0]!);

        const again = await server.next();
        await again.until('</handshake>');
        const all = hearers(again);
        again.send(saying('nook', domain, 0, 'here we are'));
        await all.until(5);
        allHeard(all, `nook@${domain}`, people('nook', 5), 1);
        is(all.messages, 5);
        equal(
          lost.reduce((sum, stanzas) => sum + stanzas, 0),
          engine.vitals().outbox.dropped,
        );
        // and stops again, and goes on again
        again.socket.pause();
        const fullAgain = once(entity.socket!, 'pause');
        const before = count.said;
        again.send(Array.from({ length: 40 }, (_, id) => saying('hall', domain, id, 'x'.repeat(900))).join(''));
        await fullAgain;
        const isSaid = said(before + 40);
        again.socket.resume();
        await isSaid;
        await all.until(5 + 40_000);
        allHeard(all, `hall@${domain}`, people('hall', 1_000), 40);
      },
    ));

  for (const [how, start] of [
    ['of confab serve', guarded],
    ['of a program of its own', plain],
  ] as const)
    test(`stops and goes on with the socket ${how}, and loses nothing`, () =>
      play(
        { rooms: { hall: 1_000 }, outboxBytes: 1_000_000 },
        async ({ entity, engine, peer, all, say }) => {
          const { socket } = entity;
          for (let round = 0; round < 3; round++) {
            peer.socket.pause();
            const full = once(socket!, 'pause');
            say('hall', round * 40, round * 40 + 40, 'x'.repeat(900));
            await full;
            ok(engine.vitals().outbox.bytes > 1_000_000);
            peer.socket.resume();
            await all.until((round + 1) * 40_000);
            is(socket!.isPaused(), false);
          }
          allHeard(all, `hall@${domain}`, people('hall', 1_000), 120);
          equal([engine.vitals().outbox.bytes, engine.vitals().outbox.dropped], [0, 0]);
        },
        start,
      ));

  for (const how of ['closed', 'detached'] as const)
    test(`sends all that was read when it is ${how} while too much waits, and leaves nothing behind`, () =>
      play({ rooms: { hall: 1_000 }, outboxBytes: 1_000_000 }, async ({ entity, engine, peer, all, count, before, say }) => {
        peer.socket.pause();
        const full = once(entity.socket!, 'pause');
        say('hall', 0, 40, 'x'.repeat(900));
        await full;
        ok(engine.vitals().mailbox.stanzas > 0);
        const closing = how === 'closed' ? engine.close('Good night.') : engine.detach();
        equal([entity.socket!.isPaused(), engine.vitals().mailbox.stanzas], [false, 0]);
        ok(count.said > 3);
        const farewell = closing && all.text('Good night.');
        const { bytes } = engine.vitals().outbox;
        ok(bytes > 1_000_000);
        peer.socket.resume();
        if (closing) is(await closing, true);
        await farewell;
        await all.until(count.said * 1_000);
        allHeard(all, `hall@${domain}`, people('hall', 1_000), count.said);
        equal([engine.vitals().outbox.bytes, engine.vitals().outbox.dropped], [0, 0]);
        equal({ listeners: listeners(entity), timers: timers() }, before);
        is(Object.hasOwn(entity, 'emit'), false);
      }));
});
