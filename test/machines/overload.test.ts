// The chart of overload, by transitions alone: it goes step by step in both directions, and back later than there.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { createActor, initialTransition, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import {
  type LoadTold,
  marksOf,
  type OverloadChanged,
  overload,
  overloadFaults,
  overloadStates,
  weightOf,
} from '../../machines/overload.ts';
import { OverloadSettings, ServiceSettings } from '../../machines/settings.ts';
import { suite } from '../suite.ts';
import { statesOf, transitionsOf, unknownNames, walk } from './chart.ts';

const settings = OverloadSettings.parse({});
const load = (outbox: number, mailbox = 0, at = 0): LoadTold => ({ type: 'load', outbox, mailbox, at });

/** The states after each of these loads, and all changes on the way. */
function after(...loads: readonly LoadTold[]) {
  const changes: OverloadChanged[] = [];
  const actor = createActor(overload, { input: settings });
  actor.on('overload changed', change => changes.push(change));
  actor.start();
  const states = loads.map(one => {
    actor.send(one);
    return actor.getSnapshot().value;
  });
  actor.stop();
  return { states, changes };
}

const statesAt = (...outboxes: readonly number[]) => after(...outboxes.map(outbox => load(outbox))).states;

suite('overload, by its chart', test => {
  test('begins normal, and gets worse mark by mark', () => {
    is(initialTransition(overload, settings)[0].value, 'normal');
    equal(statesAt(0.2499, 0.25, 0.4999, 0.5, 0.7499, 0.75, 3), [
      'normal',
      'coalescing',
      'coalescing',
      'holding',
      'holding',
      'refusing',
      'refusing',
    ]);
  });

  test('gets better only when much less waits than when it began', () => {
    equal(statesAt(1, 0.375, 0.3749, 0.25, 0.2499, 0.125, 0.1249), [
      'refusing',
      'refusing',
      'holding',
      'holding',
      'coalescing',
      'coalescing',
      'normal',
    ]);
  });

  test('goes through every state between, and tells each change with its load and its time', () => {
    const { states, changes } = after(load(0.8, 3, 1_000), load(0, 0, 2_000));
    equal(states, ['refusing', 'normal']);
    equal(
      changes.map(({ from, to, at, load: { outbox } }) => `${from} -> ${to} at ${at} by ${outbox}`),
      [
        'normal -> coalescing at 1000 by 0.8',
        'coalescing -> holding at 1000 by 0.8',
        'holding -> refusing at 1000 by 0.8',
        'refusing -> holding at 2000 by 0',
        'holding -> coalescing at 2000 by 0',
        'coalescing -> normal at 2000 by 0',
      ],
    );
  });

  test('weighs a full mailbox as a full outbox', () => {
    const { mailbox } = settings;
    is(weightOf({ outbox: 0.1, mailbox: mailbox / 2 }, settings), 0.5);
    equal(after(load(0, mailbox / 4), load(0.1, mailbox), load(0.1)).states, ['coalescing', 'refusing', 'normal']);
  });

  test('reaches every state by paths, and takes every transition', () => {
    const events = [0, 0.2, 0.3, 0.6, 0.9].map(outbox => load(outbox));
    const { states, transitions } = walk(overload, settings, events, { states: new Set(), transitions: new Set() });
    equal([...states].sort(), [...overloadStates].sort());
    equal(
      statesOf(overload).map(({ key }) => key),
      [...overloadStates],
    );
    ok(statesOf(overload).every(({ description }) => description));
    equal(unknownNames(overload), []);
    ok(transitions.has('overload: load -> itself / note'));
    const serializeState = (snapshot: { value: unknown }) => JSON.stringify(snapshot.value);
    const paths = getShortestPaths(overload, { input: settings, events, serializeState } as never);
    equal(paths.map(({ state }) => state.value).sort(), [...overloadStates].sort());
    // what is taken at once shows only by what it tells
    const changes = new Set<string>();
    for (const one of events)
      for (const other of events) for (const { from, to } of after(one, other).changes) changes.add(`${from} ${to}`);
    is(changes.size, transitionsOf(overload).filter(line => line.includes('at once')).length);
  });

  test('stands nowhere else than the loads between say, wherever it comes from', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 20 }), outboxes => {
        let [snapshot] = initialTransition(overload, settings);
        for (const outbox of outboxes) [snapshot] = transition(overload, snapshot, load(outbox));
        const place = overloadStates.indexOf(snapshot.value);
        const reached = [settings.coalesce, settings.hold, settings.refuse];
        const latest = outboxes.at(-1)!;
        ok(reached.every((mark, i) => latest < mark || place > i));
        ok(reached.every((mark, i) => latest >= mark * settings.release || place <= i));
      }),
    );
  });
});

suite('the marks of overload', test => {
  test('are those at which something begins and ends, ascending', () => {
    equal(marksOf(settings), [0.125, 0.25, 0.25, 0.375, 0.5, 0.75]);
  });

  test('must ascend, and what does not is named', () => {
    equal(overloadFaults(settings), []);
    equal(overloadFaults({ ...settings, hold: 0.25, refuse: 0.2 }), [
      { path: ['overload', 'hold'], text: 'must be more than overload.coalesce, which is 0.25, not 0.25' },
      { path: ['overload', 'refuse'], text: 'must be more than overload.hold, which is 0.25, not 0.2' },
    ]);
    for (const wrong of [{ coalesce: 0 }, { refuse: 1.1 }, { release: 1 }, { interval: 0 }, { heldJoins: 0 }, { x: 1 }])
      is(ServiceSettings.safeParse({ domain: 'x', overload: wrong }).success, false);
  });
});
