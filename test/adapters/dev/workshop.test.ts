// Files that somebody is writing, and the rooms of a real engine that go on by them.
import { equal, instance, is, match, ok } from 'uvu/assert';
import { ConfigError, readConfig } from '../../../adapters/config.ts';
import { workpiece } from '../../../adapters/dev/workpiece.ts';
import { Workshop } from '../../../adapters/dev/workshop.ts';
import { makeEngine } from '../../../adapters/engine.ts';
import { ServiceSettings } from '../../../machines/settings.ts';
import { suite } from '../../suite.ts';
import { type Folder, temporaryFolder } from '../folder.ts';
import { rejectionOf, thrownBy } from '../thrown.ts';

const chart = (name: string, more: object = {}) => JSON.stringify({ name, about: 'x', ...more });

function configOf(folder: Folder, more = '') {
  const text = `server = "h"\ndomain = "rooms.x"\nsecret = "s"\n${more}`;
  return readConfig({ file: folder.write('confab.toml', text), env: {} });
}

/** A workshop with these files, and an engine with its rooms. */
async function opened(folder: Folder, files: readonly string[], more = '') {
  const config = configOf(folder, more);
  const workshop = new Workshop({ files, config });
  await workshop.open();
  const rooms = [...workshop.rooms(config.settings.rooms.map(({ name }) => name)), ...config.settings.rooms];
  const settings = ServiceSettings.parse({ ...config.settings, rooms });
  const engine = makeEngine(settings, { ...workshop.brought(), clock: { now: () => 0, every: () => () => {} } });
  const kindsOf = () => engine.rooms().map(({ name, kind }) => `${name} ${kind}`);
  const behavioursOf = (room: string) => engine.room(room)!.behaviours.map(({ name }) => name);
  return { workshop, running: { engine, settings }, kindsOf, behavioursOf };
}

const folderOfModules = () => {
  const folder = temporaryFolder();
  folder.write('package.json', '{"type":"module"}');
  return folder;
};
const kindModule = (...names: string[]) =>
  [
    `import { kind } from '${new URL('../../../machines/kind.ts', import.meta.url).href}';`,
    ...names.map((name, i) => `export const k${i} = kind({ name: '${name}', about: 'x', listed: true }, []);`),
  ].join('\n');

suite('dev: workshop', test => {
  test('tries each file in a room of its own, with its behaviours before those for talk', async () => {
    const folder = folderOfModules();
    const files = [folder.write('One.two.json', chart('one')), folder.write('lobby.json', chart('other'))];
    const { kindsOf, behavioursOf, workshop } = await opened(folder, files, 'rooms = [{ name = "lobby" }]');
    equal([...kindsOf()].sort(), ['lobby public', 'lobby-2 with-lobby', 'one-two with-one-two']);
    equal(behavioursOf('one-two').slice(0, 2), ['one', 'moderation']);
    equal(
      workshop.files.map(({ rooms }) => rooms),
      [['one-two'], ['lobby-2']],
    );
  });

  test('ends each sentence once', async () => {
    const folder = folderOfModules();
    const { workshop } = await opened(folder, [folder.write('one.json', '{"name":"one"}')]);
    equal(workshop.files[0]!.problems, ['about: this is missing: write a text.']);
  });

  test('tries a kind as it is, and each where a file has several', async () => {
    const folder = folderOfModules();
    const { kindsOf, workshop, running } = await opened(folder, [folder.write('kinds.js', kindModule('red', 'blue'))]);
    equal(kindsOf(), ['red red', 'blue blue']);
    // one that is there no more is followed by the first that is
    folder.write('kinds.js', kindModule('green', 'blue'));
    await workshop.reload(running);
    equal(kindsOf(), ['red green', 'blue blue']);
  });

  test('calls files of one name differently, and one without a name somehow', () => {
    const folder = temporaryFolder();
    const named = (file: string, ...taken: string[]) => workpiece(folder.write(file, ''), true, new Set(taken)).name;
    equal([named('a b.js'), named('a.js', 'a', 'a-2'), named('...js')], ['a-b', 'a-3', 'tried']);
    match(thrownBy(() => workpiece('./none.js', true, new Set())).message, /^--behaviour \.\/none\.js is not there/);
  });

  test('keeps what was good where a file does not fit a room, another file or the others in the room', async () => {
    const folder = folderOfModules();
    const [one, two] = [folder.write('one.json', chart('one')), folder.write('two.json', chart('two'))];
    const { workshop, running, behavioursOf } = await opened(folder, [one, two]);
    const broken = async (text: string) => {
      folder.write('two.json', text);
      const error = await rejectionOf(workshop.reload(running));
      instance(error, ConfigError);
      equal(behavioursOf('two')[0], 'two');
      equal(workshop.files[1]!.problems, (error as ConfigError).problems);
      return error.message;
    };
    match(await broken(chart('one')), /two behaviours one: give one of them another name/);
    match(await broken(chart('topic')), /topic.*comes with Confab/);
    match(await broken('{'), /^line 1/);
    folder.write('two.json', chart('three'));
    await workshop.reload(running);
    equal([behavioursOf('two')[0], workshop.files[1]!.problems], ['three', []]);
  });

  test('begins without what is broken, and lets the rooms begin without what cannot', async () => {
    const folder = folderOfModules();
    const { workshop, behavioursOf, running } = await opened(folder, [folder.write('one.json', '[]')]);
    ok(workshop.files[0]!.problems.length > 0);
    is(behavioursOf('one')[0], 'moderation');
    is(workshop.giveUp('nothing is there to give up'), false);
    folder.write('one.json', chart('one'));
    await workshop.reload(running);
    is(workshop.giveUp('It cannot begin.'), true);
    equal([workshop.brought().behaviours, workshop.files[0]!.problems], [[], ['It cannot begin.']]);
  });

  test('takes what a configuration names, too, and refuses to begin where that is broken', async () => {
    const folder = folderOfModules();
    folder.write('gate.json', chart('gate'));
    const more = `behaviours = ["./gate.json"]\nkinds = [{ name = "barred", about = "x", behaviours = ["gate"] }]\nrooms = [{ name = "hall", kind = "barred" }]\n`;
    const { workshop, running, kindsOf } = await opened(folder, [], more);
    equal(kindsOf(), ['hall barred']);
    const notes = await workshop.reload(running);
    equal(notes, { 'hall@rooms.x': [] });
    folder.write('gate.json', chart('fence'));
    match((await rejectionOf(workshop.reload(running))).message, /lists the behaviour gate, which is not known/);
    match((await rejectionOf(opened(folder, [], more))).message, /lists the behaviour gate, which is not known/);
    folder.write('gate.json', '{');
    match((await rejectionOf(opened(folder, [], more))).message, /line 1/);
    const missing = configOf(folder, 'behaviours = ["@acme/none"]');
    match((await rejectionOf(new Workshop({ files: [], config: missing }).open())).message, /@acme\/none/);
  });
});
