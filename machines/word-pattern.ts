// Finds words in a text by patterns, in which a `*` stands for any letters. Case, width and what nobody sees do not
// count; marks on letters do. No regular expression is made of a pattern: the time taken grows with the text, and
// no choice of text or pattern makes it explode.
import type { Span } from './passage.ts';

/** A pattern that no word has literally: the pieces between its stars. */
interface Glob {
  readonly first: string;
  readonly middle: readonly string[];
  readonly last: string;
  readonly least: number;
}

export const mostLetters = 64;

const ascii = /^[\0-\x7f]*$/u;
const asciiWord = /[a-z0-9]+/giu;
/** A letter with its marks; more than thirty of them are no writing (UAX 15, section 13), and slow to put in order. */
const cluster = /.\p{M}{0,30}/gsu;
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;
const letter = /[\p{L}\p{N}]/u;
const onlyMarks = /^\p{M}*$/u;
const neither = /[^\p{L}\p{N}\p{M}]/gu;

/** What is wrong with a pattern, to be read after “must”; undefined where it is one. */
export function faultOfPattern(pattern: string): string | undefined {
  const folded = foldAll(pattern);
  if (!letter.test(folded)) return 'have a letter or a digit';
  if (folded.replaceAll('*', '').replaceAll(neither, '') !== folded.replaceAll('*', ''))
    return 'be one word: letters and digits, with * for any letters';
  return folded.length > mostLetters ? `have ${mostLetters} letters at most` : undefined;
}

/** Whether a pattern has to be tried on every word. */
export function isOpen(pattern: string): boolean {
  return pattern.includes('*');
}

/** Gives what finds the words of the patterns: their places in a text, in order. */
export function wordFinder(patterns: readonly string[]): (text: string) => readonly Span[] {
  const words = new Set(patterns.filter(pattern => !isOpen(pattern)).map(foldAll));
  const globs = patterns.filter(isOpen).map(globOf);
  return text => {
    const found: Span[] = [];
    const look = (from: number, to: number, word: string) => {
      if (words.has(word) || globs.some(glob => fits(word, glob))) found.push([from, to]);
    };
    if (ascii.test(text)) {
      const small = text.toLowerCase();
      for (const { 0: word, index } of small.matchAll(asciiWord)) look(index, index + word.length, word);
    } else eachWord(text, look);
    return found;
  };
}

function globOf(pattern: string): Glob {
  const [first = '', ...rest] = foldAll(pattern).split('*');
  const last = rest.pop()!;
  const middle = rest.filter(piece => piece !== '');
  return { first, middle, last, least: [first, ...middle, last].join('').length };
}

/** The first place at which a piece fits is as good as any later one: nothing is ever tried twice. */
function fits(word: string, { first, middle, last, least }: Glob): boolean {
  if (word.length < least || !word.startsWith(first) || !word.endsWith(last)) return false;
  const end = word.length - last.length;
  let from = first.length;
  for (const piece of middle) {
    const at = word.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}

/** The words of a text, folded, with their places in it as it is written. */
function eachWord(text: string, look: (from: number, to: number, word: string) => void): void {
  let [from, to] = [0, 0];
  let parts: string[] = [];
  const end = () => {
    if (parts.length > 0) look(from, to, parts.join(''));
    parts = [];
  };
  for (const { 0: written, index } of text.matchAll(cluster)) {
    const folded = fold(written);
    if (letter.test(folded)) {
      if (parts.length === 0) from = index;
      to = index + written.length;
      parts.push(folded.replaceAll(neither, ''));
    } else if (!onlyMarks.test(folded)) end();
  }
  end();
}

function foldAll(text: string): string {
  return Array.from(text.matchAll(cluster), ([written]) => fold(written)).join('');
}

/** One letter in the form by which letters are compared. */
function fold(written: string): string {
  if (written.length === 1 && written < '\x80') return written.toLowerCase();
  const seen = written.replaceAll(invisible, '').normalize('NFKD');
  // capitals first: they make two letters of ß, and one σ of both
  return seen.toUpperCase().toLowerCase().normalize('NFKD');
}
