// A running `confab serve` with its inspector: nothing unless configured, the token in a file and in no line of the log, a
// room live, nobody watching any more, and an admin's deed.
import { readFileSync, statSync } from 'node:fs';
import { equal, is, match, not } from 'uvu/assert';
import type { AdminEntry, RoomList, RoomView, ServiceView } from '../../adapters/inspect/protocol.ts';
import { suite } from '../suite.ts';
import { fakeServer } from './fake-server.ts';
import { temporaryFolder } from './folder.ts';
import { startProgram } from './program.ts';

const domain = 'rooms.example.org';
const room = `lobby@${domain}`;
const served = /"msg":"the inspector is served/;

/** What comes over a stream until there is something in it. */
async function until(answer: Response, pattern: RegExp): Promise<string> {
  const reader = answer.body!.getReader();
  let text = '';
  while (!pattern.test(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return text;
}

suite('serve with the inspector', test => {
  test('shows a room live, keeps its token to itself, and lets an admin close the room', async () => {
    const server = await fakeServer();
    const folder = temporaryFolder();
    folder.write('woody', 'woody-woody-woody');
    const sets = [
      'rooms[0].name=lobby',
      'inspector.listen=127.0.0.1:0',
      `inspector.tokenFile=${folder.at('token')}`,
      `inspector.admins.woody=${folder.at('woody')}`,
    ].flatMap(set => ['--set', set]);
    const words = ['serve', '--server', `127.0.0.1:${server.port}`, '--domain', domain, '--secret', 'right', ...sets];
    const program = startProgram(words, { env: { RUNTIME_DIRECTORY: folder.path } });
    const { inspector } = JSON.parse(await program.line(served)) as { inspector: string };
    const token = readFileSync(folder.at('token'), 'utf8').trim();
    is(statSync(folder.at('token')).mode & 0o777, 0o600);
    const url = `http://${inspector}/~${token}/`;
    const asked = async <T>(path: string) => (await (await fetch(url + path)).json()) as T;
    await program.line(/"msg":"ready"/);
    const peer = await server.next();
    is((await fetch(`http://${inspector}/api/service`)).status, 404);
    const service = await asked<ServiceView>('api/service');
    equal([service.domain, service.rooms, service.admin], [domain, 1, true]);

    const live = await fetch(`${url}api/rooms/lobby/live`);
    peer.send(`<presence from='romeo@example.org/x' to='${room}/Romeo'/>`);
    const text = await until(live, /event: moment[\s\S]*Romeo/);
    match(text, /^retry: \d+\n\nevent: room\ndata: \{/);
    not.match(text, /romeo@example\.org/);
    const list = await asked<RoomList>('api/rooms');
    equal(
      list.rooms.map(({ name, people }) => [name, people]),
      [['lobby', 1]],
    );
    match(await (await fetch(`${url}api/rooms/lobby/chart.svg`)).text(), /^<svg[\s\S]* live"/);

    const remove = (authorization: string) =>
      fetch(`${url}api/admin`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ do: 'remove', room: 'lobby', person: 'Romeo', text: 'Good night.' }),
      });
    is((await remove(`Bearer ${token}`)).status, 403);
    const done = await remove('Bearer woody-woody-woody');
    is(done.status, 200);
    is(((await done.json()) as AdminEntry).by, 'woody');
    match(await program.line(/"msg":"an admin did something/), /"level":"warn".*"by":"woody".*"person":"Romeo"/);
    is((await asked<RoomView>('api/rooms/lobby')).people, 0);

    not.match(program.out, /Good night/);
    const open = await fetch(`${url}api/live`);
    const ended = until(open, /^never$/).catch(() => 'lost');
    program.child.kill('SIGTERM');
    is(await program.ended, 0);
    await ended;
    not.ok(program.out.includes(token) || program.out.includes('woody-woody'), 'a token is in the log');
    await server.close();
  });

  test('says so where the port is taken, and keeps the service from starting', async () => {
    const [server, other] = [await fakeServer(), await fakeServer()];
    const folder = temporaryFolder();
    const sets = [`inspector.listen=127.0.0.1:${other.port}`, `inspector.tokenFile=${folder.at('token')}`];
    const words = ['serve', '--server', `127.0.0.1:${server.port}`, '--domain', domain, '--secret', 'right'];
    const program = startProgram([...words, ...sets.flatMap(set => ['--set', set])], { env: { RUNTIME_DIRECTORY: folder.path } });
    is(await program.ended, 1);
    match(program.err, /Another program listens at 127\.0\.0\.1:\d+ already: .* --set inspector\.listen=ADDRESS:PORT/);
    await server.close();
    await other.close();
  });
});
