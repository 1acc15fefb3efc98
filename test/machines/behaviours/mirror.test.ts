// A room that is mirrored: who waits for the far side, and what comes of it.
import { equal, is } from 'uvu/assert';
import { isCovered, type Stage, type StageOptions, stage } from '../../../adapters/testing/testing.ts';
import { mirror } from '../../../machines/behaviours/mirror.ts';
import { moderation } from '../../../machines/behaviours/moderation.ts';
import { suite } from '../../suite.ts';

const rooms: Stage[] = [];

function hall(settings: object = {}, options: StageOptions = {}, others: readonly [typeof moderation] | readonly [] = []) {
  const room = stage([...others, [mirror, settings]], options);
  rooms.push(room);
  return { room, woody: room.person('woody'), buzz: room.person('buzz', { dialect: 'groupchat' }) };
}

/** What the far side is asked and has not answered, in short. */
const asked = (room: Stage) =>
  room.calls().map(({ input }) =>
    Object.entries(input)
      .filter(([key]) => key !== 'person')
      .map(([, value]) => value)
      .join(' '),
  );

/** A room with woody and buzz inside, on both sides. */
function linked(settings: object = {}, options: StageOptions = {}, others: readonly [typeof moderation] | readonly [] = []) {
  const all = hall(settings, options, others);
  const { room, woody, buzz } = all;
  woody.enters();
  room.answers('irc', {});
  room.answers('irc', {});
  buzz.enters();
  room.answers('irc', {});
  equal([asked(room), room.state('mirror')], [[], 'linked']);
  return all;
}

suite('the mirror: coming in and going', test => {
  test('has whoever comes wait until the far side has let them in, and is then asked who is there', () => {
    const { room, woody, buzz } = hall();
    woody.enters().isOutside().isHeld('irc is asked whether you may come in as woody.');
    equal(asked(room), ['join woody']);
    room.answers('irc', {});
    woody.isInside();
    equal(asked(room), ['roster']);
    is(room.state('mirror'), 'linking');
    buzz.enters().isHeld();
    room.answers('irc', {});
    is(room.state('mirror'), 'linked');
    equal(asked(room), ['join buzz']);
    room.answers('irc', {});
    buzz.isInside();
    equal(asked(room), []);
  });

  test('tells refusals from afar as those of the room, in the words from there', () => {
    const expected = {
      'in use': 'conflict',
      erroneous: 'not-acceptable',
      banned: 'forbidden',
      'too fast': 'resource-constraint',
      'not allowed': 'not-allowed',
      full: 'service-unavailable',
      unknown: 'not-acceptable',
    } as const;
    for (const [reason, condition] of Object.entries(expected)) {
      const { room, woody } = hall({ title: 'Freenet' });
      woody.enters();
      room.answers('irc', { refused: reason, text: 'Nickname is already in use.' });
      woody.isRefused(condition, 'Freenet: Nickname is already in use.').isOutside();
      woody.enters();
      room.answers('irc', { refused: reason });
      woody.isRefused(condition, /^Freenet: \w/).isOutside();
      equal(asked(room), [], 'who was never there is not taken out');
    }
  });

  test('takes out there whom it did not let in in time, or who has gone', () => {
    const { room, woody, buzz } = hall({ seconds: 20 });
    woody.enters();
    buzz.enters();
    room.waits(20);
    woody.isRefused('remote-server-timeout', 'irc did not answer in time. Try again later.').isOutside();
    buzz.isRefused('remote-server-timeout').isOutside();
    equal(asked(room), ['join woody', 'join buzz', 'part', 'part']);
    for (let i = 0; i < 4; i++) room.answers('irc', {});
    woody.isOutside();
    woody.enters().leaves();
    equal(asked(room), ['join woody', 'part']);
  });

  test('takes out there whom another behaviour does not let in after all', () => {
    let isOpen = true;
    const door = {
      name: 'door',
      about: 'May be shut.',
      rules: { enter: () => (isOpen ? undefined : shut) },
    };
    const shut = { condition: 'forbidden', type: 'auth', code: 403, text: 'Shut.' } as const;
    const room = stage([door, mirror]);
    rooms.push(room);
    const [woody, buzz] = [room.person('woody'), room.person('buzz', { dialect: 'groupchat' })];
    room.person('andy').enters();
    room.answers('irc', {});
    room.answers('irc', {});
    for (const person of [woody, buzz]) {
      isOpen = true;
      person.enters().isHeld();
      isOpen = false;
      room.answers('irc', {});
      person.isRefused('forbidden', 'Shut.').isOutside();
      equal(asked(room), ['part']);
      room.answers('irc', {});
    }
  });

  test('takes out there who leaves, with the words', () => {
    const { room, woody } = linked();
    woody.leaves('Gone fishing');
    equal(asked(room), ['part Gone fishing']);
  });

  test('takes out there whom a moderator removes', () => {
    const { room, buzz } = linked({}, {}, [moderation]);
    room.command('moderation', 'remove', { person: 'buzz', reason: 'Too loud.' });
    buzz.isOutside();
    equal(asked(room), ['part Those who run this service removed you from this room: Too loud.']);
  });

  test('says by which name the far side has let somebody in, where it is another', () => {
    const { room, woody } = hall();
    woody.enters();
    room.answers('irc', { nick: 'woody_' });
    woody.isInside().isCalled('woody');
    woody.hears(/^irc calls you woody_\. To be called so here too, change your nick to it\.$/);
    woody.renames('woody_').isCalled('woody_');
    equal(asked(room), ['roster'], 'nobody need be asked for what is so already');
  });

  test('brings over afterwards whose nick the room has chosen, and has out who may not be there', () => {
    const { room, woody, buzz } = hall({}, { nicks: 'assigned' });
    woody.enters({ nick: [] }).isInside().isCalled('guest-1');
    equal(asked(room), ['join guest-1', 'roster']);
    room.answers('irc', {});
    room.answers('irc', {});
    buzz.enters().isHeld();
    room.answers('irc', {});
    const rex = room.person('rex').enters({ nick: [] }).isInside();
    room.answers('irc', { refused: 'banned' });
    rex.isOutside();
    rex.hears('irc: you are banned there.');
    equal(asked(room), []);
  });
});

suite('the mirror: another nick', test => {
  test('waits for the far side, which says yes', () => {
    const { room, woody } = linked();
    woody.renames('Sheriff').isCalled('woody').isHeld('irc is asked whether you may be called Sheriff.');
    equal(asked(room), ['rename woody Sheriff']);
    room.answers('irc', {});
    woody.isCalled('Sheriff');
    equal(asked(room), []);
  });

  test('is refused in the words from there', () => {
    const { room, woody, buzz } = linked();
    for (const person of [woody, buzz]) {
      person.renames('Sheriff');
      room.answers('irc', { refused: 'in use', text: 'Sheriff is there.' });
      person.isRefused('conflict', 'irc: Sheriff is there.').isCalled(person.name);
    }
  });

  test('is refused to whom the far side knows by another, and calls so still', () => {
    const { room, woody } = linked({ seconds: 20 });
    for (const isLate of [false, true]) {
      woody.renames('Sheriff');
      if (isLate) room.waits(20);
      if (isLate) woody.isRefused('remote-server-timeout');
      room.answers('irc', { nick: 'Ranger' });
      if (!isLate) woody.isRefused('conflict');
      woody.isCalled('woody');
      equal(asked(room), ['rename Ranger woody']);
      room.answers('irc', {});
      woody.renames('Sheriff');
      room.answers('irc', { nick: 'woody' });
      woody.isRefused('conflict', 'irc: this nick is in use there.').isCalled('woody');
      equal(asked(room), []);
    }
  });

  test('that comes too late is taken back there', () => {
    const { room, woody } = linked({ seconds: 20 });
    woody.renames('Sheriff');
    room.waits(20);
    woody.isRefused('remote-server-timeout').isCalled('woody');
    room.answers('irc', {});
    equal(asked(room), ['rename Sheriff woody']);
    room.answers('irc', {});
    equal(asked(room), []);
  });

  test('that cannot be taken back there is told', () => {
    const { room, woody } = linked({ seconds: 20 });
    woody.renames('Sheriff');
    room.waits(20);
    room.answers('irc', {});
    room.answers('irc', { refused: 'in use', text: 'woody is there.' });
    woody.hears('irc still calls you Sheriff. irc: woody is there.');
    woody.renames('Sheriff').isCalled('Sheriff');
    equal(asked(room), []);
  });

  test('of somebody who has left meanwhile is nobody’s any more', () => {
    const { room, woody } = linked();
    woody.renames('Sheriff').leaves();
    equal(asked(room), ['rename woody Sheriff', 'part']);
    room.answers('irc', {});
    room.answers('irc', {});
    equal(asked(room), []);
    woody.isOutside();
  });

  test('cannot be asked for twice at once; two people may ask for one', () => {
    const { room, woody, buzz } = linked();
    woody.renames('Sheriff');
    woody.renames('Cowboy').isRefused('unexpected-request');
    buzz.renames('Sheriff').isHeld();
    room.answers('irc', {});
    woody.isCalled('Sheriff');
    // the far side has let both have it, and the room has not
    room.answers('irc', {});
    buzz.isRefused('conflict').isCalled('buzz');
    equal(asked(room), ['rename Sheriff buzz']);
  });

  test('is not asked for where it is the own one, or taken here', () => {
    const { room, woody } = linked();
    woody.renames('woody');
    woody.renames('buzz').isRefused('conflict');
    equal(asked(room), []);
  });

  test('that the far side gave by itself is told to whom it is about', () => {
    const { room, woody } = linked();
    const { id } = woody.person!;
    room.command('mirror', 'alias', { person: id, nick: 'Guest7', text: 'not yours' });
    woody.hears('irc calls you Guest7 (not yours). To be called so here too, change your nick to it.').isCalled('woody');
    room.command('mirror', 'alias', { person: id, nick: 'Guest7' });
    room.command('mirror', 'alias', { person: 'nobody', nick: 'Guest7' });
    woody.renames('Sheriff');
    equal(asked(room), ['rename Guest7 Sheriff']);
    room.command('mirror', 'alias', { person: id, nick: 'woody' });
  });
});

suite('the mirror: words', test => {
  test('are heard here at once, and told there', () => {
    const { room, woody, buzz } = linked();
    woody.says('Howdy');
    buzz.hears('Howdy', { by: woody });
    equal(asked(room), ['say woody Howdy']);
    room.answers('irc', { refused: 'not allowed', text: 'Cannot send to channel.' });
    woody.hears('What you said was heard here only. irc: Cannot send to channel.');
    woody.says('Howdy');
    room.fails('irc', 'timeout');
    woody.hears('What you said was heard here only. irc did not answer in time. Try again later.');
  });

  test('wait, where it is set so, until the far side has taken them', () => {
    const { room, woody, buzz } = linked({ speak: 'wait' });
    woody.says('Howdy').isHeld();
    equal(asked(room), ['say woody Howdy']);
    room.answers('irc', {});
    buzz.hears('Howdy', { by: woody });
    woody.says('Hey').isHeld();
    room.answers('irc', { refused: 'too fast' });
    woody.isRefused('resource-constraint', 'irc: this was too fast. Try again in a minute.');
    equal(asked(room), []);
  });

  test('that the far side took too late are told to their speaker', () => {
    const { room, woody } = linked({ speak: 'wait', seconds: 20 });
    woody.says('Howdy');
    room.waits(20);
    woody.isRefused('remote-server-timeout');
    room.answers('irc', {});
    woody.hears('irc has taken after all what you sent; those here did not see it.');
    woody.says('Howdy').leaves();
    room.answers('irc', {});
  });

  test('that are a topic always wait', () => {
    const { room, woody } = linked();
    woody.setsTopic('Space').isHeld('irc is asked whether you may set the topic.');
    equal(asked(room), ['topic woody Space']);
    room.answers('irc', { refused: 'not allowed', text: 'You are not a channel operator.' });
    woody.isRefused('not-allowed', 'irc: You are not a channel operator.');
    woody.setsTopic('Space');
    room.answers('irc', {});
    equal(asked(room), []);
  });
});

suite('the mirror: a far side that is away', test => {
  test('lets everybody go on alone, and brings them over when it is back', () => {
    const { room, woody, buzz } = linked({ retry: 60 });
    woody.renames('Sheriff');
    const rex = room.person('rex').enters().isHeld();
    room.command('mirror', 'lost', { text: 'Ping timeout' });
    is(room.state('mirror'), 'away');
    buzz.hears('irc cannot be reached. What is said meanwhile is heard here only.');
    woody.isCalled('Sheriff');
    rex.isInside();
    const slinky = room.person('slinky').enters().isInside();
    slinky.hears('irc cannot be reached. What is said meanwhile is heard here only.');
    slinky.renames('Dog').isCalled('Dog');
    buzz.says('hello?');
    // what was asked before, and is done all the same, is undone
    room.answers('irc', {});
    room.answers('irc', {});
    equal(asked(room), ['part', 'part']);
    room.answers('irc', {});
    room.answers('irc', {});
    room.waits(60);
    equal([asked(room), room.state('mirror')], [['roster'], 'linking']);
    room.fails('irc', 'unreachable');
    is(room.state('mirror'), 'away');
    room.command('mirror', 'back');
    room.answers('irc', {});
    is(room.state('mirror'), 'linked');
    buzz.hears('irc is back.');
    equal(asked(room), ['join Sheriff', 'join buzz', 'join rex', 'join Dog']);
    room.answers('irc', {});
    room.answers('irc', { nick: 'buzz_' });
    buzz.hears(/^irc calls you buzz_\./);
    room.answers('irc', { refused: 'banned', text: 'You are banned.' });
    rex.isOutside();
    rex.hears('irc: You are banned.');
    room.fails('irc', 'timeout');
    slinky.isOutside();
    equal(asked(room), ['part']);
  });

  test('lets nobody in and sets nothing, where it is set so', () => {
    const { room, woody } = linked({ away: 'closed' });
    woody.renames('Sheriff');
    const rex = room.person('rex').enters();
    room.command('mirror', 'lost');
    woody.hears(/Nobody can come in or set anything meanwhile\.$/);
    woody.isRefused('service-unavailable', 'irc cannot be asked: it is away. Try again when it is back.');
    rex.isRefused('service-unavailable').isOutside();
    woody.renames('Cowboy').isRefused('service-unavailable');
    woody.says('Anybody?').isRefused('service-unavailable');
    woody.setsTopic('Anybody?').isRefused('service-unavailable');
    room.person('slinky').enters().isRefused('service-unavailable');
  });

  test('undoes what it did by an old order when it is back, where that is not so any more', () => {
    const { room, woody } = linked();
    woody.says('Howdy');
    woody.renames('Sheriff');
    room.command('mirror', 'back');
    equal(asked(room), ['say woody Howdy', 'rename woody Sheriff', 'roster']);
    woody.isCalled('Sheriff').renames('Cowboy').isHeld();
    // the words, which cannot be undone
    room.answers('irc', {});
    // the old name, while another is asked for
    room.answers('irc', {});
    equal(asked(room), ['roster', 'join Cowboy']);
    room.answers('irc', {});
    equal(asked(room), ['join Cowboy', 'join buzz']);
    room.answers('irc', {});
    room.answers('irc', {});
    woody.renames('Ranger');
    room.command('mirror', 'back');
    const late = room.calls()[0]!;
    is(late.input.do, 'rename');
    // those who are there by their names again, before the old order is done
    room.play([{ answers: 'list', room: room.jid, call: room.calls()[1]!, fields: {} }], room.answers);
    for (const call of room.calls().filter(({ input }) => input.do === 'join'))
      room.play([{ answers: 'outcome', room: room.jid, call, fields: {} }], room.answers);
    woody.isCalled('Ranger').renames('Bullseye');
    const next = room.calls().at(-1)!;
    room.play([{ answers: 'outcome', room: room.jid, call: next, fields: {} }], room.answers);
    woody.isCalled('Bullseye');
    room.answers('irc', {});
    equal(asked(room), ['rename Ranger Bullseye']);
    // somebody else called so since
    room.answers('irc', { refused: 'in use' });
    woody.hears('irc still calls you Ranger. irc: this nick is in use there.');
  });

  test('is asked for the name that somebody has by the time they are there', () => {
    const { room, woody } = linked({ seconds: 5 });
    room.command('mirror', 'back');
    room.answers('irc', {});
    equal(asked(room), ['join woody', 'join buzz']);
    woody.renames('Sheriff');
    equal(asked(room), ['join woody', 'join buzz', 'rename woody Sheriff']);
    room.waits(5);
    woody.isRefused('remote-server-timeout');
    room.answers('irc', {});
    room.answers('irc', { refused: 'banned' });
    room.answers('irc', {});
    equal(asked(room), ['rename Sheriff woody']);
    room.fails('irc', 'busy');
    equal(asked(room), []);
    room.waits(1);
    equal(asked(room), ['rename Sheriff woody']);
    room.answers('irc', {});
    equal(asked(room), []);
  });

  test('is noticed where it does not answer', () => {
    const { room, woody } = linked();
    woody.renames('Sheriff');
    woody.says('Howdy');
    room.fails('irc', 'unreachable');
    is(room.state('mirror'), 'away');
    woody.isCalled('Sheriff');
    // once is enough
    room.fails('irc', 'unreachable');
    room.command('mirror', 'back');
    room.answers('irc', {});
    equal(asked(room), ['join Sheriff', 'join buzz']);
  });

  test('that fails in another way is told of, and put right', () => {
    const { room, woody, buzz } = linked();
    woody.renames('Sheriff');
    room.fails('irc', 'timeout');
    woody.isRefused('remote-server-timeout').isCalled('woody');
    equal(asked(room), ['rename Sheriff woody']);
    room.answers('irc', {});
    buzz.renames('Ranger');
    room.fails('irc', 'busy');
    buzz.isRefused('resource-constraint').isCalled('buzz');
    equal(asked(room), []);
    const rex = room.person('rex').enters();
    room.fails('irc', 'misshapen', 'Nonsense.');
    rex.isRefused('service-unavailable', 'irc cannot be asked: Nonsense.').isOutside();
    equal(asked(room), ['part']);
  });

  test('brings over many by and by, and asks again later where it is too much', () => {
    const { room } = hall();
    room.command('mirror', 'lost');
    const people = Array.from({ length: 30 }, (_, i) => room.person(`toy${i}`).enters().isInside());
    room.command('mirror', 'back');
    room.answers('irc', {});
    is(asked(room).length, 25);
    room.fails('irc', 'busy');
    while (asked(room).length > 0) room.answers('irc', {});
    room.waits(1);
    is(asked(room).length, 6);
    while (asked(room).length > 0) room.answers('irc', {});
    room.waits(1);
    equal(asked(room), []);
    for (const person of people) person.isInside();
  });

  test('is asked again who is there, where nothing comes back', () => {
    const { room, woody } = hall({ retry: 60 });
    woody.enters();
    room.answers('irc', {});
    room.waits(60);
    equal(asked(room), ['roster', 'roster']);
    room.answers('irc', {});
    is(room.state('mirror'), 'linked');
    room.fails('irc', 'timeout');
  });
});

suite('the mirror: what the far side does by itself', test => {
  test('has somebody of ours out', () => {
    const { room, woody, buzz } = linked();
    room.command('mirror', 'expel', { person: woody.person!.id, text: 'Kicked by bot' });
    woody.isOutside();
    woody.hears('irc: Kicked by bot');
    room.command('mirror', 'expel', { person: buzz.person!.id });
    buzz.isOutside();
    room.command('mirror', 'expel', { person: 'nobody' });
    equal(asked(room), []);
  });

  test('may not be claimed by people', () => {
    const { woody } = linked();
    woody.orders('mirror', 'lost').isRefused('forbidden');
  });
});

suite('the mirror: its chart', test => {
  test('was reached everywhere', () => isCovered(...rooms));
});
