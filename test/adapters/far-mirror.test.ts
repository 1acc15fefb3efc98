// A room here and a channel there: who is on one side is on the other, and what is said is heard on both.
import { equal, is, match, throws } from 'uvu/assert';
import { farMirror } from '../../adapters/far-mirror.ts';
import { suite } from '../suite.ts';
import { FarNetwork } from './far-network.ts';
import { MirroredRoom } from './mirrored-room.ts';

const channel = '#hall';

/** With woody and buzz here, and Dory there. */
async function bothSides(...how: ConstructorParameters<typeof MirroredRoom>): Promise<MirroredRoom> {
  const room = new MirroredRoom(...how);
  room.far.arrives(channel, 'Dory');
  room.enter('woody');
  room.enter('buzz', { dialect: 'groupchat' });
  await room.rest();
  equal(room.nicks(), ['Dory', 'buzz', 'woody']);
  equal(room.far.nicks(channel), ['Dory', 'buzz', 'woody']);
  equal(room.theirs(), ['Dory']);
  room.written();
  return room;
}

async function end(room: MirroredRoom): Promise<void> {
  equal(room.failures, []);
  await room.stop();
  room.engine.detach();
}

suite('two sides of a room', test => {
  test('show the same people, who come, are renamed and go', async () => {
    const room = await bothSides();
    const { far } = room;
    far.arrives(channel, 'Nemo');
    await room.rest();
    match(room.written(), 'name="Nemo"');
    far.renames(channel, 'Nemo', 'Marlin');
    room.rename('woody', 'Sheriff');
    await room.rest();
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'Marlin', 'Sheriff', 'buzz'],
        ['Dory', 'Marlin', 'Sheriff', 'buzz'],
      ],
    );
    far.departs(channel, 'Marlin', 'Swam away');
    room.leave('buzz');
    await room.rest();
    match(room.written(), '<status>Swam away</status>');
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'Sheriff'],
        ['Dory', 'Sheriff'],
      ],
    );
    await end(room);
    equal([far.nicks(channel), far.isWatched], [['Dory'], false]);
  });

  test('hear what is said on the other, once', async () => {
    const room = await bothSides();
    const { far } = room;
    room.say('woody', 'Howdy');
    far.says(channel, 'Dory', 'Hello\u0002 there\u0007');
    far.says(channel, 'Dory', '\u0002');
    far.says(channel, 'nobody', 'Boo');
    await room.rest();
    const here = room.written();
    equal(far.heard, ['#hall woody: Howdy']);
    is(here.match(/<body>Howdy<\/body>/g)!.length, 2, 'to both who have a client, and not from afar again');
    match(here, '<body>Hello there</body>');
    room.say('buzz', '<subject>Space</subject>');
    await room.rest();
    is(far.topics.get(channel), 'Space');
    far.setsTopic(channel, 'Dory', 'Whales');
    await room.rest();
    equal([room.engine.room('hall')!.topic, far.topics.get(channel)], ['Whales', 'Whales']);
    await end(room);
  });

  test('know who is who where a nick is on both', async () => {
    const room = await bothSides();
    const { far } = room;
    room.enter('rex', { nick: 'Dory' });
    await room.rest();
    match(room.written(), '<conflict');
    room.rename('woody', 'dory');
    await room.rest();
    match(room.written(), '<conflict');
    far.arrives('#other', 'Sid');
    // here the nick is taken in another way of writing
    far.arrives(channel, 'woody ');
    await room.rest();
    equal(room.nicks(), ['Dory', 'buzz', 'woody', 'woody%irc']);
    await end(room);
  });

  test('agree on whom the far side has let in, also where one of theirs came in between', async () => {
    const room = await bothSides();
    const { far } = room;
    far.isByHand = true;
    room.enter('rex');
    await room.rest();
    equal(
      far.asked.map(({ what }) => what),
      ['join #hall rex'],
    );
    far.arrives(channel, 'rex');
    await room.rest();
    equal(room.nicks(), ['Dory', 'buzz', 'woody']);
    far.asked[0]!.answer();
    await room.rest();
    equal(
      [room.nicks(), room.theirs()],
      [
        ['Dory', 'buzz', 'rex', 'woody'],
        ['Dory', 'rex'],
      ],
    );
    room.rename('woody', 'Sheriff');
    await room.rest();
    far.arrives(channel, 'Sheriff');
    far.asked[0]!.answer();
    await room.rest();
    equal(room.theirs(), ['Dory', 'Sheriff', 'rex']);
    far.isByHand = false;
    await end(room);
  });

  test('wait for each other: a nick change that the far side refuses, lets be, or answers too late', async () => {
    const room = await bothSides({ seconds: 20 });
    const { far, clock } = room;
    far.isByHand = true;
    room.rename('woody', 'Sheriff');
    room.rename('buzz', 'Ranger');
    await room.rest();
    equal(room.nicks(), ['Dory', 'buzz', 'woody']);
    far.asked[1]!.refuse('too fast', 'Nick change too fast.');
    far.asked[0]!.answer();
    await room.rest();
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'Sheriff', 'buzz'],
        ['Dory', 'Sheriff', 'buzz'],
      ],
    );
    match(room.written(), 'irc: Nick change too fast.');
    room.rename('woody', 'Cowboy');
    await room.rest();
    for (let i = 0; i < 21; i++) clock.pass(1_000);
    await room.rest();
    match(room.written(), '<remote-server-timeout');
    await room.settle();
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'Sheriff', 'buzz'],
        ['Dory', 'Sheriff', 'buzz'],
      ],
    );
    far.isByHand = false;
    await end(room);
  });

  test('ask one after the other about one person, in any case', async () => {
    const room = await bothSides();
    const { far } = room;
    far.isByHand = true;
    room.enter('rex');
    await room.rest();
    room.leave('rex');
    room.enter('rex');
    await room.rest();
    equal(
      far.asked.map(({ what }) => what),
      ['join #hall rex', 'join #hall rex'],
    );
    // a new stay is somebody else: who comes too early finds the nick in use
    await room.settle();
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'buzz', 'woody'],
        ['Dory', 'buzz', 'woody'],
      ],
    );
    far.isByHand = false;
    await end(room);
  });

  test('agree where the network has its own ways with ours', async () => {
    const room = await bothSides();
    const { far } = room;
    far.renames(channel, 'woody', 'Guest7', 'This nick is registered.');
    await room.rest();
    match(room.written(), 'irc calls you Guest7 (This nick is registered.). To be called so here too, change your nick to it.');
    equal(room.nicks(), ['Dory', 'buzz', 'woody']);
    room.say('woody', 'still me');
    room.rename('woody', 'Guest7');
    await room.rest();
    equal([far.heard, room.nicks()], [['#hall Guest7: still me'], ['Dory', 'Guest7', 'buzz']]);
    far.departs(channel, 'buzz', 'Kicked by Sid');
    await room.rest();
    match(room.written(), 'irc: Kicked by Sid');
    equal(room.nicks(), ['Dory', 'Guest7']);
    far.banned.add('buzz');
    room.enter('buzz', { dialect: 'groupchat' });
    await room.rest();
    match(room.written(), /<forbidden .*irc: Cannot join channel \(\+b\)/);
    await end(room);
  });

  test('agree on whom an operator removes, and again when an operator has closed the room', async () => {
    const room = await bothSides();
    const { far } = room;
    far.arrives(channel, 'Nemo');
    await room.rest();
    for (const person of ['buzz', 'Nemo']) room.engine.removePerson('hall', person, 'Out.', 'andy');
    await room.rest();
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'woody'],
        ['Dory', 'woody'],
      ],
    );
    room.engine.closeRoom('hall', 'That is all.', 'andy');
    await room.rest();
    equal([room.nicks(), far.nicks(channel)], [['Dory'], ['Dory']]);
    room.enter('woody');
    far.arrives(channel, 'Marlin');
    await room.rest();
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'Marlin', 'woody'],
        ['Dory', 'Marlin', 'woody'],
      ],
    );
    await end(room);
  });

  test('agree on whom a moderator here removes, as far as the network lets them', async () => {
    const room = await bothSides({}, {}, { moderators: ['woody@disney'] });
    const { far } = room;
    far.arrives(channel, 'Sid');
    await room.rest();
    room.say('woody', '!remove Sid');
    await room.rest();
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'buzz', 'woody'],
        ['Dory', 'buzz', 'woody'],
      ],
    );
    far.isByHand = true;
    room.say('woody', '!remove Dory');
    await room.rest();
    far.asked[0]!.refuse('not allowed', 'You are not a channel operator.');
    await room.rest();
    match(room.written(), 'Whom you removed is still there. irc: You are not a channel operator.');
    equal(room.nicks(), ['Dory', 'buzz', 'woody'], 'who is there is here');
    room.say('woody', '!remove Dory');
    await room.rest();
    far.departs(channel, 'Dory');
    far.asked[0]!.answer();
    await room.rest();
    equal(room.nicks(), ['buzz', 'woody']);
    far.isByHand = false;
    await end(room);
  });
});

suite('two sides of a room whose link is lost', test => {
  test('are alike again when it is back', async () => {
    const room = await bothSides({ retry: 60 });
    const { far } = room;
    far.isByHand = true;
    room.rename('woody', 'Sheriff');
    await room.rest();
    far.loses('Ping timeout');
    await room.rest();
    equal([room.nicks(), room.theirs()], [['Sheriff', 'buzz'], []]);
    match(room.written(), '<status>Ping timeout</status>');
    far.departs(channel, 'Dory');
    far.arrives(channel, 'Nemo');
    far.arrives(channel, 'buzz');
    room.enter('rex');
    await room.rest();
    equal(room.nicks(), ['Sheriff', 'buzz', 'rex']);
    far.returns();
    await room.settle();
    // the name was taken there meanwhile: nobody can be there by it
    equal(
      [room.nicks(), room.theirs()],
      [
        ['Nemo', 'Sheriff', 'buzz%irc', 'rex'],
        ['Nemo', 'buzz%irc'],
      ],
    );
    equal(far.nicks(channel), ['Nemo', 'Sheriff', 'buzz', 'rex']);
    match(room.written(), 'irc: buzz: Nickname is already in use.');
    far.isByHand = false;
    await end(room);
  });

  test('are alike again when only a call was lost', async () => {
    const room = await bothSides({ retry: 60 });
    const { far, clock } = room;
    far.isUp = false;
    room.rename('woody', 'Sheriff');
    await room.rest();
    equal(room.nicks(), ['Dory', 'Sheriff', 'buzz']);
    far.isUp = true;
    for (let i = 0; i < 61; i++) clock.pass(1_000);
    await room.rest();
    equal(
      [room.nicks(), far.nicks(channel)],
      [
        ['Dory', 'Sheriff', 'buzz'],
        ['Dory', 'Sheriff', 'buzz'],
      ],
    );
    far.isUp = false;
    room.rename('woody', 'woody');
    await room.rest();
    far.isUp = true;
    far.arrives(channel, 'woody');
    for (let i = 0; i < 61; i++) clock.pass(1_000);
    await room.rest();
    match(room.written(), 'irc calls you Sheriff.');
    await end(room);
  });

  test('are brought in line with what happened while the list was read', async () => {
    const room = await bothSides();
    const { far } = room;
    far.loses();
    for (const nick of ['Nemo', 'Sid']) far.arrives(channel, nick);
    await room.rest();
    far.isByHand = true;
    far.returns();
    await room.rest();
    is(far.asked[0]!.what, 'people #hall');
    const [list] = far.asked;
    far.arrives(channel, 'Crush');
    far.departs(channel, 'Sid');
    far.renames(channel, 'Nemo', 'Marlin');
    list!.answer();
    await room.settle();
    equal(room.theirs(), ['Crush', 'Dory', 'Marlin']);
    far.isByHand = false;
    await end(room);
  });
});

suite('rooms that are mirrored', test => {
  test('may be made by people, and then end with the last of them', async () => {
    const patterns = [{ names: 'chan-*', kind: 'irc' }];
    const channelOf = (name: string) => (name === 'chan-dead' ? undefined : `#${name.slice(5)}`);
    const room = new MirroredRoom({}, { channelOf }, { patterns });
    const { far } = room;
    far.arrives('#fish', 'Dory');
    far.banned.add('sid');
    room.enter('sid', { room: 'chan-fish' });
    await room.rest();
    is(room.engine.room('chan-fish'), undefined);
    room.enter('woody', { room: 'chan-fish' });
    room.enter('buzz', { room: 'chan-fish' });
    await room.rest();
    equal(room.nicks('chan-fish'), ['Dory', 'buzz', 'woody']);
    room.leave('buzz', 'chan-fish');
    await room.rest();
    equal(room.nicks('chan-fish'), ['Dory', 'woody']);
    room.leave('woody', 'chan-fish');
    await room.rest();
    is(room.engine.room('chan-fish'), undefined);
    equal(far.nicks('#fish'), ['Dory']);
    // again, and one that has no channel
    room.enter('woody', { room: 'chan-fish' });
    room.enter('buzz', { room: 'chan-dead' });
    await room.rest();
    equal([room.nicks('chan-fish'), room.nicks('chan-dead')], [['Dory', 'woody'], ['buzz']]);
    far.loses();
    room.leave('woody', 'chan-fish');
    await room.rest();
    far.returns();
    await room.rest();
    equal([far.nicks('#fish'), room.engine.room('chan-fish')], [['Dory'], undefined]);
    await end(room);
  });

  test('let those of the far side in like anybody, and say who is not', async () => {
    const rooms = [{ name: 'hall', kind: 'irc', secret: 'fish' }];
    const shut = new MirroredRoom({}, {}, { rooms });
    shut.far.arrives(channel, 'Dory');
    await shut.rest();
    equal(
      shut.refused.map(([nick, { condition }]) => [nick, condition]),
      [['Dory', 'not-authorized']],
    );
    shut.far.says(channel, 'Dory', 'Hello?');
    shut.far.renames(channel, 'Dory', 'Nemo');
    shut.far.departs(channel, 'Nemo');
    await shut.rest();
    is(shut.refused.length, 3);
    await end(shut);
    const open = new MirroredRoom({}, { secrets: { hall: 'fish' } }, { rooms });
    open.far.arrives(channel, 'Dory');
    open.far.arrives(channel, 'Dory');
    open.far.arrives(channel, "[Crush]`@ o'Reef");
    await open.rest();
    equal([open.nicks(), open.refused], [['Dory', "[Crush]`@ o'Reef"], []]);
    // a name that nobody can have here
    open.far.arrives(channel, '\u2028');
    await open.rest();
    match(open.nicks().join(), /irc-\d/);
    await end(open);
  });

  test('are checked where they are begun', async () => {
    const room = new MirroredRoom({}, {}, { rooms: [{ name: 'hall', kind: 'irc' }, { name: 'talk' }] });
    const begin = (channels: Record<string, string>) => () =>
      farMirror(new FarNetwork(), { network: 'irc', channels }).start(room.engine);
    throws(begin({ den: '#den' }), 'channels.den: there is no such room.');
    throws(begin({ talk: '#talk' }), 'channels.talk: the room is public, which has no behaviour mirror. Make it kind = "irc".');
    await end(room);
  });

  test('refuse work that is none', async () => {
    const far = new FarNetwork();
    const { effect } = farMirror(far, { network: 'irc', channels: { hall: channel } });
    const room = new MirroredRoom();
    const call = (input: Record<string, unknown>, at = 'hall') =>
      effect({
        id: '1',
        room: `${at}@rooms.disney`,
        behaviour: 'mirror',
        effect: 'irc',
        input,
        signal: new AbortController().signal,
      }).then(
        answer => answer,
        (error: Error & { reason: string }) => error.reason,
      );
    equal(await call({ do: 'roster' }), 'unreachable', 'before it begins');
    const stop = farMirror(far, { network: 'irc', channels: {} }).start(room.engine);
    await stop();
    const mirror = farMirror(far, { network: 'irc', channels: { hall: channel } });
    const done = mirror.start(room.engine);
    const ask = (input: Record<string, unknown>) =>
      mirror
        .effect({
          id: '1',
          room: 'hall@rooms.disney',
          behaviour: 'mirror',
          effect: 'irc',
          input,
          signal: new AbortController().signal,
        })
        .then(
          answer => answer,
          (error: Error & { reason: string }) => error.reason,
        );
    equal(await ask({ do: 'join', nick: 'x' }), 'misshapen');
    equal(await ask({ do: 'dance', person: 'x' }), 'unknown');
    equal(await ask({ do: 'part', person: 'x' }), {});
    equal(await ask({ do: 'remove', address: 'x' }), {});
    equal(await ask({ do: 'rename', person: 'x', to: 'y' }), { refused: 'not allowed', text: 'You are not there.' });
    await done();
    await end(room);
  });
});
