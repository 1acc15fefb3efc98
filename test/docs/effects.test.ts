// docs/effects.md: its five lines, its backend and its behaviour, as they stand there.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, is, match, ok } from 'uvu/assert';
import { readConfig } from '../../adapters/config.ts';
import { provisions } from '../../adapters/effects/provisions.ts';
import { createLog } from '../../adapters/log.ts';
import { openEffects } from '../../adapters/open-effects.ts';
import { calledRoom } from '../adapters/effects/called-room.ts';
import { temporaryFolder } from '../adapters/folder.ts';
import { startProgram } from '../adapters/program.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { withEffectTables } from './effect-tables.ts';
import { fenced } from './examples.ts';
import { typeProblems } from './type-check.ts';

const page = readFileSync(join(root, 'docs/effects.md'), 'utf8');
const files = new Map([...page.matchAll(/<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g)].map(([, name, text]) => [name!, text!]));
const folder = temporaryFolder();
const flags = { server: 'localhost:5347', domain: 'rooms.disney', secretFile: 'secret' };
folder.write('secret', 'hunter2\n');
folder.write('gatekeeper.secret', 'one that nobody guesses\n');
const read = (toml: string) => {
  folder.write('confab.toml', toml);
  return readConfig({ file: 'confab.toml', cwd: folder.path, flags, env: {} });
};

/** A service by the five lines, with the backend of the page. @param secret by which it signs, if another */
async function gated(secret?: string) {
  folder.write('package.json', '{ "type": "module" }');
  const own = JSON.stringify(folder.at('gatekeeper.secret'));
  const file = folder.write('receiver.js', files.get('receiver.js')!.replace("'gatekeeper.secret'", own));
  const backend = startProgram([], { runtime: [process.execPath, file], env: { PORT: '0' } });
  const [, port] = /listening on (\d+)/.exec(await backend.line(/listening on/))!;
  const here = files.get('gated.toml')!.replace('https://backend.example.org', `http://127.0.0.1:${port}`);
  const { calls, settings } = read(`deadLetters = "dead.jsonl"\n${here}allow = ["127.0.0.1:${port}"]\n`);
  const [hook] = calls.effects;
  const signing = { ...hook!, settings: { ...(hook!.settings as object), ...(secret ? { secret } : {}) } };
  const effects = openEffects({ calls: { ...calls, effects: [signing] } }, createLog({ level: 'silent', pretty: false }));
  const room = calledRoom({ ...settings, create: 'anyone' }, { effects });
  const end = async () => {
    room.engine.detach();
    backend.child.kill();
    await backend.ended;
  };
  return { ...room, end };
}

suite('docs/effects.md', test => {
  test('asks a backend who may enter in five lines', () => {
    const text = files.get('gated.toml')!;
    is(text.trim().split('\n').length, 5);
    const { calls, settings } = read(text);
    equal([calls.effects.map(({ name }) => name), settings.patterns.map(({ kind }) => kind)], [['gatekeeper'], ['gated']]);
  });

  test('has a backend that knows what we sign, and lets in whom it knows', async () => {
    const { engine, enter, writes, tells, told, end } = await gated();
    try {
      enter('rex', 'den', 'example.org');
      await writes('Members only.');
      is(engine.room('den'), undefined);
      enter('woody', 'den', 'example.org');
      await tells('entered');
      enter('buzz', 'den', 'example.org');
      await tells('entered', 2);
      equal(
        told.flatMap(fact => (fact.type === 'entered' ? [fact.who.bare] : [])),
        ['woody@example.org', 'buzz@example.org'],
      );
    } finally {
      await end();
    }
  });

  test('has a backend that answers nobody else, and a file for what was lost', async () => {
    const { engine, enter, writes, end } = await gated('one that the backend does not know');
    try {
      enter('woody', 'den', 'example.org');
      await writes('Try again later.');
      is(engine.room('den'), undefined);
      const [letter] = readFileSync(folder.at('dead.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      equal(
        [letter.effect, letter.reason, letter.text, letter.tries],
        ['gatekeeper', 'refused', 'The web hook answered 401.', 1],
      );
      is(letter.input.person, 'woody@example.org');
    } finally {
      await end();
    }
  });

  test('shows a call as it is posted', () => {
    const [shown] = fenced(page, 'json').map(text => JSON.parse(text));
    equal(Object.keys(shown), ['id', 'room', 'behaviour', 'effect', 'input', 'at']);
    equal(Object.keys(shown.input), ['person', 'nicks', 'room', 'kind', 'action']);
  });

  test('has a behaviour whose test passes, and the lines that provide it', async () => {
    // inside the tree, so that packages are found
    const place = join(root, 'test/docs', `.effects-${process.pid}`);
    mkdirSync(place);
    try {
      for (const name of ['town-clock.js', 'town-clock.test.js'])
        writeFileSync(
          join(place, name),
          files
            .get(name)!
            .replace("'confab/behaviour'", "'../../../machines/extension.ts'")
            .replace("'confab/testing'", "'../../../adapters/testing/testing.ts'"),
        );
      const words = ['--import', 'tsx', '--test', join(place, 'town-clock.test.js')];
      // without what says to it that it is run by another test
      const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_V8_COVERAGE: undefined, NODE_OPTIONS: undefined };
      const { code, out } = await new Promise<{ code: unknown; out: string }>(resolve => {
        execFile(process.execPath, words, { cwd: root, env, timeout: 60_000 }, (error, out) =>
          resolve({ code: error?.code ?? 0, out }),
        );
      });
      is(code, 0, out);
      match(out, /pass 2/);
      folder.write('town-clock.js', files.get('town-clock.js')!);
      const config = read(files.get('town-clock.toml')!);
      equal(
        config.calls.effects.map(({ name, settings }) => [name, settings]),
        [['town-clock', { zone: 'Europe/Berlin' }]],
      );
      const { default: townClock } = await import(join(place, 'town-clock.js'));
      equal(config.check({ behaviours: [townClock] }).problems, []);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });

  test('has an example for embedding that type-checks', () => {
    const file = join(root, 'test/docs', `.effects-${process.pid}.ts`);
    writeFileSync(file, files.get('embedded.ts')!.replaceAll("from 'confab'", "from '../../adapters/confab.ts'"));
    try {
      equal(typeProblems(file), []);
    } finally {
      rmSync(file);
    }
  });

  test('has the settings of every sort of effect', () => {
    is(page, withEffectTables(page), 'docs/effects.md is stale: npm run settings');
    for (const { use } of provisions) ok(page.includes(`<!-- effect: ${use} -->`), use);
  });
});
