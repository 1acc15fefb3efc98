// The program as it is installed: compiled, on Node and on Deno.
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

    test('runs behaviours from outside, and reads them again while it runs', async () => {
      const [server, folder] = [await fakeServer(), await outside()];
      const config = folder.write(
        'confab.toml',
        `server = "127.0.0.1:${server.port}"\ndomain = "rooms.example.org"\nsecret = "right"\ncontrol = "c.sock"
         behaviours = ["./hands.js", "@acme/rest"]
         kinds = [{ name = "seminar", about = "x", behaviours = [{ name = "hands", most = 5 }, "rest"] }]
         rooms = [{ name = "hall", kind = "seminar" }]`,
      );
      const program = startProgram(['serve', '--config', config], { runtime });
      await program.line(/"msg":"ready"/);
      const ask = async (...words: string[]) => runProgram([...words, '--control', folder.at('c.sock')], { runtime });
      const behaviours = async () =>
        JSON.parse((await ask('room', 'hall', '--json')).out).behaviours.map(({ name, settings }: Record<string, unknown>) => [
          name,
          settings,
        ]);
      equal(await behaviours(), [
        ['hands', { most: 5 }],
        ['rest', {}],
      ]);
      folder.write('hands.js', hands('most: z.int().default(3), least: z.int().default(1)'));
      const reloaded = await ask('reload');
      equal([reloaded.code, reloaded.err], [0, '']);
      equal((await behaviours())[0], ['hands', { most: 5, least: 1 }]);
      folder.write('hands.js', hands('most: z.int().max(4).default(3)'));
      const refused = await ask('reload');
      equal(
        [refused.code, refused.err.trim()],
        [1, `${config}: kinds[0]: The kind seminar, behaviour hands: most must be at most 4, not 5.`],
      );
      equal((await behaviours())[0], ['hands', { most: 5, least: 1 }]);
      program.child.kill('SIGTERM');
      equal([await program.ended, program.err], [0, '']);
      await server.close();
    });

    test('does not start with behaviours that are wrong, and names each fault and its place', async () => {
      const folder = await outside();
      folder.write('slip.js', hands('most: z.int()').replace('hears', 'heers'));
      folder.write('broken.js', 'const a = 1;\nexport default = a;\n');
      folder.write('typed.ts', 'export default { name: "typed", about: "x", hears: { said: (): undefined => undefined } };\n');
      const config = folder.write(
        'confab.toml',
        'server = "h"\ndomain = "d"\nsecret = "s"\nbehaviours = ["./slip.js", "./broken.js", "./typed.ts", "@acme/none"]',
      );
      const { code, out, err } = await runProgram(['serve', '--config', config], { runtime });
      equal([code, out], [78, '']);
      const said = err
        .trim()
        .split('\n')
        .map(line => line.replaceAll(`${folder.path}/`, ''));
      const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
      const reads = name === 'Deno' || major > 22 || (major === 22 && minor >= 18);
      const typed =
        'confab.toml: behaviours[2] typed.ts: this is TypeScript, which this version of Node cannot read: name the JavaScript that it is compiled to, or use Node 22.18 or later, or Deno';
      is(said[0], 'confab.toml: behaviours[0] slip.js: The behaviour hands has “heers”, which is not known: did you mean hears?');
      match(said[1]!, /^confab\.toml: behaviours\[1\] broken\.js, line 2, column 16: it is not JavaScript: /);
      equal(said.slice(2), [
        ...(reads ? [] : [typed]),
        `confab.toml: behaviours[3] @acme/none is not installed where ${folder.path} would find it: run npm install @acme/none there`,
      ]);
    });
  });
}

/** A behaviour as its author writes it, with these settings. */
const hands = (settings: string) => `import { behaviour, z } from 'confab/behaviour';
export default behaviour({ name: 'hands', about: 'x', settings: z.strictObject({ ${settings} }), hears: { said: () => undefined } });
`;

/** A folder that has Confab and another package installed, and a behaviour. */
async function outside() {
  const folder = temporaryFolder();
  mkdirSync(folder.at('node_modules/@acme/rest'), { recursive: true });
  symlinkSync(dirname((await building!).folder), folder.at('node_modules/confab'));
  folder.write('package.json', '{"type":"module"}');
  folder.write('node_modules/@acme/rest/package.json', '{"name":"@acme/rest","exports":"./rest.json"}');
  folder.write('node_modules/@acme/rest/rest.json', '{"name":"rest","about":"x"}');
  folder.write('hands.js', hands('most: z.int().default(3)'));
  return folder;
}

suite('cli', test => {
  test.after(async () => (await building)?.remove());

  test('can be run by its own first line', () => {
    const source = readFileSync(fileURLToPath(new URL('../../adapters/cli.ts', import.meta.url)), 'utf8');
    is(source.split('\n')[0], '#!/usr/bin/env node');
    is(bin.confab, 'dist/adapters/cli.js');
  });
});
