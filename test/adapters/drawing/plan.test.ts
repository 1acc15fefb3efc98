import { equal, is } from 'uvu/assert';
import { createMachine } from 'xstate';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import { planOf } from '../../../adapters/drawing/plan.ts';
import { participant } from '../../../machines/participant.ts';
import { suite } from '../../suite.ts';

suite('plan', test => {
  test('gives ELK what leads forwards, and turns what leads back', () => {
    const { graph, arrows } = planOf(chartOf(participant), 'down');
    const kept = graph.edges!.find(({ id }) => id === 'participant.nick-change#1>0')!;
    equal([kept.sources, kept.targets], [['participant.joined'], ['participant.nick-change']]);
    is(arrows.get(kept.id)!.turned, true);
    is([...arrows.values()].filter(({ turned }) => turned).length, 2);
  });

  const machine = createMachine({
    id: 'm',
    initial: 'a',
    on: { reset: { target: '#m', reenter: true }, stop: '.b', tick: {} },
    states: { a: { initial: 'x', on: { up: '.y', out: 'b' }, states: { x: {}, y: { on: { leave: '#m.a' } } } }, b: {} },
  });
  const { graph, boxes } = planOf(chartOf(machine), 'right');
  const ways = graph.edges!.map(({ sources, targets }) => `${sources[0]} ${targets[0]}`);

  test('leads into a group from the box of every state, and out of it from its edge', () => {
    equal(
      new Set(ways),
      new Set(['m/everywhere m.b', 'm/start m.a', 'm.a/everywhere m.a.y', 'm.a m.b', 'm.a/start m.a.x', 'm.a.y m.a']),
    );
  });

  test('writes what leads to the frame itself as a row', () => {
    const texts = boxes.get('m/everywhere')!.writing.lines.flatMap(({ runs }) => runs.map(({ text }) => text));
    equal(texts, ['in every state', 'reset', '→ from the start', 'tick']);
  });

  const regions = (on: object) =>
    createMachine({
      id: 'r',
      type: 'parallel',
      states: {
        a: { initial: 'x', states: { x: { on: { go: 'y', again: '#r.a', ...on } }, y: {} } },
        b: { type: 'parallel', states: { c: { initial: 'z', states: { z: {} } }, d: {} } },
      },
    });
  const algorithms = (on: object) => {
    const { graph } = planOf(chartOf(regions(on)), 'down');
    const b = graph.children!.find(({ id }) => id === 'r.b')!;
    return [graph, ...graph.children!, ...b.children!].map(({ id, layoutOptions }) => [id, layoutOptions?.['elk.algorithm']]);
  };

  test('packs regions without arrows between them, each laid out by itself', () =>
    equal(algorithms({}), [
      ['r', 'rectpacking'],
      ['r.a', 'layered'],
      ['r.b', 'rectpacking'],
      ['r.b.c', 'layered'],
      ['r.b.d', undefined],
    ]));

  test('lays regions out together where an arrow leads from one into another, or into one from outside', () => {
    const together = [
      ['r', 'layered'],
      ['r.a', undefined],
      ['r.b', 'rectpacking'],
    ];
    equal(algorithms({ cross: '#r.b' }).slice(0, 3), [
      ['r', 'layered'],
      ['r.a', undefined],
      ['r.b', undefined],
    ]);
    equal(algorithms({ cross: '#r.b.d' }).slice(0, 3), [
      ['r', 'layered'],
      ['r.a', undefined],
      ['r.b', undefined],
    ]);
    equal(algorithms({ out: '#r' }).slice(0, 3), [['r', 'rectpacking'], ['r.a', 'layered'], together[2]]);
  });

  test('writes what leads to a packed region itself as a row', () => {
    const { boxes, graph } = planOf(chartOf(regions({})), 'down');
    const texts = boxes.get('r.a.x')!.writing.lines.flatMap(({ runs }) => runs.map(({ text }) => text));
    equal(texts, ['x', 'again', '→ from the start']);
    is(
      graph.edges!.some(({ targets }) => targets[0] === 'r.a'),
      false,
    );
  });

  test('says what each box is', () => {
    equal([...boxes].map(([id, { state, shape }]) => [id, state, shape]).sort(), [
      ['m', 'm', 'frame'],
      ['m.a', 'm.a', 'compound'],
      ['m.a.x', 'm.a.x', 'simple'],
      ['m.a.y', 'm.a.y', 'simple'],
      ['m.a/everywhere', 'm.a', 'everywhere'],
      ['m.a/start', 'm.a', 'start'],
      ['m.b', 'm.b', 'simple'],
      ['m/everywhere', 'm', 'everywhere'],
      ['m/start', 'm', 'start'],
    ]);
  });
});
