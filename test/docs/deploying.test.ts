import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ArgsDef } from 'citty';
import { parse } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import { checkArguments } from '../../adapters/arguments.ts';
import { repeatableFlags } from '../../adapters/command-flags.ts';
import { runCommandLine } from '../../adapters/command-line.ts';
import { commandTable } from '../../adapters/commands/all.ts';
import { type Config, readConfig } from '../../adapters/config.ts';
import { openControl } from '../../adapters/control.ts';
import { answerControl } from '../../adapters/control-commands.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { equip } from '../../adapters/equipment.ts';
import { exitCode, exitMeanings } from '../../adapters/exit-code.ts';
import { serverKinds } from '../../adapters/server-block.ts';
import { settingsTable } from '../../adapters/settings-table.ts';
import { capture } from '../adapters/capture.ts';
import { temporaryFolder } from '../adapters/folder.ts';
import { suite } from '../suite.ts';
import { fenced, shellWords } from './examples.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/deploying.md');
const folder = temporaryFolder();
const domain = 'rooms.example.org';

/** Commands of others that the page shows; what they do is theirs. */
const otherPrograms = ['chmod', 'chown', 'ejabberdctl', 'install', 'journalctl', 'npm', 'podman', 'systemctl'];

const lines = fenced(page, 'sh').flatMap(block => block.trimEnd().split('\n'));
const ours = lines.filter(line => line.startsWith('confab '));

/** The words of one of our commands, with the folders of the page replaced by one of this test. */
const wordsOf = (line: string) =>
  shellWords(line)
    .slice(1)
    .map(word => word.replaceAll(/\/etc\/confab|\/run\/confab/g, folder.path));

/** The configuration that a line with serve or check means. */
function configOf(words: readonly string[]): Config {
  const { values, problems } = checkArguments(words.slice(1), commandTable.commands[words[0]!]!.args as ArgsDef, repeatableFlags);
  equal(problems, []);
  const flag = (name: string) => values[name]?.[0];
  return readConfig({
    file: flag('config'),
    flags: { server: flag('server'), domain: flag('domain'), secretFile: flag('secret-file') },
    sets: values.set ?? [],
    env: {},
  });
}

/** What a control socket asks, of a real service with the rooms of the page; somebody waits to enter the hall. */
function serving() {
  let given = 0;
  const engine = makeEngine(
    {
      domain,
      rooms: [
        { name: 'lobby' },
        { name: 'hall', kind: 'lecture' },
        { name: 'board', kind: 'whiteboard' },
        { name: 'example.org=2fnews', kind: 'url' },
      ],
    },
    { write: () => {}, clock: { now: () => 0, every: () => () => {} }, fresh: () => `${++given}`.padStart(24, '0') },
  );
  engine.take(parse(`<presence from="rex@example.org/home" to="hall@${domain}/Rex"/>`) as never);
  return { engine, domain, online: () => true, reload: async () => ({}) };
}

suite('docs: deploying', test => {
  test.before(() => {
    folder.write('secret', 'hunter2\n');
    folder.write('confab.toml', fenced(page, 'toml')[0]!);
  });

  test('has examples of every command that a deployment needs; the others are on the page that it names', () => {
    const elsewhere = ['docs/extending.md', 'docs/playground.md'].map(read);
    const others = elsewhere.flatMap(text => fenced(text, 'sh')).flatMap(block => block.trimEnd().split('\n'));
    const shown = new Set([...ours, ...others.filter(line => line.startsWith('confab '))].map(line => line.split(' ')[1]));
    for (const name of Object.keys(commandTable.commands)) ok(shown.has(name), name);
  });

  test('shows a configuration file that is right, without a warning', () => {
    const config = readConfig({ file: folder.write('confab.toml', fenced(page, 'toml')[0]!), env: {} });
    equal(config.warnings, []);
    is(config.settings.rooms[1]?.secret, 'open sesame');
  });

  test('shows kinds, patterns and behaviours from outside that are right', async () => {
    const files = ['quiet-hours.json', 'pause.toml'];
    for (const name of files) cpSync(fileURLToPath(new URL(`docs/examples/${name}`, root)), folder.at(name));
    const [, text, ...more] = fenced(page, 'toml');
    equal(more, []);
    const flags = { server: 'localhost', domain, secret: 'x' };
    const config = readConfig({ file: folder.write('kinds.toml', text!), flags, env: {} });
    equal(
      config.outside.list,
      files.map(name => folder.at(name)),
    );
    const { kinds, brought } = await equip(config);
    const engine = makeEngine(config.settings, { ...brought, write: () => {} });
    const [hall] = engine.rooms();
    const lobby = engine.room(hall!.name)!.behaviours.find(({ name }) => name === 'lobby');
    is((lobby!.settings as { seconds: number }).seconds, 300);
    is(kinds.get('seminar')!.parts.length, 7);
    engine.stop();
  });

  test('shows lines of serve and check whose configuration is right', () => {
    const serving = ours.map(wordsOf).filter(([name]) => name === 'serve' || name === 'check');
    ok(serving.length >= 5);
    for (const words of serving) is(configOf(words).domain, domain);
    is(configOf(serving.find(words => words.includes('--set'))!).settings.title, 'Our rooms');
  });

  test('shows lines of all other commands that do what they say', async () => {
    const control = await openControl(folder.at(`${domain}.sock`), serving());
    const running = ours.map(wordsOf).filter(([name]) => name !== 'serve' && name !== 'check');
    for (const words of running) {
      if (words[0] === 'init') rmSync(folder.at('secret'), { force: true });
      const { io, out, err } = capture({ RUNTIME_DIRECTORY: folder.path });
      equal([await runCommandLine(words, commandTable, io), err], [0, []], words.join(' '));
      ok(out.length > 0);
    }
    await control.close();
  });

  test('shows no other commands than those that it is known to need, and only files that are there', () => {
    for (const line of lines.filter(line => !line.startsWith('confab '))) {
      ok(otherPrograms.includes(shellWords(line)[0]!), line);
    }
    const linked = page.matchAll(/\((deploying\/[\w.]+)\)|(docs\/deploying\/[\w.]+)/g);
    for (const [, link, path] of linked) ok(existsSync(new URL(path ?? `docs/${link}`, root)), link ?? path);
  });

  test('shows the blocks that init prints', () => {
    const uncommented = (name: string) =>
      serverKinds[name]!.block({ domain, secret: '…', port: 5347, secretFile: 'f' }).replaceAll(/^(--|#).*\n/gm, '');
    equal(fenced(page, 'lua'), [uncommented('prosody')]);
    equal(fenced(page, 'yaml'), [uncommented('ejabberd')]);
  });

  test('shows requests that the control socket takes', async () => {
    const requests = fenced(page, 'json').join('').trim().split('\n');
    const context = serving();
    for (const line of requests) {
      const answer = await answerControl(line, context);
      is(answer.ok, true, `${line}: ${JSON.stringify(answer)}`);
    }
  });

  test('has no example in another language, which nothing would check', () => {
    const languages = [...page.matchAll(/^ *```(\w*)$/gm)].map(([, name]) => name).filter(name => name !== '');
    equal([...new Set(languages)].sort(), ['json', 'lua', 'sh', 'toml', 'yaml']);
  });

  test('has the table of settings that the schema gives', () => {
    const shown = /<!-- settings:[^>]*-->\n([\s\S]*?)\n<!-- \/settings -->/.exec(page)?.[1];
    is(shown?.trim(), settingsTable(), 'make it anew with: npx tsx test/docs/write-settings.ts');
  });

  test('has the table of exit codes', () => {
    for (const [name, code] of Object.entries(exitCode)) {
      const row = `| ${code} | ${exitMeanings[name as keyof typeof exitMeanings]} |`;
      ok(page.includes(row), row);
    }
  });

  test('comes with a systemd unit whose command line is right', () => {
    const unit = read('docs/deploying/confab.service');
    const command = /^ExecStart=\/usr\/bin\/node \/opt\/confab\/(\S+) (.*)$/m.exec(unit)!;
    is(command[1], JSON.parse(read('package.json')).bin.confab);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: systemd's own
    const words = command[2]!.replace('${CREDENTIALS_DIRECTORY}', folder.path).split(' ');
    folder.write('confab.toml', fenced(page, 'toml')[0]!);
    folder.write('secret', 'hunter2\n');
    is(configOf(words).secret, 'hunter2');
    const codes = /^RestartPreventExitStatus=(.*)$/m.exec(unit)![1]!.split(' ').map(Number);
    equal(codes, [exitCode.usage, exitCode.refused, exitCode.config]);
  });

  test('comes with a container file that copies what the program needs', () => {
    const text = read('docs/deploying/Containerfile');
    match(text, /ln -s \/opt\/confab\/dist\/adapters\/cli\.js \/usr\/local\/bin\/confab/);
    const copied = [...text.matchAll(/--from=build \/src\/dist\/(\w+) /g)].map(([, name]) => `dist/${name}`);
    const shipped = JSON.parse(read('package.json')).files.filter((path: string) => path.startsWith('dist/'));
    equal(copied.sort(), shipped.sort());
  });
});
