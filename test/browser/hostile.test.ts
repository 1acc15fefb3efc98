// Pages of other sites, in a real browser that has the inspector's address and even its token: none gets an answer.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { equal, is, match } from 'uvu/assert';
import { LOOPBACK } from '../servers/port.ts';
import { hostileHost } from './browser.ts';
import { inspectedEngine, token } from './inspected-engine.ts';
import { whenBrowser } from './when-browser.ts';

whenBrowser('a hostile page', (test, open) => {
  test('gets no answer to anything that it can ask', async () => {
    const upgrades: string[] = [];
    const onWebSocket = (path: string) => void upgrades.push(path);
    const { url, close } = await inspectedEngine({ rooms: [{ name: 'den' }] }, { more: { onWebSocket } });
    const site = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<link rel="icon" href="data:,"><p>Win a prize');
    });
    site.listen(0, LOOPBACK);
    await once(site, 'listening');
    const page = await open(`http://${hostileHost}:${(site.address() as AddressInfo).port}/`);
    const tried = await page.evaluate<Record<string, string>>(`(async url => {
      const ways = {
        fetch: () => fetch(url + 'api/service').then(answer => answer.status),
        blind: () => fetch(url + 'api/rooms', { mode: 'no-cors' }).then(answer => answer.type),
        post: () => fetch(url + 'api/admin', { method: 'POST', mode: 'no-cors', body: '{"do":"close","room":"den"}' }).then(answer => answer.type),
        events: () => new Promise((resolve, reject) => {
          const source = new EventSource(url + 'api/live');
          source.onopen = () => resolve('open');
          source.onerror = () => { source.close(); reject(new Error('closed')); };
        }),
        socket: () => new Promise((resolve, reject) => {
          const socket = new WebSocket(url.replace('http', 'ws') + 'xmpp', 'xmpp');
          socket.onopen = () => resolve('open');
          socket.onerror = () => reject(new Error('closed'));
        }),
        script: () => new Promise((resolve, reject) => {
          const script = Object.assign(document.createElement('script'), { src: url + 'api/service', onload: () => resolve('loaded'), onerror: () => reject(new Error('closed')) });
          document.head.append(script);
        }),
        frame: () => new Promise(resolve => {
          const frame = Object.assign(document.createElement('iframe'), { src: url });
          frame.onload = () => { try { resolve(frame.contentDocument ? 'read' : 'no'); } catch { resolve('no'); } };
          document.body.append(frame);
        }),
      };
      const found = {};
      for (const [name, way] of Object.entries(ways)) found[name] = await way().then(String, () => 'no');
      return found;
    })(${JSON.stringify(url)})`);
    // an answer of which the page sees nothing but that there is one is a refusal, too
    const { blind, post, ...others } = tried;
    equal(new Set(Object.values(others)), new Set(['no']));
    for (const answer of [blind, post]) match(answer!, /^(opaque|no)$/);
    equal(upgrades, []);
    is(
      page.frames().some(frame => frame.url().startsWith(url)),
      false,
    );
    // what is complained of may still be on its way
    await page.close();
    page.complaints.length = 0;
    await close();
    site.closeAllConnections();
    site.close();
  });

  test('is refused where its name leads to this machine', async () => {
    const { port, close } = await inspectedEngine({});
    const page = await open(`http://${hostileHost}:${port}/~${token}/`);
    match((await page.textContent('body')) ?? '', /This is asked by a name that is not known/);
    // what is complained of may still be on its way
    await page.close();
    page.complaints.length = 0;
    await close();
  });
});
