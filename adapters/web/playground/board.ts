// A whiteboard as one client rebuilds it: what the room told it at entry, and the strokes, undoings and clearings since.
import type { Tree } from '../../../machines/stanza.ts';
import { element, elementsIn, ns } from './wire.ts';

/** A stroke on the board, as the room tells it. */
export interface Stroke {
  readonly id: string;
  readonly nick: string;
  readonly d: string;
  readonly colour: string;
  readonly width: string;
}

export interface Board {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly Stroke[];
}

/** The board after a message; the same one where nothing in it is about the board. */
export function boardAfter(board: Board | undefined, payload: readonly Tree[]): Board | undefined {
  let now = board;
  for (const tree of payload) {
    if (tree.attrs.xmlns !== ns.whiteboard) continue;
    if (tree.name === 'board') now = begun(now, tree);
    else if (!now) continue;
    else if (tree.name === 'stroke') now = { ...now, strokes: [...now.strokes, strokeOf(tree)] };
    else if (tree.name === 'undone') now = { ...now, strokes: now.strokes.filter(({ id }) => id !== tree.attrs.id) };
    else if (tree.name === 'cleared') now = { ...now, strokes: [] };
  }
  return now;
}

/** A board that says how large it is begins anew; further parts of a large one do not. */
function begun(board: Board | undefined, { attrs, ...tree }: Tree): Board | undefined {
  const strokes = elementsIn({ attrs, ...tree })
    .filter(({ name }) => name === 'stroke')
    .map(strokeOf);
  if (attrs.width === undefined) return board && { ...board, strokes: [...board.strokes, ...strokes] };
  return { width: Number(attrs.width) || 1, height: Number(attrs.height) || 1, strokes };
}

function strokeOf({ attrs }: Tree): Stroke {
  const { id = '', nick = '', d = '', colour = '#000000', width = '2' } = attrs;
  return { id, nick, d, colour, width };
}

/** A stroke to be sent. */
export function strokeElement(d: string, colour: string, width: number): Tree {
  return element('stroke', { xmlns: ns.whiteboard, d, colour, width: String(width) });
}

/** A line through points, as path data: whole numbers, without points that say nothing new. */
export function pathOf(points: readonly (readonly [number, number])[]): string {
  let d = '';
  let last = '';
  for (const [x, y] of points) {
    const point = `${Math.round(x)} ${Math.round(y)}`;
    if (point === last) continue;
    d += `${d === '' ? 'M' : 'L'}${point}`;
    last = point;
  }
  // a dot is a line to where it begins
  return d.includes('L') || d === '' ? d : `${d}L${last}`;
}
