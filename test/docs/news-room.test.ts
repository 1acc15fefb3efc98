// The example of a news room, as its README says: its own programs and configuration, with a server that the test is.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { is, match, ok } from 'uvu/assert';
import { fakeServer } from '../adapters/fake-server.ts';
import { startProgram } from '../adapters/program.ts';
import { freePort } from '../servers/port.ts';
import { suite } from '../suite.ts';

const shipped = join(import.meta.dirname, '../../docs/examples/news-room');
const secret = 'only for this example';
const room = 'news@rooms.localhost';
const andy = 'andy@localhost/home';

suite('the news room', test => {
  test('has one configuration in all of its files', () => {
    const read = (file: string) => readFileSync(join(shipped, file), 'utf8');
    match(read('prosody.cfg.lua'), /Component "rooms.localhost"\n {2}component_secret = "only for this example"/);
    ok(read('README.md').includes(`echo "${secret}" > secret`));
    match(read('confab.toml'), /domain = "rooms.localhost"/);
    match(read('serve-feed.js'), /\?\? 8000\)/);
  });

  test('posts each item once, and tells its moderator of what fails', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'news-room-'));
    cpSync(shipped, folder, { recursive: true });
    const port = await freePort();
    const server = await fakeServer({ domain: 'rooms.localhost', secret });
    const toml = readFileSync(join(folder, 'confab.toml'), 'utf8');
    const ownPorts = toml.replaceAll('8000', String(port)).replace('127.0.0.1:5347', `127.0.0.1:${server.port}`);
    writeFileSync(join(folder, 'confab.toml'), `control = "control"\n${ownPorts}`);
    writeFileSync(join(folder, 'secret'), secret, { mode: 0o600 });
    const feed = startProgram([join(folder, 'serve-feed.js'), String(port)], { runtime: [process.execPath] });
    try {
      await feed.line(/^http:/);
      const confab = startProgram(['serve', '--config', join(folder, 'confab.toml')]);
      const peer = await server.next();
      await confab.line(/"msg":"ready"/);
      const say = (text: string) =>
        peer.send(`<message type="groupchat" from="${andy}" to="${room}"><body>${text}</body></message>`);
      peer.send(`<presence from="${andy}" to="${room}/Andy"/>`);

      // whether it was there before andy or came after
      await peer.until('<body>A fence is painted — https://fence.example/1</body>');
      await peer.until('<body>The fence is half done — https://fence.example/2</body>');
      await peer.until('<summary>Thirty yards of board fence, nine feet high.</summary>');

      const items = readFileSync(join(folder, 'feed.xml'), 'utf8');
      const one = '<item><title>Whoever paints may not eat the apple</title><guid isPermaLink="false">fence-3</guid></item>';
      writeFileSync(join(folder, 'feed.xml'), items.replace('<item>', `${one}<item>`));
      say('!refresh');
      await peer.until('<body>Whoever paints may not eat the apple</body>');

      say('!refresh');
      await feed.line(/as before/);
      for (const text of ['A fence is painted', 'The fence is half done', 'Whoever paints may not'])
        is(peer.received.split(`<body>${text}`).length - 1, 1, text);

      feed.child.kill();
      await feed.ended;
      say('!refresh');
      await peer.until('The feed cannot be read: ');
      const line = JSON.parse(await confab.line(/"feed: failed"/)) as Record<string, unknown>;
      is([line.level, line.room, line.effect].join(), `warn,${room},feed`);

      confab.child.kill('SIGTERM');
      is(await confab.ended, 0);
    } finally {
      feed.child.kill();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
