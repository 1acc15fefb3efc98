// A table in Markdown, and a word of code in it.

/** Rows of cells under a heading; a bar or a line end in a cell does not break it. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heading), `|${heading.map(() => ' --- |').join('')}`, ...rows.map(line), ''].join('\n');
}

/** A word as code. */
export function code(word: string): string {
  return word.includes('`') ? `\`\` ${word} \`\`` : `\`${word}\``;
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}
