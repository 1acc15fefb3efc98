// What goes over a control socket: lines of JSON, one request, one answer, in order. Bounds, and cutting
// a stream of text into lines. Knows no command.

export type ControlAnswer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: string };

/** Characters of one request, end of line included. */
export const requestLimit = 65_536;
/** Characters of one answer: a hundred thousand rooms fit. */
export const answerLimit = 64 * 1024 * 1024;

/**
 * Gives a function that takes pieces of text and calls `line` for each whole line.
 * `tooLong` is called, once, when a line has more characters than the limit; nothing is called after it.
 */
export function lineReader(limit: number, line: (text: string) => void, tooLong: () => void): (piece: string) => void {
  let pieces: string[] = [];
  let length = 0;
  let over = false;
  return piece => {
    if (over) return;
    const parts = piece.split('\n');
    for (const [i, part] of parts.entries()) {
      length += part.length;
      if (length >= limit) {
        over = true;
        pieces = [];
        tooLong();
        return;
      }
      pieces.push(part);
      if (i === parts.length - 1) return;
      const text = pieces.join('');
      pieces = [];
      length = 0;
      line(text);
    }
  };
}
