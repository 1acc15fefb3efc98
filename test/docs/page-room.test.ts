// The example of a web page with a room: its readers in a real browser, a guest of a real Prosody, and somebody with an
// ordinary client in the same room.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Element } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import { browserMissing, haveBrowser, startBrowser } from '../browser/browser.ts';
import { connectClient } from '../client.ts';
import { freePort, LOOPBACK } from '../servers/port.ts';
import { whenServer } from '../servers/when-server.ts';
import { leaveOut, suite } from '../suite.ts';
import { beside } from '../wire/beside.ts';

const folder = join(import.meta.dirname, '../../docs/examples/page-room');
const file = (name: string) => readFileSync(join(folder, name), 'utf8');
const shippedSocket = 'ws://localhost:5280/xmpp-websocket';

/** The example's own files, with the address of the server that there is. */
async function serve(socket: string): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(({ url = '' }, response) => {
    const isScript = url.startsWith('/room.js');
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? file('room.js') : file('index.html').replace(shippedSocket, socket));
  });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return { server, url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/` };
}

/** An expression that waits until something in the panel of the page fits. */
const shows = (selector: string, text: string) => `new Promise(resolve => {
  const find = () => [...document.querySelectorAll('#page-room ${selector}')].find(one => one.textContent.includes(${JSON.stringify(text)}));
  const look = () => { const found = find(); if (found) { watch.disconnect(); resolve(found.textContent); } };
  const watch = new MutationObserver(look);
  watch.observe(document.getElementById('page-room'), { childList: true, subtree: true, characterData: true });
  look();
})`;

suite('the page with a room', test => {
  test('has one configuration in all of its files', () => {
    const [page, toml, lua] = ['index.html', 'confab.toml', 'prosody.cfg.lua'].map(file) as [string, string, string];
    ok(page.includes(`data-websocket="${shippedSocket}" data-domain="guests.localhost" data-service="rooms.localhost"`));
    match(lua, /http_ports = \{ 5280 \}/);
    match(lua, /VirtualHost "guests.localhost"\n {2}authentication = "anonymous"/);
    match(lua, /Component "rooms.localhost"\n {2}component_secret = "only for this example"/);
    match(toml, /domain = "rooms.localhost"/);
    match(file('README.md'), /echo "only for this example" > secret/);
  });
});

if (!haveBrowser()) leaveOut(`the page with a room, in a browser: ${browserMissing}`);
else
  whenServer('prosody', 'the page with a room, in a browser', (test, start) => {
    test('shows its readers to each other and to whoever comes by another client', async () => {
      const http = await freePort();
      const server = await start({
        prosodySettings: `http_ports = { ${http} }\nhttp_interfaces = { "${LOOPBACK}" }\nhttps_ports = {}\nhttp_default_host = "guests.localhost"\nconsider_websocket_secure = true`,
        componentBlock: `Component "rooms.localhost"\n  component_secret = "only for tests"\nVirtualHost "guests.localhost"\n  authentication = "anonymous"\n  modules_enabled = { "websocket" }\n`,
      });
      await server.addUsers(['woody'], 'w');
      const patterns = [{ names: '*=2f*', kind: 'url' }];
      const rooms = await beside(server, { create: ['guests.localhost'], patterns });
      const socket = `ws://${LOOPBACK}:${http}`;
      const site = await serve(`${socket}/xmpp-websocket`);
      const browser = await startBrowser();
      try {
        const reader = await browser.open(`${site.url}?utm_source=mail#middle`, { also: [socket] });
        const own = await reader.evaluate<string>(shows('li', '(you)'));
        const nick = own.split(' ', 1)[0]!;

        const woody = await connectClient({ server, username: 'woody', password: 'w' });
        const found = await woody.iq(
          `<iq type='get' to='rooms.localhost'><url xmlns='urn:confab:page' href='${site.url}#top'/></iq>`,
        );
        const { jid, href, there } = found.getChild('url')!.attrs;
        equal([href, there], [site.url, 'true']);
        await woody.send(`<presence to='${jid}/Woody'><location xmlns='urn:confab:location' fragment='end'/></presence>`);
        const ofReader = (kind: string) => (stanza: Element) => stanza.is(kind) && stanza.attrs.from === `${jid}/${nick}`;
        const placed = (fragment: string) => (stanza: Element) =>
          ofReader('presence')(stanza) && stanza.getChild('location', 'urn:confab:location')?.attrs.fragment === fragment;
        await woody.next(placed('middle'));
        is(await reader.evaluate(shows('li', 'Woody')), 'Woody at #end');

        await woody.send(`<message type='groupchat' to='${jid}'><body>Howdy &lt;b&gt;</body></message>`);
        is(await reader.evaluate(shows('ol li', 'Howdy')), 'Woody: Howdy <b>');

        await reader.evaluate(`document.getElementById('end').scrollIntoView()`);
        await woody.next(placed('end'));

        await reader.evaluate(
          `(document.querySelector('#page-room input').value = 'To infinity', document.querySelector('#page-room form').requestSubmit())`,
        );
        const said = await woody.next(ofReader('message'));
        is(said.getChildText('body'), 'To infinity');

        // another page of the same site is another room
        const other = await browser.open(`${site.url}?page=2`, { also: [socket] });
        await other.evaluate(shows('li', '(you)'));
        equal(
          rooms.engine
            .rooms()
            .map(({ people }) => people)
            .sort(),
          [1, 2],
        );
        await woody.stop();
      } finally {
        await browser.stop();
        site.server.closeAllConnections();
        site.server.close();
        await rooms.stop();
        await server.stop();
      }
    });
  });
