// What a replay uses in the place of what a room worked by, as the flags name it: files, kinds and configurations.
import { shippedKinds } from '../../machines/kinds/all.ts';
import { suggestion } from '../../machines/nearest.ts';
import type { CommandContext } from '../command-flags.ts';
import { ConfigError } from '../config.ts';
import { configuredKinds } from '../drawing/source.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { isPath, LoadError, loadBehaviours } from '../load-behaviours.ts';
import type { Header } from './line.ts';
import type { Instead } from './recorded-kinds.ts';

/** By `--behaviour`, `--kind` and `--config`. @throws ConfigError or CommandError with all that is wrong */
export async function changesOf(context: CommandContext, kind: string | undefined): Promise<Instead> {
  const configured = await kindsOf(context);
  const { behaviours, kinds } = await filesOf(context.values.behaviour ?? []);
  const all = [...configured, ...kinds];
  const names = [...shippedKinds, ...all].map(({ name }) => name);
  if (kind !== undefined && !names.includes(kind)) {
    const hint = suggestion(kind, names) || `: there are ${[...new Set(names)].join(', ')}.`;
    throw new CommandError(`confab replay: there is no kind ${kind}${hint}`, exitCode.usage);
  }
  return { behaviours, kinds: all, ...(kind === undefined ? {} : { kind }) };
}

/** By `--against`: nothing without it. */
export async function comparedWith(context: CommandContext): Promise<Instead | undefined> {
  const named = context.values.against;
  if (!named) return undefined;
  const { behaviours, kinds } = await filesOf(named.filter(one => one !== 'recorded'));
  return { behaviours, kinds: [...(await kindsOf(context)), ...kinds] };
}

/** The names of changed behaviours that the room does not have. */
export function unusedIn(header: Header, { behaviours = [], kinds = [], kind }: Instead): string[] {
  if (kind !== undefined || kinds.length > 0) return [];
  const known = new Set(header.behaviours.map(one => (typeof one === 'string' ? one : one.name)));
  return behaviours.map(({ name }) => name).filter(name => !known.has(name));
}

/** Those of a configuration that do not come with Confab. */
async function kindsOf(context: CommandContext) {
  const kinds = await configuredKinds(context);
  return [...kinds.values()].filter(one => !shippedKinds.includes(one));
}

async function filesOf(list: readonly string[]) {
  const entries = list.map(one => (isPath(one) || one.startsWith('@') ? one : `./${one}`));
  try {
    return await loadBehaviours(entries, process.cwd(), { replaces: true });
  } catch (error) {
    throw error instanceof LoadError
      ? new ConfigError(error.faults.map(({ text }) => `${text}.`.replace(/([.?!])\.$/, '$1')))
      : error;
  }
}
