import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { parse } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import { createMachine } from 'xstate';
import { runCommandLine } from '../../../adapters/command-line.ts';
import { commandTable } from '../../../adapters/commands/all.ts';
import { suite } from '../../suite.ts';
import { capture } from '../capture.ts';
import { temporaryFolder } from '../folder.ts';
import { realContext } from '../real-service.ts';
import { askService } from './ask.ts';

const folder = temporaryFolder();

/** Where no service runs. */
async function draw(...words: string[]) {
  const { io, out, err } = capture({ RUNTIME_DIRECTORY: folder.path });
  const code = await runCommandLine(['draw', ...words], commandTable, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const read = (name: string) => readFileSync(folder.at(name), 'utf8');

const written = `name = "bell"
about = "Whoever comes rings."
initial = "still"

[states.still.on.entered]
to = "ringing"

[states.ringing.on.left]
to = "still"
`;
const module = (
  name: string,
) => `import { behaviour } from '${new URL('../../../machines/define-behaviour.ts', import.meta.url)}';
export const one = behaviour({ name: '${name}', about: 'It is ${name}.', rules: { whisper: () => undefined } });
`;

suite('draw', test => {
  test('draws a kind as text, or as a picture into a file', async () => {
    const { code, out, err } = await draw('lecture');
    equal([code, err], [0, '']);
    is(out, (await draw('lecture', '--mermaid')).out);
    equal(await draw('lecture', '--svg', folder.at('a.svg')), { code: 0, out: '', err: '' });
    is(parse(read('a.svg')).getChildText('title'), 'Statechart: lecture');
    await draw('lecture', '--out', folder.at('b.svg'));
    is(read('b.svg'), read('a.svg'));
  });

  test('draws as Mermaid and as JSON, by flag or by the ending of the file', async () => {
    const mermaid = (await draw('public', '--mermaid')).out;
    match(mermaid, /^stateDiagram-v2\n[\s\S]*state "privacy" as public_privacy/);
    const json = (await draw('public', '--json')).out;
    createMachine(JSON.parse(json));
    await draw('public', '--out', folder.at('p.mmd'));
    await draw('public', '--out', folder.at('p.json'));
    await draw('public', '--out', folder.at('p.md'));
    await draw('public', '--mermaid', '--out', folder.at('q.md'));
    await draw('public', '--json', '--out', folder.at('plain'));
    equal(
      [read('p.mmd'), read('p.json'), read('p.md'), read('q.md'), read('plain')],
      [`${mermaid}\n`, `${json}\n`, `\`\`\`mermaid\n${mermaid}\n\`\`\`\n`, `\`\`\`mermaid\n${mermaid}\n\`\`\`\n`, `${json}\n`],
    );
  });

  test('draws a room of a running service with the states in which it is', async () => {
    const { context, engine, enters } = realContext();
    enters('woody', 'Woody');
    engine.order('hall', 'close');
    const { code, out } = await askService(context, 'draw', 'hall', '--mermaid');
    is(code, 0);
    match(out.join('\n'), /\n {2}class guarded_base_occupied,guarded_guard_closed live$/);
    const { out: json } = await askService(context, 'draw', 'hall@rooms.example.org', '--json');
    equal(JSON.parse(json.join('\n')).states.guard.states.closed.tags, ['live']);
  });

  test('draws a kind that only the running service knows, and not as live', async () => {
    const { out } = await askService(realContext().context, 'draw', 'guarded', '--mermaid');
    is(out.join('\n').includes('live'), false);
    match(out.join('\n'), /guarded_guard_open --> guarded_guard_closed : close \/ confirm/);
  });

  test('takes a word for a kind first, and an address always for a room', async () => {
    const { context, engine } = realContext();
    engine.replace('hall', 'public');
    const { err } = await askService(context, 'draw', 'public@rooms.example.org');
    match(err[0]!, /^There is no room and no kind public@rooms\.example\.org/);
  });

  test('tells on stderr what is wrong with the room', async () => {
    const { context, enters } = realContext();
    for (let i = 0; i < 3; i++) enters('boo', 'Boo');
    const { code, err } = await askService(context, 'draw', 'hall', '--mermaid');
    is(code, 0);
    match(err[0]!, /^guard failed, and nobody is let past it/);
  });

  test('draws a behaviour of a file, with code and without', async () => {
    folder.write('bell.toml', written);
    match((await draw(folder.at('bell.toml'), '--mermaid')).out, /bell_still --> bell_ringing : entered/);
    folder.write('one.mts', module('one'));
    match((await draw(folder.at('one.mts'))).out, /state "one" as one|one : It is one\./);
  });

  test('draws the behaviours of a file side by side, or the kind that it makes of them', async () => {
    folder.write('two.mts', `${module('one')}export const two = behaviour({ name: 'two', about: 'Second.', rules: {} });\n`);
    equal(Object.keys(JSON.parse((await draw(folder.at('two.mts'), '--json')).out).states), ['one', 'two']);
    const kindOf = (name: string) => `export const ${name} = kind({ name: '${name}', about: 'x', listed: true }, [one]);\n`;
    const imported = `import { kind } from '${new URL('../../../machines/kind.ts', import.meta.url)}';\n`;
    folder.write('kind.mts', imported + module('one') + kindOf('den'));
    equal(Object.keys(JSON.parse((await draw(folder.at('kind.mts'), '--json')).out).states), ['base', 'one']);
    folder.write('kinds.mts', imported + module('one') + kindOf('den') + kindOf('lair'));
    const { code, err } = await draw(folder.at('kinds.mts'));
    is(code, 1);
    match(err, /kinds\.mts has several kinds: den, lair\. Name the file under `behaviours`/);
  });

  test('draws a kind of the configuration, with behaviours from outside, and needs no secret', async () => {
    folder.write('bell.toml', written);
    folder.write(
      'confab.toml',
      `domain = "rooms.example"\nbehaviours = ["./bell.toml"]\n[[kinds]]\nname = "den"\nabout = "Quiet."\nbehaviours = ["bell", { name = "slow-mode", seconds = 9 }]\n`,
    );
    const { code, out, err } = await draw('den', '--json', '--config', folder.at('confab.toml'));
    equal([code, err], [0, '']);
    equal(Object.keys(JSON.parse(out).states), ['base', 'bell', 'slow-mode']);
  });

  test('says what is wrong with a configuration', async () => {
    folder.write('wrong.toml', '[[kinds]]\nname = "den"\nabout = "x"\nbehaviours = ["bel"]\n');
    const unknown = await draw('den', '--config', folder.at('wrong.toml'));
    is(unknown.code, 78);
    match(unknown.err, /wrong\.toml: kinds\[0\]: The kind den lists the behaviour bel, which is not known/);
    folder.write('shape.toml', 'behaviours = 3\n');
    match((await draw('den', '--config', folder.at('shape.toml'))).err, /shape\.toml: behaviours must be a list of text/);
    folder.write('gone.toml', 'behaviours = ["./nowhere.ts"]\n');
    match(
      (await draw('den', '--config', folder.at('gone.toml'))).err,
      /^\.\/nowhere\.ts: there is no such file: check the path\.$/,
    );
    const none = await draw('den', '--config', folder.at('no.toml'));
    equal(none.code, 78);
    match(none.err, /no\.toml: there is no such file: check the path\.$/);
  });

  test('says what is wrong with a file', async () => {
    const lost = await draw('nowhere/lost.ts');
    equal([lost.code, lost.err], [78, './nowhere/lost.ts: there is no such file: check the path.']);
    folder.write('nothing.mts', 'export const x = 1;\n');
    match((await draw(folder.at('nothing.mts'))).err, /exports no behaviour and no kind: export what behaviour\(\{…\}\)/);
    match((await draw('@acme/no-such-behaviours')).err, /@acme\/no-such-behaviours/);
  });

  test('says what may have been meant, and that nothing runs', async () => {
    const { code, err } = await draw('lectre');
    is(code, 1);
    match(err, /^There is no kind lectre: did you mean lecture\? A room of that name is not found either\. No Confab is running/);
    match((await draw('quixotic')).err, /^There is no kind quixotic: there are private, public, /);
    match((await draw('hall@rooms.example.org')).err, /^No Confab is running/);
    const answered = await askService(realContext().context, 'draw', 'hallo');
    equal(answered.err, ['There is no room and no kind hallo: did you mean hall?']);
  });

  test('says what is wrong with the flags', async () => {
    const says = async (...words: string[]) => {
      const { code, err, out } = await draw('public', ...words);
      equal([code, out], [2, '']);
      return err;
    };
    is(await says('--json', '--mermaid'), 'confab draw: --mermaid and --json cannot both be: draw it twice.');
    is(await says('--svg', 'x.svg', '--out', 'y.svg'), 'confab draw: --svg and --out both name a file: give one of them.');
    match(await says('--out', 'x.gif'), /the ending of x\.gif does not say how to write it: end it with \.svg, \.mmd,/);
    match(await says('--json', '--out', 'x.svg'), /x\.svg is to be json by its flag and svg by its ending/);
  });

  test('says why a file cannot be written', async () => {
    const says = async (file: string) => (await draw('public', '--json', '--out', file)).err;
    match(await says(folder.at('no/where.json')), /where\.json cannot be written: make its folder first\.$/);
    mkdirSync(folder.at('folder.json'));
    match(await says(folder.at('folder.json')), /folder\.json is a folder: name the file in it\.$/);
    folder.write('file', '');
    match(await says(folder.at('file/x.json')), /cannot be written: what should be its folder is a file\.$/);
    match(await says('/proc/x.json'), /^\/proc\/x\.json (may not|cannot) be written/);
    match(await says(`${folder.at('x'.repeat(300))}.json`), /cannot be written: ENAMETOOLONG/);
    ok(!existsSync(folder.at('no')));
  });
});
