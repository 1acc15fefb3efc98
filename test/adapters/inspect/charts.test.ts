// The charts that an inspector shows: a picture of each kind, with what is in it as words, and no more of them than needed.
import { parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { Charts, RoomChart } from '../../../adapters/inspect/charts.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { suite } from '../../suite.ts';

const [first] = shippedKinds;

suite('charts to look at', test => {
  test('are the same for the same kind', () => {
    const charts = new Charts();
    is(charts.of(first!), charts.of(first!));
    is(charts.get(charts.of(first!).key), charts.of(first!));
    equal(
      shippedKinds.map(kind => charts.of(kind).key),
      shippedKinds.map(({ name }) => `${name}:1`),
    );
    is(charts.of({ ...first! }).key, `${first!.name}:2`);
  });

  test('say what is in the picture', async () => {
    const chart = new Charts().of(shippedKinds.find(({ name }) => name === 'lecture')!);
    const view = await chart.view();
    is(view, await chart.view());
    const ids = new Set(view.states.map(({ id }) => id));
    const [root] = view.states;
    is(root!.parent, undefined);
    ok(view.states.slice(1).every(({ parent }) => ids.has(parent!)));
    ok(view.transitions.every(({ from, to }) => [from, ...to].every(id => ids.has(id))));
    const svg = parse(view.svg);
    equal([Number(svg.attrs.width), Number(svg.attrs.height)], [view.width, view.height]);
    for (const { id } of view.transitions) ok(view.svg.includes(`data-transition="${id}"`), id);
    const described = view.states.find(({ id }) => id === 'lecture.base.occupied');
    is(described!.description, 'Somebody is inside.');
  });

  test('of kinds that are loaded again and again are not all remembered', () => {
    const charts = new Charts();
    const keys = Array.from({ length: 250 }, () => charts.of({ ...first! }).key);
    is(charts.get(keys[0]!), undefined);
    ok(charts.get(keys.at(-1)!) instanceof RoomChart);
    for (const key of ['overload', 'link', 'participant']) ok(charts.get(key));
    // one that is asked for again is made again, by the same key
    const kind = { ...first! };
    const { key } = charts.of(kind);
    for (let i = 0; i < 250; i++) charts.of({ ...first! });
    is(charts.get(key), undefined);
    is(charts.of(kind).key, key);
    ok(charts.get(key));
  });

  test('light what they have, however often they are asked', () => {
    const chart = new Charts().get('overload')!;
    equal(chart.lit('normal'), ['overload.normal']);
    is(chart.lit('normal'), chart.lit('normal'));
    for (let i = 0; i < 300; i++) equal(chart.lit(`state-${i}`), []);
    equal(chart.lit('normal'), ['overload.normal']);
  });
});
