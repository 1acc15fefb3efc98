// The way from a page to the WebSocket of a server: frames both ways, in order, none beside it, and an end that is told.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { equal, is, match } from 'uvu/assert';
import { WebSocket, WebSocketServer } from 'ws';
import { relay } from '../../../adapters/dev/relay.ts';
import { suite } from '../../suite.ts';

/** A server that does with each client what the test says, and a port that leads there. */
async function place(serve: (client: WebSocket, request: IncomingMessage) => void, url?: string) {
  const far = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'xmpp' });
  await once(far, 'listening');
  far.on('connection', serve);
  const said: string[] = [];
  const way = relay(url ?? `ws://127.0.0.1:${(far.address() as AddressInfo).port}/ws`, sentence => said.push(sentence));
  const near = createServer();
  near.on('upgrade', way.take);
  await new Promise<void>(resolve => near.listen(0, '127.0.0.1', resolve));
  const address = `ws://127.0.0.1:${(near.address() as AddressInfo).port}/xmpp`;
  return {
    said,
    way,
    far,
    page: (protocols: string[] = ['xmpp']) => new WebSocket(address, protocols),
    async close() {
      way.stop();
      for (const client of far.clients) client.terminate();
      far.close();
      await new Promise(resolve => near.close(resolve));
    },
  };
}

/** So many messages of a socket, as text. */
async function heard(socket: WebSocket, count: number): Promise<string[]> {
  const all: string[] = [];
  await new Promise<void>(resolve => {
    socket.on('message', data => {
      all.push(String(data));
      if (all.length === count) resolve();
    });
  });
  return all;
}

suite('dev: relay', test => {
  test('carries frames both ways in order, as XMPP, and tells the server nothing of the page', async () => {
    const requests: IncomingMessage[] = [];
    const here = await place((client, request) => {
      requests.push(request);
      client.on('message', data => client.send(`back ${data}`));
    });
    const page = here.page();
    const all = heard(page, 3);
    await once(page, 'open');
    for (const text of ['one', 'two', 'three']) page.send(text);
    equal(await all, ['back one', 'back two', 'back three']);
    is(page.protocol, 'xmpp');
    equal([requests[0]!.headers.origin, requests[0]!.headers['sec-websocket-protocol']], [undefined, 'xmpp']);
    await here.close();
  });

  test('loses nothing that is sent before the server has answered', async () => {
    const here = await place(client => client.on('message', data => client.send(String(data))));
    const page = here.page();
    const all = heard(page, 1);
    page.on('open', () => page.send('early'));
    equal(await all, ['early']);
    await here.close();
  });

  test('waits for whoever reads slowly, and then hands on everything', async () => {
    const frame = 'x'.repeat(100_000);
    const here = await place(client => {
      for (let i = 0; i < 100; i++) client.send(`${i} ${frame}`);
    });
    const page = here.page();
    await once(page, 'open');
    page.pause();
    const all = heard(page, 100);
    page.resume();
    equal(
      (await all).map(text => text.split(' ')[0]),
      Array.from({ length: 100 }, (_, i) => String(i)),
    );
    await here.close();
  });

  test('ends each side with the other', async () => {
    let gone = Promise.resolve<unknown>(undefined);
    const here = await place(client => {
      gone = once(client, 'close');
      client.on('message', () => client.close());
    });
    const first = here.page();
    await once(first, 'open');
    first.send('bye');
    await once(first, 'close');
    const second = here.page();
    await Promise.all([once(here.far, 'connection'), once(second, 'open')]);
    second.terminate();
    await gone;
    await here.close();
  });

  test('says what to look at when the server cannot be reached, and closes the page', async () => {
    const here = await place(() => {}, 'ws://127.0.0.1:1/ws');
    const page = here.page();
    const [code, reason] = (await once(page, 'close')) as [number, Buffer];
    equal([code, String(reason)], [1014, 'The server cannot be reached.']);
    match(here.said.join(), /^The WebSocket ws:\/\/127\.0\.0\.1:1\/ws cannot be used: nothing listens there\. Check --websocket/);
    await here.close();
  });

  test('takes nothing but XMPP', async () => {
    const here = await place(() => {});
    const [error] = (await once(here.page([]), 'error')) as [Error];
    match(error.message, /400/);
    await here.close();
  });
});
