// Reads one TOML file into a plain tree. Does not know which keys there are.
import { readFileSync, statSync } from 'node:fs';
import { parse, TomlError } from 'smol-toml';

/** A file that cannot be read as TOML: the message names file, place and the fix. */
export class ConfigFileError extends Error {}

/** @throws ConfigFileError when the file is not there, may not be read or is not TOML. */
export function readConfigFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigFileError(`${file}: ${unreadable(error)}`);
  }
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new ConfigFileError(`${file}, line ${error.line}, column ${error.column}: ${tomlComplaint(error)}`);
  }
}

/** Parses a value as in TOML (`10`, `["a"]`, `"text"`); undefined when the text is not one. */
export function parseTomlValue(text: string): unknown {
  try {
    const tree = parse(`value = ${text}`);
    return Object.keys(tree).length === 1 ? tree.value : undefined;
  } catch {
    return undefined;
  }
}

/** Why a file could not be read, in words that follow its name. */
export function unreadable(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no such file: check the path';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read: give the user that runs Confab the right to read it';
    case 'EISDIR':
      return 'is a folder: name the file in it';
    default:
      return `cannot be read: ${(error as Error).message}`;
  }
}

/** Whether others than the owner and the group may read a file; false where it cannot be told. */
export function isOpenToOthers(file: string): boolean {
  try {
    return process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0;
  } catch {
    return false;
  }
}

/** The first line only: the rest of the message quotes the file, and may quote a secret. */
function tomlComplaint(error: TomlError): string {
  const reason = error.message.split('\n')[0]!.replace('Invalid TOML document: ', '');
  const hint = reason === 'invalid value' ? ': put text in quotes' : '';
  return `not TOML: ${reason}${hint}`;
}
