// The example of a whiteboard, as its README says: its own programs and configuration, on a real Prosody.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Element, parse } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import { startProgram } from '../adapters/program.ts';
import { whenServer } from '../servers/when-server.ts';
import { suite } from '../suite.ts';

const shipped = join(import.meta.dirname, '../../docs/examples/whiteboard');
const read = (file: string) => readFileSync(join(shipped, file), 'utf8');

/** What is drawn in a picture: each path with who drew it. */
const drawn = (svg: string) =>
  (parse(svg) as Element)
    .getChild('g')!
    .getChildren('path')
    .map(path => ({ ...(path.attrs as Record<string, string>), by: path.getChildText('title') }) as Record<string, string>);

suite('the whiteboard', test => {
  test('has one configuration in all of its files', () => {
    match(read('prosody.cfg.lua'), /Component "rooms.localhost"\n {2}component_secret = "only for this example"/);
    ok(read('README.md').includes('echo "only for this example" > secret'));
    for (const name of ['tom', 'ben', 'becky']) {
      ok(read('README.md').includes(name));
      ok(read('draw.js').includes(`username: '${name}'`));
    }
    match(read('confab.toml'), /domain = "rooms.localhost"[\s\S]*name = "board"/);
  });
});

whenServer('prosody', 'the whiteboard beside Prosody', (test, start) => {
  test('is drawn by two, and whoever comes late saves what the service has', async () => {
    const server = await start();
    const folder = mkdtempSync(join(tmpdir(), 'whiteboard-'));
    try {
      await server.addUsers(['tom', 'ben', 'becky'], 'fence');
      cpSync(join(shipped, 'confab.toml'), join(folder, 'confab.toml'));
      const { host, port, secret } = server.component;
      const toml = read('confab.toml').replace('127.0.0.1:5347', `${host}:${port}`);
      writeFileSync(join(folder, 'confab.toml'), `control = "control"\n${toml}`);
      writeFileSync(join(folder, 'secret'), secret, { mode: 0o600 });
      const config = ['--config', join(folder, 'confab.toml')];
      const confab = startProgram(['serve', ...config]);
      await confab.line(/"msg":"ready"/);

      const { host: at, port: c2s } = server.c2s;
      const [mine, theirs] = [join(folder, 'board.svg'), join(folder, 'service.svg')];
      const painting = startProgram([join(shipped, 'draw.js'), mine, `xmpp://${at}:${c2s}`], { runtime: [process.execPath] });
      is(await painting.ended, 0, painting.err);
      is(painting.out, `${mine} is written: 14 strokes by Tom and Ben.\n`);

      const asked = startProgram(['room', 'board', ...config, '--svg', theirs]);
      is(await asked.ended, 0, asked.err);
      const [seen, kept] = [mine, theirs].map(file => drawn(readFileSync(file, 'utf8')));
      equal(seen, kept);
      is(seen!.length, 14);
      equal([...new Set(seen!.map(({ by }) => by))].sort(), ['Ben', 'Tom']);
      // one apple was undone
      equal(
        seen!.filter(({ stroke }) => stroke === 'crimson').map(({ d }) => d?.slice(0, 8)),
        ['M160 130'],
      );
      confab.child.kill('SIGTERM');
      is(await confab.ended, 0);
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
