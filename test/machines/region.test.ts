// A behaviour's chart, stepped alone: where it stands, what it listens to, and that it cannot loop for ever.
import { equal, is, ok, throws } from 'uvu/assert';
import { Chart, type Drive, type Region } from '../../machines/region.ts';
import { suite } from '../suite.ts';

const door: Region = {
  initial: 'open',
  states: {
    open: {
      on: {
        close: { target: 'closed', actions: ['creak', { type: 'say', params: { text: 'shut' } }] },
        knock: { actions: 'say' },
      },
    },
    closed: {
      initial: 'unlocked',
      entry: 'enterClosed',
      exit: 'leaveClosed',
      on: { open: 'open' },
      states: {
        unlocked: { on: { lock: [{ guard: { type: 'hasKey', params: { key: 7 } }, target: 'locked' }, { actions: 'say' }] } },
        locked: { on: { unlock: 'unlocked', burn: '#door.ashes' } },
      },
    },
    ashes: { type: 'final' },
  },
};

function driven(region: Region = door, guards = ['hasKey']) {
  const chart = new Chart('door', region, guards);
  const log: string[] = [];
  let answer = true;
  const drive: Drive = {
    ask(guard, params) {
      log.push(`ask ${guard} ${JSON.stringify(params)}`);
      return answer;
    },
    act: (action, params) => void log.push(params === undefined ? action : `${action} ${JSON.stringify(params)}`),
  };
  let stand = chart.initial;
  const step = (type: string) => {
    log.length = 0;
    stand = chart.step(stand, type, drive);
    return [stand.value, ...log];
  };
  return { chart, step, stand: () => stand, answer: (now: boolean) => (answer = now) };
}

suite('a chart', test => {
  test('knows its events, and in each state those that it listens to', () => {
    const { chart, step, stand } = driven();
    equal([...chart.events].sort(), ['burn', 'close', 'knock', 'lock', 'open', 'unlock']);
    is(chart.initial.value, 'open');
    equal([...(stand().listens as Set<string>)].sort(), ['close', 'knock']);
    step('close');
    equal([...(stand().listens as Set<string>)].sort(), ['lock', 'open']);
  });

  test('takes a transition, with its actions in their order and their parameters', () => {
    const { step } = driven();
    equal(step('knock'), ['open', 'say']);
    equal(step('close'), [{ closed: 'unlocked' }, 'creak', 'say {"text":"shut"}', 'enterClosed']);
    equal(step('lock'), [{ closed: 'locked' }, 'ask hasKey {"key":7}']);
    equal(step('open'), ['open', 'leaveClosed']);
  });

  test('asks its guards, and takes the first transition that may be', () => {
    const { step, answer } = driven();
    step('close');
    answer(false);
    equal(step('lock'), [{ closed: 'unlocked' }, 'ask hasKey {"key":7}', 'say']);
  });

  test('stays where it stands at an event that it does not know', () => {
    const { step, stand } = driven();
    const before = stand();
    equal(step('sing'), ['open']);
    is(stand(), before);
  });

  test('listens to nothing any more at its end', () => {
    const { step, stand } = driven();
    for (const event of ['close', 'lock', 'burn']) step(event);
    is(stand().value, 'ashes');
    equal([...(stand().listens as Set<string>)], []);
  });

  test('has one stand for all rooms that stand there', () => {
    const chart = new Chart('door', door, ['hasKey']);
    const drive: Drive = { ask: () => true, act: () => {} };
    const closed = chart.step(chart.initial, 'close', drive);
    is(chart.step(closed, 'open', drive), chart.initial);
    is(chart.stand({ closed: 'unlocked' }), closed);
    is(chart.stand('closed'), closed, 'what is left open begins at its first state');
    is(chart.stand('open'), chart.initial);
  });

  test('does not stand in a state that it does not have', () => {
    const chart = new Chart('door', door, ['hasKey']);
    throws(() => chart.stand('ajar'), /ajar/);
    throws(() => chart.stand({ closed: 'bolted' }), /bolted/);
  });

  test('listens to all where it has a transition on everything, or one without an event', () => {
    const all: Region = { initial: 'a', states: { a: { on: { '*': 'b' } }, b: { always: { guard: 'hasKey', target: 'a' } } } };
    const { stand, step, answer } = driven(all);
    is(stand().listens, 'all');
    answer(false);
    equal(step('anything'), ['b', 'ask hasKey undefined']);
    is(stand().listens, 'all');
    answer(true);
    equal(step('anything').slice(0, 1), ['a']);
  });

  test('may have several regions of its own', () => {
    const both: Region = {
      type: 'parallel',
      states: {
        left: { initial: 'off', states: { off: { on: { flip: 'on' } }, on: {} } },
        right: { initial: 'off', states: { off: { on: { flop: 'on' } }, on: {} } },
      },
    };
    const { step } = driven(both);
    equal(step('flop'), [{ left: 'off', right: 'on' }]);
    equal(step('flip'), [{ left: 'on', right: 'on' }]);
  });

  test('does not loop for ever', () => {
    const endless: Region = {
      initial: 'rest',
      states: { rest: { on: { go: 'tick' } }, tick: { always: 'tock' }, tock: { always: 'tick' } },
    };
    const { step, stand } = driven(endless);
    throws(() => step('go'), /100|infinite|iteration/i);
    ok(stand().value === 'rest');
  });

  test('gives what an action or a guard throws to whoever steps it', () => {
    const { chart } = driven();
    const boom = () => {
      throw new Error('glass');
    };
    throws(() => chart.step(chart.initial, 'knock', { ask: () => true, act: boom }), /glass/);
    const closed = chart.stand('closed');
    throws(() => chart.step(closed, 'lock', { ask: boom, act: () => {} }), /glass/);
  });

  test('asks its guards also in steps that follow from others: when a state is done, and always', () => {
    const following: Region = {
      initial: 'open',
      states: {
        open: {
          initial: 'busy',
          onDone: { guard: 'hasKey', target: 'shut', actions: 'say' },
          states: { busy: { on: { stop: 'done' } }, done: { type: 'final' } },
        },
        shut: { always: { guard: 'hasKey', target: 'gone' } },
        gone: {},
      },
    };
    const { step } = driven(following);
    equal(step('stop'), ['gone', 'ask hasKey undefined', 'say', 'ask hasKey undefined']);
  });
});
