// Texts with {names} in them, taken apart. `{{` and `}}` stand for the signs themselves.

/** What stands between: a text, or a name. */
export type Piece = { readonly text: string } | { readonly name: string };

/** Names that a text may have. */
const mostNames = 20;

/** The pieces of a text; a sentence where it is not one. */
export function pieces(written: string): readonly Piece[] | string {
  const found: Piece[] = [];
  let text = '';
  for (let i = 0; i < written.length; i++) {
    const sign = written[i]!;
    if (sign !== '{' && sign !== '}') text += sign;
    else if (written[i + 1] === sign) text += written[i++];
    else if (sign === '}') return 'a “}” closes nothing: write “}}” for the sign itself';
    else {
      const end = written.indexOf('}', i);
      if (end < 0) return 'a “{” is not closed: write “{{” for the sign itself';
      if (text !== '') found.push({ text });
      text = '';
      found.push({ name: written.slice(i + 1, end).trim() });
      i = end;
    }
  }
  if (text !== '') found.push({ text });
  return found.filter(piece => 'name' in piece).length > mostNames
    ? `a text may have ${mostNames} {names} at most: make two of it`
    : found;
}
