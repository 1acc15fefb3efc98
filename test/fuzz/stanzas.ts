// Fuzzing over sequences of stanzas: random ones are played to their end, with everything judged after every step, and first
// those that were found once. What is found is shortened and shown, with the seed, as it can be put into a file of its own.
import fc from 'fast-check';
import { parseAddress } from '../../streams/address.ts';
import { oneAnswerEach } from './answers.ts';
import { anySequence } from './any-sequence.ts';
import { discretion } from './discretion.ts';
import { turn } from './door.ts';
import { type Judge, knownAddresses, nothingFails, Wrong, wellFormed } from './judgement.ts';
import { everybodyGoes } from './leaving.ts';
import type { FuzzOptions } from './options.ts';
import { type Moment, Play } from './play.ts';
import { keptSequences, type Sequence, type Step, sequenceText } from './sequence.ts';

/** How many scenes a sequence has at most, once people have come. */
const scenes = 60;

/**
 * Plays the kept sequences, and then random ones.
 * @throws Wrong with the shortest sequence that was found, and what happened in it
 */
export async function fuzzStanzas({ seed, runs }: FuzzOptions): Promise<void> {
  for (const [file, sequence] of keptSequences()) {
    const { wrong, story } = await judged(sequence);
    if (wrong) throw new Wrong(`sequences/${file}: ${wrong}\n${story}`);
  }
  const property = fc.asyncProperty(anySequence(scenes), async sequence => {
    const { wrong } = await judged(sequence);
    if (wrong) throw new Wrong(wrong);
  });
  const result = await fc.check(property, { seed, numRuns: runs });
  if (!result.failed) return;
  const [sequence] = result.counterexample!;
  const { wrong, story } = await judged(sequence);
  throw new Wrong(
    `${wrong}\n\nThe shortest sequence that was found, as it can be kept in test/fuzz/sequences:\n${sequenceText(sequence)}\n\nWhat happened:\n${story}`,
  );
}

/** Plays a sequence to its end: what is wrong, if anything is, and what happened. */
export async function judged(sequence: Sequence): Promise<{ readonly wrong: string | undefined; readonly story: string }> {
  const { circumstances, steps } = sequence;
  const world = new Play(circumstances);
  const judges: readonly Judge[] = [
    nothingFails(world),
    wellFormed(),
    knownAddresses(),
    oneAnswerEach(),
    discretion(circumstances),
  ];
  const senders = new Set<string>();
  const play = async (step: Step): Promise<Moment> => {
    const moment = await world.play(step);
    const from = parseAddress(String(moment.sent?.attrs.from ?? ''));
    if (from) senders.add(from.full);
    for (const { after } of judges) after(moment);
    return moment;
  };
  const rejected = (reason: unknown) => world.failures.push(reason);
  process.on('unhandledRejection', rejected);
  try {
    for (const step of steps) await play(step);
    await everybodyGoes(world, senders, circumstances, play);
    for (const { end } of judges) end?.();
    // a promise that was rejected, and nobody waits for
    await turn();
    judges[0]!.after(world.moments.at(-1)!);
    return { wrong: undefined, story: '' };
  } catch (error) {
    return { wrong: error instanceof Wrong ? error.message : String((error as Error).stack ?? error), story: storyOf(world) };
  } finally {
    process.off('unhandledRejection', rejected);
    world.door.stop();
  }
}

function storyOf({ moments }: Play): string {
  return moments
    .map(
      ({ step, xml }) =>
        `${'sends' in step ? step.sends : JSON.stringify(step)}${xml === '' ? '' : `\n    ${xml.replaceAll(/></gu, '>\n    <')}`}`,
    )
    .join('\n');
}
