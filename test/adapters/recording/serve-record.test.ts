// `confab serve --record` and `confab record`, in a process of their own: from the wire to a file that can be replayed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { equal, is, match, not, ok } from 'uvu/assert';
import { replay } from '../../../adapters/recording/replay.ts';
import { suite } from '../../suite.ts';
import { fakeServer } from '../fake-server.ts';
import { temporaryFolder } from '../folder.ts';
import { type Program, runProgram, startProgram } from '../program.ts';

const domain = 'rooms.example.org';
const ready = /"msg":"ready"/;

async function serve(...more: string[]) {
  const server = await fakeServer();
  const folder = temporaryFolder();
  const env = { RUNTIME_DIRECTORY: folder.path };
  const dir = folder.at('recordings');
  const words = [
    'serve',
    '--server',
    `127.0.0.1:${server.port}`,
    '--domain',
    domain,
    '--secret',
    'right',
    '--set',
    'create=anyone',
  ];
  const program = startProgram([...words, ...more], { env });
  await program.line(ready);
  const peer = await server.next();
  const says = async (name: string, ...bodies: string[]) => {
    peer.send(`<presence from='${name}@example.net/x' to='lobby@${domain}/${name}'/>`);
    for (const body of bodies)
      peer.send(
        `<message type='groupchat' id='${body.length}' from='${name}@example.net/x' to='lobby@${domain}'><body>${body}</body></message>`,
      );
    await peer.until(`${bodies.at(-1)}</body>`);
  };
  return { server, folder, env, dir, program, says };
}

const filesIn = (dir: string) => (existsSync(dir) ? readdirSync(dir).map(name => join(dir, name)) : []);

async function end(program: Program, server: { close(): Promise<void> }, signal: NodeJS.Signals = 'SIGTERM') {
  program.child.kill(signal);
  const code = await program.ended;
  await server.close();
  return code;
}

suite('confab serve --record', test => {
  test('writes what rooms are asked, for nobody else to read, to the last word before SIGTERM', async () => {
    const dir = temporaryFolder().at('recordings');
    const { server, program, says } = await serve('--record', dir);
    await says('romeo', 'wherefore', 'art thou');
    is(await end(program, server), 0);
    match(program.out, /"level":"warn".*what rooms are asked is recorded/);
    const [file = '', ...others] = filesIn(dir);
    equal([statSync(dir).mode & 0o777, statSync(file).mode & 0o777, others], [0o700, 0o600, []]);
    const text = readFileSync(file, 'utf8');
    not.match(text, /romeo|wherefore|thou|example\.net/i);
    ok(text.endsWith('{"end":"closed"}\n'), text.slice(-200));
    const { requests, different, problem } = replay(text);
    ok(requests >= 4);
    equal([different, problem], [0, undefined]);
  });

  test('leaves a file that can be replayed to its last whole line when the process is killed', async () => {
    const dir = temporaryFolder().at('recordings');
    const { server, program, says } = await serve('--record', dir, '--set', 'record.texts=true');
    await says('romeo', 'wherefore');
    while (!filesIn(dir).some(file => readFileSync(file, 'utf8').includes('wherefore'))) await new Promise(setImmediate);
    is(await end(program, server, 'SIGKILL'), 'SIGKILL');
    const text = readFileSync(filesIn(dir)[0]!, 'utf8');
    const whole = replay(text);
    equal([whole.different, whole.problem, whole.end], [0, undefined, undefined]);
    const cut = replay(text.slice(0, -5));
    equal([cut.different, cut.requests], [0, whole.requests - 1]);
    match(cut.problem!.message, /the recording was cut there/);
  });

  test('goes on in another file when one is full, from where the room stood', async () => {
    const dir = temporaryFolder().at('recordings');
    const { server, program, says } = await serve(
      '--record',
      dir,
      ...['record.bytes=10000', 'record.files=2'].flatMap(set => ['--set', set]),
    );
    await says('romeo', ...Array.from({ length: 30 }, (_, i) => 'x'.repeat(1_500 + i)));
    is(await end(program, server), 0);
    const files = filesIn(dir).sort();
    is(files.length, 2);
    const [full, last] = files.map(file => readFileSync(file, 'utf8'));
    ok(full!.endsWith('{"end":"full"}\n'));
    ok(last!.includes('"kept":'));
    for (const text of [full!, last!]) equal([replay(text).different, replay(text).problem], [0, undefined]);
  });

  test('says that nothing can be written to a folder, and does not start', async () => {
    const folder = temporaryFolder();
    const file = folder.write('taken', '');
    const server = await fakeServer();
    const words = ['serve', '--server', `127.0.0.1:${server.port}`, '--domain', domain, '--secret', 'right', '--record', file];
    const { code, err } = await runProgram(words, { env: { RUNTIME_DIRECTORY: folder.path } });
    is(code, 1);
    match(err, /Recordings cannot be written to .*taken: there is a file of that name, and no folder\. Choose another folder/);
    await server.close();
  });
});

suite('confab record', test => {
  test('gives what a room was asked lately, without names, texts and secrets, or with what it is asked for', async () => {
    const { server, folder, env, program, says } = await serve();
    await says('romeo', 'wherefore');
    const plain = await runProgram(['record', 'lobby'], { env });
    equal([plain.code, plain.err], [0, '']);
    not.match(plain.out, /romeo|wherefore|example\.net/i);
    equal([replay(plain.out).different, replay(plain.out).requests], [0, 2]);
    const whole = await runProgram(['record', 'lobby', '--texts', '--names'], { env });
    match(whole.out, /romeo@example\.net[\s\S]*wherefore/);

    const out = folder.at('lobby.jsonl');
    const saved = await runProgram(['record', 'lobby', '--out', out], { env });
    equal([saved.code, saved.err, statSync(out).mode & 0o777], [0, '', 0o600]);
    match(saved.out, /^The latest requests to lobby are in /);
    is(replay(readFileSync(out, 'utf8')).different, 0);
    const again = await runProgram(['record', 'lobby', '--out', out], { env });
    is(again.code, 1);
    match(again.err, /is there already/);
    const nowhere = await runProgram(['record', 'nowhere'], { env });
    match(nowhere.err, /There is no room nowhere@rooms\.example\.org/);
    is(await end(program, server), 0);
  });
});
