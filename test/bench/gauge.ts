// Loaded into a contestant's process beside its own code: weighs the heap and samples the processor when the bench asks.
// Ends the process when the bench is gone, however that ended.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

/** What the bench asks for, one thing at a time. */
export type Question = 'weigh' | 'profile' | { readonly profileInto: string };

/** Bytes in use after a full garbage collection; 0 as the answer to the other questions. */
export interface Weight {
  heap: number;
}

/** Microseconds between two samples. */
const INTERVAL = 500;

let session: Session | undefined;

function answer(heap = 0): void {
  process.send?.({ heap } satisfies Weight);
}

process.on('message', (question: Question) => {
  if (question === 'weigh') {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    answer(heapUsed + external);
  } else if (question === 'profile') {
    session = new Session();
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
    session.post('Profiler.start', () => answer());
  } else {
    session?.post('Profiler.stop', (error, result) => {
      if (error) throw error;
      writeFileSync(question.profileInto, JSON.stringify(result.profile));
      session?.disconnect();
      answer();
    });
  }
});
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
