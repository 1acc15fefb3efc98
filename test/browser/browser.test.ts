// The harness itself: a page that is sound passes, and each kind of unsound page is told.
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equal, is, match, ok } from 'uvu/assert';
import { LOOPBACK } from '../servers/port.ts';
import { hostileHost, phone, startBrowser } from './browser.ts';
import { picture } from './picture.ts';
import { whenBrowser } from './when-browser.ts';

whenBrowser('the browser harness', (test, open) => {
  let server: Server;
  let port = 0;
  const pages: Record<string, string> = {
    '/': '<title>sound</title><link rel="icon" href="data:,"><p>well</p><script>document.title += " and run"</script>',
    '/throws': '<link rel="icon" href="data:,"><script>throw new Error("oh")</script>',
    '/complains': '<link rel="icon" href="data:,"><script>console.error("oh no")</script>',
    '/elsewhere': '<link rel="icon" href="data:,"><img src="http://example.org/spy.png">',
    '/strict': '<link rel="icon" href="data:,"><p onclick="1">strict</p><script>window.ran = true</script>',
  };
  const url = (path = '/') => `http://${LOOPBACK}:${port}${path}`;

  test.before(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      if (request.url === '/strict') response.setHeader('content-security-policy', "default-src 'none'; img-src data:");
      response.end(pages[request.url ?? ''] ?? String(request.headers.host));
    });
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });

  test('opens a page that is sound, and has no complaint', async () => {
    const page = await open(url());
    is(await page.title(), 'sound and run');
    equal(page.complaints, []);
  });

  for (const [path, told] of [
    ['/throws', /an error: .*oh/],
    ['/complains', /on the console: oh no/],
    ['/elsewhere', /a request to elsewhere: http:\/\/example\.org\/spy\.png/],
    ['/strict', /forbidden by the policy: script-src/],
  ] as const) {
    test(`tells what is wrong with ${path}`, async () => {
      const page = await open(url(path));
      await page.evaluate(() => true);
      match(page.complaints.join('\n'), told);
      page.complaints.length = 0;
    });
  }

  test('fails where nobody took the complaint', async () => {
    const browser = await startBrowser();
    await browser.open(url('/complains'));
    const why = await browser.stop().then(
      () => 'nothing',
      (error: Error) => error.message,
    );
    match(why, /The page is not sound: .*oh no/);
  });

  test('reaches this machine by a name that is not ours', async () => {
    const page = await open(`http://${hostileHost}:${port}/host`);
    is(await page.textContent('body'), `${hostileHost}:${port}`);
    page.complaints.length = 0; // it has no icon
  });

  test('is as small as a telephone where it is asked to be', async () => {
    const page = await open(url(), phone);
    equal(page.viewportSize(), { width: 390, height: 844 });
    ok(await page.evaluate(`matchMedia('(pointer: coarse)').matches`));
  });

  test('writes a picture only where it is asked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'confab-pictures-'));
    const before = process.env.PICTURES;
    try {
      const page = await open(url());
      delete process.env.PICTURES;
      await picture(page, 'sound');
      is(existsSync(join(folder, 'sound.png')), false);
      process.env.PICTURES = folder;
      await picture(page, 'sound');
      ok(existsSync(join(folder, 'sound.png')));
    } finally {
      if (before === undefined) delete process.env.PICTURES;
      else process.env.PICTURES = before;
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
