import { equal, is } from 'uvu/assert';
import {
  above,
  chartTree,
  childOf,
  eventsOf,
  firstOf,
  listOf,
  meantStates,
  placeOf,
  stateMeant,
  targetsOf,
  waysOf,
  within,
} from '../../machines/chart-tree.ts';
import { suite } from '../suite.ts';

const chart = chartTree({
  initial: 'open',
  on: { said: '.shut' },
  states: {
    open: { initial: 'free', states: { free: { on: { left: [{ target: 'full' }, '#lobby.shut'] } }, full: {} } },
    shut: { always: { target: ['open', 'shut'] }, onDone: 'open' },
  },
});
const open = childOf(chart, 'open')!;
const free = childOf(open, 'free')!;

suite('chart tree', test => {
  test('has every state with its path', () => {
    equal(
      within(chart).map(({ path }) => path),
      ['', 'open', 'open.free', 'open.full', 'shut'],
    );
    equal(above(free).map(placeOf), ['state open']);
    equal([firstOf(chart)?.key, firstOf(free), placeOf(chart)], ['open', undefined, 'its chart']);
  });

  test('has every transition, however it is written', () => {
    const ways = within(chart)
      .flatMap(waysOf)
      .map(way => [way.from.path, way.by, way.sort, targetsOf(way)]);
    equal(ways, [
      ['', 'said', 'on', ['.shut']],
      ['open.free', 'left', 'on', ['full']],
      ['open.free', 'left', 'on', ['#lobby.shut']],
      ['shut', 'always', 'always', ['open', 'shut']],
      ['shut', 'onDone', 'onDone', ['open']],
    ]);
    equal(eventsOf(chart), ['said', 'left']);
    equal(targetsOf({ from: chart, by: 'said', sort: 'on', written: 5 }), []);
    equal([listOf(undefined), listOf('a'), listOf(['a'])], [[], ['a'], ['a']]);
  });

  test('finds the state that a target means, as XState does', () => {
    const meant = (target: string) => stateMeant(free, target, 'lobby')?.path;
    equal(['full', '#lobby.shut', '#lobby', '#lobby.open.full'].map(meant), ['open.full', 'shut', '', 'open.full']);
    equal(['shut', '#other.shut', '.full', 'full.x'].map(meant), [undefined, undefined, undefined, undefined]);
    is(stateMeant(chart, 'open', 'lobby'), undefined);
    is(stateMeant(chart, '.open.full', 'lobby')?.path, 'open.full');
    is(stateMeant(open, '.full', 'lobby')?.path, 'open.full');
    equal(meantStates(open), ['open', 'open.free', 'open.full', 'shut', '.free', '.full']);
    equal(meantStates(chart), ['.open', '.open.free', '.open.full', '.shut']);
  });

  test('reads what is not of the right shape as nothing', () => {
    equal(within(chartTree({ states: [] })).length, 1);
    equal(within(chartTree({ states: { a: 3 } })).map(({ written }) => written)[1], {});
  });
});
