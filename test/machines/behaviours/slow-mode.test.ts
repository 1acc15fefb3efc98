// Some time between two messages of one person.
import { equal, throws } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { slowMode } from '../../../machines/behaviours/slow-mode.ts';
import { topic } from '../../../machines/behaviours/topic.ts';
import { suite } from '../../suite.ts';

suite('slow mode', test => {
  test('lets each person speak once in a while', () => {
    const room = stage([slowMode, { seconds: 10 }]);
    const woody = room.person('woody').enters();
    const rex = room.person('rex', { dialect: 'groupchat' }).enters();
    woody.says('One');
    rex.hears('One', { by: woody });
    woody.says('Two').isRefused('resource-constraint', 'You may speak again in 10 seconds.');
    rex.hearsNothing();
    rex.says('Three').isNotRefused();
    room.waits(9);
    woody.says('Four').isRefused('resource-constraint', 'You may speak again in 1 second.');
    room.waits(1);
    woody.says('Five').isNotRefused();
    rex.hears('Five');
  });

  test('counts from the last message that was let through', () => {
    const room = stage([slowMode, { seconds: 10 }]);
    const woody = room.person('woody').enters();
    woody.says('One');
    room.waits(8);
    woody.says('Two').isRefused('resource-constraint');
    room.waits(2);
    woody.says('Three').isNotRefused();
  });

  test('counts a topic as a message, and whispers not at all', () => {
    const room = stage([[slowMode, { seconds: 10 }], topic]);
    const woody = room.person('woody').enters();
    const rex = room.person('rex').enters();
    woody.setsTopic('Hats').isNotRefused();
    woody.says('Hats are good').isRefused('resource-constraint');
    woody.setsTopic('Boots').isRefused('resource-constraint');
    woody.whispers(rex, 'One');
    woody.whispers(rex, 'Two');
    rex.hears('Two');
  });

  test('passes over what clients tell by themselves', () => {
    const room = stage([slowMode, { seconds: 10 }]);
    const woody = room.person('woody').enters();
    const typing = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";
    woody.sends(`<message type='groupchat'><thread>t</thread>${typing}</message>`).isNotRefused();
    woody.says('One').isNotRefused();
    room.waits(10);
    woody.sends("<message type='groupchat'><x xmlns='urn:example:drawing'/></message>").isNotRefused();
    woody.says('Two').isRefused('resource-constraint');
  });

  test('is not for moderators', () => {
    const room = stage(slowMode);
    const andy = room.person('andy', { moderator: true }).enters();
    andy.says('One');
    andy.says('Two').isNotRefused();
  });

  test('may be for newcomers too, so that nobody gains by coming back', () => {
    const room = stage(slowMode, { behaviours: { 'slow-mode': { seconds: 60, newcomers: true } } });
    const woody = room.person('woody').enters();
    woody.says('One').isRefused('resource-constraint', 'You may speak again in 60 seconds.');
    room.waits(60);
    woody.says('Two').isNotRefused();
    woody.leaves();
    woody.enters().says('Three').isRefused('resource-constraint');
  });

  test('forgets those who leave', () => {
    const room = stage(slowMode);
    room.person('rex').enters();
    const woody = room.person('woody').enters().says('One');
    equal(room.own('slow-mode', woody), { spokeAt: room.now });
    woody.leaves();
    woody.enters().says('Two').isNotRefused();
  });

  test('remembers after a restart, and waits as long as it is set to now', () => {
    const room = stage([slowMode, { seconds: 10 }]);
    const woody = room.person('woody').enters().says('One');
    room.restarts();
    woody.says('Two').isRefused('resource-constraint', 'You may speak again in 10 seconds.');
    room.configure('slow-mode', { seconds: 60 });
    woody.says('Three').isRefused('resource-constraint', 'You may speak again in 60 seconds.');
    throws(() => room.configure('slow-mode', { seconds: 0 }), /seconds/);
  });
});
