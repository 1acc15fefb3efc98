// People wait until a moderator lets them in.
import { equal, is, match, throws } from 'uvu/assert';
import { isCovered, type Stage, type StageOptions, stage } from '../../../adapters/testing/testing.ts';
import { lobby } from '../../../machines/behaviours/lobby.ts';
import { privacy } from '../../../machines/behaviours/privacy.ts';
import { secret } from '../../../machines/behaviours/secret.ts';
import { slowMode } from '../../../machines/behaviours/slow-mode.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { kind } from '../../../machines/kind.ts';
import { refuse } from '../../../machines/refusal.ts';
import { suite } from '../../suite.ts';

/** All that were on the stage. */
const rooms: Stage[] = [];

function hall(settings: object = {}, options: StageOptions = {}) {
  const room = stage([[lobby, settings], slowMode], options);
  rooms.push(room);
  const andy = room.person('andy', { moderator: true });
  const woody = room.person('woody');
  const buzz = room.person('buzz', { dialect: 'groupchat' });
  return { room, andy, woody, buzz };
}

/** Holds all that is said for ten seconds. */
const pause = behaviour({
  name: 'pause',
  about: 'What is said waits for a while.',
  defers: { speak: ['resume'] },
  requests: { resume: { about: 'Lets all of it go on.', who: 'operator' } },
  hears: { resume: ({ holds }) => ({ grant: holds }) },
  rules: {
    speak: ({ at }) => ({ defer: { until: at + 10_000, late: refuse('not-allowed', 'Too late.'), text: 'Wait.' } }),
  },
});

suite('the lobby', test => {
  test('has whoever comes wait, and tells the moderators', () => {
    const { room, andy, woody, buzz } = hall();
    andy.enters().isInside();
    is(room.state('lobby'), 'closed');
    woody.enters().isOutside().isHeld('A moderator decides whether you may come in. You wait 10 minutes at most.');
    andy.hears('woody (woody@home.example) waits to come in. Write !approve woody or !deny woody', { by: 'room' });
    buzz.enters({ nick: 'Buzz Lightyear' }).isHeld();
    andy.hears(/!approve Buzz Lightyear or !deny Buzz Lightyear$/);
    equal(room.data('lobby'), { closed: true });
  });

  test('tells nobody the address of who asked for privacy', () => {
    const room = stage([lobby, privacy], { privacy: true });
    const andy = room.person('andy', { moderator: true }).enters();
    const rex = room.person('rex').enters({ privacy: true }).isHeld();
    andy.hears('rex (protected) waits to come in. Write !approve rex or !deny rex', { by: 'room' });
    andy.says('!approve rex@home.example').isRefused('item-not-found');
    andy.says('!approve rex').hears('rex (protected) may come in.');
    rex.isInside();
  });

  test('lets in whom a moderator approves', () => {
    const { andy, woody, buzz } = hall();
    andy.enters();
    woody.enters();
    buzz.enters({ nick: 'Buzz Lightyear' });
    andy.says('!approve buzz lightyear').hears('Buzz Lightyear (buzz@home.example) may come in.');
    buzz.isInside();
    andy.sees('Buzz Lightyear');
    andy.orders('lobby', 'approve', { person: 'woody@home.example' });
    woody.isInside().sees('andy', 'Buzz Lightyear');
  });

  test('is decided on by a message to whoever waits', () => {
    const { room, andy, woody, buzz } = hall();
    andy.enters();
    woody.enters();
    buzz.enters();
    andy.whispers('buzz', '!approve');
    buzz.isInside();
    const { id } = [...room.floor!.people.waiting()][0]!;
    andy.sends(`<message to='${room.jid}/${id}'><body>!deny</body></message>`);
    woody.isRefused('forbidden', 'A moderator does not let you in.').isOutside();
    andy.hears('woody (woody@home.example) was turned away.');
  });

  test('turns away whom a moderator denies, with a reason or without', () => {
    const { andy, woody, buzz } = hall();
    andy.enters();
    woody.enters();
    buzz.enters({ nick: 'Buzz Lightyear' });
    andy.says('!deny buzz lightyear Too far');
    buzz.isRefused('forbidden', 'A moderator does not let you in: Too far');
    andy
      .says('!deny woody')
      .hears('woody (woody@home.example) was turned away.')
      .hearsNot(/in time/);
    woody.isRefused('forbidden', 'A moderator does not let you in.');
    andy.says('!waiting').hears('Nobody waits.');
    woody.enters().isHeld();
  });

  test('says so where nobody of that name waits', () => {
    const { andy } = hall();
    andy
      .enters()
      .says('!approve woody')
      .isRefused('item-not-found', /!waiting/);
    andy.says('!deny woody').isRefused('item-not-found');
  });

  test('asks which one where two want one nick', () => {
    const { andy, woody, buzz } = hall();
    andy.enters();
    woody.enters();
    buzz.enters({ nick: 'Woody' });
    andy.hears(/Write !approve buzz@home\.example or !deny buzz@home\.example$/);
    andy.says('!approve woody').isRefused('conflict', /woody@home\.example \([0-9a-f]+\), buzz@home\.example \([0-9a-f]+\)/);
    woody.isOutside();
    andy.says('!approve buzz@home.example');
    buzz.isInside();
    andy.says('!approve woody');
    woody.isRefused('conflict');
  });

  test('calls those by their address who ask for no nick', () => {
    const { andy, woody } = hall({}, { nicks: 'assigned' });
    andy.enters();
    woody.enters({ nick: [] });
    andy.hears('woody@home.example waits to come in. Write !approve woody@home.example or !deny woody@home.example');
  });

  test('tells those who wait that nobody can decide, and the moderator who comes who waits', () => {
    const { andy, woody, buzz } = hall({ seconds: 90, text: 'The host decides.' });
    woody.enters().isHeld('The host decides. No moderator is here now who could: you wait for one to come, 90 seconds at most.');
    buzz.enters();
    andy
      .enters()
      .hears('Waiting to come in: 2\nwoody (woody@home.example): !approve woody\nbuzz (buzz@home.example): !approve buzz', {
        by: 'room',
      });
    andy.says('!waiting').hears(/^Waiting to come in: 2\n/);
    andy.says('!approve woody');
    // who is no moderator is told nothing of it
    woody.isInside();
    is(
      woody.received.some(({ body }) => body?.includes('Waiting') === true),
      false,
    );
  });

  test('lists only so many', () => {
    const { room, andy } = hall();
    for (let i = 0; i < 22; i++) room.person(`toy${i}`).enters();
    andy.enters().hears(/^Waiting to come in: 22\n(toy\d+ \(.*\): !approve toy\d+\n){20}and 2 more$/);
  });

  test('refuses those whom nobody let in in time, and tells the moderators', () => {
    const { room, andy, woody, buzz } = hall({ seconds: 90 });
    andy.enters();
    woody.enters();
    room.waits(60);
    buzz.enters();
    room.waits(30);
    woody.isRefused('remote-server-timeout', 'Nobody let you in within 90 seconds. Try again later.').isOutside();
    andy.hears('woody (woody@home.example) was not let in in time and waits no longer.');
    buzz.isHeld();
    room.waits(60);
    buzz.isRefused('remote-server-timeout');
  });

  test('forgets those who go, and tells the moderators', () => {
    const { room, andy, woody } = hall();
    andy.enters();
    woody.enters();
    woody.leaves();
    andy.hears('woody (woody@home.example) has gone and waits no longer.');
    equal(room.held(), []);
  });

  test('is opened and closed by a moderator', () => {
    const { room, andy, woody, buzz } = hall();
    andy.enters();
    woody.enters();
    andy.says('!open').hears('The lobby is open. Those who waited may come in: 1.');
    woody.isInside();
    is(room.state('lobby'), 'open');
    buzz.enters().isInside();
    buzz.leaves();
    andy.says('!close').hears('The lobby is closed: whoever comes waits for approval.');
    buzz.enters().isHeld();
    woody.says('!open').isRefused('forbidden');
    buzz.isOutside();
  });

  test('begins as it is set, and follows its setting when that changes', () => {
    const { room, andy, woody, buzz } = hall({ closed: false });
    is(room.state('lobby'), 'preset');
    woody.enters().isInside();
    is(room.state('lobby'), 'open');
    andy.enters().says('!close');
    room.configure('lobby', { seconds: 60 });
    is(room.state('lobby'), 'closed');
    room.configure('slow-mode', { seconds: 60 });
    is(room.state('lobby'), 'closed');
    buzz.enters().isHeld();
    room.configure('lobby', { closed: true });
    is(room.state('lobby'), 'closed');
    room.configure('lobby', { closed: false });
    is(room.state('lobby'), 'open');
    buzz.isInside();
  });

  test('stays as moderators left it when another setting changes', () => {
    const { room, andy, woody } = hall();
    andy.enters().says('!open');
    room.configure('lobby', { seconds: 60 });
    is(room.state('lobby'), 'open');
    woody.enters().isInside();
  });

  test('does not have the founder of a room wait', () => {
    const { andy, woody } = hall({}, { standing: false });
    woody.enters().isInside();
    andy.enters().isInside();
  });

  test('lets nobody past the other rulings', () => {
    const room = stage([secret, lobby], { secret: 'cowboy' });
    const andy = room.person('andy', { moderator: true }).enters({ secret: 'cowboy' });
    const woody = room.person('woody').enters().isRefused('not-authorized');
    woody.enters({ secret: 'cowboy' }).isHeld();
    andy.says('!approve woody');
    woody.isInside();
  });

  test('is decided on by those who run the service', () => {
    const { room, woody, buzz } = hall();
    woody.enters();
    is(room.command('lobby', 'approve', { person: 'woody' }), 'woody (woody@home.example) may come in.');
    woody.isInside();
    throws(() => room.command('lobby', 'approve', { person: 'buzz' }), /Nobody of that name waits/);
    buzz.enters();
    match(room.command('lobby', 'list'), /^Waiting to come in: 1\n/);
    is(room.command('lobby', 'open'), 'The lobby is open. Those who waited may come in: 1.');
    buzz.isInside();
    is(room.command('lobby', 'open'), 'The lobby is open.');
  });

  test('does not speak of what others hold', () => {
    const room = stage([[lobby, { closed: false }], pause]);
    const andy = room.person('andy', { moderator: true }).enters();
    const woody = room.person('woody').enters().says('Howdy').isHeld('Wait.');
    andy.hearsNothing();
    room.waits(10);
    woody.isRefused('not-allowed', 'Too late.');
    andy.hearsNothing();
  });

  test('goes on after a restart', () => {
    const { room, andy, woody, buzz } = hall({ seconds: 90 });
    woody.enters();
    buzz.enters();
    room.waits(60).restarts();
    andy.enters().hears(/^Waiting to come in: 2\n/);
    andy.says('!approve woody');
    woody.isInside();
    room.waits(30);
    buzz.isRefused('remote-server-timeout');
    andy.says('!open');
    room.restarts();
    is(room.state('lobby'), 'open');
    buzz.enters().isInside();
  });

  test('lets nobody wait for it where it is taken away', () => {
    const open = kind({ name: 'open', about: 'Without a lobby.', listed: true }, [slowMode]);
    const { room, woody } = hall({}, { kinds: [open] });
    woody.enters();
    match(room.becomes('open').join('\n'), /^lobby: /m);
    woody.isRefused('service-unavailable');
    woody.enters().isInside();
  });

  test('was seen in every state and on every way of its chart', () => {
    isCovered(...rooms);
  });
});
