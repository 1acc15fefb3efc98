// What is written in a box and on an arrow of a picture, set in lines: how large it is follows from that.
import type { ChartState, ChartTransition } from './chart.ts';
import { type Font, widthOf, wrap } from './text-width.ts';
import { duties, type Piece, pieces, row } from './wording.ts';

export interface Run {
  readonly text: string;
  readonly role: Piece['role'] | 'name' | 'about' | 'heading';
}

/** One line of text; x and y are of its first letter's foot, in pixels from the upper left of what it is written in. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly runs: readonly Run[];
  /** Whether x is the middle of the line. */
  readonly centred?: true;
  /** The id of the transition that it is the row of. */
  readonly transition?: string;
}

export interface Writing {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  /** Where a rule parts what a state is from what happens in it: pixels from above. */
  readonly rule?: number;
}

const fonts: Record<Run['role'], Font> = {
  name: { size: 14, bold: true },
  heading: { size: 11.5, bold: true },
  about: { size: 11.5 },
  event: { size: 12, bold: true },
  guard: { size: 12 },
  action: { size: 12 },
};
const lineHeight = 16;
const space = 4;
const margin = 12;
const column = 14;
const widestAbout = 210;
const widestLabel = 160;
const widestRow = 240;
const widestPiece = 230;

/** The box of a state, or the head of one that has others within. `rows` are the transitions in which it stays as it is. */
export function boxOf(state: ChartState, rows: readonly ChartTransition[]): Writing {
  if (state.type.endsWith('history')) return historyOf(state);
  const table = setRows(
    [...duties(state), ...rows.map(row)],
    [...duties(state).map(() => undefined), ...rows.map(({ id }) => id)],
  );
  const about = wrap(state.description ?? '', Math.max(widestAbout, table.width), fonts.about);
  const texts: Run[][] = [[{ text: state.name, role: 'name' }], ...about.map(text => [{ text, role: 'about' } as const])];
  return stack(texts, table);
}

/** The sign that goes back to where it was: H, or H* where that is so for all states within. */
function historyOf({ type }: ChartState): Writing {
  const runs: Run[] = [{ text: type === 'history' ? 'H' : 'H*', role: 'name' }];
  const { size } = fonts.name;
  return { width: 2 * size, height: 2 * size, lines: [{ x: size, y: size + 5, size, runs, centred: true }] };
}

/** The box of what happens in every state of a frame. */
export function everywhereOf(rows: readonly ChartTransition[]): Writing {
  return stack(
    [[{ text: 'in every state', role: 'heading' }]],
    setRows(
      rows.map(row),
      rows.map(({ id }) => id),
    ),
  );
}

/** The label of an arrow, in short lines. */
export function labelOf(transition: ChartTransition): Writing {
  const lines: Piece[][] = [];
  for (const piece of pieces(transition).flatMap(broken)) {
    const last = lines.at(-1);
    if (last && widthOfRuns([...last, piece]) <= widestLabel) last.push(piece);
    else lines.push([piece]);
  }
  const width = Math.max(...lines.map(widthOfRuns)) + 12;
  return {
    width,
    height: lines.length * lineHeight + 4,
    lines: lines.map((runs, i) => ({ x: width / 2, y: i * lineHeight + 14, size: fonts.event.size, runs, centred: true })),
  };
}

/** A long piece as several, of which each fills a line. */
function broken({ text, role }: Piece): readonly Piece[] {
  return wrap(text, widestPiece, fonts[role]).map(line => ({ text: line, role }));
}

interface Table {
  readonly width: number;
  readonly lines: readonly Line[];
}

/**
 * Two columns: when, and what is done, which may go on in further lines.
 * @param transitions the id of each row's
 */
function setRows(rows: readonly (readonly Piece[])[], transitions: readonly (string | undefined)[]): Table {
  const when = rows.map(one => one.filter(({ role }) => role !== 'action'));
  const done = rows.map(one => inLines(one.filter(({ role }) => role === 'action')));
  const second = Math.max(0, ...when.map(widthOfRuns)) + column;
  const lines = rows.flatMap((_, i): [first: readonly Run[], second: readonly Run[], of: string | undefined][] => {
    const [first = [], ...more] = done[i]!;
    const of = transitions[i];
    return [[when[i]!, first, of], ...more.map(runs => [[], runs, of] as [Run[], readonly Run[], typeof of])];
  });
  return {
    width: Math.max(0, ...lines.map(([left, right]) => (right.length > 0 ? second + widthOfRuns(right) : widthOfRuns(left)))),
    lines: lines.flatMap(([left, right, transition], i) => {
      const y = i * lineHeight;
      const of = transition === undefined ? {} : { transition };
      const at = (x: number, runs: readonly Run[]): Line[] =>
        runs.length > 0 ? [{ x, y, size: fonts.event.size, runs, ...of }] : [];
      return [...at(0, left), ...at(second, right)];
    }),
  };
}

function inLines(pieces: readonly Piece[]): readonly (readonly Run[])[] {
  if (pieces.length === 0 || widthOfRuns(pieces) <= widestRow) return [pieces];
  const text = pieces.map(({ text }) => text).join(' ');
  return wrap(text, widestRow, fonts.action).map(line => [{ text: line, role: 'action' }]);
}

function stack(heads: readonly (readonly Run[])[], table: Table): Writing {
  const lines: Line[] = heads.map((runs, i) => ({
    x: margin,
    y: margin + 11 + i * lineHeight + (i > 0 ? 2 : 0),
    size: fonts[runs[0]!.role].size,
    runs,
  }));
  const foot = lines.at(-1)!.y + 4;
  const rows = table.lines.map(line => ({ ...line, x: line.x + margin, y: line.y + foot + 24 }));
  return {
    width: Math.max(table.width, ...heads.map(widthOfRuns)) + 2 * margin,
    height: (rows.at(-1)?.y ?? foot - 2) + 4 + margin - 2,
    lines: [...lines, ...rows],
    ...(rows.length > 0 ? { rule: foot + 6 } : {}),
  };
}

function widthOfRuns(runs: readonly Run[]): number {
  return runs.reduce((sum, { text, role }) => sum + widthOf(text, fonts[role]), 0) + space * Math.max(0, runs.length - 1);
}
