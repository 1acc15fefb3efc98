// docs/inspector.md against the program: its settings, its commands, its paths, what is sent to it, and its sample.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'ltx';
import ts from 'typescript';
import { equal, is, match, ok } from 'uvu/assert';
import { runCommandLine } from '../../adapters/command-line.ts';
import { commandTable } from '../../adapters/commands/all.ts';
import { readConfig } from '../../adapters/config.ts';
import { openControl } from '../../adapters/control.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { readAdminRequest } from '../../adapters/inspect/admin.ts';
import { inspectorAnswers } from '../../adapters/inspect/answers.ts';
import { capture } from '../adapters/capture.ts';
import { temporaryFolder } from '../adapters/folder.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { fenced, shellWords } from './examples.ts';

const page = readFileSync(join(root, 'docs/inspector.md'), 'utf8');
const folder = temporaryFolder();
const domain = 'rooms.example.org';
const token = 'abcdefghijklmnopqrstuvwx';
const here = (text: string) => text.replaceAll(/\/etc\/confab|\/run\/confab/g, folder.path);

/** A service with a lecture in the hall, in which somebody sits. */
function lecturing() {
  let given = 0;
  const engine = makeEngine(
    { domain, rooms: [{ name: 'hall', kind: 'lecture' }], moderators: ['rex@example.org'] },
    { write: () => {}, clock: { now: () => 0, every: () => () => {} }, fresh: () => `${++given}`.padStart(24, '0') },
  );
  engine.take(parse(`<presence from="rex@example.org/home" to="hall@${domain}/Rex"/>`) as never);
  return { engine, domain, online: () => true };
}

const lines = fenced(page, 'sh').flatMap(block => block.trimEnd().split('\n'));

suite('docs/inspector.md', test => {
  test.before(() => {
    for (const name of ['inspector.token', 'andy.token', 'secret']) folder.write(name, `${name[0]}${token}\n`);
  });

  test('shows settings that are right, without a warning', () => {
    const flags = { server: 'localhost', domain, secretFile: folder.at('secret') };
    const read = fenced(page, 'toml').map(text => readConfig({ file: folder.write('c.toml', here(text)), flags, env: {} }));
    ok(read.length >= 4);
    for (const { warnings, inspector } of read) {
      equal(warnings, []);
      equal(inspector?.listen, { host: '127.0.0.1', port: 7350 });
    }
    equal(
      read.map(({ inspector }) => inspector!.shows.texts),
      [false, false, true, false],
    );
    equal([...read.at(-1)!.inspector!.admins.values()], ['andy']);
    match(fenced(page, 'nginx')[0]!, /server_name inspect\.example\.org;/);
    equal(read[1]!.inspector!.hosts, ['inspect.example.org']);
  });

  test('shows commands that do what they say', async () => {
    const [toml] = fenced(page, 'toml');
    folder.write('confab.toml', here(`server = "localhost"\ndomain = "${domain}"\nsecretFile = "secret"\n${toml}`));
    const control = await openControl(folder.at(`${domain}.sock`), lecturing());
    const run = lines.filter(line => line.startsWith('confab inspect') && !line.includes(' | '));
    ok(run.length >= 6);
    for (const line of run) {
      const { io, out, err } = capture({ RUNTIME_DIRECTORY: folder.path });
      const words = shellWords(line).slice(1).map(here);
      equal([await runCommandLine(words, commandTable, io), err], [0, []], line);
      ok(out.length > 0, line);
      if (line.includes('--url')) equal(out, [`http://127.0.0.1:7350/~i${token}/`]);
    }
    await control.close();
  });

  test('names paths that are answered, and shows requests that are taken', async () => {
    const { engine } = lecturing();
    const lens = engine.inspect({ shows: { texts: false, addresses: false } });
    const app = inspectorAnswers(
      { lens: () => lens, token, admins: new Map(), engine: () => undefined, hosts: [], log: () => {} },
      () => 7350,
    );
    const answered = async (path: string) => {
      const response = await app.request(`http://127.0.0.1:7350/~${token}/${path}`, { headers: { host: '127.0.0.1:7350' } });
      await response.body?.cancel();
      return response.status;
    };
    const table = /<!-- paths:[^>]*-->\n([\s\S]*?)<!-- \/paths -->/.exec(page)![1]!;
    const paths = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => {
      const [path, ...endings] = [...cell!.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
      return path ? [path, ...endings.map(ending => path.replace(/\.\w+$/, ending))] : [];
    });
    const shown = lines.flatMap(line => /^curl .*\$\(confab inspect --url\)([\w/.]+)"/.exec(line)?.[1] ?? []);
    equal([paths.length, shown.length], [11, 2]);
    for (const path of [...paths, ...shown]) is(await answered(path), 200, path);
    is(await answered('api/rooms/hell'), 404);
    for (const line of fenced(page, 'json').join('').trim().split('\n')) equal(readAdminRequest(line), JSON.parse(line));
    lens.stop();
    engine.stop();
  });

  test('shows a room as it is written', async () => {
    const { engine } = lecturing();
    const { io, out } = capture({ RUNTIME_DIRECTORY: folder.path });
    const control = await openControl(folder.at(`${domain}.sock`), { engine, domain, online: () => true });
    await runCommandLine(['inspect', 'hall'], commandTable, io);
    await control.close();
    equal(fenced(page, 'text')[0]!.trimEnd().split('\n'), out);
  });

  test('has a program that can be read, and pictures that are there', () => {
    const [program] = fenced(page, 'js');
    const { diagnostics } = ts.transpileModule(program!, { reportDiagnostics: true, fileName: 'stately.js' });
    equal(diagnostics, []);
    const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path!);
    ok(pictures.length > 0);
    for (const path of pictures) ok(existsSync(join(root, 'docs', path)), path);
  });

  test('has no example in another language, which nothing would check', () => {
    const languages = [...page.matchAll(/^ *```(\w*)$/gm)].map(([, name]) => name).filter(name => name !== '');
    equal([...new Set(languages)].sort(), ['js', 'json', 'nginx', 'sh', 'text', 'toml']);
  });
});
