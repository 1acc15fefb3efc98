// A chart as a Mermaid state diagram: text for pages that draw it themselves, such as an issue or a wiki.
// Mermaid has no history states and no rows that stand in every state; they become states of their own.
import { type Chart, type ChartState, type ChartTransition, statesOf } from './chart.ts';
import type { Direction } from './plan.ts';
import { duties, type Piece, row, sentence } from './wording.ts';

/** The text of a `stateDiagram-v2`, for a fenced block or a `.mmd` file. */
export function mermaidOf(chart: Chart, direction: Direction = 'down'): string {
  const { root } = chart;
  const names = namesOf(chart);
  const nameOf = (id: string) => names.get(id)!;
  const goals = ({ to }: ChartTransition) => to.filter(id => id !== root.id);
  const rowsOf = ({ id }: ChartState) => chart.transitions.filter(one => one.from === id && goals(one).length === 0);
  const arrows = chart.transitions.flatMap(transition =>
    goals(transition).map(to => {
      // what leads from a group to a state in it holds in every state there
      const from = isIn(to, transition.from) ? everywhereIn(transition.from) : transition.from;
      return { from, to, text: `${nameOf(from)} --> ${nameOf(to)} : ${escaped(sentence(transition))}` };
    }),
  );

  const simple = (state: ChartState): string[] => {
    const name = nameOf(state.id);
    const title = state.type === 'history' ? 'H' : state.type === 'deep-history' ? 'H*' : state.name;
    const texts = [state.description ?? '', ...duties(state).map(joined), ...rowsOf(state).map(one => joined(row(one)))];
    return [
      `state "${escaped(title)}" as ${name}`,
      ...texts.filter(Boolean).map(text => `${name} : ${escaped(text)}`),
      ...(state.type === 'final' ? [`${name} --> [*]`] : []),
    ];
  };

  const group = (state: ChartState): string[] => {
    const name = nameOf(state.id);
    const about = [state.description ?? '', ...duties(state).map(joined)].filter(Boolean);
    return [
      `state "${escaped(state.name)}" as ${name} {`,
      ...inside(state).map(line => `  ${line}`),
      '}',
      // a group has no text of its own in Mermaid
      ...(about.length > 0 ? [`note right of ${name} : ${escaped(about.join(' '))}`] : []),
    ];
  };

  const inside = (state: ChartState): string[] => {
    const everywhere = everywhereIn(state.id);
    const rows = rowsOf(state);
    const isNeeded = rows.length > 0 || arrows.some(({ from }) => from === everywhere);
    return [
      ...(isNeeded ? [`state "in every state" as ${nameOf(everywhere)}`] : []),
      ...rows.map(one => `${nameOf(everywhere)} : ${escaped(joined(row(one)))}`),
      ...state.initial.map(first => `[*] --> ${nameOf(first)}`),
      ...state.states.flatMap((child, i) => [
        ...(state.type === 'parallel' && i > 0 ? ['--'] : []),
        ...(child.states.length > 0 ? group(child) : simple(child)),
      ]),
      // Mermaid takes a state into the group in which an arrow names it first
      ...arrows.filter(({ from, to }) => isInnermost(state, from, to)).map(({ text }) => text),
    ];
  };

  // regions need a group around them
  const lines = root.type === 'parallel' ? group(root) : inside(root);
  const heading = ['stateDiagram-v2', `  direction ${direction === 'down' ? 'TB' : 'LR'}`];
  return [...heading, ...lines.map(line => `  ${line}`), ''].join('\n');
}

/** Names that Mermaid takes, each once; of each state, and of what holds in every state of it. */
function namesOf({ root }: Chart): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of statesOf(root).flatMap(state => [state.id, everywhereIn(state.id)])) {
    const plain = id.replaceAll(/\W/g, '_');
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

function everywhereIn(id: string): string {
  return `${id}./everywhere`;
}

function isIn(id: string, group: string): boolean {
  return id.startsWith(`${group}.`);
}

/** Whether both are in the group, and not both in one of its own groups. */
function isInnermost(group: ChartState, ...ids: readonly string[]): boolean {
  return ids.every(id => isIn(id, group.id)) && !group.states.some(child => ids.every(id => isIn(id, child.id)));
}

function joined(words: readonly Piece[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** Signs that mean something to Mermaid or to HTML, by their numbers. */
function escaped(text: string): string {
  return text.replaceAll(/[\p{Cc}"#%&*:;<>\\`{}]|(?<!\w)_|_(?!\w)/gu, sign => `#${sign.codePointAt(0)};`);
}
