// A chart as tables in Markdown: its states with what they mean, and its transitions.
import { type Chart, type ChartState, type ChartTransition, statesOf } from './chart.ts';
import { code, markdownTable } from './markdown.ts';
import { pathOf } from './wording.ts';

/** A row for each state: its name, what it is, and its description. */
export function stateTable(chart: Chart): string {
  const firsts = new Set(statesOf(chart.root).flatMap(({ initial }) => initial));
  const rows = statesOf(chart.root)
    .filter(state => state !== chart.root)
    .map(state => [code(pathOf(state.id, chart)), kindOf(state, firsts.has(state.id)), state.description ?? '']);
  return markdownTable(['State', '', 'Meaning'], rows);
}

/** A row for each transition, in the order in which a state tries them. */
export function transitionTable(chart: Chart): string {
  const rows = chart.transitions.map(transition => [
    transition.from === chart.root.id ? 'every state' : code(pathOf(transition.from, chart)),
    eventOf(transition),
    transition.guard === undefined ? (transition.otherwise ? 'else' : '') : code(transition.guard),
    transition.actions.map(code).join(', '),
    transition.to.map(id => code(pathOf(id, chart))).join(', '),
  ]);
  return markdownTable(['In', 'On', 'If', 'Does', 'Goes to'], rows);
}

function kindOf({ type }: ChartState, isFirst: boolean): string {
  return [...(isFirst ? ['first'] : []), ...(type === 'simple' ? [] : [type.replace('-', ' ')])].join(', ');
}

function eventOf({ event, type }: ChartTransition): string {
  if (event === undefined) return 'always';
  return type === undefined ? code(event) : event;
}
