// Cuts what a socket brought into pieces for the parser, so that nothing that is kept of one keeps all of it in memory;
// between stanzas it offers what follows to a shorter way first.

/**
 * Takes whole stanzas from the text, beginning at the index, as many as it can; returns the index where it stopped. It is
 * only asked between stanzas.
 */
export type Shortcut = (text: string, at: number) => number;

export interface Reader {
  /** Whether a stanza may begin with the next character. */
  readonly isBetween: () => boolean;
  /** Reads on; the piece is a string of its own. Returns whether there is any use in more. */
  readonly feed: (piece: string) => boolean;
}

const pieceLength = 2_048;
const stanzaStart = /<(?:message|presence|iq)[ >]/g;

export function readInPieces(text: string, { isBetween, feed }: Reader, shortcut?: Shortcut): void {
  let next = 0;
  for (let from = 0; from < text.length; ) {
    if (shortcut) {
      if (isBetween()) from = shortcut(text, from);
      if (next <= from) next = startAfter(text, from);
    }
    const most = Math.min(from + pieceLength, text.length);
    // where the next stanza may begin, the shorter way may do again
    const to = next > from ? Math.min(next, most) : most;
    const piece = text.slice(from, to);
    if (!feed(piece === text ? text : ` ${piece}`.slice(1))) return;
    from = to;
  }
}

/** Where the next stanza may begin, after the one that begins here; the end of the text where none does. */
function startAfter(text: string, from: number): number {
  stanzaStart.lastIndex = from + 1;
  return stanzaStart.exec(text)?.index ?? text.length;
}
