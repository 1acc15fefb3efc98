// Plain text of what was written for a page: without marks and control characters, on one line, and of bounded length.
import { Parser } from 'htmlparser2';

/** What is in a page and is not read. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'title', 'head', 'svg', 'math']);
/** What begins a line of its own. */
const apart =
  /^(?:address|article|blockquote|br|dd|div|dl|dt|figure|figcaption|h[1-6]|hr|img|li|ol|p|pre|section|table|td|th|tr|ul)$/u;
/** What XML 1.0 does not have (section 2.2), control characters, and what turns the direction of all that follows. */
const unseen = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Characters of HTML that are read at most for each that is shown. */
const longest = 32;

/** The words of a piece of HTML, with its character references decoded. */
export function textOfHtml(html: string, most: number): string {
  let text = '';
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        if (silent.has(name)) depth++;
        if (apart.test(name)) text += ' ';
      },
      onclosetag(name) {
        if (silent.has(name) && depth > 0) depth--;
        if (apart.test(name)) text += ' ';
      },
      ontext(words) {
        // a little more than is shown: spaces fall away
        if (depth === 0 && text.length < 4 * most) text += words;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  // of what is longer nothing would be shown, and tags that nothing closes take long
  parser.end(html.slice(0, longest * most));
  return plain(text, most);
}

/** A text as it is, on one line and without what cannot be shown. Longer ones end in `…`. */
export function plain(text: string, most: number): string {
  const line = text.replaceAll(unseen, '').replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, '');
  return `${cut.trimEnd()}…`;
}
