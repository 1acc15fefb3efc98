// Paths through charts, and what a test has not reached of them.
import { equal, is, match, throws } from 'uvu/assert';
import { createMachine } from 'xstate';
import { coverage, isCovered, paths, stage, unreached } from '../../../adapters/testing/testing.ts';
import { topic } from '../../../machines/behaviours/topic.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { participant } from '../../../machines/participant.ts';
import { room as roomMachine } from '../../../machines/room.ts';
import { suite } from '../../suite.ts';
import { door } from './sample.ts';

const shown = (...[subject]: Parameters<typeof paths>) =>
  Object.fromEntries(paths(subject).paths.map(({ to, text }) => [to, text]));

suite('paths through a chart', test => {
  test('lead to every state and transition by the fewest events, and say what guards must answer', () => {
    equal(shown(door), {
      'state open': '',
      'state shut': 'shut',
      'transition open, on shut → shut': 'shut',
      'transition shut, on unlock if isKnockedAt → open': 'shut, unlock (isKnockedAt)',
      'transition shut, on unlock → open': 'shut, unlock (not isKnockedAt)',
    });
    const [, , , knocked] = paths(door).paths;
    equal(knocked?.steps, [
      { event: 'shut', guards: {} },
      { event: 'unlock', guards: { isKnockedAt: true } },
    ]);
  });

  test('try guards that are asked after others, with what they are asked, and states that are left at once', () => {
    const odd = createMachine({
      id: 'odd',
      initial: 'a',
      states: {
        a: { on: { said: { guard: { type: 'isMore', params: { than: 3 } }, target: 'b' }, '*': { actions: [] } } },
        b: {
          always: [
            { guard: 'isOdd', target: 'c' },
            { guard: { type: 'isMore', params: { than: 5 } }, target: 'a' },
          ],
        },
        c: { type: 'final' },
        d: {},
      },
    });
    const { paths: found, unreachable } = paths(odd);
    equal(
      found.filter(({ to }) => to.startsWith('state')).map(({ to, text }) => `${to}: ${text}`),
      [
        'state a: ',
        'state b: said (isMore {"than":3}, not isOdd, not isMore {"than":5})',
        'state c: said (isMore {"than":3}, isOdd)',
      ],
    );
    equal(unreachable, ['odd: state d']);
  });

  test('do not go round in circles', () => {
    const circle = behaviour({
      name: 'circle',
      about: 'Has no end.',
      guards: { isLeft: () => true },
      region: {
        initial: 'a',
        states: {
          a: { on: { said: 'b' } },
          b: { always: { guard: 'isLeft', target: 'c' } },
          c: { always: { guard: 'isLeft', target: 'b' } },
        },
      },
    });
    is(shown(circle)['state b'], 'said (not isLeft)');
    equal(paths(circle).unreachable, [
      'circle: state c',
      'circle: transition b, always if isLeft → c',
      'circle: transition c, always if isLeft → b',
    ]);
  });

  test('are found in any machine, and leave none of ours unreached', () => {
    const machine = createMachine({
      id: 'lamp',
      initial: 'off',
      states: { off: { on: { press: 'on' } }, on: { on: { press: 'off' } } },
    });
    is(shown(machine)['transition on, on press → off'], 'press, press');
    equal(paths(participant).unreachable, []);
    equal(paths(roomMachine).unreachable, []);
  });

  test('are of each chart of a kind; without any there is nothing to find', () => {
    equal([...new Set(paths([topic, door]).paths.map(one => one.behaviour))], ['door']);
    throws(() => paths(topic), /There is no chart here/);
  });
});

suite('the coverage of a chart', test => {
  test('says what no room has reached, and the way there', () => {
    const room = stage(door);
    equal(coverage(room).reached, 1);
    const rex = room.person('rex', { moderator: true }).enters();
    rex.sends('!shut');
    const { reached, all, unreached: missing } = coverage(room);
    equal([reached, all], [3, 5]);
    equal(
      missing.map(({ to, steps }) => `${to} ${steps?.length}`),
      ['transition shut, on unlock if isKnockedAt → open 2', 'transition shut, on unlock → open 2'],
    );
    match(
      unreached(room)[0]!,
      'door: transition shut, on unlock if isKnockedAt → open was never reached; the shortest way: shut, unlock (isKnockedAt)',
    );
    throws(() => isCovered(room), /was never reached/);
  });

  test('is that of all rooms together, also after a restart', () => {
    const [one, other] = [stage(door), stage(door)];
    one.person('rex', { moderator: true }).enters().sends('!shut').sends('!unlock');
    const rex = other.person('rex', { moderator: true }).enters().sends('!shut');
    other.restarts();
    other.person('woody').enters();
    rex.sends('!unlock').sees('woody');
    throws(() => isCovered(one));
    throws(() => isCovered(other));
    isCovered(one, other);
    equal(unreached(one, other), []);
  });

  test('is whole where there is no chart', () => {
    equal(coverage(stage(topic)), { reached: 0, all: 0, unreached: [] });
  });
});
