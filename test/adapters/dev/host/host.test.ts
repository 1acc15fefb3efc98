// The host with people on it: @xmpp/client over WebSockets on one side, an engine on the other.
import { once } from 'node:events';
import type { Element } from '@xmpp/xml';
import { equal, is, match, ok, throws } from 'uvu/assert';
import { attach } from '../../../../adapters/attach.ts';
import { connectClient, type TestClient } from '../../../client.ts';
import { type EmbeddedServer, startEmbedded } from '../../../servers/embedded.ts';
import { suite } from '../../../suite.ts';
import { temporaryFolder } from '../../folder.ts';
import { onDeno, runProgram } from '../../program.ts';
import { auth, open, openFrames, plain } from './frames.ts';

const rooms = 'rooms.localhost';
const hall = `hall@${rooms}`;

interface Place extends EmbeddedServer {
  come(username: string): Promise<TestClient>;
  readonly end: ReturnType<EmbeddedServer['host']['component']>;
}

/** What a test does on a host of its own, which is ended afterwards. */
async function onHost(body: (place: Place) => Promise<void>, options?: Parameters<typeof startEmbedded>[0]): Promise<void> {
  const server = await startEmbedded(options);
  const people: TestClient[] = [];
  const come = async (username: string) => {
    const client = await connectClient({ server, username, password: 'secret', resource: 'test' });
    people.push(client);
    return client;
  };
  try {
    await body({ ...server, come, end: server.host.component(rooms) });
  } finally {
    await Promise.all(people.map(one => one.drop()));
    await server.stop();
  }
}

/** Resolves when no client is left; what they were is forgotten then. */
async function goneAll(host: Place['host']): Promise<void> {
  while (host.clients > 0) await new Promise(setImmediate);
}

const service = (end: Place['end']) =>
  attach(end, { domain: rooms, rooms: [{ name: 'hall', kind: 'public' }] }, { service: true });

const enter = (nick: string) =>
  `<iq type='set' to='${hall}'><query xmlns='jabber:iq:conference'><nick>${nick}</nick></query></iq>`;
const saying = (text: string) => (stanza: { getChildText(name: string): string | null }) => stanza.getChildText('body') === text;
const isOf = (type: string | undefined, from: RegExp) => (stanza: { name: string; attrs: Record<string, string> }) =>
  stanza.name === 'presence' && stanza.attrs.type === type && from.test(stanza.attrs.from!);

suite('the embedded host', test => {
  test('has people of two protocols talk in a room, and tells the room when one is gone', () =>
    onHost(async ({ come, end }) => {
      const engine = service(end);
      const [woody, buzz] = [await come('woody'), await come('buzz')];
      await woody.send(`<presence to='${hall}'/>`);
      is((await woody.iq(enter('Woody'))).attrs.type, 'result');
      await buzz.send(`<presence to='${hall}/Buzz'/>`);
      await buzz.send(`<message type='groupchat' to='${hall}'><body>To infinity!</body></message>`);
      match((await woody.next(saying('To infinity!'))).attrs.from, /^hall@rooms\.localhost\//);
      await buzz.next(saying('To infinity!'));
      equal(
        engine.room(hall)!.participants.map(({ nick }) => nick),
        ['Woody', 'Buzz'],
      );
      await woody.drop();
      await buzz.next(isOf('unavailable', /\/Woody$/));
      engine.detach();
      is((await buzz.iq(`<iq type='get' to='${rooms}'><ping xmlns='urn:xmpp:ping'/></iq>`)).attrs.type, 'error');
    }));

  test('lets somebody in without a name', () =>
    onHost(async ({ c2s, end }) => {
      const engine = service(end);
      const guest = await openFrames(c2s.url);
      const jid = await guest.login();
      guest.send(`<presence xmlns='jabber:client' to='${hall}/Guest'/>`);
      match(await guest.until(/<presence/), `to="${jid}"`);
      const gone = new Promise<void>(resolve => engine.facts$.subscribe(({ fact }) => fact.type === 'left' && resolve()));
      guest.socket.terminate();
      await gone;
      engine.detach();
    }));

  test('keeps the order of what somebody says, and of what is said to them', () =>
    onHost(async ({ come, end }) => {
      const engine = service(end);
      const [woody, buzz] = [await come('woody'), await come('buzz')];
      for (const [one, nick] of [
        [woody, 'Woody'],
        [buzz, 'Buzz'],
      ] as const) {
        await one.send(`<presence to='${hall}/${nick}'/>`);
        await one.next(isOf(undefined, new RegExp(`/${nick}$`)));
      }
      const words = Array.from({ length: 300 }, (_, at) => `word ${at}`);
      for (const word of words) void woody.send(`<message type='groupchat' to='${hall}'><body>${word}</body></message>`);
      await Promise.all([woody.next(saying('word 299')), buzz.next(saying('word 299'))]);
      for (const one of [woody, buzz]) {
        const heard = one.received.map(stanza => stanza.getChildText('body') ?? '').filter(body => body.startsWith('word'));
        equal(heard, words);
      }
      engine.detach();
    }));

  test('reads nobody while a component has more to hear than it can', () =>
    onHost(
      async ({ come, end }) => {
        const heard: string[] = [];
        const all = new Promise<void>(resolve => {
          end.on('element', (stanza: Element) => {
            heard.push(String(stanza.attrs.id));
            if (stanza.attrs.id === '1999') resolve();
          });
        });
        const woody = await come('woody');
        end.socket!.pause();
        const crowded = new Promise<void>(resolve => {
          const { tell } = end;
          end.tell = stanza => {
            tell.call(end, stanza);
            if (end.isCrowded) resolve();
          };
        });
        for (let id = 0; id < 2_000; id++) void woody.send(`<message id='${id}' to='${rooms}'/>`);
        await crowded;
        equal(heard, []);
        end.socket!.resume();
        await all;
        equal(
          heard,
          Array.from({ length: 2_000 }, (_, id) => String(id)),
        );
      },
      { limits: { waiting: 20 } },
    ));

  test('drops a client that does not read what it is sent', () =>
    onHost(
      async ({ come, c2s, logged, host }) => {
        const woody = await come('woody');
        const slow = await openFrames(c2s.url);
        const jid = await slow.login('slow');
        slow.send(`<presence xmlns='jabber:client' to='woody@localhost/test'/>`);
        await woody.next(isOf(undefined, /^slow@/));
        slow.socket.pause();
        const gone = woody.next(isOf('unavailable', /^slow@/));
        let isGone = false;
        void gone.then(() => {
          isGone = true;
        });
        const text = 'x'.repeat(100_000);
        while (!isGone)
          await woody
            .iq(`<iq type='get' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`)
            .then(() => woody.send(`<message to='${jid}' type='headline'><body>${text}</body></message>`));
        await gone;
        match(logged.at(-1)!, /^slow@localhost\/\w+ does not read what it is sent, and is dropped\.$/);
        is(host.clients, 1);
        slow.socket.terminate();
      },
      { limits: { unreadBytes: 100_000 } },
    ));

  test('takes so many clients and no more', () =>
    onHost(
      async ({ c2s, host }) => {
        const first = await openFrames(c2s.url);
        await first.login();
        const second = await openFrames(c2s.url);
        match(await second.until(/<stream:error/), /<resource-constraint/);
        await second.closed;
        first.socket.terminate();
        await first.closed;
        await goneAll(host);
        await (await openFrames(c2s.url)).login();
      },
      { limits: { clients: 1 } },
    ));

  test('forgets a guest, and remembers who had a password', () =>
    onHost(
      async ({ c2s, logged, host }) => {
        const first = await openFrames(c2s.url);
        const local = (await first.login()).split('@', 1)[0]!;
        const said = async (name: string) => {
          const frames = await openFrames(c2s.url);
          frames.send(open);
          await frames.until(/<mechanisms/);
          frames.send(auth(plain(name, 'secret')));
          const answer = await frames.next();
          frames.socket.terminate();
          return answer;
        };
        match(await said(local), /<not-authorized/);
        match(await said('one'), /<success/);
        match(await said('two'), /<temporary-auth-failure/);
        first.socket.terminate();
        await goneAll(host);
        match(await said('two'), /<success/);
        match(await said('one'), /<success/);
        equal(logged, []);
      },
      { limits: { accounts: 2 } },
    ));

  test('loses everybody when it is started again, and has its components back', () =>
    onHost(async ({ come, end, host }) => {
      const woody = await come('woody');
      const online = once(end, 'online');
      host.restart();
      const errors = await woody.next(() => false, { what: 'nothing' }).then(String, String);
      match(errors, /the connection ended/);
      await online;
      is(
        (await (await come('woody')).iq(`<iq type='get' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`)).attrs.type,
        'result',
      );
    }));

  test('takes nothing of a component by another name, or for nobody', () =>
    onHost(async ({ come, end, logged }) => {
      const woody = await come('woody');
      end.socket!.write(
        `<message from='hall@localhost' to='${woody.jid}'/><message from='${hall}'/><message to='${woody.jid}'/>`,
      );
      await new Promise<void>(resolve =>
        end.socket!.write(`<message from='${hall}' to='${woody.jid}' id='good'/>`, () => resolve()),
      );
      is((await woody.next(({ name }) => name === 'message')).attrs.id, 'good');
      is(logged.length, 3);
      for (const line of logged) match(line, /^rooms\.localhost wrote a stanza from \S+ to \S+, which is not taken\.$/);
    }));

  test('is the same to one component, and has none of its own name', () =>
    onHost(async ({ host, end }) => {
      ok(host.component(rooms) === end);
      throws(() => host.component('localhost'), /^localhost is not below localhost: call it rooms\.localhost, for example\.$/);
      throws(() => host.component('rooms.example.org'), /not below localhost/);
    }));

  test('refuses an upgrade that does not ask for XMPP', () =>
    onHost(async ({ c2s }) => {
      const url = c2s.url.replace('ws:', 'http:');
      const { request } = await import('node:http');
      const asked = request(url, {
        headers: { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-protocol': 'mqtt, soap' },
      });
      asked.end();
      const [answer] = await once(asked, 'response');
      is(answer.statusCode, 400);
      match(String((await answer.toArray())[0]), /ask for the subprotocol xmpp/);
    }));

  test('runs on Deno, too', async () => {
    const module = (path: string) => JSON.stringify(new URL(`../../../../adapters/dev/host/${path}`, import.meta.url).href);
    const frames = new URL('./frames.ts', import.meta.url).href;
    const text = `
      import { createServer } from 'node:http';
      import { Buffer } from 'node:buffer';
      import { makeHost } from ${module('host.ts')};
      import { upgrades } from ${module('upgrade.ts')};
      globalThis.Buffer ??= Buffer;
      const { open, auth, bind, plain } = await import(${JSON.stringify(frames)});
      const host = makeHost({ domain: 'localhost' });
      const rooms = host.component('rooms.localhost');
      rooms.on('element', stanza => rooms.socket.write(
        "<message from='" + stanza.attrs.to + "' to='" + stanza.attrs.from + "'><body>heard you</body></message>"));
      const server = createServer();
      server.on('upgrade', upgrades(host));
      await new Promise(done => server.listen(0, '127.0.0.1', done));
      const socket = new WebSocket('ws://127.0.0.1:' + server.address().port + '/xmpp', 'xmpp');
      const say = [open, auth(plain('woody', 'secret')), open, bind('deno'),
        "<message xmlns='jabber:client' to='hall@rooms.localhost'/>", "<a/>"];
      socket.onopen = () => socket.send(say.shift());
      socket.onmessage = ({ data }) => {
        console.log(data.slice(0, 16));
        if (!/^<(open|stream:error|close)/.test(data)) socket.send(say.shift());
      };
      await new Promise(done => { socket.onclose = done; });
      host.stop();
      server.close();
    `;
    const { code, out, err } = await runProgram([], { runtime: onDeno(temporaryFolder().write('host.mjs', text)) });
    is(err, '');
    is(code, 0);
    equal(out.trim().split('\n'), [
      '<open xmlns="urn',
      '<stream:features',
      "<success xmlns='",
      '<open xmlns="urn',
      '<stream:features',
      '<iq xmlns="jabbe',
      '<message xmlns="',
      '<stream:error xm',
      "<close xmlns='ur",
    ]);
  });
});
