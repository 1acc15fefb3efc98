// Whether a text is like a pattern in which `*` stands for any letters. Each takes time in proportion to the length
// of the text and of the pattern together, whatever somebody writes.

import { normalForm } from '../normal-form.ts';

/** In a form in which case and width do not count. */
export function folded(text: string): string {
  return normalForm(text).toLowerCase();
}

/** Both folded. The whole text is meant: `*word*` for a word within. */
export function isLike(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const piece of rest) {
    from = endOf(piece, text, from, end);
    if (from < 0) return false;
  }
  return true;
}

/** Where the piece ends that is found first; -1 where there is none. As Knuth, Morris and Pratt search. */
function endOf(piece: string, text: string, from: number, end: number): number {
  if (piece === '') return from;
  const back = borders(piece);
  let matched = 0;
  for (let i = from; i < end; i++) {
    while (matched > 0 && text[i] !== piece[matched]) matched = back[matched - 1]!;
    if (text[i] === piece[matched]) matched++;
    if (matched === piece.length) return i + 1;
  }
  return -1;
}

/** For each beginning of the piece: how long the longest end of it is that is a beginning as well. */
function borders(piece: string): readonly number[] {
  const back = [0];
  let matched = 0;
  for (let i = 1; i < piece.length; i++) {
    while (matched > 0 && piece[i] !== piece[matched]) matched = back[matched - 1]!;
    if (piece[i] === piece[matched]) matched++;
    back.push(matched);
  }
  return back;
}
