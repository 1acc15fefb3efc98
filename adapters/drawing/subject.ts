// What `confab draw` is asked to draw, found by its name: a file with behaviours, a kind of room, a room of a running
// service. Which is meant where several could be is decided here, and nowhere else.
import { basename } from 'node:path';
import type { StateValue } from 'xstate';
import { suggestion } from '../../machines/nearest.ts';
import { type CommandContext, controlOf } from '../command-flags.ts';
import type { ChartAnswer } from '../control-chart.ts';
import { askControl } from '../control-client.ts';
import { CommandError } from '../exit-code.ts';
import { behaviourConfig, behavioursConfig, type MachineConfig, roomConfig } from './room-config.ts';
import { configuredKinds, contentsOf } from './source.ts';

export interface Subject {
  readonly machine: MachineConfig;
  /** Where it stands; nothing where it is not a room. */
  readonly value?: StateValue;
  /** Sentences about what cannot be seen in the drawing. */
  readonly notes: readonly string[];
}

/**
 * Finds it: what has a `/` or the ending of a module or a chart is a file, and what else has an @ a room. Any other word
 * is a kind of the configuration, else a kind that comes with Confab, else a kind or a room of the running service.
 * @throws CommandError or ConfigError with sentences: what is not there, or wrong, and what could have been meant
 */
export async function findSubject(what: string, context: CommandContext): Promise<Subject> {
  if (isFile(what)) return fileSubject(what);
  if (what.includes('@')) return askChart(what, context);
  const kinds = await configuredKinds(context);
  const kind = kinds.get(what);
  if (kind) return { machine: roomConfig(kind), notes: [] };
  try {
    return await askChart(what, context);
  } catch (error) {
    // a service that answers knows its kinds and rooms, and what was meant
    if (!(error instanceof CommandError) || (await isAnswering(context))) throw error;
    const hint = suggestion(what, kinds.keys()) || `: there are ${[...kinds.keys()].join(', ')}.`;
    throw new CommandError(
      `There is no kind ${what}${hint} A room of that name is not found either. ${error.message}`,
      error.code,
    );
  }
}

async function isAnswering(context: CommandContext): Promise<boolean> {
  try {
    await askControl(controlOf(context), { command: 'status' });
    return true;
  } catch {
    return false;
  }
}

function isFile(what: string): boolean {
  return /[/\\]/.test(what) || /\.([cm]?[jt]s|json|toml)$/i.test(what);
}

async function fileSubject(file: string): Promise<Subject> {
  const { behaviours, kinds } = await contentsOf(file);
  const [kind, ...others] = kinds;
  if (others.length > 0) {
    const names = kinds.map(({ name }) => name).join(', ');
    throw new CommandError(
      `${file} has several kinds: ${names}. Name the file under \`behaviours\` in a configuration, and draw each: confab draw ${kind!.name} --config FILE`,
    );
  }
  if (kind) return { machine: roomConfig(kind), notes: [] };
  const [only] = behaviours;
  const machine = behaviours.length === 1 ? behaviourConfig(only!) : behavioursConfig(basename(file), behaviours);
  return { machine, notes: [] };
}

async function askChart(what: string, context: CommandContext): Promise<ChartAnswer> {
  return (await askControl(controlOf(context), { command: 'chart', what })) as ChartAnswer;
}
