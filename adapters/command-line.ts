// From the words of a command line to a command and its exit code: help, version, unknown commands, errors as
// sentences. Each command is a file in commands/; the table is given, so that later ones are one line more.
import { stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, renderUsage, runCommand } from 'citty';
import { nearest } from '../machines/nearest.ts';
import { checkArguments } from './arguments.ts';
import { type CommandContext, repeatableFlags } from './command-flags.ts';
import { ConfigError } from './config.ts';
import { CommandError, exitCode } from './exit-code.ts';

// citty's own default: a command with any flags
// biome-ignore lint/suspicious/noExplicitAny: the type parameter is invariant, and every command has its own
export type Command = CommandDef<any>;

export interface CommandTable {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly commands: Readonly<Record<string, Command>>;
}

export type CommandIo = Omit<CommandContext, 'values'>;

/** Runs a command line. @returns the exit code; what a command throws has been told by then */
export async function runCommandLine(words: readonly string[], table: CommandTable, io: CommandIo): Promise<number> {
  const [first, ...rest] = words;
  if (first === '--version' || first === '-v') return tell(io, table.version);
  if (first === undefined) {
    io.err(await usage(root(table)));
    return exitCode.usage;
  }
  if (['--help', '-h', 'help'].includes(first)) return help(rest[0], table, io);
  const command = Object.hasOwn(table.commands, first) ? table.commands[first] : undefined;
  if (!command) return unknown(first, table, io);
  if (asksForHelp(rest)) return tell(io, await usage(command, root(table)));
  return run(first, command, rest, io);
}

async function run(name: string, command: Command, rawArgs: string[], io: CommandIo): Promise<number> {
  const { values, problems } = checkArguments(rawArgs, command.args as ArgsDef, repeatableFlags);
  if (problems.length > 0) {
    for (const problem of problems) io.err(`confab ${name}: ${problem}${problem.endsWith('?') ? '' : '.'}`);
    io.err(`\`confab ${name} --help\` shows what it takes.`);
    return exitCode.usage;
  }
  try {
    const data: CommandContext = { ...io, values };
    const { result } = await runCommand(command, { rawArgs, data });
    return typeof result === 'number' ? result : exitCode.ok;
  } catch (error) {
    if (error instanceof ConfigError) {
      for (const problem of error.problems) io.err(problem);
      return exitCode.config;
    }
    if (error instanceof CommandError) {
      io.err(error.message);
      return error.code;
    }
    io.err(`A mistake in Confab, please report it: ${error instanceof Error ? error.stack : String(error)}`);
    return exitCode.internal;
  }
}

async function help(name: string | undefined, table: CommandTable, io: CommandIo): Promise<number> {
  if (name === undefined || name.startsWith('-')) return tell(io, await usage(root(table)));
  const command = Object.hasOwn(table.commands, name) ? table.commands[name] : undefined;
  return command ? tell(io, await usage(command, root(table))) : unknown(name, table, io);
}

function unknown(word: string, { commands }: CommandTable, io: CommandIo): number {
  const names = Object.keys(commands);
  const found = nearest(word, names);
  const shown = word.startsWith('-') ? 'a command comes before its flags' : `there is no command "${word}"`;
  io.err(`confab: ${shown}${found ? `: did you mean ${found}?` : `: there are ${names.join(', ')}.`}`);
  io.err('`confab --help` shows what each does.');
  return exitCode.usage;
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? words.length : end).some(word => word === '--help' || word === '-h');
}

function tell(io: CommandIo, text: string): number {
  io.out(text);
  return exitCode.ok;
}

function root({ name, version, description, commands }: CommandTable): Command {
  return { meta: { name, version, description }, subCommands: { ...commands } };
}

/** citty's usage text, without the colours that it writes even into pipes. */
async function usage(command: Command, parent?: Command): Promise<string> {
  return stripVTControlCharacters(await renderUsage(command, parent))
    .replaceAll(/ +$/gm, '')
    .trimEnd();
}
