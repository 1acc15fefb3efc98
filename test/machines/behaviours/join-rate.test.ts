// The pace at which people come in, and the queue of those who wait.
import { equal, is } from 'uvu/assert';
import { type Player, type Stage, stage } from '../../../adapters/testing/testing.ts';
import { joinRate } from '../../../machines/behaviours/join-rate.ts';
import { lobby } from '../../../machines/behaviours/lobby.ts';
import { maxPeople } from '../../../machines/behaviours/max-people.ts';
import { secret } from '../../../machines/behaviours/secret.ts';
import { suite } from '../../suite.ts';

/** One in ten seconds. */
const pace = { perMinute: 6, atOnce: 1, queue: 10 };

/** Those who want to enter at once. */
function crowd(room: Stage, size: number, options: object = {}): Player[] {
  return Array.from({ length: size }, (_, i) => room.person(`toy${i}`, options).enters());
}
const inside = (people: readonly Player[]) => people.filter(({ isIn }) => isIn).map(({ name }) => name);

suite('the join rate', test => {
  test('lets in one, and the others one after another in the order in which they came', () => {
    for (const dialect of ['conference', 'groupchat'] as const) {
      const room = stage([joinRate, pace]);
      const people = crowd(room, 4, { dialect });
      equal(inside(people), ['toy0']);
      room.waits(9);
      equal(inside(people), ['toy0']);
      room.waits(1);
      equal(inside(people), ['toy0', 'toy1']);
      room.waits(10);
      equal(inside(people), ['toy0', 'toy1', 'toy2']);
      room.waits(10);
      equal(inside(people), ['toy0', 'toy1', 'toy2', 'toy3']);
    }
  });

  test('tells those who wait their place and how long it takes, and again when they have moved up', () => {
    const room = stage([joinRate, pace]);
    crowd(room, 3);
    const last = room.person('rex').enters();
    last.hears(/You are number 3 of those who wait, and will be let in in about 30 seconds\./, { by: 'room' }).isHeld(/number 3/);
    room.waits(10);
    last.hears(/number 2 .* about 20 seconds/, { by: 'room' });
    room.waits(10);
    last.hears(/number 1 .* about 10 seconds/);
    room.waits(10);
    last.isInside();
  });

  test('says the time in words that fit it', () => {
    const room = stage([joinRate, { perMinute: 60, atOnce: 1 }]);
    crowd(room, 1);
    room
      .person('rex')
      .enters()
      .isHeld(/in about 1 second\./);
    const slow = stage([joinRate, { perMinute: 0.5, atOnce: 1 }]);
    crowd(slow, 1);
    slow
      .person('rex')
      .enters()
      .isHeld(/in about 2 minutes\./);
  });

  test('does not tell those who are far at every step', () => {
    const room = stage([joinRate, pace]);
    const last = crowd(room, 6)[5]!;
    last.isHeld(/number 5/);
    room.waits(10);
    last.hearsNothing();
    room.waits(10);
    last.hears(/number 3/);
  });

  test('does not bother those who are near with every step', () => {
    const room = stage([joinRate, { ...pace, perMinute: 60 }]);
    const people = crowd(room, 4);
    room.waits(1);
    people[2]!.hearsNothing();
    equal(inside(people), ['toy0', 'toy1']);
    people[3]!.isHeld();
  });

  test('lets in some at once when it was quiet', () => {
    const room = stage([joinRate, { ...pace, atOnce: 3 }]);
    const people = crowd(room, 5);
    equal(inside(people), ['toy0', 'toy1', 'toy2']);
    room.waits(10);
    equal(inside(people).length, 4);
    room.waits(10);
    equal(inside(people).length, 5);
    room.waits(15);
    // one and a half have been saved up, and one counts
    const more = ['rex', 'slinky'].map(name => room.person(name).enters());
    equal(inside(more), ['rex']);
  });

  test('refuses those for whom there is no place in the queue', () => {
    const room = stage([joinRate, { ...pace, queue: 1 }]);
    const people = crowd(room, 3);
    people[2]!.isRefused('resource-constraint', /Try again in 20 seconds\./).isOutside();
    equal(room.held().length, 1);
    room.waits(10);
    people[2]!.enters().isHeld();
    const none = stage([joinRate, { ...pace, queue: 0 }]);
    none.person('woody').enters().isInside();
    none
      .person('rex')
      .enters()
      .isRefused('resource-constraint', /10 seconds/);
  });

  test('keeps the place of those who ask again, also where the queue is full', () => {
    const room = stage([joinRate, { ...pace, queue: 1 }]);
    const [, waiting] = crowd(room, 2, { dialect: 'groupchat' }) as [Player, Player];
    room.waits(4);
    waiting.enters().isNotRefused().isHeld();
    room.waits(6);
    waiting.isInside();
  });

  test('lets nobody pass those who wait', () => {
    const room = stage([joinRate, { ...pace, perMinute: 600 }]);
    const people = crowd(room, 3, { dialect: 'groupchat' });
    equal(inside(people), ['toy0']);
    // their time has come, and the tick that lets them in not yet
    room.waits(0.5);
    people[1]!.enters().isNotRefused().isHeld();
    const late = room.person('rex').enters().isHeld();
    room.waits(0.5);
    equal(inside(people), ['toy0', 'toy1', 'toy2']);
    room.waits(1);
    late.isInside();
  });

  test('lets moderators pass, and does not count them', () => {
    const room = stage([joinRate, pace]);
    const andy = room.person('andy', { moderator: true });
    crowd(room, 2);
    andy.enters().isInside();
    room.waits(10);
    is(room.person('toy1').isIn, true);
  });

  test('wastes no slot of those who go: who is behind moves up and is told', () => {
    const room = stage([joinRate, pace]);
    const [, first, second, third, fourth] = crowd(room, 5) as [Player, Player, Player, Player, Player];
    third.isHeld();
    first.leaves();
    second.hears(/number 1 .* about 10 seconds/);
    third.hears(/number 2 /);
    third.leaves();
    second.hearsNothing();
    fourth.hears(/number 2 .* about 20 seconds/);
    room.waits(10);
    second.isInside();
    room.waits(10);
    fourth.isInside();
    equal(room.held(), []);
  });

  test('gives the slot of one who is refused in the end to the next', () => {
    const room = stage([joinRate, pace]);
    const andy = room.person('andy', { moderator: true });
    const [, first, second] = crowd(room, 3) as [Player, Player, Player];
    andy.enters({ nick: 'toy1' });
    room.waits(10);
    first.isOutside();
    room.waits(1);
    second.isInside();
  });

  test('asks the others again when it lets somebody in', () => {
    const room = stage([secret, [joinRate, pace]], { secret: 'andy' });
    room.person('woody').enters({ secret: 'andy' }).isInside();
    room.person('sid').enters({ secret: 'wrong' }).isRefused('not-authorized');
    const rex = room.person('rex').enters({ secret: 'andy' }).isHeld();
    room.waits(10);
    rex.isInside();
  });

  test('stands before or behind a lobby', () => {
    const behind = stage([lobby, [joinRate, pace]]);
    const andy = behind.person('andy', { moderator: true }).enters();
    const [woody, rex] = ['woody', 'rex'].map(name =>
      behind
        .person(name)
        .enters()
        .isHeld(/moderator/),
    ) as [Player, Player];
    andy.says('!approve woody');
    woody.isInside();
    andy.says('!approve rex');
    rex.isHeld(/number 1/);
    behind.waits(10);
    rex.isInside();

    const before = stage([[joinRate, pace], lobby]);
    const mod = before.person('andy', { moderator: true }).enters();
    const [first, next] = ['woody', 'rex'].map(name => before.person(name).enters()) as [Player, Player];
    first.isHeld(/moderator/);
    next.isHeld(/moderator/);
    mod.says('!approve woody').says('!approve rex');
    // nobody had come in yet when they asked, and somebody has now
    first.isInside();
    next.isHeld(/number 1/);
    before.waits(10);
    next.isInside();
  });

  test('is no other behaviour’s affair', () => {
    const room = stage([
      [joinRate, pace],
      [maxPeople, { people: 2 }],
    ]);
    crowd(room, 2);
    const [, waiting] = crowd(room, 2) as [Player, Player];
    room.configure('max-people', { people: 3 });
    waiting.isHeld();
    room.waits(10);
    waiting.isInside();
  });

  test('says nothing where somebody has gone who waited for something else', () => {
    const room = stage([
      [lobby, { seconds: 5 }],
      [joinRate, pace],
    ]);
    const andy = room.person('andy', { moderator: true }).enters();
    const [woody, rex, slinky] = ['woody', 'rex', 'slinky'].map(name => room.person(name).enters()) as [Player, Player, Player];
    andy.says('!approve woody').says('!approve rex');
    woody.isInside();
    rex.isHeld(/number 1/);
    slinky.leaves();
    rex.hearsNothing();
  });

  test('goes on after a restart as if nothing had been', () => {
    const room = stage([joinRate, pace]);
    const people = crowd(room, 4);
    people[1]!.leaves();
    room.waits(4).restarts().waits(6);
    equal(inside(people), ['toy0', 'toy2']);
    room.restarts().waits(10);
    equal(inside(people), ['toy0', 'toy2', 'toy3']);
    room
      .person('rex')
      .enters()
      .isHeld(/about 10 seconds/);
  });

  test('takes another pace at once, for those who wait as well', () => {
    const room = stage([joinRate, { ...pace, perMinute: 1 }]);
    const people = crowd(room, 3);
    room.configure('join-rate', { perMinute: 30 });
    room.waits(2);
    equal(inside(people), ['toy0', 'toy1']);
    room.configure('join-rate', { atOnce: 2 });
    room.waits(1);
    equal(inside(people), ['toy0', 'toy1', 'toy2']);
    room.configure('join-rate', { atOnce: 1 });
    room.person('rex').enters().isHeld();
  });

  test('keeps its promise where the pace gets slower', () => {
    const room = stage([joinRate, pace]);
    const people = crowd(room, 3);
    room.configure('join-rate', { perMinute: 0.1 });
    room.waits(20);
    equal(inside(people), ['toy0', 'toy1', 'toy2']);
  });

  test('lets everybody in at last, and at the pace', () => {
    const room = stage([joinRate, { perMinute: 120, atOnce: 2, queue: 40 }]);
    const people = crowd(room, 40);
    equal(inside(people).length, 2);
    for (let seconds = 1; seconds <= 19; seconds++) {
      room.waits(1);
      is(inside(people).length, 2 + 2 * seconds);
    }
    equal(room.held(), []);
  });

  test('has nothing to do when nobody waits', () => {
    const room = stage([joinRate, pace]);
    crowd(room, 2);
    room.waits(10);
    is(room.floor!.slots.due(0), Number.POSITIVE_INFINITY);
    equal(room.explain(room.person('toy1'))[0]!.outcome, 'allowed');
  });
});
