// `confab new behaviour NAME`: writes a behaviour that works, and its test, into the folder where one is.
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineCommand } from 'citty';
import type { CommandContext } from '../command-flags.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { type Language, languages, newBehaviour } from '../scaffold.ts';

export const scaffold = defineCommand({
  meta: { name: 'new', description: 'Write a new behaviour and its test: confab new behaviour NAME' },
  args: {
    what: { type: 'positional', required: true, description: 'behaviour' },
    name: { type: 'positional', required: true, description: 'its name, in small letters: quiet-hour' },
    language: { type: 'string', valueHint: languages.join('|'), description: 'ts, js, or json for a chart without code' },
    folder: { type: 'string', valueHint: 'folder', description: 'where to, if not here' },
  },
  run({ args, data }) {
    const { out } = data as CommandContext;
    if (args.what !== 'behaviour') {
      throw new CommandError(
        `There is nothing new to be made of “${args.what}”: write confab new behaviour NAME.`,
        exitCode.usage,
      );
    }
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(args.name)) {
      throw new CommandError(
        `“${args.name}” cannot be the name of a behaviour: use small letters, digits and hyphens.`,
        exitCode.usage,
      );
    }
    const folder = resolve(args.folder ?? '.');
    const language = languageOf(args.language, folder);
    const files = newBehaviour(args.name, language).map(({ name, text }) => ({ path: join(folder, name), name, text }));
    const there = files.filter(({ path }) => existsSync(path)).map(({ name }) => name);
    if (there.length > 0)
      throw new CommandError(
        `${there.join(' and ')} ${there.length > 1 ? 'are' : 'is'} there already: choose another name, or remove it first.`,
      );
    for (const { path, text, name } of files) {
      try {
        writeFileSync(path, text, { flag: 'wx' });
      } catch (error) {
        throw new CommandError(`${name} cannot be written to ${folder}: ${(error as Error).message}.`);
      }
    }
    for (const line of next(args.name, files[0]!.name, files[1]!.name, language)) out(line);
    return exitCode.ok;
  },
});

/** What was asked for; TypeScript where the folder has a tsconfig.json, JavaScript elsewhere. */
function languageOf(asked: string | undefined, folder: string): Language {
  if (asked === undefined) return existsSync(join(folder, 'tsconfig.json')) ? 'ts' : 'js';
  const found = languages.find(language => language === asked);
  if (found) return found;
  throw new CommandError(`There is no language “${asked}”: ${languages.join(', ')} are there.`, exitCode.usage);
}

function next(name: string, source: string, test: string, language: Language): string[] {
  return [
    `${source} and ${test} are written. Try them:`,
    `  ${language === 'ts' ? 'npx tsx' : 'node'} --test ${test}`,
    `  confab draw ${source}`,
    'Use it in a configuration:',
    `  behaviours = ["./${source}"]`,
    '  [[kinds]]',
    `  name = "with-${name}"`,
    '  about = "A room for talk, with something of our own."',
    `  behaviours = ["${name}", "secret", "privacy", "history", "topic"]`,
  ];
}
