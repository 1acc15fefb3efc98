// `confab replay`: what it says of a recording that comes out as it was, of one that does not, and of what is no recording;
// and that it comes to the same on Node and Deno, in any time zone and language.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { equal, is, match, ok } from 'uvu/assert';
import { runCommandLine } from '../../../adapters/command-line.ts';
import { commandTable } from '../../../adapters/commands/all.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { type Compiled, compiled } from '../../bench/compiled.ts';
import { Conversation } from '../../machines/conversation.ts';
import { moves, play, scene } from '../../machines/random-talk.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';
import { onDeno, type Runtime, runProgram } from '../program.ts';
import { type RoomRecord, recordAll } from '../recording/live-record.ts';
import { shouting } from '../recording/shouting.ts';

const source = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Two people in a room, of whom one shouts, to its end. */
function shoutedOut(): RoomRecord {
  const { talk, record } = shouting();
  talk.close();
  return record;
}

// written as .mts: taken for CommonJS it would bring the sources a second time, compiled otherwise
const quiet = `
import { behaviour, refuse } from '${source('machines/extension.ts')}';
export default behaviour({
  name: 'notices',
  about: 'Nobody shouts.',
  rules: {
    speak: (_, { content }) => (content.body === content.body?.toUpperCase() ? refuse('not-acceptable', 'Do not shout.') : undefined),
  },
});
`;

async function asked(...words: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommandLine(['replay', ...words], commandTable, {
    env: {},
    out: line => out.push(line),
    err: line => err.push(line),
  });
  return { code, out, err };
}

suite('confab replay', test => {
  const folder = temporaryFolder();

  test('says that everything is as recorded, and writes the facts for their owner alone', async () => {
    const { text, facts, steps } = shoutedOut();
    const file = folder.write('den.jsonl', text);
    const written = folder.at('facts.jsonl');
    const { code, out, err } = await asked(file, '--facts', written);
    equal([code, err], [0, []]);
    is(out[0], `den@conference.disney: ${steps} requests, ${facts.length} facts: everything as recorded`);
    match(out[1]!, /^digest [0-9a-f]{64}$/);
    is(readFileSync(written, 'utf8'), `${facts.join('\n')}\n`);
    is(statSync(written).mode & 0o077, 0);
    const here = await asked(file, '--facts', '-');
    equal(here.out.join('\n'), facts.join('\n'));
    equal(here.err, out);
    match((await asked(file, '--facts', folder.path)).err[0]!, /cannot be written/);
  });

  test('shows the steps, some of them, and all as data', async () => {
    const record = shoutedOut();
    const file = folder.write('den.jsonl', record.text);
    const { code, out } = await asked(file, '--step', '--from', '4', '--to', '5');
    is(code, 0);
    match(
      out.join('\n'),
      /^step 4, line 7, \+0\.000 s: enter by buzz@disney\/home\n( {2}.*\n)+step 5, line 8, \+5\.000 s: say by buzz@disney\/home\n {2}said id-\d+\n/,
    );
    const data = JSON.parse((await asked(file, '--json', '--step', '--to', '2')).out.join('\n'));
    equal([data.requests, data.different, data.steps.length], [2, 0, 2]);
    equal(Object.keys(data.steps[0]), ['step', 'line', 'after', 'request', 'told', 'isSame']);
    for (const wrong of ['0', '-1', 'x', '1.5']) equal((await asked(file, `--from=${wrong}`)).code, 2, wrong);
  });

  test('shows what a changed behaviour does, with its ruling, and ends with code 1', async () => {
    const file = folder.write('den.jsonl', shoutedOut().text);
    const changed = folder.write('quiet.mts', quiet);
    const { code, out } = await asked(file, '--behaviour', changed);
    is(code, 1);
    match(out[0]!, /different in 1 of them$/);
    match(
      out.slice(2).join('\n'),
      /^step 6, line 9, \+5\.000 s: say by woody@disney\/home\n {2}recorded: {2}said id-\d+\n {2}replayed: {2}refused not-acceptable\n {2}ruling: {4}refused by notices: “Do not shout\.”$/,
    );
    const two = await asked(file, '--behaviour', changed, '--against', 'recorded');
    is(two.code, 1);
    match(two.out.join('\n'), / {2}before: {4}\{"fact":\{"at":.*\n {2}changed: {3}\{"fact":\{"refusal":/);
    equal((await asked(file, '--behaviour', changed, '--against', changed)).code, 0);
    equal((await asked(file, '--behaviour', folder.at('none.ts'))).code, 78);
  });

  test('finds kinds in files and configurations, and says what is not there', async () => {
    const file = folder.write('den.jsonl', shoutedOut().text);
    is((await asked(file, '--kind', 'lecture')).code, 1);
    match((await asked(file, '--kind', 'lectrue')).err[0]!, /there is no kind lectrue: did you mean lecture\?/);
    const config = folder.write('confab.toml', "[[kinds]]\nname = 'private'\nabout = 'Bare.'\nbehaviours = ['notices']\n");
    is((await asked(file, '--config', config)).code, 0);
    const drum = folder.write('drum.mts', quiet.replace("'notices'", "'drum'"));
    match((await asked(file, '--behaviour', drum)).err[0]!, /The behaviour drum is not in the kind private of this room/);
  });

  test('shows the first ten differences, or all', async () => {
    const talk = new Conversation();
    const [records, woody] = [recordAll(talk), talk.visitor('woody')];
    woody.join('den');
    for (let i = 0; i < 12; i++) woody.say('den', 'HEY', { id: 'stanza' });
    const file = folder.write('den.jsonl', records[0]!.text);
    const changed = folder.write('quiet.mts', quiet);
    const some = (await asked(file, '--behaviour', changed)).out;
    equal([some.length, some.at(-1)], [2 + 40 + 1, 'and 2 more: --all shows them']);
    is((await asked(file, '--behaviour', changed, '--all')).out.length, 2 + 48);
  });

  test('replays what it can of a recording that is cut or broken, and says where it is', async () => {
    const { text, lines } = shoutedOut();
    const cut = folder.write('cut.jsonl', text.slice(0, -25));
    const { code, out, err } = await asked(cut);
    is(code, 1);
    match(out[0]!, /: everything as recorded$/);
    const line = text.slice(0, -25).split('\n').length;
    equal(err, [
      `${cut}, line ${line}: it is not JSON: it is the last line, and the recording was cut there. What is before it was replayed: 6 requests.`,
    ]);
    equal((await asked(cut, '--salvage')).code, 0);
    const broken = folder.write('broken.jsonl', [...lines.slice(0, 6), 'xx', ...lines.slice(6)].join('\n'));
    match((await asked(broken, '--json')).out.join('\n'), /"problem": \{\s+"line": 7,\s+"text": "it is not JSON"/);
  });

  test('says in one line why something is no recording', async () => {
    const { lines, text } = shoutedOut();
    const refused = async (content: string, why: RegExp) => {
      const file = folder.write('wrong.jsonl', content);
      const { code, out, err } = await asked(file);
      equal([code, out.length, err.length], [1, 0, 1], content.slice(0, 40));
      ok(err[0]!.startsWith(`${file}, line 1: `), err[0]);
      match(err[0]!, why);
    };
    await refused('', /there is nothing in it/);
    await refused('\x7fELF\0\x01', /it is not JSON/);
    await refused(lines.slice(1).join('\n'), /this is not a recording/);
    await refused(
      text.replace('"version":1', '"version":3'),
      /version 3, and this program reads version 1.*Nothing of it can be replayed/,
    );
    await refused(text.replace('"notices"', '"notizen"'), /the behaviour notizen, which does not come with Confab/);
    match((await asked(folder.at('none.jsonl'))).err[0]!, /none\.jsonl: there is no such file/);
    match((await asked(folder.path)).err[0]!, /is a folder/);
  });

  test('shows the latest requests of a room, and does not replay them', async () => {
    const { lines } = shoutedOut();
    const header = JSON.stringify({ ...JSON.parse(lines[0]!), cut: true });
    const file = folder.write('latest.jsonl', [header, ...lines.slice(4)].join('\n'));
    const { code, err } = await asked(file);
    is(code, 1);
    match(err.join('\n'), /has the latest requests alone.*\n.*line 2: person 1 comes before person 0/);
    const whole = folder.write('latest.jsonl', [header, ...lines.slice(1)].join('\n'));
    const shown = await asked(whole);
    is(shown.code, 0);
    match(shown.out.join('\n'), /step 5, line 8, \+5\.000 s: say by buzz@disney\/home\n {2}said/);
    is(JSON.parse((await asked(whole, '--json')).out.join('\n')).steps.length, 7);
  });
});

const runtimes: Record<string, (file: string) => Runtime> = { Node: file => [process.execPath, file], Deno: onDeno };
const places = [
  // what is compiled is not counted: its lines are others
  { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
];

/** What came of the room that was asked most, in a long conversation in rooms of a kind. */
function longest(kind: string): RoomRecord {
  const room = { ...scene.rooms![0]!, kind };
  const talk = new Conversation({ ...scene, rooms: [room], patterns: [{ names: '*', kind }] });
  const records = recordAll(talk);
  for (const one of fc.sample(moves, { numRuns: 12, seed: 11 }).flat()) play(talk, one);
  return records.sort((a, b) => b.steps - a.steps)[0]!;
}

let building: Promise<Compiled> | undefined;

for (const [name, on] of Object.entries(runtimes)) {
  suite(`confab replay on ${name}`, test => {
    let made: Compiled;
    const folder = temporaryFolder();
    folder.write('package.json', '{ "type": "module" }');

    test.before(async () => {
      building ??= compiled();
      made = await building;
    });

    test('comes to the facts of the live room, whole and in pieces', async () => {
      const [kind] = shippedKinds;
      const record = longest(kind!.name);
      const file = folder.write('den.jsonl', record.text);
      const runtime = on(join(made.folder, 'adapters/cli.js'));
      const half = Math.floor(record.steps / 2);
      const runs = [[], ['--to', `${half}`], ['--from', `${half + 1}`]];
      const [whole, ...pieces] = await Promise.all(
        runs.map((more, i) =>
          runProgram(['replay', file, '--facts', '-', ...more], { runtime, env: places[i % places.length]! }),
        ),
      );
      is(whole!.code, 0, whole!.err);
      const facts = record.facts.map(line => `${line}\n`).join('');
      is(whole!.out, facts);
      is(pieces.map(({ out }) => out).join(''), facts);
    });

    test('comes to the same in every kind of room, in other time zones and languages, byte for byte', async () => {
      const records = shippedKinds.map(kind => longest(kind.name));
      const files = records.map(({ text }, i) => folder.write(`${i}.jsonl`, text));
      const program = source('test/adapters/recording/replay-files.ts');
      const runtime = name === 'Deno' ? onDeno(program) : ([process.execPath, '--import', 'tsx', program] as const);
      for (const env of places) {
        const { code, out, err } = await runProgram(files, { runtime, env });
        is(code, 0, err);
        ok(err.startsWith(`${env.TZ} `), err);
        is(out, records.flatMap(({ facts }) => facts.map(line => `${line}\n`)).join(''));
      }
    });
  });
}
