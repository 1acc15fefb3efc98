import { PassThrough } from 'node:stream';
import { equal, is, match, ok } from 'uvu/assert';
import { runCommandLine } from '../../../adapters/command-line.ts';
import { commandTable } from '../../../adapters/commands/all.ts';
import { openControl } from '../../../adapters/control.ts';
import { suite } from '../../suite.ts';
import { capture } from '../capture.ts';
import { fakeContext } from '../fake-service.ts';
import { temporaryFolder } from '../folder.ts';
import { drivenLens, entered, hall } from '../inspect/sample-room.ts';
import { realContext } from '../real-service.ts';
import { askService } from './ask.ts';

/** A service with a driven lens, and `confab inspect` asked of it. */
async function inspecting() {
  const driven = drivenLens();
  const context = { ...fakeContext(), engine: { ...fakeContext().engine, inspect: () => driven.lens } };
  const folder = temporaryFolder();
  const control = await openControl(folder.at('d.sock'), context);
  const run = async (words: readonly string[], more: object = {}) => {
    const { io, out, err } = capture({ RUNTIME_DIRECTORY: folder.path });
    const code = await runCommandLine(['inspect', ...words], commandTable, { ...io, ...more });
    return { code, out, err };
  };
  return { driven, run, close: () => control.close() };
}

suite('inspect', test => {
  test('lists the rooms once where there is no terminal', async () => {
    const { run, close, driven } = await inspecting();
    const { code, out } = await run(['--search', 'ha', '--kind', 'guarded', '--most', '7']);
    is(code, 0);
    match(out[0]!, /^rooms\.example\.org {2}2 rooms/);
    match(out[3]!, /^hall {2}The Hall {2}guarded {2}occupied/);
    equal(driven.asked.at(-1), { search: 'ha', kind: 'guarded', most: 7 });
    await close();
  });

  test('shows one room as text', async () => {
    const { run, close } = await inspecting();
    const { code, out } = await run(['hall@d']);
    is(code, 0);
    ok(out.includes('│  └─ ● occupied  Somebody is inside.'));
    ok(out.includes('12:00:06  Boo    enter  refused  refused by guard: “The room is closed.”'));
    await close();
  });

  test('prints JSON', async () => {
    const { run, close } = await inspecting();
    is(JSON.parse((await run(['--json'])).out.join('\n')).list.rooms[0].jid, hall.jid);
    equal(JSON.parse((await run(['hall', '--json'])).out.join('\n')).room.live, hall.live);
    await close();
  });

  test('is live in a terminal, until q', async () => {
    const { run, close } = await inspecting();
    const input = new PassThrough();
    const output = Object.assign(new PassThrough(), { rows: 30, columns: 80 });
    let written = '';
    output.on('data', piece => {
      written += piece;
      if (written.includes('● occupied')) input.write('q');
    });
    const { code, out } = await run(['hall'], { terminal: { input, output } });
    equal([code, out], [0, []]);
    const once = await run(['hall', '--once'], { terminal: { input, output } });
    ok(once.out.includes('├─ base'));
    await close();
  });

  test('follows a room as events of @statelyai/inspect until nobody reads any more', async () => {
    const { run, close, driven } = await inspecting();
    const closed = new AbortController();
    const lines: { type: string; event?: { type: string } }[] = [];
    const out = (line: string) => {
      lines.push(JSON.parse(line));
      // the moments before are not told again
      if (lines.length === 2) driven.moments.push({ ...entered, step: 3, request: 'say' });
      if (lines.at(-1)!.event?.type === 'say' && lines.length === 4) closed.abort();
    };
    const { code } = await run(['hall', '--stately'], { out, unread: closed.signal });
    is(code, 0);
    equal(
      lines.map(({ type }) => type),
      ['@xstate.actor', '@xstate.actor', '@xstate.event', '@xstate.snapshot'],
    );
    const again = await run(['hall', '--stately'], { unread: closed.signal });
    equal([again.code, again.out.length], [0, 2]);
    await close();
  });

  test('says that the room it follows is gone', async () => {
    const { run, close, driven } = await inspecting();
    const lines: { snapshot?: { status: string } }[] = [];
    const out = (line: string) => {
      lines.push(JSON.parse(line));
      driven.room = undefined;
    };
    const { code, err } = await run(['hall', '--stately'], { out });
    equal([code, lines.at(-1)!.snapshot?.status], [1, 'done']);
    match(err[0]!, /^There is no room hall/);
    await close();
  });

  test('looks into a real room', async () => {
    const { context, engine, enters } = realContext();
    enters('woody', 'Woody');
    engine.order('hall', 'close');
    enters('buzz', 'Buzz');
    const { code, out } = await askService(context, 'inspect', 'hall');
    is(code, 0);
    for (const part of ['│  ├─ ● occupied', '└─ guard', '   └─ ● closed']) {
      ok(
        out.some(line => line.startsWith(part)),
        part,
      );
    }
    ok(out.some(line => /^Woody +groupchat +joined +woody@disney\/home$/.test(line)));
    ok(
      out.some(line => / enter +refused /.test(line) && line.includes('The room is closed.')),
      out.join('\n'),
    );
    const { out: list } = await askService(context, 'inspect');
    match(list[0]!, /^rooms\.example\.org {2}1 room {2}1 person {2}overload: normal/);
  });

  test('prints the address of the inspector, where there is one', async () => {
    const folder = temporaryFolder();
    const url = async (inspector: string, ...words: string[]) => {
      const config = folder.write('c.toml', `server = "d:1"\ndomain = "d"\nsecretFile = "secret"\n${inspector}`);
      const { io, out, err } = capture();
      const code = await runCommandLine(['inspect', '--url', '--config', config, ...words], commandTable, io);
      return { code, text: [...out, ...err].join('\n') };
    };
    folder.write('secret', 'a secret of some length\n');
    const on = '[inspector]\nlisten = "127.0.0.1:7350"\ntokenFile = "token"\n';
    match((await url(on)).text, /token: there is no such file.*\. The service makes it when it starts\.$/);
    folder.write('token', 'abcdefghijklmnopqrstuvwx\n');
    equal(await url(on), { code: 0, text: 'http://127.0.0.1:7350/~abcdefghijklmnopqrstuvwx/' });
    equal(await url(on, '--set', 'inspector.listen=127.0.0.1:0'), {
      code: 78,
      text: 'inspector.listen takes any port that is free: the log of the service says which.',
    });
    match((await url('')).text, /^The inspector is not switched on: set inspector\.listen/);
  });

  test('says what is wrong with its words', async () => {
    const { run, close } = await inspecting();
    equal(await run(['hall', '--search', 'x']), {
      code: 2,
      out: [],
      err: ['confab inspect: --search, --kind and --most choose among rooms: leave them out where one is named.'],
    });
    match((await run(['--most', '0'])).err[0]!, /--most must be a whole number from 1 to 999/);
    match((await run(['--stately'])).err[0]!, /--stately follows one room: name it/);
    match((await run(['den'])).err[0]!, /^There is no room den/);
    await close();
  });
});
