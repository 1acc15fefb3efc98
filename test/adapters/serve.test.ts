// The whole program against a server in the test's own process: from the command line to the wire and back.
import { existsSync } from 'node:fs';
import { equal, is, match, not, ok } from 'uvu/assert';
import { farewell } from '../../adapters/daemon.ts';
import { suite } from '../suite.ts';
import { type FakeServer, fakeServer, freePort } from './fake-server.ts';
import { type Folder, temporaryFolder } from './folder.ts';
import { type Program, runProgram, startProgram } from './program.ts';

const domain = 'rooms.example.org';
const ready = /"msg":"ready"/;

interface Place extends Folder {
  readonly env: Record<string, string>;
  readonly socket: string;
}

/** A folder of its own for each test, as systemd would give it. */
function place(): Place {
  const folder = temporaryFolder();
  return { ...folder, env: { RUNTIME_DIRECTORY: folder.path }, socket: folder.at(`${domain}.sock`) };
}

const words = (port: number, secret = 'right') => [
  ...['serve', '--server', `127.0.0.1:${port}`, '--domain', domain, '--secret', secret],
  ...['--set', 'rooms[0].name=lobby', '--set', 'create=anyone'],
];

const serve = (server: Pick<FakeServer, 'port'>, { env }: Place, ...more: string[]): Program =>
  startProgram([...words(server.port), ...more], { env });

suite('serve', test => {
  test('says one line when it is ready, answers on its socket, and ends with 0 on SIGTERM', async () => {
    const [server, here] = [await fakeServer(), place()];
    const program = serve(server, here);
    const { time, pid, ...line } = JSON.parse(await program.line(ready));
    const about = { domain, server: `127.0.0.1:${server.port}`, rooms: 1, control: here.socket };
    equal(line, { level: 'info', ...about, msg: 'ready' });
    is(pid, program.child.pid);
    ok(Date.parse(time) > 0);
    equal(program.err, '');

    const rooms = await runProgram(['rooms'], { env: here.env });
    equal([rooms.code, rooms.err], [0, '']);
    match(rooms.out, /^lobby +public +\w+ +0 +0$/m);

    program.child.kill('SIGTERM');
    is(await program.ended, 0);
    match(program.out, /"signal":"SIGTERM","msg":"stopping"[\s\S]*"msg":"stopped"/);
    is(existsSync(here.socket), false);
    ok(server.peers.at(-1)!.received.endsWith('</stream:stream>'));
    await server.close();
  });

  test('tells the people inside before it ends', async () => {
    const [server, here] = [await fakeServer(), place()];
    const program = serve(server, here);
    await program.line(ready);
    const peer = await server.next();
    peer.send(`<presence from='romeo@example.org/x' to='lobby@${domain}/Romeo'/>`);
    await peer.until('to="romeo@example.org/x"');
    const before = peer.received.length;
    program.child.kill('SIGTERM');
    is(await program.ended, 0);
    const last = peer.received.slice(before);
    match(last, /to="romeo@example\.org\/x"/);
    ok(last.includes(farewell), last);
    ok(last.endsWith('</stream:stream>'));
    await server.close();
  });

  test('invites on behalf of a room, by the command', async () => {
    const [server, here] = [await fakeServer(), place()];
    const program = serve(server, here);
    await program.line(ready);
    const peer = await server.next();
    const invite = await runProgram(['invite', 'lobby', 'juliet@example.net', '--text', 'Come in'], { env: here.env });
    equal([invite.code, invite.err], [0, '']);
    is(invite.out, `An invitation to lobby@${domain} was sent to juliet@example.net.\n`);
    await peer.until('jabber:x:conference');
    match(peer.received, /<message to="juliet@example\.net" from="lobby@rooms\.example\.org"[\s\S]*Come in/);

    const wrong = await runProgram(['invite', 'nowhere', 'juliet@example.net'], { env: here.env });
    equal([wrong.code, wrong.out], [1, '']);
    match(wrong.err, /There is no room nowhere/);
    program.child.kill('SIGTERM');
    await program.ended;
    await server.close();
  });

  test('ends with 77 and a sentence when the secret is wrong, which nobody gets to see', async () => {
    const [server, here] = [await fakeServer(), place()];
    const { code, out, err } = await runProgram([...words(server.port, 'hunter2'), '--set', 'log.level=trace'], here);
    is(code, 77);
    match(err, /^127\.0\.0\.1:\d+ refused the secret for rooms\.example\.org: give Confab the secret that the server has/);
    is(err.trim().split('\n').length, 1);
    not.match(out + err, /hunter2/);
    is(existsSync(here.socket), false);
    await server.close();
  });

  test('ends with 77 and a sentence when the server does not know the domain', async () => {
    const server = await fakeServer({ domain: 'other.example.org' });
    const { code, err } = await runProgram(words(server.port), place());
    is(code, 77);
    match(err, /has no component rooms\.example\.org: add one with this name/);
    await server.close();
  });

  test('waits for a server that is not there yet, and says so in the log', async () => {
    const [port, here] = [await freePort(), place()];
    const program = serve({ port }, here);
    match(await program.line(/nothing listens at/), /"level":"warn".*"wait":\d+.*trying again/);
    not.match(program.out, ready);
    const server = await fakeServer({ port });
    await program.line(ready);
    program.child.kill('SIGINT');
    is(await program.ended, 0);
    await server.close();
  });

  test('can be stopped while it waits', async () => {
    const [port, here] = [await freePort(), place()];
    const program = serve({ port }, here);
    await program.line(/nothing listens at/);
    program.child.kill('SIGINT');
    is(await program.ended, 0);
    not.match(program.out, ready);
    is(existsSync(here.socket), false);
  });

  test('ends at once on a second signal, whatever the server does', async () => {
    const [server, here] = [await fakeServer({ script: { footer: () => {} } }), place()];
    const program = serve(server, here);
    await program.line(ready);
    const peer = await server.next();
    program.child.kill('SIGTERM');
    await peer.until('</stream:stream>');
    program.child.kill('SIGTERM');
    is(await program.ended, 143);
    await server.close();
  });

  test('leaves the first one alone when a second is started for the same domain', async () => {
    const [server, here] = [await fakeServer(), place()];
    const first = serve(server, here);
    await first.line(ready);
    const { code, out, err } = await runProgram(words(server.port), here);
    equal([code, out], [1, '']);
    match(err, /^A Confab is running already and has the control socket/);
    is(server.peers.length, 1);
    is((await runProgram(['rooms'], here)).code, 0);
    first.child.kill('SIGTERM');
    is(await first.ended, 0);
    await server.close();
  });

  test('takes over the socket of one that was killed', async () => {
    const [server, here] = [await fakeServer(), place()];
    const first = serve(server, here);
    await first.line(ready);
    first.child.kill('SIGKILL');
    is(await first.ended, 'SIGKILL');
    ok(existsSync(here.socket));
    match((await runProgram(['rooms'], here)).err, /is gone: start it again/);
    const second = serve(server, here);
    await second.line(ready);
    second.child.kill('SIGTERM');
    is(await second.ended, 0);
    await server.close();
  });

  test('ends with 78 and every mistake when the configuration is wrong', async () => {
    const here = place();
    const file = here.write('confab.toml', `server = "h"\ndomain = "d"\n[limits]\nroom = 3\npeople = 0\n`);
    const { code, out, err } = await runProgram(['serve', '--config', file], here);
    equal([code, out], [78, '']);
    equal(err.trim().split('\n'), [
      `${file}: limits.people must be a whole number from 1 to 10000000, not 0`,
      `${file}: limits.room is not known: did you mean limits.rooms?`,
      'secretFile is missing: give --secret-file FILE, or --secret, CONFAB_SECRET_FILE, CONFAB_SECRET',
    ]);
  });

  test('takes all from a file, and warns in the log of what others may read', async () => {
    const [server, here] = [await fakeServer({ secret: 'from a file' }), place()];
    here.write('secret', 'from a file\n', 0o644);
    const text = `server = "127.0.0.1:${server.port}"\ndomain = "${domain}"\nsecretFile = "secret"\n[[rooms]]\nname = "a"\n`;
    const program = startProgram(['serve', '--config', here.write('confab.toml', text)], here);
    match(await program.line(ready), /"rooms":1/);
    match(program.out, /"level":"warn".*others on this machine may read the secret: chmod 600/);
    program.child.kill('SIGTERM');
    is(await program.ended, 0);
    await server.close();
  });
});
