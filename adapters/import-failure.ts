// Why a module could not be imported, in words: where it does not parse, what it needs and is not there, what it threw.
// Node, Deno and tsx tell of the same things in different ways.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

interface Place {
  readonly line: string;
  readonly column?: string | undefined;
}

/** Sentences without their full stops, each to follow the name of the file. */
export async function importFailure(error: unknown, path: string): Promise<string[]> {
  const {
    code,
    message = String(error),
    stack = '',
  } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: string;
    message?: string;
    stack?: string;
  };
  const told = stripVTControlCharacters(message);
  const found = placeIn(`${stripVTControlCharacters(stack)}\n${told}`, path);
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[mc]?tsx?$/u.test(path)) return [`: ${typescript}`];
  if (code?.includes('TYPESCRIPT') || code?.includes('TYPE_STRIPPING'))
    return [`${at(found)}: it has TypeScript that has to be compiled (${firstLine(told)}): name the JavaScript that comes of it`];
  const missing = missingIn(told, code);
  if (missing) return [`${at(found)}: ${missing(path)}`];
  if (/does not provide an export/u.test(told)) return [`${at(found)}: it imports what is not there: ${firstLine(told)}`];
  if (error instanceof SyntaxError || /^SyntaxError: /u.test(told)) {
    const place = found ?? (await syntaxPlace(path));
    return [`${at(place)}: it is not JavaScript: ${firstLine(told).replace(/^SyntaxError: /u, '')}`];
  }
  // a kind that is made in the file says everything that is wrong with it, a line for each
  const lines = told.split('\n').filter(line => line.trim() !== '');
  return lines.map(line => `${at(found)}: it throws when it is imported: ${line.trim().replace(/\.$/u, '')}`);
}

const typescript =
  'this is TypeScript, which this version of Node cannot read: name the JavaScript that it is compiled to, or use Node 22.18 or later, or Deno';

function at(place: Place | undefined): string {
  if (!place) return '';
  return `, line ${place.line}${place.column ? `, column ${place.column}` : ''}`;
}

function firstLine(text: string): string {
  return text
    .split('\n')[0]!
    .replace(/ at file:\/\/\S+$/u, '')
    .replace(/\.$/u, '');
}

/** Says what the module imports and is not there. */
function missingIn(message: string, code: string | undefined): ((path: string) => string) | undefined {
  if (code !== 'ERR_MODULE_NOT_FOUND' || /^SyntaxError: /u.test(message)) return undefined;
  const [, name] = /package '([^']+)'|Import "([^"]+)"/u.exec(message)?.filter(Boolean) ?? [];
  if (name) {
    const [packageName] = /^(@[^/]+\/)?[^/]+/u.exec(name)!;
    return path =>
      `it imports the package ${packageName}, which is not installed for it: run npm install ${packageName} in ${dirname(path)}`;
  }
  const [, file] = /module '([^']+)'|"file:\/\/([^"?]+)/u.exec(message)?.filter(Boolean) ?? [];
  return () => `it imports ${file ?? 'a file'}, which is not there: check the path`;
}

/** The first place in the file that a stack or message names. */
function placeIn(text: string, path: string): Place | undefined {
  const names = [pathToFileURL(path).href, path].map(name => name.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&')).join('|');
  const [, line, column] = new RegExp(`(?:${names})(?:\\?v=\\w+)?:(\\d+)(?::(\\d+))?`, 'u').exec(text) ?? [];
  return line === undefined ? undefined : { line, column: column ?? caretIn(text) };
}

/** Node tells the place of a syntax error only where it ends a program: so another one is asked to read the file. */
async function syntaxPlace(path: string): Promise<Place | undefined> {
  const found = placeIn(await checked([path]), path);
  if (found) return found;
  // a module that no package.json says is one is not checked by its path, in Node 20
  const text = await readFile(path, 'utf8').catch(() => '');
  return placeIn((await checked(['--input-type=module'], text)).replaceAll('[stdin]:', `${path}:`), path);
}

function checked(words: readonly string[], text = ''): Promise<string> {
  return new Promise(resolve => {
    const { stdin } = execFile(process.execPath, ['--check', ...words], { timeout: 5_000, env: {} }, (_, __, told) =>
      resolve(told),
    );
    // one that ends before it has read everything has said what is wrong
    stdin?.on('error', () => {});
    stdin?.end(text);
  });
}

/** A line with nothing but a sign below the place in the line above it. */
function caretIn(text: string): string | undefined {
  const [, space] = /^(\s*)[\^~]+\s*$/mu.exec(text) ?? [];
  return space === undefined ? undefined : String(space.replace(/^\n+/u, '').length + 1);
}
