// Only who has the floor may speak; who wants it raises a hand.
import { equal, is, throws } from 'uvu/assert';
import { isCovered, type Stage, type StageOptions, stage } from '../../../adapters/testing/testing.ts';
import { slowMode } from '../../../machines/behaviours/slow-mode.ts';
import { topic } from '../../../machines/behaviours/topic.ts';
import { voiceQueue } from '../../../machines/behaviours/voice-queue.ts';
import { suite } from '../../suite.ts';

/** All that were on the stage. */
const rooms: Stage[] = [];

function hall(settings: object = {}, options: StageOptions = {}) {
  const room = stage([[voiceQueue, settings], topic], options);
  rooms.push(room);
  const andy = room.person('andy', { moderator: true }).enters();
  const woody = room.person('woody').enters();
  const buzz = room.person('buzz', { dialect: 'groupchat' }).enters({ nick: 'Buzz Lightyear' });
  const rex = room.person('rex').enters();
  return { room, andy, woody, buzz, rex };
}

suite('the voice queue', test => {
  test('lets nobody speak but moderators while nobody has the floor', () => {
    const { room, andy, woody, rex } = hall();
    is(room.state('voice-queue'), 'silent');
    woody.says('Howdy').isRefused('forbidden', 'Nobody has the floor. To speak, raise your hand: !hand');
    woody.setsTopic('Hats').isRefused('forbidden');
    rex.hearsNothing();
    andy.says('Welcome');
    rex.hears('Welcome', { by: andy });
    andy.setsTopic('Flight').isNotRefused();
    woody.whispers(rex, 'Psst');
    rex.hears('Psst', { by: woody });
  });

  test('tells newcomers how it is', () => {
    const { room, andy, woody } = hall();
    const sid = room.person('sid').enters().hears('Nobody has the floor. To speak, raise your hand: !hand', { by: 'room' });
    sid.leaves();
    andy.says('!floor woody');
    sid.enters().hears('woody has the floor. To speak, raise your hand: !hand');
    sid.says('!hand');
    andy.leaves();
    andy.enters().hears('woody has the floor. Hands raised: sid.');
    woody.isInside();
  });

  test('keeps the hands in the order in which they are raised', () => {
    const { room, andy, woody, buzz, rex } = hall();
    woody.says('!hand').hears('Your hand is raised: you are number 1.', { by: 'room' });
    andy.hears('woody raises a hand. To give the floor, write !floor woody');
    rex.hearsNothing();
    woody.says('!hand').isRefused('unexpected-request', 'Your hand is raised already: you are number 1.');
    andy
      .says('!hand')
      .hears('Your hand is raised: you are number 2.')
      .hearsNot(/raises a hand/);
    andy.says('!lower');
    buzz.says('!hand').hears('Your hand is raised: you are number 2.');
    rex.orders('voice-queue', 'hand').hears('Your hand is raised: you are number 3.');
    rex.says('!queue').hears('Nobody has the floor. Hands raised: woody, Buzz Lightyear, rex.');
    buzz.says('!lower').hears('Your hand is down.');
    buzz.says('!lower').isRefused('unexpected-request', 'Your hand is not raised.');
    andy.says('!floor');
    rex.hears('woody has the floor.', { by: 'room' });
    is(room.state('voice-queue'), 'given');
    andy.says('!floor');
    rex.hears('rex has the floor.');
    andy.says('!floor').isRefused('item-not-found', /!floor NICK/);
  });

  test('lets whoever has the floor speak, until it is given back', () => {
    const { room, andy, woody, buzz } = hall();
    andy.says('!floor buzz lightyear');
    buzz.says('To infinity');
    woody.hears('To infinity', { by: buzz });
    buzz.setsTopic('Infinity').isNotRefused();
    woody.says('Howdy').isRefused('forbidden', 'Buzz Lightyear has the floor. To speak, raise your hand: !hand');
    buzz.says('!hand').isRefused('unexpected-request', /write !done/);
    andy.says('!floor buzz lightyear').isRefused('conflict', 'Buzz Lightyear has the floor already.');
    woody.says('!done').isRefused('forbidden');
    buzz.says('!done');
    woody.hears('Buzz Lightyear gives the floor back.');
    is(room.state('voice-queue'), 'silent');
    buzz.says('and beyond').isRefused('forbidden');
    buzz.says('!done').isRefused('forbidden');
    andy.says('!done').isRefused('unexpected-request', 'Nobody has the floor.');
  });

  test('may be given on by whoever has it, and by moderators', () => {
    const { andy, woody, buzz, rex } = hall();
    woody.says('!floor woody').isRefused('forbidden', 'Only moderators and whoever has the floor may give it on.');
    andy.whispers(woody, '!floor');
    rex.hears('woody has the floor.');
    rex.says('!hand');
    woody.hears('rex raises a hand. To give the floor, write !floor rex');
    woody.says('!floor nobody').isRefused('item-not-found');
    woody.says('!floor');
    buzz.hears('rex has the floor.');
    rex.orders('voice-queue', 'floor', { person: 'buzz lightyear' });
    woody.hears('Buzz Lightyear has the floor.');
    rex.says('!floor').isRefused('forbidden');
    andy.says('!done');
    buzz.hears('The floor is taken from Buzz Lightyear.');
  });

  test('takes the hand down of whoever gets the floor', () => {
    const { room, andy, woody, rex } = hall();
    woody.says('!hand');
    rex.says('!hand');
    andy.says('!floor rex');
    equal(room.data('voice-queue'), { queue: [woody.person!.id], holder: rex.person!.id, since: room.now });
  });

  test('forgets those who leave', () => {
    const { room, andy, woody, rex } = hall();
    woody.says('!hand');
    rex.says('!hand');
    woody.vanishes();
    andy.says('!queue').hears('Nobody has the floor. Hands raised: rex.');
    andy.says('!floor');
    rex.leaves();
    andy.hears('rex, who had the floor, has gone.', { by: 'room' });
    is(room.state('voice-queue'), 'silent');
    equal(room.data('voice-queue'), { queue: [], holder: undefined, since: undefined });
  });

  test('goes on by itself where it is so set', () => {
    const { room, andy, woody, buzz, rex } = hall({ automatic: true });
    woody.says('!hand').hears('Your hand is raised: you are number 1.').hears('woody has the floor.');
    buzz.says('!hand');
    andy.hearsNothing();
    rex.says('!hand');
    woody.says('!done').hears('woody gives the floor back.').hears('Buzz Lightyear has the floor.');
    buzz.leaves();
    woody.hears('Buzz Lightyear, who had the floor, has gone.').hears('rex has the floor.');
    andy.says('!done');
    woody.hears('The floor is taken from rex.');
    is(room.state('voice-queue'), 'silent');
  });

  test('may be given for a time only', () => {
    const { room, andy, woody, buzz } = hall({ seconds: 120 });
    andy.says('!floor woody');
    buzz.hears('woody has the floor for 2 minutes.');
    room.waits(100);
    andy.says('!floor buzz lightyear');
    room.waits(119);
    buzz.hearsNothing();
    buzz.says('Still me').isNotRefused();
    room.waits(1);
    buzz.hears('The time of Buzz Lightyear is over.');
    buzz.says('But').isRefused('forbidden');
    andy.says('!floor woody');
    woody.says('!done');
    // nothing is waited for any more
    is(room.engine.keep().rooms[0]!.kept.slots['voice-queue']!.due, undefined);
    room.waits(300);
    woody.hearsNothing();
  });

  test('goes to the next hand when the time is over, where it goes by itself', () => {
    const { room, woody, buzz } = hall({ seconds: 60, automatic: true });
    woody.says('!hand');
    buzz.says('!hand');
    room.waits(60);
    woody.hears('The time of woody is over.').hears('Buzz Lightyear has the floor for 1 minute.');
  });

  test('follows its settings while it stands', () => {
    const { room, andy, woody, buzz } = hall();
    andy.says('!floor woody');
    buzz.says('!hand');
    room.waits(10);
    room.configure('voice-queue', { seconds: 30, automatic: true });
    room.waits(20);
    buzz.hears('The time of woody is over.').hears('Buzz Lightyear has the floor for 30 seconds.');
    room.configure('voice-queue', { seconds: 0, automatic: false });
    room.waits(300);
    buzz.hearsNothing().says('!done');
    woody.says('!hand');
    room.configure('voice-queue', { automatic: true });
    woody.hears('woody has the floor.');
  });

  test('has room for so many hands, and names so many', () => {
    const small = hall({ hands: 1 });
    small.woody.says('!hand');
    small.rex.says('!hand').isRefused('resource-constraint', 'There are 1 hands raised already. Try again later.');
    const { room, andy } = hall();
    for (let i = 0; i < 23; i++) room.person(`toy${i}`).enters().says('!hand');
    andy.says('!queue').hears(/Hands raised: toy0, .*, toy19 and 3 more\.$/);
  });

  test('is given and taken by those who run the service, who have no hand', () => {
    const { room, woody } = hall();
    is(room.command('voice-queue', 'queue'), 'Nobody has the floor. No hand is raised.');
    is(room.command('voice-queue', 'floor', { person: 'woody' }), 'woody has the floor.');
    woody.says('Howdy').isNotRefused();
    is(room.command('voice-queue', 'done'), 'The floor is taken from woody.');
    throws(() => room.command('voice-queue', 'done'), /Nobody has the floor/);
    throws(() => room.command('voice-queue', 'hand'), /Only somebody who is inside/);
    throws(() => room.command('voice-queue', 'lower'), /not raised/);
  });

  test('goes on after a restart', () => {
    const { room, andy, woody, buzz, rex } = hall({ seconds: 60 });
    andy.says('!floor woody');
    buzz.says('!hand');
    room.restarts();
    is(room.state('voice-queue'), 'given');
    woody.says('Howdy').isNotRefused();
    rex.says('!queue').hears('woody has the floor. Hands raised: Buzz Lightyear.');
    room.waits(60);
    rex.hears('The time of woody is over.');
    room.restarts();
    andy.says('!floor');
    buzz.says('To infinity').isNotRefused();
  });

  test('lets slow mode count for whoever speaks', () => {
    const room = stage([voiceQueue, slowMode]);
    room.person('andy', { moderator: true }).enters().says('!floor');
    const woody = room.person('woody').enters();
    woody.says('One').isRefused('forbidden');
    room.command('voice-queue', 'floor', { person: 'woody' });
    woody.says('Two').isNotRefused();
    woody.says('Three').isRefused('resource-constraint');
  });

  test('was seen in every state and on every way of its chart', () => {
    isCovered(...rooms);
  });
});
