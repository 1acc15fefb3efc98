import fc from 'fast-check';
import { type Element, parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { createMachine } from 'xstate';
import { chartOf, statesOf } from '../../../adapters/drawing/chart.ts';
import { layOut } from '../../../adapters/drawing/layout.ts';
import { svgOf } from '../../../adapters/drawing/svg.ts';
import { told } from '../../../adapters/drawing/wording.ts';
import { participant } from '../../../machines/participant.ts';
import { suite } from '../../suite.ts';
import { anyChart } from './any-chart.ts';

const within = (element: Element): Element[] => [element, ...element.getChildElements().flatMap(within)];

suite('svg', test => {
  test('is a picture with a title and a description', async () => {
    const chart = chartOf(participant);
    const svg = parse(svgOf(await layOut(chart)));
    is(svg.getNS(), 'http://www.w3.org/2000/svg');
    is(svg.attrs.role, 'img');
    is(svg.getChildText('title'), 'Statechart: participant');
    is(svg.getChildText('desc'), told(chart));
    const ids = within(svg).flatMap(({ attrs }) => attrs.id ?? []);
    equal(svg.attrs['aria-labelledby'].split(' '), ids);
  });

  test('needs nothing from elsewhere', async () => {
    const text = svgOf(await layOut(chartOf(participant)));
    is(/href|url\(|@import|<script|<image/.test(text), false);
  });

  test('in a page it has no style, and names of its own', async () => {
    const drawing = await layOut(chartOf(participant));
    const [one, other] = ['a:1', 'a:2'].map(id => parse(svgOf(drawing, undefined, { id })));
    is(/<style|style=/.test(String(one)), false);
    const ids = [one!, other!].flatMap(svg => within(svg).flatMap(({ attrs }) => attrs.id ?? []));
    equal([ids.length, new Set(ids).size], [4, 4]);
    equal(one!.attrs['aria-labelledby'].split(' '), ids.slice(0, 2));
  });

  test('marks each state and transition, for a page to find it', async () => {
    const chart = chartOf(participant);
    const elements = within(parse(svgOf(await layOut(chart))));
    equal(new Set(elements.flatMap(({ attrs }) => attrs['data-state'] ?? [])), new Set(statesOf(chart.root).map(({ id }) => id)));
    equal(
      new Set(elements.flatMap(({ attrs }) => attrs['data-transition'] ?? [])),
      new Set(chart.transitions.map(({ id }) => id)),
    );
  });

  test('lights the states in which it is, and says so', async () => {
    const chart = chartOf(participant);
    const svg = parse(svgOf(await layOut(chart), new Set(['participant.joined'])));
    const lit = within(svg).filter(({ attrs }) => /\blive\b/.test(attrs.class ?? ''));
    equal([...new Set(lit.map(({ attrs }) => attrs['data-state']))], ['participant.joined']);
    is(svg.getChildText('desc')!.startsWith('It is in joined now.'), true);
  });

  test('draws the first dot, and the end with a double border', async () => {
    const elements = within(parse(svgOf(await layOut(chartOf(participant)))));
    is(elements.filter(({ attrs }) => attrs.class === 'dot').length, 1);
    const end = elements.filter(({ attrs }) => attrs.class === 'final').flatMap(element => element.getChildren('rect'));
    is(end.length, 2);
  });

  test('takes names with any signs', async () => {
    const name = 'a<b>&"c"\u0001';
    const machine = createMachine({ id: 'm', initial: name, states: { [name]: { description: 'x < y & z' } } });
    const svg = parse(svgOf(await layOut(chartOf(machine, name))));
    const words = within(svg)
      .filter(({ name }) => name === 'tspan')
      .map(element => element.getText());
    equal(words, ['a<b>&"c"\ufffd', 'a<b>&"c"\ufffd', 'x < y & z']);
    ok(/^[\w-]+$/.test(svg.getChild('title')!.attrs.id));
  });

  test('of any chart is XML, with numbers in it that are numbers', async () => {
    await fc.assert(
      fc.asyncProperty(anyChart, async chart => {
        const text = svgOf(await layOut(chart));
        parse(text);
        is(/NaN|undefined|Infinity|\d\.\d{3}/.test(text.replace(/<style>.*<\/style>/, '')), false);
      }),
      { numRuns: 20, seed: 3 },
    );
  });
});
