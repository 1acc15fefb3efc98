// What a configuration names from outside, and the rooms of a real engine that go on by it.

import { parse } from 'ltx';
import { equal, instance, match } from 'uvu/assert';
import { ConfigError, readConfig } from '../../adapters/config.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { equip, reloadKinds } from '../../adapters/equipment.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { rejectionOf } from './thrown.ts';

const folder = temporaryFolder();
folder.write('package.json', '{"type":"module"}');

/** A gate with these states; it counts what is said. */
const gate = (states: string, more = '') => `
  export default {
    name: 'gate', about: 'x', data: () => ({ said: 0 }),
    region: { initial: 'open', states: { ${states} } },
    hears: { said: ({ data }) => ({ data: { said: data.said + 1 } }) },
    shares: ({ data }) => data.said, ${more}
  };`;
const both = `open: { on: { said: 'shut' } }, shut: { on: { said: 'open' } }`;

const settings = (kinds = '') => `
server = "h"
domain = "rooms.x"
secret = "s"
create = "anyone"
behaviours = ["./gate.js"]
kinds = [{ name = "barred", about = "x", behaviours = ["gate"] }${kinds}]
patterns = [{ names = "g-*", kind = "barred" }]
rooms = [{ name = "Hall", kind = "barred" }]`;

const config = (kinds?: string) => readConfig({ file: folder.write('confab.toml', settings(kinds)), env: {} });
const problemsOf = async (doing: Promise<unknown>) => {
  const error = await rejectionOf(doing);
  instance(error, ConfigError);
  return (error as ConfigError).problems.map(problem => problem.replaceAll(`${folder.path}/`, ''));
};

async function running() {
  folder.write('gate.js', gate(both));
  const now = config();
  const { brought } = await equip(now);
  let given = 0;
  const engine = makeEngine(now.settings, {
    ...brought,
    write: () => {},
    clock: { now: () => 0, every: () => () => {} },
    fresh: () => `${++given}`.padStart(24, '0'),
  });
  const send = (xml: string) => engine.take(parse(xml) as never);
  for (const room of ['hall', 'g-1']) send(`<presence from='woody@x/a' to='${room}@rooms.x/Woody'/>`);
  send(`<message type='groupchat' from='woody@x/a' to='hall@rooms.x'><body>Howdy</body></message>`);
  const stateOf = (room: string) => engine.room(room)!.behaviours.map(({ name, state }) => [name, state]);
  return { now, engine, stateOf };
}

suite('equipment', test => {
  test('makes the kinds of a configuration with what it names from outside', async () => {
    folder.write('gate.js', gate(both));
    const { brought, kinds } = await equip(config());
    equal([brought.behaviours.map(({ name }) => name), kinds.get('barred')?.parts.length], [['gate'], 1]);
  });

  test('names what is wrong in what comes from outside, with its place in the configuration', async () => {
    folder.write('gate.js', gate(both, 'rule: {}'));
    equal(await problemsOf(equip(config())), [
      'confab.toml: behaviours[0] gate.js: The behaviour gate has “rule”, which is not known: did you mean rules?',
    ]);
  });

  test('names what is wrong with kinds and rooms once that is there', async () => {
    folder.write('gate.js', gate(both));
    const kinds = ', { name = "walled", about = "x", behaviours = ["gat", { name = "gate", width = 3 }] }';
    equal(await problemsOf(equip(config(kinds))), [
      'confab.toml: kinds[1]: The kind walled lists the behaviour gat, which is not known: did you mean gate?',
    ]);
    const other = ', { name = "walled", about = "x", behaviours = [{ name = "gate", width = 3 }] }';
    equal(await problemsOf(equip(config(other))), [
      'confab.toml: kinds[1]: The kind walled, behaviour gate: width is not known: the behaviour has no settings.',
    ]);
  });

  test('lets every room go on by what was loaded anew, and says what could not be kept', async () => {
    const { now, engine, stateOf } = await running();
    equal([stateOf('hall'), stateOf('g-1')], [[['gate', 'shut']], [['gate', 'open']]]);
    folder.write('gate.js', gate(`open: { on: { said: 'wide' } }, wide: {}`));
    const notes = await reloadKinds(now, engine);
    equal(notes, {
      'hall@rooms.x': ['gate: the chart has no state "shut" any more, and begins anew'],
      'g-1@rooms.x': [],
    });
    equal(stateOf('hall'), [['gate', 'open']]);
    engine.stop();
  });

  test('takes the kinds from the configuration as it reads now', async () => {
    const { now, engine, stateOf } = await running();
    folder.write('rest.toml', 'name = "rest"\nabout = "x"');
    const text = settings()
      .replace('["./gate.js"]', '["./gate.js", "./rest.toml"]')
      .replace('behaviours = ["gate"]', 'behaviours = ["gate", "rest"]');
    await reloadKinds(now, engine, readConfig({ file: folder.write('confab.toml', text), env: {} }));
    equal(
      stateOf('hall').map(([name]) => name),
      ['gate', 'rest'],
    );
    engine.stop();
  });

  test('changes nothing where something is wrong', async () => {
    const { now, engine, stateOf } = await running();
    const kinds = engine.kinds();
    folder.write('gate.js', gate(both, 'rule: {}'));
    match((await problemsOf(reloadKinds(now, engine)))[0]!, /did you mean rules/);
    folder.write('gate.js', 'throw new Error("boom");');
    match((await problemsOf(reloadKinds(now, engine)))[0]!, /it throws when it is imported: boom/);
    equal(engine.kinds(), kinds);
    equal(stateOf('hall'), [['gate', 'shut']]);
    engine.stop();
  });

  test('changes nothing where a room that stands, or could be made, would have no kind', async () => {
    const { now, engine, stateOf } = await running();
    const text = settings().replaceAll('"barred"', '"bared"');
    const fresh = readConfig({ file: folder.write('confab.toml', text), env: {} });
    const kinds = engine.kinds();
    equal(await problemsOf(reloadKinds(now, engine, fresh)), [
      'the settings that the service runs with: patterns[0].kind names no kind that there is: did you mean bared?',
      'the room hall@rooms.x: kind names no kind that there is: did you mean bared?',
      'the room g-1@rooms.x: kind names no kind that there is: did you mean bared?',
    ]);
    equal(engine.kinds(), kinds);
    equal(stateOf('hall'), [['gate', 'shut']]);
    engine.stop();
  });
});
