// People for whom a program speaks: what they ask is ruled on like what anybody asks, and what is told comes as facts.
import { type Element, parse } from 'ltx';
import { equal, is, match, throws } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { Newcomer } from '../../adapters/program-person.ts';
import type { Fact } from '../../machines/fact.ts';
import type { KeptService } from '../../machines/service-actor.ts';
import { VirtualClock } from '../scenario/virtual-clock.ts';
import { suite } from '../suite.ts';

interface Told {
  readonly condition: string;
}

function hallWith(settings: Partial<ServiceSettingsInput> = {}, kept?: KeptService) {
  const clock = new VirtualClock();
  const decoder = new TextDecoder();
  let written = '';
  const failures: unknown[] = [];
  const engine = makeEngine(
    { domain: 'rooms.disney', rooms: [{ name: 'hall' }], ...settings },
    {
      clock,
      write: bytes => {
        written += decoder.decode(bytes);
      },
      onFailure: error => failures.push(error),
      ...(kept ? { kept } : {}),
    },
  );
  const take = (xml: string) => {
    written = '';
    engine.take(parse(xml) as Element);
    return written;
  };
  const said = () => {
    const all = written;
    written = '';
    return all;
  };
  const enter = (name: string) => {
    take(`<presence from='${name}@disney/home' to='hall@rooms.disney'/>`);
    return take(
      `<iq type='set' id='e' from='${name}@disney/home' to='hall@rooms.disney'><query xmlns='jabber:iq:conference'><nick>${name}</nick></query></iq>`,
    );
  };
  const say = (name: string, text: string) =>
    take(`<message type='groupchat' from='${name}@disney/home' to='hall@rooms.disney'><body>${text}</body></message>`);
  const nicks = () => engine.room('hall')!.participants.map(({ nick }) => nick);
  return { engine, clock, take, said, enter, say, nicks, failures };
}

const bot: Newcomer = { nick: 'Dory', address: '~dory%sea' };

suite('people of programs', test => {
  test('come in, speak, are renamed and leave, and others see them as anybody', async () => {
    const { engine, said, enter, nicks } = hallWith();
    enter('woody');
    said();
    const dory = engine.join('hall', bot);
    equal([dory.state, dory.nick, dory.id], ['waiting', undefined, undefined]);
    is(await dory.entered, undefined);
    equal(
      [dory.state, dory.nick, dory.address, dory.room],
      ['inside', 'Dory', '~dory%sea@rooms.disney/program', 'hall@rooms.disney'],
    );
    match(said(), `<user jid="hall@rooms.disney/${dory.id}" name="Dory"/>`);
    is(await dory.say('I forgot'), undefined);
    match(said(), /<message to="woody@disney\/home" from="hall@rooms\.disney\/\w+" type="groupchat"[^>]*><body>I forgot<\/body>/);
    is(await dory.say({ subject: 'Whales' }), undefined);
    match(said(), '<subject>Whales</subject>');
    is(await dory.appear({ show: 'away', status: 'Asleep' }), undefined);
    match(said(), '<show>away</show><status>Asleep</status>');
    is(await dory.rename(['Woody', 'Blue']), undefined);
    equal(nicks(), ['woody', 'Blue']);
    match(said(), 'name="Blue"');
    is(await dory.whisper('woody', { body: 'psst', payload: [{ name: 'x', attrs: { xmlns: 'a' }, children: [] }] }), undefined);
    match(said(), /type="chat"[^>]*><body>psst<\/body><x xmlns="a"\/>/);
    await dory.leave('Bye');
    match(said(), '<status>Bye</status>');
    equal([dory.state, nicks()], ['out', ['woody']]);
    is(await dory.left, undefined);
    engine.stop();
  });

  test('get refusals as values', async () => {
    const { engine, nicks } = hallWith({ rooms: [{ name: 'hall', secret: 'fish' }, { name: 'open' }] });
    const condition = async (refusal: Promise<unknown>) => ((await refusal) as Told | undefined)?.condition;
    const shut = engine.join('hall', bot);
    is(await condition(shut.entered), 'not-authorized');
    await shut.left;
    const dory = engine.join('hall', { ...bot, secret: 'fish' });
    is(await dory.entered, undefined);
    is(await condition(dory.rename('')), 'not-acceptable');
    is(await condition(dory.rename('x'.repeat(500))), 'not-acceptable');
    is(await condition(dory.say('bell \u0007')), 'not-acceptable');
    is(await condition(dory.say({})), 'bad-request');
    is(await condition(dory.say({ payload: [{ name: '<', attrs: {}, children: [] }] })), 'bad-request');
    is(await condition(dory.say('x'.repeat(200_000))), 'not-acceptable');
    is(await condition(dory.say({ subject: 'x'.repeat(2_000) })), 'not-acceptable');
    is(await condition(dory.appear({ status: 'x'.repeat(2_000) })), 'not-acceptable');
    is(await condition(dory.appear({ status: '\u0007' })), 'not-acceptable');
    is(await condition(dory.whisper('nobody', 'hi')), 'item-not-found');
    equal(nicks(), ['Dory']);
    await dory.leave('\u0007');
    for (const refused of [dory.say('hi'), dory.rename('Nemo'), dory.appear({})]) is(await condition(refused), 'item-not-found');
    await dory.leave();
    const second = engine.join('open', { ...bot, nick: '' });
    is(await condition(second.entered), 'not-acceptable');
    const third = engine.join('open', { ...bot, address: '~nemo', mood: { status: '\u0007' } });
    is(await condition(third.entered), 'not-acceptable');
    is(
      await condition(engine.join('open', { nick: ['Dory', 'Nemo'], address: '~x', mood: { status: 'ok' } }).entered),
      undefined,
    );
    engine.stop();
  });

  test('hear what anybody in the room is told, while they are inside', async () => {
    const { engine, enter, say, take } = hallWith();
    const heard: string[] = [];
    const hears = (fact: Fact) => {
      heard.push(fact.type === 'said' ? `${fact.who.nick}: ${fact.content.body}` : fact.type);
      if (heard.length === 1) throw new Error('what it throws disturbs nobody');
    };
    const thrown = new Promise<Error>(resolve => process.once('uncaughtException', resolve));
    const dory = engine.join('hall', { ...bot, hears });
    engine.join('hall', { nick: 'Deaf', address: '~deaf' });
    await dory.entered;
    match((await thrown).message, 'disturbs nobody');
    enter('woody');
    say('woody', 'hello');
    take(`<message from='woody@disney/home' to='hall@rooms.disney/${dory.id}' type='chat'><body>psst</body></message>`);
    await dory.say('hi');
    equal(heard, ['entered', 'entered', 'entered', 'woody: hello', 'relayed', 'Dory: hi']);
    await dory.leave();
    say('woody', 'gone?');
    is(heard.at(-1), 'left');
    engine.stop();
  });

  test('answer no iqs, and say so at once', async () => {
    const { engine, enter, take, said } = hallWith();
    enter('woody');
    const dory = engine.join('hall', bot);
    await dory.entered;
    said();
    take(
      `<iq type='get' id='v' from='woody@disney/home' to='hall@rooms.disney/${dory.id}'><query xmlns='jabber:iq:version'/></iq>`,
    );
    await dory.say('after that');
    match(said(), /<iq to="woody@disney\/home" from="hall@rooms\.disney\/\w+" type="error" id="v">.*<service-unavailable/);
    engine.stop();
  });

  test('are not asked whether they are still there, and are never written to', async () => {
    const { engine, clock, enter, said } = hallWith({ timers: { silence: 10 } });
    const dory = engine.join('hall', bot);
    await dory.entered;
    said();
    clock.pass(60_000);
    engine.survey();
    clock.pass(60_000);
    is(said(), '');
    is(dory.state, 'inside');
    enter('woody');
    await dory.rename('woody');
    is(said().includes('~dory'), false, 'refusals neither');
    engine.stop();
  });

  test('may speak from what they hear: nothing is asked in the middle of a step', async () => {
    const { engine, enter, say, said } = hallWith();
    let echoed: Promise<unknown> | undefined;
    const hears = (fact: Fact) => {
      if (fact.type === 'said' && fact.who.nick !== 'Dory') echoed = dory.say(`${fact.content.body}!`);
    };
    const dory = engine.join('hall', { ...bot, hears });
    await dory.entered;
    enter('woody');
    say('woody', 'just keep swimming');
    is(await echoed, undefined);
    match(said(), '<body>just keep swimming!</body>');
    engine.stop();
  });

  test('wait where what they ask is held, and are told in the end', async () => {
    const kinds = [{ name: 'gate', about: 'Held.', behaviours: ['moderation', 'lobby'] }];
    const { engine, clock, nicks } = hallWith({ kinds, rooms: [{ name: 'hall', kind: 'gate' }] });
    const dory = engine.join('hall', bot);
    const words = dory.say('hello');
    const marlin = engine.join('hall', { nick: 'Marlin', address: '~marlin%sea' });
    const late = engine.join('hall', { nick: 'Crush', address: '~crush%sea' });
    await engine.join('hall', { nick: '', address: '~none' }).left;
    equal(engine.room('hall')!.waiting, 3);
    engine.command('hall', 'lobby', 'approve', { person: 'Dory' });
    equal([await dory.entered, await words, nicks().includes('Dory')], [undefined, undefined, true]);
    engine.command('hall', 'lobby', 'deny', { person: 'Marlin' });
    is((await marlin.entered)?.condition, 'forbidden');
    await marlin.left;
    equal(engine.room('hall')!.waiting, 1, 'who was refused does not go on waiting');
    clock.pass(700_000);
    is((await late.entered)?.condition, 'remote-server-timeout');
    const gone = engine.join('hall', { nick: 'Hank', address: '~hank' });
    const unsaid = gone.say('hello');
    await gone.leave();
    equal([(await gone.entered)?.condition, (await unsaid)?.condition], ['item-not-found', 'item-not-found']);
    engine.stop();
  });

  test('wait for what they say, where that is held', async () => {
    const kinds = [{ name: 'far', about: 'Held.', behaviours: [{ name: 'mirror', speak: 'wait', seconds: 5 }] }];
    const settings = { domain: 'rooms.disney', kinds, rooms: [{ name: 'hall', kind: 'far' }] };
    const settled: (() => void)[] = [];
    const clock = new VirtualClock();
    const irc = () => new Promise<Record<string, unknown>>(resolve => settled.push(() => resolve({})));
    const engine = makeEngine(settings as ServiceSettingsInput, { clock, effects: { irc } });
    const turn = () => new Promise<void>(resolve => setImmediate(() => setImmediate(resolve)));
    const settle = async () => {
      await turn();
      for (const one of settled.splice(0)) one();
      await turn();
    };
    // a bot is no person of the far side: it is mirrored like anybody
    const dory = engine.join('hall', { nick: 'Dory', address: '~dory' });
    await settle();
    await settle();
    is(await dory.entered, undefined);
    const words = dory.say('hello');
    await settle();
    is(await words, undefined);
    const lost = dory.say('hello?');
    await turn();
    clock.pass(6_000);
    is((await lost)?.condition, 'remote-server-timeout');
    engine.stop();
  });

  test('are moderators where the settings say so, by their addresses', async () => {
    const { engine, enter, nicks } = hallWith({ moderators: ['~dory@rooms.disney'] });
    enter('woody');
    const dory = engine.join('hall', { nick: 'Dory', address: '~dory/1' });
    is(await dory.say('!remove woody'), undefined);
    equal(nicks(), ['Dory']);
    const nemo = engine.join('hall', { nick: 'Nemo', address: '~nemo' });
    is((await nemo.say('!remove Dory'))?.condition, 'forbidden');
    engine.stop();
  });

  test('may be removed, and learn the words', async () => {
    const { engine } = hallWith();
    const dory = engine.join('hall', bot);
    await dory.entered;
    engine.command('hall', 'moderation', 'remove', { person: 'Dory', reason: 'Enough.' });
    is(await dory.left, 'Those who run this service removed you from this room: Enough.');
    const again = engine.join('hall', bot);
    await again.entered;
    engine.removePerson('hall', again.address, 'Enough.', 'andy');
    is(await again.left, 'Enough.');
    const last = engine.join('hall', bot);
    await last.entered;
    engine.closeRoom('hall', 'That is all.', 'andy');
    is(await last.left, 'That is all.');
    engine.stop();
  });

  test('leave when the rooms end', async () => {
    const { engine, enter, said } = hallWith();
    enter('woody');
    const dory = engine.join('hall', bot);
    await dory.entered;
    engine.close('Good night.');
    is(await dory.left, 'Good night.');
    is((await dory.say('hi'))?.condition, 'item-not-found');
    throws(() => engine.join('hall', bot), /have ended/);
    match(said(), 'Good night.');
    const other = hallWith();
    const nemo = other.engine.join('hall', bot);
    other.engine.stop();
    equal([(await nemo.entered)?.condition, await nemo.left], ['item-not-found', undefined]);
  });

  test('are seen out where they were kept and nobody speaks for them', async () => {
    const first = hallWith();
    first.enter('woody');
    for (const name of ['dory', 'nemo']) await first.engine.join('hall', { nick: name, address: `~${name}` }).entered;
    const kept = JSON.parse(JSON.stringify(first.engine.keep())) as KeptService;
    first.engine.stop();
    const { engine, nicks, said } = hallWith({}, kept);
    equal(nicks(), ['woody', 'dory', 'nemo']);
    const dory = engine.join('hall', { nick: 'dory', address: '~dory' });
    is(await dory.entered, undefined);
    engine.survey();
    equal(nicks(), ['woody', 'dory']);
    is(await dory.say('I am back'), undefined);
    match(said(), '<body>I am back</body>');
    engine.stop();
  });

  test('have addresses that nobody else can have', async () => {
    const { engine, take, failures } = hallWith();
    for (const address of ['dory', 'dory@disney', '~', '~dory@disney', '~dory@disney/1', '', '~a b'])
      throws(() => engine.join('hall', { nick: 'Dory', address }), /no address for which a program may speak/);
    const dory = engine.join('hall', { nick: 'Dory', address: '~dory@rooms.disney/7' });
    throws(() => engine.join('hall', { nick: 'Dory', address: '~DORY/7' }), /is in hall@rooms\.disney already/);
    await dory.entered;
    const from = `from='~dory@rooms.disney/7' to='hall@rooms.disney'`;
    is(take(`<message type='groupchat' ${from}><body>I am Dory</body></message>`), '');
    is(take(`<iq type='get' id='1' ${from}><query xmlns='jabber:iq:browse'/></iq>`), '');
    // nor is there a room of that name
    const to = `from='woody@disney/home' to='~dory@rooms.disney'`;
    is(take(`<presence ${to}/>`).includes('item-not-found'), true);
    is(take(`<presence type='unavailable' ${to}/>`), '');
    is(take(`<presence type='error' ${to}/>`), '');
    match(take(`<message ${to}><body>Hi</body></message>`), 'item-not-found');
    match(take(`<iq type='set' id='2' ${to}><query xmlns='jabber:iq:conference'><nick>W</nick></query></iq>`), 'item-not-found');
    throws(() => makeEngine({ domain: 'rooms.disney', rooms: [{ name: '~dory' }] }, {}), /leave out the ~/);
    equal(failures, []);
    engine.stop();
  });

  test('come in when others do, where there is too much to do', async () => {
    const clock = new VirtualClock();
    let outbox = 0.6;
    const engine = makeEngine(
      { domain: 'rooms.disney', rooms: [{ name: 'hall' }] },
      { clock, load: () => ({ outbox, mailbox: 0 }) },
    );
    engine.weigh();
    const dory = engine.join('hall', bot);
    const nemo = engine.join('hall', { nick: 'Nemo', address: '~nemo' });
    const words = dory.say('hello');
    // a turn of their own
    await Promise.resolve();
    equal([engine.overload.heldJoins, dory.state], [2, 'waiting']);
    await nemo.leave();
    is((await nemo.entered)?.condition, 'item-not-found');
    outbox = 0;
    engine.weigh();
    for (let i = 0; i < 5; i++) clock.pass(1_000);
    equal([await dory.entered, await words], [undefined, undefined]);
    engine.stop();
  });
});
