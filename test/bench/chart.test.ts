// The chart: a bar for each contestant in each work, as long as the logarithm of its figure, and words for all of it.
import { parse } from 'ltx';
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { chart } from './chart.ts';
import type { Line } from './line.ts';
import { recordOf } from './record.ts';
import { sampleLine } from './sample-line.ts';

const LINE: Line = { ...sampleLine, deliveries: 1_000_000 };
const LINES: Line[] = [
  LINE,
  { ...LINE, contestant: 'splice', deliveries: 10_000_000 },
  { ...LINE, contestant: 'splice', dialect: 'mixed', deliveries: 9_000_000 },
  { ...LINE, contestant: 'ejabberd', dialect: 'xep-0045', deliveries: 100_000 },
  { ...LINE, work: 'entry', deliveries: 31_234 },
  { ...LINE, work: 'entry', dialect: 'mixed', cpuSeconds: null },
  { ...LINE, work: 'memory-people' },
];
const machine = { node: 'v20', platform: 'linux', cpu: 'two', versions: [], loadBefore: 0 };
const draw = (lines: Line[]) => chart(recordOf('now', machine, false, lines));
const svg = draw(LINES);
const texts = (of: string) => [...svg.matchAll(new RegExp(`<text class="${of}"[^>]*>([^<]*)`, 'g'))].map(([, text]) => text);
const widthOf = (look: string, of = svg) => Number(new RegExp(`<rect class="${look}"[^>]*width="([\\d.]+)"`).exec(of)?.[1]);

suite('bench chart', test => {
  test('is well formed, and the same record gives the same bytes', () => {
    assert.is(parse(svg).name, 'svg');
    assert.is(draw(LINES), svg);
  });

  test('has a labelled bar with its figure for each, splicing buffers once', () => {
    assert.equal(texts('label'), ['Confab, conference', 'Node, copying bytes', 'ejabberd', 'Confab, conference']);
    assert.equal(texts('value'), ['1 M', '10 M', '100 k', '31.2 k']);
    assert.equal(texts('group'), ['Broadcast, 100 in the room, 8 on their way', '1000 people enter one room']);
  });

  test('draws ten times as much one step longer', () => {
    assert.equal(texts('tick'), ['10 k', '100 k', '1 M', '10 M']);
    const [hundred, million, ten] = [widthOf('rival'), widthOf('ours conference'), widthOf('ceiling')];
    assert.ok(Math.abs(million - 2 * hundred) < 1 && Math.abs(ten - 3 * hundred) < 1);
  });

  test('says in words what it shows', () => {
    assert.match(svg, /aria-labelledby="bench-title bench-desc"/);
    assert.match(
      svg,
      /<desc id="bench-desc">[^<]*8 on their way: Confab, conference 1 M; Node, copying bytes 10 M; ejabberd 100 k\./,
    );
    assert.match(svg, /class="axis"[^>]*>stanzas delivered per CPU second</);
    assert.match(svg, /prefers-color-scheme:dark/);
  });

  test('stands with nothing to draw', () => assert.is(parse(draw([])).name, 'svg'));
});
