// Text in columns for a terminal. What people chose (titles, topics, nicks) cannot move the cursor.

/** Lines with a heading, columns padded to their widest cell; cells are cut to `widest` characters. */
export function writeTable(heading: readonly string[], rows: readonly (readonly string[])[], widest = 60): string[] {
  const lines = [heading, ...rows].map(cells => cells.map(cell => cut(printable(cell), widest)));
  const widths = heading.map(() => 0);
  for (const cells of lines) {
    for (const [column, cell] of cells.entries()) widths[column] = Math.max(widths[column] ?? 0, [...cell].length);
  }
  return lines.map(cells =>
    cells
      .map((cell, column) => cell + ' '.repeat(widths[column]! - [...cell].length))
      .join('  ')
      .trimEnd(),
  );
}

/** Text without control and format characters, line ends as spaces. */
export function printable(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '');
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
