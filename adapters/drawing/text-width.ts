// How wide a text is, from a fixed table: no font is measured, so that a picture is the same on every machine.

// Helvetica's widths of the letters from space to ~, in thousandths of the size (as Arial, Liberation Sans, Nimbus Sans)
const ascii = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
  556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778,
  722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
  500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const latin = 620;
// Chinese, Japanese, Korean and pictures stand in a square
const square = 1000;
// the fonts that stand in where Helvetica is missing (DejaVu Sans, Verdana) are that much wider
const breadth = 1.13;
const boldness = 1.07;

export interface Font {
  /** In pixels. */
  readonly size: number;
  readonly bold?: boolean;
}

/** The room that a text takes in one line, in pixels. */
export function widthOf(text: string, { size, bold = false }: Font): number {
  let thousandths = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    thousandths += ascii[code - 32] ?? (code < 0x2e80 ? latin : square);
  }
  return Math.ceil((thousandths / 1000) * size * breadth * (bold ? boldness : 1));
}

/** A text in lines of that width at most, in pixels; a longer word has a line of its own. */
export function wrap(text: string, width: number, font: Font): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer, font) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
