// How many people a room has places for.
import { throws } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { maxPeople } from '../../../machines/behaviours/max-people.ts';
import { suite } from '../../suite.ts';

suite('max people', test => {
  test('lets in as many as there are places, in either dialect', () => {
    const room = stage([maxPeople, { people: 2 }]);
    room.person('woody').enters().isInside();
    room.person('buzz', { dialect: 'groupchat' }).enters().isInside();
    room
      .person('rex')
      .enters()
      .isRefused('service-unavailable', /places for 2 people, and is full/)
      .isOutside();
    room.person('slinky', { dialect: 'groupchat' }).enters().isRefused('service-unavailable').isOutside();
  });

  test('gives a place that is free again to the next', () => {
    const room = stage([maxPeople, { people: 1 }]);
    const woody = room.person('woody').enters();
    const rex = room
      .person('rex')
      .enters()
      .isRefused('service-unavailable', /a place for one person/);
    woody.leaves();
    rex.enters().isInside();
  });

  test('keeps places for moderators alone, and no more than it says', () => {
    const room = stage([maxPeople, { people: 1, reserved: 1 }]);
    const andy = room.person('andy', { moderator: true });
    const sid = room.person('sid', { moderator: true });
    room.person('woody').enters().isInside();
    room.person('rex').enters().isRefused();
    andy.enters().isInside();
    room.person('rex').enters().isRefused();
    sid.enters().isRefused('service-unavailable');
  });

  test('counts a moderator as everybody where there are places for all', () => {
    const room = stage([maxPeople, { people: 1, reserved: 1 }]);
    room.person('andy', { moderator: true }).enters().isInside();
    room.person('woody').enters().isRefused('service-unavailable').isOutside();
  });

  test('lets those inside change their nicks when it is full', () => {
    const room = stage([maxPeople, { people: 1 }]);
    room.person('woody').enters().renames('sheriff').isCalled('sheriff');
  });

  test('goes by settings that change; nobody is seen out', () => {
    const room = stage([maxPeople, { people: 2 }]);
    const woody = room.person('woody').enters();
    const buzz = room.person('buzz').enters();
    room.configure('max-people', { people: 1 });
    woody.isInside();
    buzz.isInside();
    room.person('rex').enters().isRefused();
    room.configure('max-people', { people: 3 });
    room.person('rex').enters().isInside();
  });

  test('has bounds', () => {
    const room = stage(maxPeople);
    room.person('woody').enters();
    throws(() => room.configure('max-people', { people: 0 }), /people/);
    throws(() => room.configure('max-people', { reserved: -1 }), /reserved/);
  });
});
