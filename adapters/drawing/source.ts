// Where behaviours and kinds come from that are to be drawn: files, the configuration, and what comes with Confab.
// Of a configuration only that is read: it may lack a secret, which whoever draws may not be allowed to see.
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { catalogue, stock } from '../../machines/catalogue.ts';
import type { Kind } from '../../machines/kind.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import type { CommandContext } from '../command-flags.ts';
import { ConfigError, configFile } from '../config.ts';
import { ConfigFileError, readConfigFile } from '../config-file.ts';
import { mergeLayers } from '../config-layers.ts';
import { describeIssues } from '../config-problems.ts';
import { DeploymentKeys } from '../config-schema.ts';
import { isPath, LoadError, type Loaded, loadBehaviours } from '../load-behaviours.ts';

const Read = z.looseObject({ kinds: ServiceSettings.shape.kinds, behaviours: DeploymentKeys.shape.behaviours });

/**
 * The behaviours and kinds in a file, or in a package whose name has a scope.
 * @throws ConfigError with a sentence for each fault
 */
export function contentsOf(file: string): Promise<Loaded> {
  return load([isPath(file) || file.startsWith('@') ? file : `./${file}`], process.cwd());
}

/**
 * The kinds of the configuration that is named by flag or environment, and those that come with Confab.
 * @throws ConfigError with a sentence for each fault
 */
export async function configuredKinds({ values, env }: CommandContext): Promise<ReadonlyMap<string, Kind>> {
  const file = configFile({ file: values.config?.[0], env });
  if (file === undefined) return catalogue([]);
  const tree = readTree(file);
  const parsed = Read.safeParse(tree);
  if (!parsed.success)
    throw new ConfigError(describeIssues(parsed.error.issues, mergeLayers([[{ path: [], value: tree, source: file }]])));
  const { kinds, faults } = stock(parsed.data.kinds, await load(parsed.data.behaviours, dirname(resolve(file))));
  if (faults.length > 0) throw new ConfigError(faults.map(fault => `${file}: ${fault}`));
  return kinds;
}

function readTree(file: string): Record<string, unknown> {
  try {
    return readConfigFile(file);
  } catch (error) {
    throw error instanceof ConfigFileError ? new ConfigError([`${error.message}.`]) : error;
  }
}

async function load(list: readonly string[], from: string): Promise<Loaded> {
  try {
    return await loadBehaviours(list, from);
  } catch (error) {
    throw error instanceof LoadError ? new ConfigError(error.faults.map(({ text }) => sentence(text))) : error;
  }
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
