// `confab dev`, the whole program: opened, talked in, written for, stopped and started again.
import { createServer } from 'node:net';
import { equal, is, match, not, ok } from 'uvu/assert';
import { farewell } from '../../../adapters/daemon.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { compiled } from '../../bench/compiled.ts';
import { freePort } from '../../servers/port.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';
import { onDeno, runProgram, startProgram } from '../program.ts';
import { startDev } from './started.ts';

/** A behaviour with a word of its own and two states. */
const quiet = (states = 'talking: { on: { start: "silent" } }, silent: {}', word = 'quiet') => `export default {
  name: 'quiet-hour', about: 'Silence.', data: () => ({}),
  requests: { start: { about: 'Asks for silence.', who: 'moderator', word: '${word}' } },
  region: { initial: 'talking', states: { ${states} } },
};`;

const stateIn = async (dev: { ask(path: string): Promise<unknown> }, room: string) => {
  const { behaviours } = (await dev.ask(`api/rooms/${room}`)) as { behaviours: { name: string; state?: string }[] };
  return behaviours.find(({ name }) => name === 'quiet-hour')?.state;
};

suite('dev', test => {
  test('opens with a room of every kind, in which people of two dialects talk', async () => {
    const dev = await startDev();
    equal(
      shippedKinds.filter(({ name }) => !dev.rooms.some(({ kind }) => kind === name)).map(({ name }) => name),
      [],
    );
    const [woody, rex] = [await dev.person('woody'), await dev.person('rex')];
    const room = 'playground@rooms.localhost';
    await woody.send(`<presence to='${room}'/>`);
    await woody.send(`<iq type='set' to='${room}' id='in'><query xmlns='jabber:iq:conference'><nick>Woody</nick></query></iq>`);
    await woody.next(({ attrs }) => attrs.id === 'in' && attrs.type === 'result');
    await rex.send(`<presence to='${room}/Rex'/>`);
    await rex.next(stanza => stanza.is('presence') && stanza.attrs.from === `${room}/Woody`);
    await rex.send(`<message type='groupchat' to='${room}'><body>Howdy</body></message>`);
    await woody.next(stanza => stanza.getChildText('body') === 'Howdy');
    const seen = (await dev.ask('api/rooms/playground')) as { people: number; participants: { dialect: string }[] };
    equal([seen.people, seen.participants.map(({ dialect }) => dialect).sort()], [2, ['conference', 'groupchat']]);

    // somebody whose network goes away is gone
    await rex.drop();
    await dev.event('api/rooms/playground/live', 'room', /"people":1\b/);
    await woody.stop();
    is(await dev.stop(), 0);
    is(dev.program.err, '');
  });

  test('tells people what they need who have just started it', async () => {
    const folder = temporaryFolder();
    const program = startProgram(['dev', '--port', '0'], { env: { RUNTIME_DIRECTORY: folder.path } });
    await program.line(/Stop it with Ctrl\+C/);
    match(program.out, /^ {2}http:\/\/127\.0\.0\.1:\d+\/~[\w-]{32}\/$/m);
    match(program.out, /^Rooms at rooms\.localhost: playground, lecture, /m);
    match(program.out, /^Moderators at localhost: woody, andy, with any password\.$/m);
    program.child.kill('SIGINT');
    is(await program.ended, 0);
    equal(program.err, '');
  });

  test('says goodbye, and is at the same URL when it is started again', async () => {
    const port = String(await freePort());
    const first = await startDev(['--port', port]);
    const woody = await first.person('woody');
    await woody.send(`<presence to='playground@rooms.localhost/Woody'/>`);
    await woody.next(stanza => stanza.is('presence'));
    const [code] = await Promise.all([first.stop(), woody.next(stanza => String(stanza).includes(farewell))]);
    is(code, 0);
    const second = await startDev(['--port', port], { folder: first.folder });
    is(second.url, first.url);
    is(second.admin, first.admin);
    const anew = await second.person('woody');
    await anew.stop();
    is(await second.stop(), 0);
  });

  test('lets its moderator change things in the page, with a word of their own', async () => {
    const dev = await startDev();
    const deed = (token: string) =>
      fetch(`${dev.url}api/admin`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ do: 'set', room: 'lecture', behaviour: 'slow-mode', settings: { seconds: 7 } }),
      });
    is((await deed('x'.repeat(32))).status, 403);
    is((await deed(dev.admin)).status, 200);
    match(JSON.stringify(await dev.ask('api/rooms/lecture')), /"seconds":7\b/);
    await dev.stop();
  });

  test('lets a room go on by what was saved, and tells page and terminal', async () => {
    const folder = temporaryFolder();
    folder.write('package.json', '{"type":"module"}');
    const file = folder.write('quiet.js', quiet());
    const dev = await startDev(['--behaviour', file], { folder });
    equal(dev.rooms[0], { name: 'quiet', kind: 'with-quiet' });
    const woody = await dev.person('woody');
    await woody.send(`<presence to='quiet@rooms.localhost/Woody'/>`);
    await woody.next(stanza => stanza.is('presence'));
    const says = (body: string) =>
      woody.send(`<message type='groupchat' to='quiet@rooms.localhost'><body>${body}</body></message>`);
    await says('!quiet');
    await dev.event('api/rooms/quiet/live', 'room', /"state":"silent"/);

    const told = dev.event('api/live', 'dev');
    folder.write('quiet.js', quiet(undefined, 'hush'));
    const { problems, notes } = (await told) as { problems: string[]; notes: string[] };
    equal([problems, notes], [[], []]);
    is(await stateIn(dev, 'quiet'), 'silent');
    equal(JSON.parse(await dev.program.line(/^\{"file"/)).problems, []);

    // somebody is inside all the time; what has no place in the new chart begins anew, and it says so
    folder.write('quiet.js', quiet('talking: { on: { start: "calm" } }, calm: {}', 'hush'));
    const { notes: lost } = JSON.parse(await dev.program.line(/^\{"file".*"notes":\["quiet@/));
    match(lost[0], /^quiet@rooms\.localhost: .*silent/);
    await says('!hush');
    await dev.event('api/rooms/quiet/live', 'room', /"state":"calm"/);
    is(((await dev.ask('api/rooms/quiet')) as { people: number }).people, 1);
    await woody.stop();
    await dev.stop();
  });

  test('goes on with the last good version while a file is broken', async () => {
    const folder = temporaryFolder();
    folder.write('package.json', '{"type":"module"}');
    const file = folder.write('quiet.js', quiet());
    const dev = await startDev(['--behaviour', file], { folder });
    folder.write('quiet.js', quiet('talking: { on: { start: "silence" } }, silent: {}'));
    const { problems } = JSON.parse(await dev.program.line(/^\{"file".*"problems":\["/));
    match(problems.join(), /quiet-hour.*silence.*did you mean silent\?$/);
    not.match(problems.join(), new RegExp(folder.path));
    is(await stateIn(dev, 'quiet'), 'talking');
    const { dev: view } = (await dev.ask('api/service')) as { dev: { files: { problems: string[] }[] } };
    equal(view.files[0]!.problems, problems);
    const mended = dev.event('api/live', 'dev', /"problems":\[\]/);
    folder.write('quiet.js', quiet());
    await mended;
    await dev.stop();
  });

  test('begins with a file that is broken, and takes it when it is mended', async () => {
    const folder = temporaryFolder();
    folder.write('package.json', '{"type":"module"}');
    const file = folder.write('quiet.js', 'export default {');
    const dev = await startDev(['--behaviour', file], { folder });
    match(dev.files[0]!.problems.join(), /^line 1.*not JavaScript/);
    is(await stateIn(dev, 'quiet'), undefined);
    const mended = dev.event('api/live', 'dev', /"problems":\[\]/);
    folder.write('quiet.js', quiet());
    await mended;
    is(await stateIn(dev, 'quiet'), 'talking');
    await dev.stop();
  });

  test('begins without what cannot begin in a room', async () => {
    const folder = temporaryFolder();
    folder.write('package.json', '{"type":"module"}');
    const file = folder.write('quiet.js', quiet().replace('() => ({})', '() => { throw new Error("no data today") }'));
    const dev = await startDev(['--behaviour', file], { folder });
    match(dev.files[0]!.problems.join(), /quiet-hour.*no data today/);
    const mended = dev.event('api/live', 'dev', /"problems":\[\]/);
    folder.write('quiet.js', quiet());
    await mended;
    is(await stateIn(dev, 'quiet'), 'talking');
    await dev.stop();
  });

  test('answers the commands of a service, as of reading its files again', async () => {
    const folder = temporaryFolder();
    const file = folder.write('hush.json', JSON.stringify({ name: 'hush', about: 'Silence.' }));
    const dev = await startDev(['--behaviour', file], { folder });
    const rooms = await runProgram(['rooms'], { env: { RUNTIME_DIRECTORY: folder.path } });
    equal([rooms.code, rooms.err], [0, '']);
    match(rooms.out, /^hush +.*with-hush /m);
    const reload = await runProgram(['reload'], { env: { RUNTIME_DIRECTORY: folder.path } });
    equal([reload.code, reload.err], [0, '']);
    match(reload.out, /1 room goes on by what was read/);
    await dev.stop();
  });

  test('runs on Deno as well, from compiled code, and reads what is saved there', async () => {
    const code = await compiled();
    const folder = temporaryFolder();
    const file = folder.write('quiet.json', JSON.stringify({ name: 'quiet-hour', about: 'Silence.' }));
    try {
      const runtime = onDeno(`${code.folder}/adapters/cli.js`);
      const dev = await startDev(['--behaviour', file], { folder, runtime });
      const woody = await dev.person('woody');
      await woody.send(`<presence to='quiet@rooms.localhost/Woody'/>`);
      await woody.next(stanza => stanza.is('presence'));
      folder.write('quiet.json', JSON.stringify({ name: 'quiet-hour', about: 'More silence.' }));
      equal(JSON.parse(await dev.program.line(/^\{"file"/)).problems, []);
      await woody.stop();
      is(await dev.stop(), 0);
    } finally {
      code.remove();
    }
  });

  test('lets nobody listen from elsewhere', async () => {
    for (const listen of ['0.0.0.0', '192.0.2.1', '::', 'example.org']) {
      const { code, out, err } = await runProgram(['dev', '--port', '0', '--listen', listen]);
      equal([code, out], [2, ''], listen);
      ok(err.startsWith(`--listen ${listen} is no loopback address, and confab dev lets everybody in`), err);
    }
  });

  test('says which option chooses another port than one that is taken', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>(resolve => other.listen(port, '127.0.0.1', resolve));
    const { path } = temporaryFolder();
    const { code, err } = await runProgram(['dev', '--port', String(port)], { env: { RUNTIME_DIRECTORY: path } });
    is(code, 1);
    match(err, new RegExp(`127\\.0\\.0\\.1:${port} already: .*--port`));
    other.close();
  });

  test('says what is wrong with a file that is not there, and with flags that do not fit', async () => {
    const { path } = temporaryFolder();
    const run = (...words: string[]) => runProgram(['dev', '--port', '0', ...words], { env: { RUNTIME_DIRECTORY: path } });
    const missing = await run('--behaviour', './nowhere.js');
    is(missing.code, 78);
    match(missing.err, /^--behaviour \.\/nowhere\.js is not there: check the path/);
    const stray = await run('--websocket', 'ws://127.0.0.1:5280/xmpp-websocket');
    is(stray.code, 2);
    match(stray.err, /^--websocket is for a real server: give --server HOST:PORT, too/);
    const port = await run('--listen', '127.0.0.1:80');
    is(port.code, 2);
  });
});
