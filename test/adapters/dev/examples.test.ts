// The example rooms of `confab dev` on its own host: each kind does what it is an example of.
import { equal, is, match } from 'uvu/assert';
import { exampleFeed } from '../../../adapters/dev/example-feed.ts';
import { exampleGatekeeper } from '../../../adapters/dev/example-gatekeeper.ts';
import { bots, ExampleNetwork } from '../../../adapters/dev/example-network.ts';
import { exampleEffects, exampleModerators, examplePatterns, exampleRooms } from '../../../adapters/dev/example-rooms.ts';
import type { EffectCall } from '../../../adapters/effects/effect.ts';
import { makeEngine } from '../../../adapters/engine.ts';
import type { FarEvents } from '../../../adapters/far-side.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { suite } from '../../suite.ts';
import { rejectionOf } from '../thrown.ts';

const call = (input: object) => ({ input }) as unknown as EffectCall;

/** The network, and what it tells. */
function network() {
  const told: string[] = [];
  let wake = () => {};
  const far = new ExampleNetwork('#example');
  const note = (text: string) => {
    told.push(text);
    wake();
  };
  const events = {
    said: (_: string, nick: string, text: string) => note(`${nick}: ${text}`),
    departed: (_: string, nick: string) => note(`${nick} departed`),
  } as Partial<FarEvents> as FarEvents;
  const end = far.watch(events);
  const next = () =>
    new Promise<void>(resolve => {
      wake = resolve;
    });
  return { far, told, next, end };
}
const woody = { person: '1', nick: 'Woody' };

suite('dev: examples', test => {
  test('are right, and of every kind', () => {
    const moderators = exampleModerators.map(name => `${name}@localhost`);
    const settings = { domain: 'rooms.localhost', rooms: [...exampleRooms], patterns: examplePatterns, moderators };
    const engine = makeEngine(settings, { effects: exampleEffects().effects });
    const kinds = engine.rooms().map(({ kind }) => kind);
    equal([...kinds].sort(), shippedKinds.map(({ name }) => name).sort());
    for (const { title } of engine.rooms()) match(title!, /example/);
    engine.stop();
  });

  test('have a feed with something new at each reading, which does not grow for ever', async () => {
    const feed = exampleFeed();
    const read = async () => (await feed(call({}))).items as { id: string }[];
    const [first, second] = [await read(), await read()];
    equal([first.length, second.length, second[1]!.id], [1, 2, first[0]!.id]);
    for (let i = 0; i < 30; i++) await read();
    is((await read()).length, 20);
  });

  test('have a backend that turns one nick away, and says why', async () => {
    const ask = async (...nicks: string[]) => exampleGatekeeper(call({ nicks }));
    equal(await ask('Woody'), { allow: true });
    const { allow, text } = await ask(' sid ');
    is(allow, false);
    match(String(text), /everybody in but Sid/);
    equal(await exampleGatekeeper(call({})), { allow: true });
  });

  test('have a network that refuses a nick in its own words', async () => {
    const { far, end } = network();
    const refused = async (nick: string) => (await rejectionOf(far.join('#example', { person: '2', nick }))).message;
    match(await refused('two words'), /1 to 16 letters/);
    match(await refused('x'.repeat(17)), /1 to 16 letters/);
    match(await refused('PARROT'), /already in use/);
    await far.join('#example', woody);
    await far.rename('#example', woody, 'WOODY');
    match((await rejectionOf(far.rename('#example', woody, 'sleeper'))).message, /already in use/);
    match((await rejectionOf(far.rename('#example', { person: '9', nick: 'x' }, 'y'))).message, /not in that channel/);
    match((await rejectionOf(far.topic())).message, /not a channel operator/);
    equal(await far.people(), [...bots, 'WOODY']);
    await far.part('#example', woody);
    equal(await far.people(), [...bots]);
    end();
  });

  test('have somebody on it who answers, until they are seen out', async () => {
    const { far, told, next, end } = network();
    const greeted = next();
    await far.join('#example', woody);
    await greeted;
    match(told[0]!, /^parrot: Hello, Woody\./);
    const answered = next();
    await far.say('#example', woody, 'Is it so?');
    await far.say('#example', woody, 'It is.');
    await answered;
    equal(told.slice(1), ['parrot: Woody asks: Is it so? Nobody here knows.']);
    await far.remove('#example', 'parrot');
    equal([told.at(-1), await far.people()], ['parrot departed', ['sleeper', 'Woody']]);
    end();
  });
});
