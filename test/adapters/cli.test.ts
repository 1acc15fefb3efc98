// The program as it is installed: compiled, on Node and on Deno.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { equal, is, match } from 'uvu/assert';
import { type Compiled, compiled } from '../bench/compiled.ts';
import { suite } from '../suite.ts';
import { fakeServer } from './fake-server.ts';
import { temporaryFolder } from './folder.ts';
import { onDeno, type Runtime, runProgram, startProgram } from './program.ts';

const { bin, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const runtimes: Record<string, (file: string) => Runtime> = { Node: file => [process.execPath, file], Deno: onDeno };

let building: Promise<Compiled> | undefined;

for (const [name, on] of Object.entries(runtimes)) {
  suite(`cli on ${name}`, test => {
    let runtime: Runtime;

    test.before(async () => {
      building ??= compiled();
      runtime = on(join((await building).folder, bin.confab.replace(/^dist\//, '')));
    });

    test('is the program that package.json names', async () => {
      equal(await runProgram(['--version'], { runtime }), { code: 0, out: `${version}\n`, err: '' });
    });

    test('shows help with code 0, and wrong usage with code 2', async () => {
      const help = await runProgram(['serve', '--help'], { runtime });
      equal([help.code, help.err], [0, '']);
      match(help.out, /Run a conference service beside an XMPP server/);
      const wrong = await runProgram(['servve'], { runtime });
      equal([wrong.code, wrong.out], [2, '']);
      match(wrong.err, /there is no command "servve": did you mean serve\?/);
    });

    test('serves, answers and ends in good order', async () => {
      const [server, folder] = [await fakeServer(), temporaryFolder()];
      const env = { RUNTIME_DIRECTORY: folder.path, CONFAB_SECRET: 'right' };
      const address = ['--server', `127.0.0.1:${server.port}`, '--domain', 'rooms.example.org'];
      const program = startProgram(['serve', ...address, '--set', 'rooms[0].name=lobby'], { runtime, env });
      await program.line(/"msg":"ready"/);
      const rooms = await runProgram(['rooms', '--json'], { runtime, env });
      equal([rooms.code, rooms.err], [0, '']);
      is(JSON.parse(rooms.out)[0].jid, 'lobby@rooms.example.org');
      const check = await runProgram(['check', ...address], { runtime, env });
      is(check.code, 0);
      match(check.out, /is connected as rooms\.example\.org now/);
      program.child.kill('SIGTERM');
      is(await program.ended, 0);
      is(program.err, '');
      await server.close();
    });
  });
}

suite('cli', test => {
  test.after(async () => (await building)?.remove());

  test('can be run by its own first line', () => {
    const source = readFileSync(fileURLToPath(new URL('../../adapters/cli.ts', import.meta.url)), 'utf8');
    is(source.split('\n')[0], '#!/usr/bin/env node');
    is(bin.confab, 'dist/adapters/cli.js');
  });
});
