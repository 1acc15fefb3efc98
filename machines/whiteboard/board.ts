// The strokes of a board, in order, as data that is replaced and never changed: in pages of about as many bytes as one
// message may have, so that a stroke costs a page and not the board, and a page tells a newcomer of all that is on it.
import type { Tree } from '../stanza.ts';
import { strokeBytes } from './stroke.ts';

/** Strokes that are told in one message. Two that stand beside each other have together more than one may have. */
export interface Page {
  /** Oldest first, by their numbers. Never empty. */
  readonly strokes: readonly Tree[];
  readonly bytes: number;
}

export interface Board {
  readonly pages: readonly Page[];
  readonly strokes: number;
  /** Of all strokes, as they are written. */
  readonly bytes: number;
  /** The number that the next stroke gets; none is given twice. */
  readonly next: number;
}

export const emptyBoard: Board = { pages: [], strokes: 0, bytes: 0, next: 1 };

export const numberOf = ({ attrs }: Tree) => Number(attrs.id);

/** The board with more strokes, whose numbers are larger than all on it. `most`: bytes of a page. */
export function withStrokes(board: Board, strokes: readonly Tree[], most: number): Board {
  const added = strokes.map(stroke => ({ strokes: [stroke], bytes: strokeBytes(stroke) }));
  const last = board.pages.at(-1);
  const [first = last, ...more] = packed(last ? [last, ...added] : added, most);
  const pages = first ? [...board.pages.slice(0, -1), first, ...more] : board.pages;
  const bytes = added.reduce((sum, one) => sum + one.bytes, board.bytes);
  const end = strokes.at(-1);
  return { pages, strokes: board.strokes + strokes.length, bytes, next: end ? numberOf(end) + 1 : board.next };
}

/** The board without a stroke; the same where it is not there. */
export function withoutStroke(board: Board, number: number, most: number): Board {
  const at = pageOf(board, number);
  const page = board.pages[at];
  const stroke = page && strokeIn(page, number);
  if (!stroke) return board;
  const bytes = strokeBytes(stroke);
  const left = page.strokes.filter(one => one !== stroke);
  const rest: Page[] = left.length > 0 ? [{ strokes: left, bytes: page.bytes - bytes }] : [];
  // with its neighbours, so that pages do not grow in number while they grow in emptiness
  const from = Math.max(0, at - 1);
  const around = [...board.pages.slice(from, at), ...rest, ...board.pages.slice(at + 1, at + 2)];
  const pages = [...board.pages.slice(0, from), ...packed(around, most), ...board.pages.slice(at + 2)];
  return { ...board, pages, strokes: board.strokes - 1, bytes: board.bytes - bytes };
}

/** A board with nothing on it, that goes on counting. */
export function cleared({ next }: Board): Board {
  return { ...emptyBoard, next };
}

/** The same board in pages of at most so many bytes; itself where it has no larger ones. */
export function paged(board: Board, most: number): Board {
  const isLarge = ({ bytes, strokes }: Page) => bytes > most && strokes.length > 1;
  if (!board.pages.some(isLarge)) return board;
  return { ...board, pages: packed(board.pages.flatMap(singly), most) };
}

export function strokeOf(board: Board, number: number): Tree | undefined {
  const page = board.pages[pageOf(board, number)];
  return page && strokeIn(page, number);
}

/** The last stroke of an author that is still there. */
export function lastOf({ pages }: Board, author: string): Tree | undefined {
  for (let at = pages.length - 1; at >= 0; at--) {
    const { strokes } = pages[at]!;
    for (let i = strokes.length - 1; i >= 0; i--) if (strokes[i]!.attrs.author === author) return strokes[i];
  }
  return undefined;
}

/** The strokes of neighbouring pages together wherever they have room in one. A page that stays as it is, is the same. */
function packed(pages: readonly Page[], most: number): Page[] {
  const done: Page[] = [];
  let together: Page[] = [];
  let bytes = 0;
  const end = () => {
    const [only] = together;
    if (together.length === 1) done.push(only!);
    else if (only) done.push({ strokes: together.flatMap(({ strokes }) => strokes), bytes });
  };
  for (const page of pages) {
    if (bytes + page.bytes > most) {
      end();
      together = [];
      bytes = 0;
    }
    together.push(page);
    bytes += page.bytes;
  }
  end();
  return done;
}

function singly({ strokes }: Page): Page[] {
  return strokes.map(stroke => ({ strokes: [stroke], bytes: strokeBytes(stroke) }));
}

/** Where the page is on which a stroke of that number would be; past the end where it would come after all. */
function pageOf({ pages }: Board, number: number): number {
  return firstWhere(pages.length, at => numberOf(pages[at]!.strokes.at(-1)!) >= number);
}

function strokeIn({ strokes }: Page, number: number): Tree | undefined {
  const stroke = strokes[firstWhere(strokes.length, at => numberOf(strokes[at]!) >= number)];
  return stroke && numberOf(stroke) === number ? stroke : undefined;
}

/** The first place from which on it is so; the length where it is nowhere. */
function firstWhere(length: number, isSo: (at: number) => boolean): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isSo(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
