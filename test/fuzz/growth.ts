// How much memory a service keeps of people who have gone: one service hears many sequences one after the other, and after
// each of them everybody goes.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { parseAddress } from '../../streams/address.ts';
import { anySequence } from './any-sequence.ts';
import { everybodyGoes } from './leaving.ts';
import type { FuzzOptions } from './options.ts';
import { type Moment, Play } from './play.ts';
import { type Circumstances, type Step, usual } from './sequence.ts';

/**
 * Plays as many sequences as there are runs, and as many once more.
 * @returns bytes by which the heap has grown in the second half: caches are filled by then
 */
export async function growth({ seed, runs }: FuzzOptions, circumstances: Circumstances = usual): Promise<number> {
  const world = new Play(circumstances).forgetting();
  try {
    await playAll(world, seed, runs);
    const before = heapUsed();
    await playAll(world, seed + 1, runs);
    return heapUsed() - before;
  } finally {
    world.door.stop();
  }
}

async function playAll(world: Play, seed: number, numRuns: number): Promise<void> {
  for (const { steps } of fc.sample(anySequence(30), { seed, numRuns })) {
    const senders = new Set<string>();
    const play = async (step: Step): Promise<Moment> => {
      const moment = await world.play(step);
      const from = parseAddress(String(moment.sent?.attrs.from ?? ''));
      if (from) senders.add(from.full);
      return moment;
    };
    // put away and put back it would be another one
    for (const step of steps) if (!('restarts' in step)) await play(step);
    await everybodyGoes(world, senders, { ending: 'leaving' }, play);
  }
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (const _ of 'abc') collect();
  return process.memoryUsage().heapUsed;
}
