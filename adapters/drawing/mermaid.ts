// A chart as a Mermaid state diagram: text for pages that draw it themselves, such as an issue or a wiki.
// Mermaid has no history states and no rows that stand in every state; they become states of their own.
import { type Chart, type ChartState, type ChartTransition, statesOf } from './chart.ts';
import type { Direction } from './plan.ts';
import { duties, type Piece, row, sentence } from './wording.ts';

// legible on the light and the dark theme, which it does not follow
const liveClass = 'classDef live fill:#ffefc2,stroke:#b36b00,stroke-width:3px,color:#1b2433';

/**
 * The text of a `stateDiagram-v2`, for a fenced block or a `.mmd` file.
 * @param live the ids of the states in which it is now, which are lit
 */
export function mermaidOf(chart: Chart, direction: Direction = 'down', live: ReadonlySet<string> = new Set()): string {
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
    const texts = [...aboutOf(state), ...rowsOf(state).map(one => joined(row(one)))];
    return [
      `state "${escaped(title)}" as ${name}`,
      ...texts.map(text => `${name} : ${escaped(text)}`),
      ...(state.type === 'final' ? [`${name} --> [*]`] : []),
    ];
  };

  const group = (state: ChartState): string[] => {
    const name = nameOf(state.id);
    const about = aboutOf(state);
    return [
      `state "${escaped(state.name)}" as ${name} {`,
      ...inside(state).map(line => `  ${line}`),
      '}',
      // a group has no text of its own in Mermaid
      ...(about.length > 0 ? [`note right of ${name}`, ...about.map(text => `  ${escaped(text)}`), 'end note'] : []),
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

  // regions need a group around them, and what is said of the whole one to stand beside
  const isGroup = root.type === 'parallel' || aboutOf(root).length > 0;
  const lines = root.states.length === 0 ? simple(root) : isGroup ? group(root) : inside(root);
  const heading = ['stateDiagram-v2', `  direction ${direction === 'down' ? 'TB' : 'LR'}`];
  const lit = live.size > 0 ? [liveClass, `class ${[...live].map(nameOf).join()} live`] : [];
  return [...heading, ...[...lines, ...lit].map(line => `  ${line}`), ''].join('\n');
}

/** Names that Mermaid takes, each once; of each state, and of what holds in every state of it. */
function namesOf({ root }: Chart): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of statesOf(root).flatMap(state => [state.id, everywhereIn(state.id)])) {
    const written = id.replaceAll(/\W/g, '_');
    const plain = isReserved(written) ? `${written}_` : written;
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

/** A word of Mermaid's own, or no word; only the name of a whole chart can be one. */
function isReserved(name: string): boolean {
  return /^(state|note|end|class|classdef|direction|style|default|as|fork|join|choice|hide|scale|click|acc\w+|\d.*)$/i.test(name);
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

function aboutOf(state: ChartState): readonly string[] {
  return [state.description ?? '', ...duties(state).map(joined)].filter(Boolean);
}

function joined(words: readonly Piece[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** Signs that mean something to Mermaid or to HTML, by their numbers. */
function escaped(text: string): string {
  return text.replaceAll(/[\p{Cc}"#%&*:;<>\\`{}]|(?<!\w)_|_(?!\w)/gu, sign => `#${sign.codePointAt(0)};`);
}
