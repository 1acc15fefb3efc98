// `confab replay FILE`: runs what was recorded of a room again, and shows where it comes out differently.
import { defineCommand } from 'citty';
import { type CommandContext, jsonFlag } from '../command-flags.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { cutSteps, headerIn } from '../recording/cut-recording.ts';
import { describeDifference, placeInWords } from '../recording/difference.ts';
import { FactSheet } from '../recording/fact-sheet.ts';
import { RecordingError } from '../recording/recording-error.ts';
import { recordingLines } from '../recording/recording-lines.ts';
import { type Replayed, type ReplayOptions, type ReplayStep, replay as replayed } from '../recording/replay.ts';
import { changesOf, comparedWith, unusedIn } from '../recording/replay-sources.ts';
import { printable } from '../table.ts';

export const replay = defineCommand({
  meta: { name: 'replay', description: 'Run what was recorded of a room again, and show what comes out differently' },
  args: {
    file: { type: 'positional', required: true, description: 'a recording: a file that serve --record or confab record wrote' },
    behaviour: {
      type: 'string',
      valueHint: 'file',
      description: 'a behaviour or kind, in the place of the one of its name; may be repeated',
    },
    kind: { type: 'string', valueHint: 'name', description: 'the kind of the room, in the place of its own' },
    config: { type: 'string', valueHint: 'file', description: 'a configuration whose kinds and behaviours are used' },
    against: {
      type: 'string',
      valueHint: 'file',
      description: 'compare every fact with a replay with this behaviour, or with none changed (recorded); may be repeated',
    },
    from: { type: 'string', valueHint: 'step', description: 'the first step that is compared and shown' },
    to: { type: 'string', valueHint: 'step', description: 'the last step that is made' },
    facts: { type: 'string', valueHint: 'file', description: 'write every fact there, as a line of JSON; - for here' },
    step: { type: 'boolean', description: 'show every step' },
    all: { type: 'boolean', description: 'show all differences, and not the first ten' },
    salvage: { type: 'boolean', description: 'a recording that cannot be read to its end is as good as one that ends there' },
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const { file } = args;
    const [from, to] = [stepNamed('from', args.from), stepNamed('to', args.to)];
    const header = inFile(file, () => headerIn(recordingLines(file)));
    if (header.cut) return showCut(file, context, args.json === true);
    const changes = await changesOf(context, args.kind);
    const against = await comparedWith(context);
    // citty takes no - for a value
    const facts = context.values.facts?.[0];
    const sheet = facts === undefined ? undefined : new FactSheet(facts, context.out);
    // what is for a program or for a file is not mixed with words
    const say = facts === '-' ? context.err : context.out;
    const steps: ReplayStep[] = [];
    const options: ReplayOptions = {
      ...changes,
      ...(against ? { against } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(args.all ? { most: Number.POSITIVE_INFINITY } : {}),
      ...(sheet ? { onFact: line => sheet.add(line) } : {}),
      ...(args.step ? { onStep: step => (args.json ? void steps.push(step) : sayAll(say, describeStep(step))) } : {}),
    };
    const result = inFile(file, () => replayed(recordingLines(file), options));
    sheet?.end();
    for (const name of unusedIn(header, changes))
      context.err(`The behaviour ${name} is not in the kind ${header.kind} of this room: nothing is another by it.`);
    if (args.json) say(JSON.stringify({ ...asData(result), ...(args.step ? { steps } : {}) }, null, 2));
    else sayAll(say, describe(result, against === undefined));
    const { problem } = result;
    if (problem) context.err(`${file}, ${problem.message} What is before it was replayed: ${result.requests} requests.`);
    return result.different > 0 || (problem && !args.salvage) ? exitCode.failed : exitCode.ok;
  },
});

function sayAll(say: (line: string) => void, lines: readonly string[]): void {
  for (const line of lines) say(line);
}

/** The number of a step; undefined where none is given. */
function stepNamed(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CommandError(`confab replay: --${flag} is the number of a step, the first being 1; not “${text}”.`, exitCode.usage);
}

/** Whatever is wrong with the recording is said with the name of the file. */
function inFile<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw new CommandError(`${file}, ${error.message}`);
  }
}

function describe({ room, requests, facts, digest, differences, different }: Replayed, isRecorded: boolean): string[] {
  const left = different - differences.length;
  const both = isRecorded ? (['recorded', 'replayed'] as const) : (['before', 'changed'] as const);
  const how = different === 0 ? `everything ${isRecorded ? 'as recorded' : 'the same'}` : `different in ${different} of them`;
  return [
    printable(`${room}: ${requests} requests, ${facts} facts: ${how}`),
    `digest ${digest}`,
    ...differences.flatMap(one => describeDifference(one, both)),
    ...(left > 0 ? [`and ${left} more: --all shows them`] : []),
  ];
}

function describeStep(step: ReplayStep): string[] {
  const told = step.told.length === 0 ? ['nothing'] : step.told;
  return [`${placeInWords(step)}${step.isSame ? '' : ' (differs)'}`, ...told.map(one => `  ${printable(one)}`)];
}

function asData({ problem, ...result }: Replayed): object {
  return { ...result, ...(problem ? { problem: { line: problem.line, text: problem.sentence } } : {}) };
}

/** The latest requests of a room that is not known before them. */
function showCut(file: string, { out, err }: CommandContext, json: boolean): number {
  const { steps, problem } = cutSteps(recordingLines(file));
  if (json) out(JSON.stringify({ cut: true, steps }, null, 2));
  else sayAll(out, steps.flatMap(describeStep));
  err(`${file} has the latest requests alone, of a room that is not known before them: they are shown, and not replayed.`);
  if (problem) err(`${file}, ${problem.message}`);
  return problem ? exitCode.failed : exitCode.ok;
}
