// The table `effects` of a configuration: which sort each is, and whether its settings are right. Secrets in files and in
// the environment are read here. It makes no effect.
import { resolve } from 'node:path';
import { isTable, type Layers } from './config-layers.ts';
import { problemAt } from './config-problems.ts';
import type { Path } from './config-schema.ts';
import { type ConfiguredEffect, checkedEffect } from './effects/checked-effect.ts';
import { deadLetterFault } from './effects/dead-letters.ts';
import { readSecretFile } from './secret-file.ts';

export interface EffectCheck {
  readonly effects: readonly ConfiguredEffect[];
  /** Where dead letters are written, as a whole path; nowhere without it. */
  readonly deadLetters: string | undefined;
  /** Sentences, each with its place. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Where secrets are read from besides the configuration itself. */
export interface EffectPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const noSecret = 'is missing: give secretFile = "FILE", secretVariable = "NAME" of the environment, or secret itself';

type Table = Readonly<Record<string, unknown>>;

/** Checks every effect, and says all that is wrong. What is no table the schema complains about. */
export function checkEffects(layers: Layers, place: EffectPlace): EffectCheck {
  const problems: string[] = [];
  const warnings: string[] = [];
  const report = (path: Path, what: string) => problems.push(problemAt(path, what, layers));
  const { effects } = layers.tree;
  const checked = Object.entries(isTable(effects) ? effects : {}).flatMap(([name, given]): ConfiguredEffect[] => {
    if (!isTable(given) || typeof given.use !== 'string') return [];
    const before = problems.length;
    const table = withSecret(given, name, { ...place, report, warnings });
    // what is wrong with the place of a secret is said; that it is not there then is no news
    const isSaid = problems.length > before;
    const one = checkedEffect(name, { ...table, use: given.use });
    if ('name' in one) return isSaid ? [] : [one];
    for (const { path, text, isMissing } of one) {
      if (isSaid && path[0] === 'secret') continue;
      const isSecret = isMissing && path[0] === 'secret';
      report(['effects', name, ...path], isSecret ? noSecret : text);
    }
    return [];
  });
  return { effects: checked, deadLetters: deadLettersOf(layers, place, report), problems, warnings };
}

/** Whether a secret stands in the configuration itself, in the part that came from that place. */
export function holdsEffectSecret({ tree, sourceOf }: Layers, source: string): boolean {
  const { effects } = tree;
  return Object.entries(isTable(effects) ? effects : {}).some(
    ([name, one]) => isTable(one) && typeof one.secret === 'string' && sourceOf(['effects', name, 'secret']) === source,
  );
}

/** Paths in a file, made whole: its author sees them from there. */
export function withWholePaths(effects: unknown, whole: (path: string) => string): unknown {
  if (!isTable(effects)) return effects;
  return Object.fromEntries(
    Object.entries(effects).map(([name, one]) => {
      const isGiven = isTable(one) && typeof one.secretFile === 'string' && one.secretFile !== '';
      return [name, isGiven ? { ...one, secretFile: whole(one.secretFile as string) } : one];
    }),
  );
}

interface SecretMeans extends EffectPlace {
  readonly report: (path: Path, what: string) => void;
  readonly warnings: string[];
}

/** The settings of an effect with its secret, wherever that is, and without what says where. */
function withSecret(given: Table, name: string, { cwd, env, report, warnings }: SecretMeans): Table {
  const { use: _, secretFile, secretVariable, ...settings } = given;
  const all = { secret: settings.secret, secretFile, secretVariable };
  const ways = Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  const at = (key: string, what: string) => report(['effects', name, key], what);
  if (ways.length > 1) at(ways[0]!, `and ${ways.slice(1).join(' and ')} are given at once: keep one of them`);
  else if (secretFile !== undefined) {
    if (typeof secretFile !== 'string' || secretFile === '') at('secretFile', 'must be the name of a file, in quotes');
    else
      try {
        const read = readSecretFile(resolve(cwd, secretFile));
        warnings.push(...read.warnings);
        return { ...settings, secret: read.secret };
      } catch (error) {
        at('secretFile', (error as Error).message);
      }
  } else if (secretVariable !== undefined) {
    if (typeof secretVariable !== 'string' || secretVariable === '')
      at('secretVariable', 'must be the name of a variable, in quotes');
    else if (env[secretVariable]) return { ...settings, secret: env[secretVariable] };
    else at('secretVariable', `names ${secretVariable}, which is not set in the environment`);
  }
  return settings;
}

function deadLettersOf({ tree }: Layers, { cwd }: EffectPlace, report: SecretMeans['report']): string | undefined {
  const { deadLetters } = tree;
  if (typeof deadLetters !== 'string' || deadLetters === '') return undefined;
  const file = resolve(cwd, deadLetters);
  const fault = deadLetterFault(file);
  if (fault) report(['deadLetters'], fault);
  return file;
}
