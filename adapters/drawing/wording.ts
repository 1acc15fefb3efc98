// How a transition is written: event [guard] / actions, in pieces that a picture may colour.
import { type Chart, type ChartNote, type ChartState, type ChartTransition, statesOf } from './chart.ts';

export interface Piece {
  readonly text: string;
  readonly role: 'event' | 'guard' | 'action';
}

/** The pieces of a transition. One without an event is taken `always`; the last way out of guards is `[else]`. */
export function pieces({ event, guard, otherwise, actions }: ChartTransition): readonly Piece[] {
  const condition = guard ?? (otherwise ? 'else' : undefined);
  return [
    { text: event ?? 'always', role: 'event' },
    ...(condition === undefined ? [] : [{ text: `[${condition}]`, role: 'guard' } as const]),
    ...(actions.length === 0 ? [] : [{ text: `/ ${actions.join(', ')}`, role: 'action' } as const]),
  ];
}

/** The pieces of one that is drawn as a row: it leads nowhere, or begins the whole chart anew. */
export function row(transition: ChartTransition): readonly Piece[] {
  const anew: Piece = { text: '→ from the start', role: 'action' };
  return transition.to.length > 0 ? [...pieces(transition), anew] : pieces(transition);
}

/** The pieces in one line. */
export function sentence(transition: ChartTransition): string {
  return pieces(transition)
    .map(({ text }) => text)
    .join(' ');
}

/** What a state does on coming in, on going out and meanwhile, and what is noted of it, as rows of pieces. */
export function duties({ entry, exit, invokes, notes }: ChartState): readonly (readonly Piece[])[] {
  const duty = (word: string, names: readonly string[]): Piece[][] =>
    names.length === 0
      ? []
      : [
          [
            { text: word, role: 'event' },
            { text: `/ ${names.join(', ')}`, role: 'action' },
          ],
        ];
  return [...notes.map(note), ...duty('entry', entry), ...duty('exit', exit), ...duty('meanwhile', invokes)];
}

function note({ word, names }: ChartNote): Piece[] {
  return [
    { text: word, role: 'event' },
    { text: names.join(', '), role: 'action' },
  ];
}

/** A state's name with those that it is in, but not the chart's own: `open.loud`. */
export function pathOf(id: string, { root }: Chart): string {
  return id.startsWith(`${root.id}.`) ? id.slice(root.id.length + 1) : id;
}

/** A whole chart in sentences, for those who cannot see a picture of it. `live`: the states in which it is now. */
export function told(chart: Chart, live: ReadonlySet<string> = new Set()): string {
  const names = (ids: readonly string[]) => ids.map(id => pathOf(id, chart)).join(' and ');
  const sentences = statesOf(chart.root).flatMap(state => {
    const ways = chart.transitions
      .filter(({ from }) => from === state.id)
      .map(one => `${sentence(one)}${one.to.length > 0 ? ` leads to ${names(one.to)}` : ''}`);
    const subject = state === chart.root ? 'In every state' : pathOf(state.id, chart);
    const about = state.description ? [`${pathOf(state.id, chart)}: ${state.description}`] : [];
    const start = state.initial.length > 0 ? [`${pathOf(state.id, chart)} begins in ${names(state.initial)}.`] : [];
    const end = state.type === 'final' ? [`${pathOf(state.id, chart)} is final.`] : [];
    return [...about, ...start, ...end, ...(ways.length > 0 ? [`${subject}: ${ways.join('; ')}.`] : [])];
  });
  const now = live.size > 0 ? [`It is in ${names([...live])} now.`] : [];
  return [...now, ...sentences].join(' ');
}
