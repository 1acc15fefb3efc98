// The list of those who may enter, and what moderators do with it.
import { equal, match, throws } from 'uvu/assert';
import { type Player, type Stage, type StageOptions, stage } from '../../../adapters/testing/testing.ts';
import { lobby } from '../../../machines/behaviours/lobby.ts';
import { members } from '../../../machines/behaviours/members.ts';
import { privacy } from '../../../machines/behaviours/privacy.ts';
import { suite } from '../../suite.ts';

const toys = { members: ['woody@home.example', 'space.example'] };

/** A room with a moderator inside, called andy. */
function withAndy(settings: object = toys, options: StageOptions = {}): { room: Stage; andy: Player } {
  const room = stage([members, settings], options);
  return { room, andy: room.person('andy', { moderator: true }).enters() };
}

function from(room: Stage, name: string, host: string): Player {
  return room.person(name, { jid: `${name}@${host}/client` });
}

suite('members', test => {
  test('are people and all of a domain; nobody else enters, but for moderators', () => {
    const { room, andy } = withAndy();
    andy.isInside();
    room.person('woody').enters().isInside();
    from(room, 'buzz', 'space.example').enters().isInside();
    room
      .person('sid')
      .enters()
      .isRefused('forbidden', /Ask one of its moderators/)
      .isOutside();
    room.person('scud', { dialect: 'groupchat' }).enters().isRefused('forbidden').isOutside();
    from(room, 'zurg', 'far.space.example').enters().isRefused('forbidden');
    andy.hearsNothing();
  });

  test('may be anybody for a while', () => {
    const { room } = withAndy({ ...toys, open: true });
    const sid = room.person('sid').enters().isInside();
    room.configure('members', { open: false });
    sid.isOutside().hears('You are no member of this room any more.');
    sid.enters().isRefused('forbidden');
  });

  test('are written as servers write addresses', () => {
    const { room } = withAndy({ members: [' Woody@HOME.example', 'ＳＰＡＣＥ.example'] });
    room.person('woody').enters().isInside();
    from(room, 'buzz', 'space.example').enters().isInside();
    for (const wrong of ['woody@home.example/client', 'a b', '@home', 'a@b@c', ''])
      throws(() => room.configure('members', { members: [wrong] }), /JID without a resource/);
  });

  test('are added and taken off by moderators while the room stands, and kept with it', () => {
    const { room, andy } = withAndy();
    andy.says('!member rex@home.example').hears('rex@home.example is a member now.', { by: 'room' });
    const rex = room.person('rex').enters().isInside();
    andy.says('!member REX@home.example').hears('rex@home.example is a member already.');
    room.restarts();
    rex.leaves().enters().isInside();
    andy.says('!nomember rex@home.example').hears('rex@home.example is no member any more.');
    rex.isOutside().hears('You are no member of this room any more.');
    rex.enters().isRefused('forbidden');
    equal(room.data('members'), { added: [], gone: [] });
  });

  test('of the settings can be taken off as well, and put back', () => {
    const { room, andy } = withAndy();
    const woody = room.person('woody').enters();
    const buzz = from(room, 'buzz', 'space.example').enters();
    andy.says('!nomember @space.example').hears('everybody of space.example is no member any more.');
    buzz.isOutside();
    woody.isInside();
    andy.says('!nomember woody@home.example');
    woody.isOutside();
    equal(room.data('members'), { added: [], gone: ['space.example', 'woody@home.example'] });
    andy.says('!member woody@home.example').hears('woody@home.example is a member again.');
    andy.says('!member woody@home.example').hears('woody@home.example is a member already.');
    woody.enters().isInside();
    room.configure('members', { members: ['woody@home.example'] });
    andy.says('!nomember woody@home.example');
    equal(room.data('members'), { added: [], gone: ['woody@home.example'] });
  });

  test('who may enter by a domain stay when only their own address is taken off', () => {
    const { room, andy } = withAndy();
    const buzz = from(room, 'buzz', 'space.example').enters();
    andy.says('!member buzz@space.example');
    andy.says('!nomember buzz@space.example').hears('buzz@space.example is no member any more.');
    buzz.isInside();
    andy.says('!nomember buzz').isRefused('item-not-found', /!nomember @DOMAIN/);
    buzz.isInside();
  });

  test('are whole domains with an @ before them', () => {
    const { room, andy } = withAndy({});
    andy.says('!member @space.example').hears('everybody of space.example is a member now.');
    from(room, 'buzz', 'space.example').enters().isInside();
  });

  test('can be made of those who are inside by nick, or by a message to them', () => {
    const { room, andy } = withAndy({ open: true });
    const [rex, slinky] = [room.person('rex').enters(), room.person('slinky').enters()];
    andy.says('!member REX').hears('rex@home.example is a member now.');
    andy.whispers(slinky, '!member').hears('slinky@home.example is a member now.');
    slinky.hearsNothing();
    room.configure('members', { open: false });
    rex.isInside();
    slinky.isInside();
    andy.says('!nomember rex');
    rex.isOutside();
  });

  test('cannot be made of somebody by a nick that looks like an address', () => {
    const { room, andy } = withAndy({ open: true });
    room.person('sid').enters({ nick: 'rex@home.example' });
    andy.says('!member rex@home.example').hears('rex@home.example is a member now.');
    room.configure('members', { open: false });
    room.person('sid').isOutside();
  });

  test('who hide their address are listed and taken off by their nick', () => {
    const room = stage([privacy, [members, { open: true }]], { privacy: true });
    const andy = room.person('andy', { moderator: true }).enters();
    const rex = room.person('rex').enters({ nick: 'Rex', privacy: true });
    andy.says('!member rex').hears('Rex is a member now.');
    andy.says('!member rex').hears('Rex is a member already.');
    andy
      .says('!members')
      .hears('Everybody may enter now. On the list: Rex.')
      .hearsNot(/rex@home/);
    room.configure('members', { open: false });
    rex.isInside().leaves();
    room.person('rex').enters({ nick: 'Dinosaur', privacy: true }).isInside();
    andy.says('!nomember Rex').hears('Rex is no member any more.');
    rex.isOutside();
  });

  test('are listed for moderators and for nobody else, whole or those with a part', () => {
    const { room, andy } = withAndy();
    andy.says('!members').hears('Members: woody@home.example, everybody of space.example.', { by: 'room' });
    andy.says('!members WOODY').hears('Members: woody@home.example.');
    andy.says('!members zurg').hears('Members: nobody.');
    const woody = room.person('woody').enters();
    woody.says('!members').isRefused('forbidden').hearsNot(/space/);
    andy.hearsNothing();
    woody.says('!member sid@home.example').isRefused('forbidden');
    woody.says('!nomember andy@home.example').isRefused('forbidden');
  });

  test('are listed so many at once, and the rest is counted', () => {
    const { andy } = withAndy({ members: Array.from({ length: 42 }, (_, i) => `toy${i}@home.example`) });
    andy.says('!members').hears(/toy39@home\.example, and 2 more; ask for some with !members PART\.$/);
  });

  test('may be asked for by operators, too', () => {
    const { room } = withAndy();
    equal(room.command('members', 'member', { person: 'rex@home.example' }), 'rex@home.example is a member now.');
    match(room.command('members', 'members'), /rex@home/);
  });

  test('are so many at most', () => {
    const { room, andy } = withAndy({ most: 1 });
    andy.says('!member rex@home.example');
    andy.says('!member slinky@home.example').isRefused('resource-constraint', /1 may be added/);
    equal(room.data<{ added: object[] }>('members').added.length, 1);
  });

  test('are named so that it can be understood', () => {
    const { andy } = withAndy();
    andy.says('!member').isRefused('not-acceptable', /!member PERSON/);
    andy.says('!member nobody').isRefused('item-not-found', /by nick/);
    andy.says('!member a@b/c').isRefused('jid-malformed');
    andy.says('!nomember nobody').isRefused('item-not-found');
    andy.says('!nomember a@b/c').isRefused('jid-malformed');
    andy.says('!nomember sid@home.example').isRefused('item-not-found', /not on the list/);
  });

  test('are asked again when somebody else has let them in', () => {
    const room = stage([lobby, [members, toys]]);
    const andy = room.person('andy', { moderator: true }).enters();
    const woody = room.person('woody').enters().isHeld();
    andy.says('!nomember woody@home.example');
    andy.says('!approve woody');
    woody.isRefused('forbidden', /Only members/).isOutside();
  });

  test('stay who they are when other settings change', () => {
    const room = stage([lobby, [members, toys]]);
    room.person('andy', { moderator: true }).enters();
    room.configure('lobby', { closed: false });
    const woody = room.person('woody').enters().isInside();
    room.configure('lobby', { seconds: 5 });
    woody.isInside();
  });
});
