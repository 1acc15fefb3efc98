// Compiles a text with marks for the errors that it must have, and says what is otherwise. A mark is a comment under the
// word that is wrong: `// ^ part of the message`. Such texts are no part of the program: their names end in .txt.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../..');

interface Wrong {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const mark = /^\s*\/\/\s*\^ (.*)$/;

/** The marks in a text, each at the word above it. */
export function marksIn(text: string): readonly Wrong[] {
  let code = 0;
  return text.split('\n').flatMap((written, line) => {
    const message = mark.exec(written)?.[1];
    if (message !== undefined) return [{ line: code, column: written.indexOf('^'), message }];
    code = line;
    return [];
  });
}

/** What the compiler says of texts, by their names, as if they stood in this folder; with what the program is compiled. */
export function compile(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Wrong[]> {
  const read = (file: string) => ts.sys.readFile(file);
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), read).config as { compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: true, noUnusedLocals: false, noUnusedParameters: false },
    root,
  );
  options.paths = { 'confab/behaviour': [join(root, 'machines/extension.ts')] };
  const pathOf = (name: string) => join(import.meta.dirname, name);
  const files = new Map([...texts].map(([name, text]) => [pathOf(name), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = file => files.has(file) || fileExists(file);
  host.readFile = file => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, target, ...more) => {
    const text = files.get(file);
    return text === undefined ? getSourceFile(file, target, ...more) : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram({ rootNames: [...files.keys()], options, host });
  const found = ts.getPreEmitDiagnostics(program).map(diagnostic => {
    const { file, start = 0, messageText } = diagnostic;
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    if (!file) return { path: '', line: 0, column: 0, message };
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    return { path: file.fileName, line, column: character, message };
  });
  const elsewhere = found.filter(({ path }) => !files.has(path));
  if (elsewhere.length > 0)
    throw new Error(elsewhere.map(({ path, line, message }) => `${path}:${line + 1} ${message}`).join('\n'));
  return new Map(
    [...texts.keys()].map(name => [
      name,
      found.filter(({ path }) => path === pathOf(name)).map(({ line, column, message }) => ({ line, column, message })),
    ]),
  );
}

/** Sentences about what is marked and no error, and what is an error and not marked, or says something else. */
export function differences(text: string, found: readonly Wrong[]): readonly string[] {
  const marks = marksIn(text);
  const at = (one: Wrong) => (other: Wrong) => other.line === one.line && other.column === one.column;
  const missing = marks.filter(one => !found.some(other => at(one)(other) && other.message.includes(one.message)));
  const unmarked = found.filter(one => !marks.some(at(one)));
  return [
    ...missing.map(one => {
      const instead = found.find(at(one));
      return `${one.line + 1}:${one.column + 1} is to say “${one.message}”, and says ${instead ? instead.message : 'nothing'}`;
    }),
    ...unmarked.map(({ line, column, message }) => `${line + 1}:${column + 1} is not marked, and says ${message}`),
  ];
}

export function textOf(name: string): string {
  return readFileSync(join(import.meta.dirname, `${name}.txt`), 'utf8');
}

/** The example in the doc comment of `behaviour`. */
export function example(): string {
  const source = readFileSync(join(root, 'machines/define-behaviour.ts'), 'utf8');
  const fenced = / \* ```ts\n([\s\S]*?) \* ```/u.exec(source)![1]!;
  return fenced.replace(/^ \* ?/gmu, '');
}
