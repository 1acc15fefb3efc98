// Faults: counted, told, and what becomes of a behaviour that has too many.
import { equal, instance, is } from 'uvu/assert';
import type { Behaviour } from '../../machines/behaviour.ts';
import { BehaviourFault, distrust, isRuling, mostFaults, takeOut } from '../../machines/distrust.ts';
import { kind } from '../../machines/kind.ts';
import { suite } from '../suite.ts';
import { makeFloor } from './made-floor.ts';

const listener: Behaviour = { name: 'listener', about: 'Hears.', hears: { said: () => undefined } };
const ruler: Behaviour = { name: 'ruler', about: 'Rules.', rules: { speak: () => undefined } };
const idle: Behaviour = { name: 'idle', about: 'Could rule.', rules: {} };

function start() {
  const floor = makeFloor({}, kind({ name: 'tried', about: 'Is tried.', listed: true }, [listener, ruler, idle]));
  const step = floor.begin(7, 'chance');
  return { floor, step, told: () => step.tellings.map(({ fact }) => fact as { type: string; now?: string; error: Error }) };
}

suite('a fault', test => {
  test('says who, where and what, and knows what was thrown', () => {
    const cause = new Error('glass');
    const fault = new BehaviourFault(1, 'ruler', 'a ruling on speak', cause);
    equal(
      [fault.message, fault.name, fault.place, fault.behaviour],
      ['ruler, a ruling on speak: glass', 'BehaviourFault', 1, 'ruler'],
    );
    is(fault.cause, cause);
    instance(fault, Error);
    is(new BehaviourFault(1, 'ruler', 'hearing said', 'glass').message, 'ruler, hearing said: glass');
  });

  test('matters to others where the behaviour rules', () => {
    const { floor } = start();
    equal(
      [0, 1, 2].map(at => isRuling(floor, at)),
      [false, true, false],
    );
  });

  test('of one that rules is counted, and the last that may be closes it', () => {
    const { floor, told } = start();
    for (let i = 1; i < mostFaults; i++) {
      distrust(floor, 1, new Error('glass'), 'a ruling on speak');
      equal(floor.slots.trust(1), { faults: i });
    }
    distrust(floor, 1, new Error('glass'), 'a ruling on speak');
    equal(floor.slots.trust(1), { faults: mostFaults, now: 'closed' });
    equal(
      told().map(({ type, now }) => [type, now]),
      [
        ['failed', undefined],
        ['failed', undefined],
        ['failed', 'closed'],
      ],
    );
    is(told()[0]!.error.message, 'ruler, a ruling on speak: glass');
    is(floor.slots.trust(0), undefined);
  });

  test('closes it at once where what happened could not be refused', () => {
    const { floor } = start();
    const fault = new BehaviourFault(1, 'ruler', 'hearing left', new Error('glass'));
    distrust(floor, 1, fault, '', true);
    equal(floor.slots.trust(1), { faults: 1, now: 'closed' });
    is((floor.step.tellings[0]!.fact as { error: unknown }).error, fault);
  });

  test('takes one out that only hears', () => {
    const { floor, told } = start();
    takeOut(floor, new BehaviourFault(0, 'listener', 'hearing said', new Error('glass')));
    equal(floor.slots.trust(0), { faults: 1, now: 'out' });
    equal(
      told().map(({ type, now }) => [type, now]),
      [['failed', 'out']],
    );
  });

  test('is taken back with a step that is tried again', () => {
    const { floor, step } = start();
    distrust(floor, 1, new Error('glass'), 'a ruling on speak', true);
    takeOut(floor, new BehaviourFault(0, 'listener', 'hearing said', new Error('glass')));
    step.takeBack();
    equal([floor.slots.trust(0), floor.slots.trust(1)], [undefined, undefined]);
    equal(step.tellings.length, 0);
  });
});
