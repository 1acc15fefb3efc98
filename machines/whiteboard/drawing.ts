// A board as those outside the room may have it: plain values, without the forms in which it is kept and told.
import { type Board, numberOf } from './board.ts';
import type { Extent } from './path-data.ts';

export interface Drawing extends Extent {
  /** Oldest first. */
  readonly strokes: readonly DrawnStroke[];
}

export interface DrawnStroke {
  readonly id: number;
  /** The occupant id of whoever drew it, and the nick that they had then. */
  readonly author: string;
  readonly nick: string;
  /** Path data of SVG. */
  readonly d: string;
  /** `#rgb`, `#rrggbb`, `#rrggbbaa`, or a name of CSS. */
  readonly colour: string;
  readonly width: number;
}

export function drawingOf({ pages }: Board, { width, height }: Extent): Drawing {
  const strokes = pages.flatMap(page =>
    page.strokes.map(stroke => {
      const { author = '', nick = '', d = '', colour = '', width = '' } = stroke.attrs;
      return { id: numberOf(stroke), author, nick, d, colour, width: Number(width) };
    }),
  );
  return { width, height, strokes };
}
