// What one behaviour reads: the room, its own, and who it is about; of others only what they share.
import { equal, is } from 'uvu/assert';
import type { Behaviour } from '../../machines/behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays } from './made-floor.ts';

const open: Behaviour = {
  name: 'open',
  about: 'Shares what it keeps.',
  data: () => ({ n: 1 }),
  shares: ({ data, person }) => [data, person?.nick],
};
const charted: Behaviour = {
  name: 'charted',
  about: 'Stands somewhere.',
  data: () => ({ n: 2 }),
  own: () => ({ said: 0 }),
  region: {
    initial: 'given',
    states: {
      given: { initial: 'spoken', states: { spoken: { on: { said: 'heard' } }, heard: { on: { left: '#charted.taken' } } } },
      taken: {},
    },
  },
};

function start() {
  const floor = makeFloor({}, kind({ name: 'seen', about: 'Is seen.', listed: true }, [open, charted]));
  const [woody, buzz] = ['woody', 'buzz'].map(name => stays(floor, name));
  return { floor, woody: woody!, buzz: buzz!, scope: floor.scopeOf(1, 7, woody) };
}

suite('a scope', test => {
  test('has the room, the time, the person, and what is the behaviour’s own', () => {
    const { floor, woody, buzz, scope } = start();
    floor.slots.setOwn(1, buzz, { said: 4 });
    equal([scope.room, scope.at, scope.person], [floor, 7, woody]);
    equal([scope.settings, scope.data, scope.own, scope.of(buzz)], [{}, { n: 2 }, { said: 0 }, { said: 4 }]);
    equal(floor.scopeOf(1, 7, undefined).own, { said: 0 }, 'what every stay begins with');
  });

  test('reads what is now, not what was', () => {
    const { floor, scope } = start();
    floor.slots.setData(1, { n: 9 });
    equal(scope.data, { n: 9 });
  });

  test('knows where the chart stands, in states within states', () => {
    const { floor, scope } = start();
    equal(['given', 'given.spoken', 'given.heard', 'taken', 'spoken'].map(scope.matches), [true, true, false, false, false]);
    floor.slots.setStand(1, floor.kindOf.parts[1]!.chart!.stand('taken'));
    equal(['given', 'taken'].map(scope.matches), [false, true]);
    is(floor.scopeOf(0, 7, undefined).matches('given'), false, 'without a chart it stands nowhere');
  });

  test('has what others share, and nothing else of them', () => {
    const { scope } = start();
    equal(scope.shared('open'), [{ n: 1 }, 'woody']);
    equal([scope.shared('charted'), scope.shared('nobody')], [undefined, undefined]);
  });

  test('has the behaviour’s own holds, oldest first', () => {
    const { floor, scope } = start();
    const hold = (id: string, behaviour: string) => ({ id, behaviour }) as never;
    floor.holds.put(hold('one', 'charted'));
    floor.holds.put(hold('two', 'open'));
    floor.holds.put(hold('three', 'charted'));
    equal(
      scope.holds.map(({ id }) => id),
      ['one', 'three'],
    );
    equal(
      floor.scopeOf(0, 7, undefined).holds.map(({ id }) => id),
      ['two'],
    );
  });

  test('has functions that may be taken out of it', () => {
    const { scope, buzz } = start();
    const { matches, of, shared, room } = scope;
    const { isModerator, moderators, named } = room;
    equal([matches('given'), of(buzz), shared('nobody')], [true, { said: 0 }, undefined]);
    equal([isModerator(buzz), moderators(), named('Buzz')], [false, [], buzz]);
  });
});

suite('the moderators of a room', test => {
  test('are its founder and those of the settings, as far as they are inside', () => {
    const floor = makeFloor({ moderators: ['andy@disney', 'buzz@disney'] });
    const [woody, buzz, rex] = ['woody', 'buzz', 'rex'].map(name => stays(floor, name));
    floor.refound('The den', woody!.bare);
    equal(
      [woody, buzz, rex].map(one => floor.isModerator(one!)),
      [true, true, false],
    );
    equal(floor.moderators(), [woody, buzz]);
    equal(floor.isModerator({ bare: 'andy@disney' as never }), true);
  });
});
