// Takes the fenced examples out of a page, and the words out of a line of shell.

/** The texts of all blocks of one language, without the indentation of the list that they are in. */
export function fenced(page: string, language: string): string[] {
  const blocks = page.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm);
  return [...blocks]
    .filter(([, , name]) => name === language)
    .map(([, indent, , text]) => text!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

/** The words of a simple command: single quotes, and no redirection. */
export function shellWords(line: string): string[] {
  const command = line.replace(/ > \S+$/, '');
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}
