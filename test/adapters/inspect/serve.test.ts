// The inspector on its port: who is let in, over HTTP and WebSocket, what follows from a client that goes, and its end.
import { once } from 'node:events';
import { connect } from 'node:net';
import { equal, instance, is, match, ok } from 'uvu/assert';
import WebSocket, { WebSocketServer } from 'ws';
import { CommandError } from '../../../adapters/exit-code.ts';
import { openInspector } from '../../../adapters/inspect/serve.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';
import { onDeno, runProgram } from '../program.ts';
import { rejectionOf } from '../thrown.ts';
import { inspected, reading, token } from './inspected.ts';

/** Echoes what comes on a WebSocket, and keeps the paths that were asked for. */
function echo() {
  const paths: string[] = [];
  const server = new WebSocketServer({ noServer: true });
  const onWebSocket: Parameters<typeof openInspector>[1]['onWebSocket'] = (path, request, socket, head) => {
    paths.push(path);
    server.handleUpgrade(request, socket, head, one => one.on('message', text => one.send(String(text))));
  };
  return { paths, onWebSocket };
}

/** Asks for a WebSocket, and gives the status of the refusal; 101 where there is none. */
async function upgrade(port: number, path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${path}`, { headers, agent: false });
  return new Promise<number>((resolve, reject) => {
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('unexpected-response', (request, { statusCode }) => {
      request.destroy();
      resolve(statusCode!);
    });
    socket.on('error', reject);
  });
}

const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another origin': { origin: 'http://evil.example' },
  'an origin without a name': { origin: 'null' },
  'another port of this machine': { origin: 'http://127.0.0.1:3000' },
  'a name that leads to this machine': { host: 'evil.example' },
  'a name that leads to this machine, and its own origin': { host: 'evil.example', origin: 'http://evil.example' },
  'a script of another site': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
  'a frame of another site': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  'a socket of another site': { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'websocket' },
};

suite('inspect serve', test => {
  test('refuses hostile requests everywhere, and shows them nothing', async () => {
    const { onWebSocket, paths } = echo();
    const { ask, port, close, lens } = await inspected({ onWebSocket });
    for (const [what, headers] of Object.entries(hostile)) {
      const own = headers.host === 'evil.example' ? {} : { host: `127.0.0.1:${port}` };
      for (const path of ['', 'api/service', 'api/rooms', 'api/rooms/hall/live', 'api/live', 'assets/x.js', 'nowhere']) {
        const { status, json, headers: answered } = await ask(path, { headers: { ...own, ...headers } });
        is(status, 403, `${what}: ${path}`);
        equal(Object.keys(json()), ['problem']);
        match(String(answered['content-security-policy']), /^default-src 'none'/);
        is(answered['access-control-allow-origin'], undefined);
      }
      is(await upgrade(port, `~${token}/xmpp`, headers), 403, what);
    }
    equal(paths, []);
    is(lens.watchers.size, 0);
    await close();
  });

  test('tells nobody without the token whether there is anything', async () => {
    const { onWebSocket, paths } = echo();
    const { port, close } = await inspected({ onWebSocket });
    const answers = new Set<string>();
    for (const path of ['', '~', '~/', `~${token}x/`, `~${token.slice(1)}/api/rooms`, 'api/rooms', `%7E${token}/../~x/`]) {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`, { method: path === '~' ? 'POST' : 'GET' });
      answers.add(`${answer.status} ${await answer.text()}`);
      is(await upgrade(port, `${path}xmpp`, {}), 404, path);
    }
    equal([...answers], ['404 {"problem":"There is nothing here."}']);
    equal(paths, []);
    await close();
  });

  test('lets WebSockets of its own page in, with the path after the token', async () => {
    const { onWebSocket, paths } = echo();
    const { port, close } = await inspected({ onWebSocket });
    is(await upgrade(port, `~${token}/xmpp?x=1`, { origin: `http://127.0.0.1:${port}` }), 101);
    is(await upgrade(port, `~${token}/xmpp`, { host: `localhost:${port}`, origin: `http://localhost:${port}` }), 101);
    is(await upgrade(port, `~${token}/xmpp`, {}), 101);
    equal(paths, ['xmpp', 'xmpp', 'xmpp']);
    const open = new WebSocket(`ws://127.0.0.1:${port}/~${token}/xmpp`);
    await once(open, 'open');
    open.send('hello');
    is(String((await once(open, 'message'))[0]), 'hello');
    const closed = once(open, 'close');
    await close();
    await closed;
  });

  test('lets nobody who was turned away keep their place, or hold up the end', async () => {
    const { port, close } = await inspected();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.write('GET /~x/xmpp HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    await once(socket.resume(), 'end');
    // they do not end their side, and write on: there is nobody any more
    const refused = once(socket, 'error');
    const writing = setInterval(() => socket.write('x'), 1);
    match(String((await refused)[0]), /EPIPE|ECONNRESET/);
    clearInterval(writing);
    await close();
  });

  test('takes no WebSocket where nobody has them, and outlives one that breaks off', async () => {
    const { port, close, ask } = await inspected();
    is(await upgrade(port, `~${token}/xmpp`, {}), 404);
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /~${token}/xmpp HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`);
    socket.resetAndDestroy();
    is((await ask('api/service')).status, 200);
    await close();
  });

  test('watches a room while somebody reads, and no longer', async () => {
    const { open, close, lens } = await inspected();
    const stream = await open('api/rooms/hall/live');
    is(stream.headers['content-type'], 'text/event-stream; charset=utf-8');
    const { until, closed } = reading(stream);
    match(await until(/event: room/), /^retry: 2000\n\nevent: room\ndata: \{"jid":"hall@/);
    is(lens.watchers.size, 1);
    for (const tell of lens.watchers) tell({ type: 'skipped', data: { count: 7 } });
    match(await until(/skipped/), /data: \{"count":7\}/);
    stream.destroy();
    await closed;
    while (lens.watchers.size > 0) await new Promise(setImmediate);
    await close();
  });

  test('ends a stream with its room, and every stream with itself', async () => {
    const { open, close, lens } = await inspected();
    const first = reading(await open('api/rooms/hall/live'));
    await first.until(/event: room/);
    for (const tell of lens.watchers) tell({ type: 'gone', data: { text: 'The room ended.' } });
    match(await first.until(/gone/), /The room ended\./);
    await first.closed;
    is(lens.watchers.size, 0);
    const second = reading(await open('api/rooms/hall/live'));
    await second.until(/event: room/);
    await close();
    await second.closed;
    while (lens.watchers.size > 0) await new Promise(setImmediate);
  });

  test('holds no more than it may for somebody who does not read', async () => {
    const { port, close, lens } = await inspected();
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /~${token}/api/rooms/hall/live HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
    while (lens.watchers.size === 0) await new Promise(setImmediate);
    socket.pause();
    const [tell] = lens.watchers;
    const request = 'x'.repeat(10_000);
    // far more than sockets and the stream hold
    for (let step = 0; step < 5_000; step++) {
      tell!({ type: 'moment', data: { step, at: 0, request, outcome: 'done', rulings: [], facts: [], transitions: [] } });
      if (step % 100 === 0) await new Promise(setImmediate);
    }
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', piece => (text += piece));
    socket.resume();
    const shown = () => text.split('event: moment').length - 1;
    const skipped = () => [...text.matchAll(/"count":(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    while (shown() + skipped() < 5_000) await once(socket, 'data');
    is(shown() + skipped(), 5_000);
    ok(skipped() > 1_000, String(skipped()));
    socket.destroy();
    while (lens.watchers.size > 0) await new Promise(setImmediate);
    await close();
  });

  test('has no more than 64 streams at a time', async () => {
    const { open, ask, close } = await inspected();
    const streams = [];
    for (let i = 0; i < 64; i++) streams.push(await open(i % 2 ? 'api/live' : 'api/rooms/hall/live'));
    const { status, json } = await ask('api/live');
    is(status, 503);
    match(String(json().problem), /Too many pages are open/);
    streams[0]!.destroy();
    let freed = await open('api/live');
    while (freed.statusCode === 503) {
      freed.resume();
      freed = await open('api/live');
    }
    for (const stream of [...streams, freed]) stream.on('error', () => {});
    await close();
  });

  test('says which option chooses another port where somebody has it', async () => {
    const first = await inspected();
    const sources = { lens: () => undefined, token, hosts: [], admins: new Map(), engine: () => undefined, log: () => {} };
    const error = await rejectionOf(openInspector(first.address, sources));
    instance(error, CommandError);
    match(error.message, /^Another program listens at 127.* choose another port with --set inspector\.listen=ADDRESS:PORT\.$/);
    match((await rejectionOf(openInspector(first.address, { ...sources, option: '--port' }))).message, /with --port\.$/);
    await first.close();
  });

  test('works on Deno, too: pages, streams, refusals, and its end', async () => {
    const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const text = `
      import { openInspector } from ${module('../../../adapters/inspect/serve.ts')};
      import { fakeLens } from ${module('./fake-lens.ts')};
      import { WebSocketServer } from 'ws';
      const lens = fakeLens();
      const sockets = new WebSocketServer({ noServer: true });
      const server = await openInspector({ host: '127.0.0.1', port: 0 }, {
        lens: () => lens, token: '${token}', hosts: [], admins: new Map(), engine: () => undefined, log() {},
        onWebSocket: (path, request, socket, head) =>
          sockets.handleUpgrade(request, socket, head, one => one.on('message', text => one.send(path + ' ' + text))),
      });
      const ask = (path, headers = {}) => fetch(server.url + path, { headers });
      for (const [path, headers] of [['', {}], ['api/service', {}], ['api/service', { origin: 'http://evil.example' }], ['../~x/', {}]]) {
        const answer = await ask(path, headers);
        console.log(answer.status, (await answer.text()).slice(0, 12));
      }
      const stop = new AbortController();
      const stream = await fetch(server.url + 'api/rooms/hall/live', { signal: stop.signal });
      const reader = stream.body.getReader();
      console.log(new TextDecoder().decode((await reader.read()).value).slice(0, 11), lens.watchers.size);
      stop.abort();
      while (lens.watchers.size > 0) await new Promise(resolve => setImmediate(resolve));
      const socket = new WebSocket(server.url.replace('http', 'ws') + 'xmpp');
      socket.onopen = () => socket.send('hello');
      console.log(await new Promise(resolve => (socket.onmessage = ({ data }) => resolve(data))));
      const closed = new Promise(resolve => (socket.onclose = resolve));
      socket.onerror = () => {};
      await server.close();
      await closed;
    `;
    const folder = temporaryFolder();
    const { code, out, err } = await runProgram([], { runtime: onDeno(folder.write('inspect.mjs', text)) });
    is(err, '');
    is(code, 0);
    match(out, /^200 <!doctype ht\n200 \{"domain":"r\n403 \{"problem":"\n404 \{"problem":"\nretry: 2000 1\nxmpp hello\n$/);
  });
});
