import { equal, is, match, not } from 'uvu/assert';
import { runCommandLine } from '../../../adapters/command-line.ts';
import { commandTable } from '../../../adapters/commands/all.ts';
import { suite } from '../../suite.ts';
import { capture } from '../capture.ts';
import { fakeServer } from '../fake-server.ts';
import { temporaryFolder } from '../folder.ts';

const folder = temporaryFolder();

async function check(...words: string[]) {
  const { io, out, err } = capture({ RUNTIME_DIRECTORY: folder.path });
  return { code: await runCommandLine(['check', ...words], commandTable, io), out, err };
}

suite('check', test => {
  test('says step by step what is right, and what should be mended', async () => {
    const server = await fakeServer();
    const file = folder.write('secret', 'right\n', 0o644);
    const flags = ['--server', `127.0.0.1:${server.port}`, '--domain', 'rooms.example.org', '--secret-file', file];
    const { code, out, err } = await check(...flags);
    equal([code, err], [0, []]);
    const beginnings = [
      /^ok {5}configuration It is complete and right; static rooms: 0\.$/,
      /^mend {3}configuration .*others on this machine may read the secret: chmod 600/,
      /^ok {5}name {10}127\.0\.0\.1 is an address\.$/,
      /^ok {5}port {10}127\.0\.0\.1:\d+ takes connections\.$/,
      /^ok {5}handshake {5}127\.0\.0\.1:\d+ takes the secret and connects rooms\.example\.org\.$/,
    ];
    is(out.length, beginnings.length);
    for (const [i, line] of out.entries()) match(line, beginnings[i]!);
    await server.close();
  });

  test('ends with 1 at what is wrong', async () => {
    const server = await fakeServer();
    const { code, out } = await check('--server', `127.0.0.1:${server.port}`, '--domain', 'd', '--secret', 'hunter2');
    is(code, 1);
    match(out.at(-1)!, /^wrong {2}handshake /);
    not.match(out.join(), /hunter2/);
    await server.close();
  });

  test('tries nothing with a configuration that is wrong, and names every mistake', async () => {
    const { code, out, err } = await check('--server', 'x:y', '--domain', 'd');
    equal([code, err], [1, []]);
    equal(
      out.map(line => line.slice(0, 20)),
      ['wrong  configuration', 'wrong  configuration'],
    );
  });

  test('loads what comes from outside, and names it, or what is wrong with it', async () => {
    const server = await fakeServer();
    folder.write('quiet.toml', 'name = "quiet"\nabout = "x"');
    folder.write('loud.mjs', 'export default { name: "loud", about: "x", rulez: {} };');
    const flags = ['--server', `127.0.0.1:${server.port}`, '--domain', 'rooms.example.org', '--secret', 'right'];
    const given = (name: string) => ['--set', `behaviours=["${folder.at(name)}"]`];
    const good = await check(...flags, ...given('quiet.toml'));
    is(good.code, 0);
    is(good.out[0], 'ok     configuration It is complete and right; static rooms: 0; behaviours from outside: quiet.');
    const bad = await check(...flags, ...given('loud.mjs'));
    const place = `--set behaviours: behaviours[0] ${folder.at('loud.mjs')}`;
    equal(
      [bad.code, bad.out],
      [1, [`wrong  configuration ${place}: The behaviour loud has “rulez”, which is not known: did you mean rules?`]],
    );
    await server.close();
  });
});
