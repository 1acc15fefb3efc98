import { equal, ok } from 'uvu/assert';
import { createMachine } from 'xstate';
import { shippedBehaviours } from '../../machines/behaviours/all.ts';
import { chartTree, eventsOf } from '../../machines/chart-tree.ts';
import { suite } from '../suite.ts';
import { faultsOfChart } from './written-faults.ts';

/** A chart with two states, of which the first has this in it. */
const withOpen = (open: object) => ({ initial: 'open', states: { open: { on: { left: 'shut' }, ...open }, shut: {} } });
const restart = 'would not survive a restart';

suite('chart faults', test => {
  test('are none in a chart that is right', () => {
    const region = {
      initial: 'open',
      on: { said: { target: '.shut', guard: { type: 'isLate', params: { hours: 3 } } }, 'poll.closed': '#lobby.open' },
      states: {
        open: { description: 'Open.', entry: ['greet'], on: { '*': { actions: [{ type: 'note', params: {} }] }, left: 'shut' } },
        shut: {
          initial: 'a',
          tags: 'quiet',
          onDone: [{ guard: 'isLate', target: 'open' }, { target: 'open' }],
          states: { a: { on: { due: { target: 'b', reenter: true } } }, b: { type: 'final' } },
        },
      },
    };
    equal(faultsOfChart(region, { actions: ['greet', 'note'], guards: ['isLate'] }), []);
  });

  test('are none in the charts that come with Confab, and XState takes every one that has none', () => {
    for (const { name, region } of shippedBehaviours) {
      if (!region) continue;
      const machine = createMachine({ ...region, id: name } as never);
      ok(
        eventsOf(chartTree(region as never)).every(event => machine.events.includes(event as never)),
        name,
      );
    }
  });

  test('name states that are not there, and the state and event that lead to them', () => {
    equal(faultsOfChart(withOpen({ on: { left: { target: 'shutt' } } })), [
      'state open, left: it leads to “shutt”, which is no state: did you mean shut?',
    ]);
    equal(faultsOfChart(withOpen({ always: '#loby.shut' })), [
      'state open, always: it leads to “#loby.shut”, which is no state: did you mean shut?',
    ]);
    equal(faultsOfChart({ ...withOpen({}), on: { said: 'shut' } }), [
      'its chart, said: from the chart itself, a state is written with a dot before it: .shut.',
    ]);
    equal(faultsOfChart({ ...withOpen({}), on: { said: 'gone away' } }), [
      'its chart, said: it leads to “gone away”, which is no state: there are .open, .shut.',
    ]);
    equal(faultsOfChart(withOpen({ on: { left: [{ target: ['shut', 5] }] } })), [
      'state open, left: a target is the name of a state, not a number.',
    ]);
    equal(faultsOfChart({ initial: 'opne', states: withOpen({}).states }), [
      'its chart: it begins in “opne”, which is no state in it: did you mean open?',
    ]);
    equal(faultsOfChart({ states: withOpen({}).states }), [
      'its chart: it has no initial, the state in which it begins: write one of open, shut.',
    ]);
    equal(faultsOfChart({ initial: ['open'], states: withOpen({}).states }), [
      'its chart: initial must be the name of a state, not a list.',
    ]);
  });

  test('name actions and guards that are not there', () => {
    const region = withOpen({
      entry: 'gret',
      exit: { type: 'greet' },
      on: { left: { target: 'shut', guard: 'isFul', actions: ['note'] } },
    });
    equal(
      faultsOfChart(region, { actions: ['greet'], guards: ['isFull'] }),
      [
        'state open, entry: it does “gret”, which is not among its actions: did you mean greet?',
        'state open, left: it asks “isFul”, which is not among its guards: did you mean isFull?',
        'state open, left: it does “note”, which is not among its actions: there are greet.',
        'it has the guard isFull, which its chart never asks: name it in a state, or leave it out.',
      ].map(fault => fault.replace(/^it /, 'The behaviour lobby ')),
    );
    equal(faultsOfChart(withOpen({ entry: 'greet' })), [
      'state open, entry: it does “greet”, which is not among its actions: there are none.',
    ]);
  });

  test('refuse functions and other values where names belong', () => {
    const names = (what: string, where: string) =>
      `${what} is a function here, where a chart has names only: write the function under ${where}, and its name here.`;
    equal(faultsOfChart(withOpen({ entry: () => {} })), [`state open, entry: ${names('an action', 'actions')}`]);
    equal(faultsOfChart(withOpen({ on: { left: { target: 'shut', guard: () => true } } })), [
      `state open, left: ${names('a guard', 'guards')}`,
    ]);
    equal(faultsOfChart(withOpen({ on: { left: () => 'shut' } })), [`state open, left: ${names('a transition', 'actions')}`]);
    equal(faultsOfChart(withOpen({ on: { left: 5 } })), [
      'state open, left: a transition is the name of a state, or an object such as {target, guard, actions}; not a number.',
    ]);
    equal(faultsOfChart(withOpen({ exit: [5] })), [
      'state open, exit: an action is a name, or {type: NAME, params: {…}}; not a number.',
    ]);
    equal(faultsOfChart(withOpen({ on: { left: { target: 'shut', guard: { name: 'x' } } } })), [
      'state open, left: a guard is a name, or {type: NAME, params: {…}}; not an object.',
    ]);
    equal(faultsOfChart(withOpen({ entry: { type: 'greet', params: () => ({}) } }), { actions: ['greet'] }), [
      'state open, entry: the params of “greet” are plain values in an object, not a function.',
    ]);
  });

  test('refuse what XState has and a chart here has not, with what to do instead', () => {
    const wake = `${restart}: give back {wake: TIME} from an action, and listen to due.`;
    const instead: [object, string][] = [
      [
        { invoke: { src: 'weather' } },
        `state open: invoke starts something that ${restart}: what needs the world is done outside, and its answer comes as an own request.`,
      ],
      [{ after: { 1000: 'shut' } }, `state open: after ${wake}`],
      [{ on: { left: { target: 'shut', delay: 10 } } }, `state open, left: delay ${wake}`],
      [{ spawn: 'x' }, 'state open: spawn makes actors, which a behaviour has none of: keep what belongs to a person in own.'],
      [{ type: 'history' }, `state open: history ${restart}: keep in data where it stood, and choose the target by guards.`],
      [
        { context: {} },
        'state open: context is not where a behaviour keeps anything: use data for the room and own for a person.',
      ],
      [{ id: 'o' }, 'state open: id is not needed: #NAME.STATE leads to a state from the top.'],
      [{ on: { left: { target: 'shut', cond: 'x' } } }, 'state open, left: cond is called guard.'],
      [
        { on: { left: { target: 'shut', internal: true } } },
        'state open, left: internal is called reenter, and means the contrary.',
      ],
      [{ entri: 'x' }, 'state open: a state has no “entri”: did you mean entry?'],
      [{ on: { left: { tarket: 'shut' } } }, 'state open, left: a transition has no “tarket”: did you mean target?'],
      [
        { zzz: 1 },
        'state open: a state has no “zzz”: there are description, type, initial, states, on, always, onDone, entry, exit, tags.',
      ],
      [{ type: 'paralel' }, 'state open: there is no type “paralel”: did you mean parallel?'],
    ];
    for (const [open, fault] of instead) equal(faultsOfChart(withOpen(open)), [fault]);
  });

  test('refuse states of another shape', () => {
    equal(faultsOfChart({ initial: 'a', states: {} }), [
      'its chart: it has no states: leave the region out, or write its states.',
    ]);
    equal(faultsOfChart({ initial: 'a', states: [] }), [
      'its chart: states must be an object of states by their names, not a list.',
    ]);
    equal(faultsOfChart({ initial: 'a', states: { a: 'b' } }), ['state a: a state must be an object, such as {on: {…}}, or {}.']);
    equal(faultsOfChart(withOpen({ on: ['left'] })), [
      'state open: on must be an object of transitions by what is heard, not a list.',
    ]);
    equal(faultsOfChart(withOpen({ type: 'final', states: { a: {} } })), [
      'state open: it is final and has states in it: leave out one of the two.',
    ]);
    equal(faultsOfChart({ initial: 'a.b', states: { 'a.b': {} } }), [
      'state a.b: the name “a.b” cannot stand in a path: write it without dots and number signs.',
    ]);
  });

  test('name events under which nothing comes', () => {
    equal(faultsOfChart(withOpen({ on: { lfet: 'shut' } })), [
      'state open: it listens to “lfet”, which is no fact, nor one of its requests: did you mean left?',
    ]);
    equal(faultsOfChart(withOpen({ on: { 'xstate.after.1000': 'shut' } })), [
      'state open: it listens to “xstate.after.1000”, but no such thing comes here: for a time, give back {wake: TIME} and listen to due.',
    ]);
    equal(faultsOfChart(withOpen({ on: { 'poll.*': 'shut' } })), [
      'state open: it listens to “poll.*”, but facts are heard by their whole names: write each of them.',
    ]);
  });
});
