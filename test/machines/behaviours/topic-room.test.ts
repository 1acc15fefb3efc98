// The topic, in a room with people of both dialects.
import { equal, is } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { topic } from '../../../machines/behaviours/topic.ts';
import { suite } from '../../suite.ts';

/** Woody by groupchat and Rex by jabber:iq:conference, in a room with topics of ten bytes at most. */
function twoInside() {
  const room = stage([topic, { bytes: 10 }]);
  const woody = room.person('woody', { dialect: 'groupchat' }).enters().hearsNot(/./);
  const rex = room.person('rex').enters();
  return { room, woody, rex };
}

suite('a room with a topic', test => {
  test('tells it to those inside when it is set, and to those who come', () => {
    const { room, woody, rex } = twoInside();
    rex.setsTopic('Toys');
    woody.hears('Toys', { by: rex });
    equal(room.data(topic), { text: 'Toys' });
    const buzz = room.person('buzz', { dialect: 'groupchat' }).enters();
    buzz.hears('Toys', { by: 'room' });
    is(room.facts('titled').length, 1);
  });

  test('refuses one that is too long, and keeps the old one', () => {
    const { room, woody, rex } = twoInside();
    woody.setsTopic('Toys');
    woody.setsTopic('Toys and co').isRefused('not-acceptable', 'A topic may have 10 bytes at most.');
    rex.hearsNothing();
    equal(room.data(topic), { text: 'Toys' });
    room.configure('topic', { bytes: 11 });
    woody.setsTopic('Toys and co').isNotRefused();
    rex.hears('Toys and co');
  });

  test('is not changed by what is only said, nor by a subject to one', () => {
    const { room, woody, rex } = twoInside();
    rex.says('Toys');
    woody.sends(`<message type='chat' to='${woody.addressOf(rex)}'><subject>Toys</subject><body>x</body></message>`);
    rex.hears('Toys', { by: woody });
    equal(room.data(topic), { text: '' });
  });

  test('has none any more when it is emptied', () => {
    const { room, woody, rex } = twoInside();
    woody.setsTopic('Toys').setsTopic('');
    rex.hears('');
    room.person('buzz', { dialect: 'groupchat' }).enters();
    is(room.facts('titled').length, 0);
  });

  test('keeps it when the program ends', () => {
    const { room, woody } = twoInside();
    woody.setsTopic('Toys');
    room.restarts();
    room.person('buzz', { dialect: 'groupchat' }).enters().hears('Toys', { by: 'room' });
  });

  test('is left to moderators where it says so', () => {
    const room = stage([topic, { by: 'moderators' }]);
    const andy = room.person('andy', { moderator: true }).enters();
    const woody = room.person('woody').enters();
    woody.setsTopic('Toys').isRefused('forbidden', 'Only moderators of this room may set its topic.');
    andy.hearsNothing();
    andy.setsTopic('Cars');
    woody.hears('Cars', { by: andy }).says('Fine').isNotRefused();
  });

  test('is given before anybody else comes in where it is needed', () => {
    const room = stage([topic, { required: true }]);
    const andy = room.person('andy', { moderator: true, dialect: 'groupchat' }).enters();
    andy.hears(/^This room needs a topic before others can come in/, { by: 'room' });
    const woody = room
      .person('woody')
      .enters()
      .isRefused('service-unavailable', /^This room has no topic yet/);
    andy.says('Hello?').isRefused('unexpected-request', /^This room needs a topic before anybody speaks/);
    room.restarts();
    andy.setsTopic(' ').isRefused('not-acceptable', 'This room needs a topic: it can be changed, but not emptied.');
    andy.setsTopic('Toys').says('Hello');
    woody.enters().says('Hi').isNotRefused();
    woody.setsTopic('').isRefused('not-acceptable');
    woody.setsTopic('Cars');
    andy.hears('Cars', { by: woody });
    equal(room.data(topic), { text: 'Cars' });
  });
});
