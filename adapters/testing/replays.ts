// Recordings as tests: what a room was asked once is asked again, and what came of it must come again. Recordings come from
// `confab serve --record` and `confab record`.
import { fileURLToPath } from 'node:url';
import { describeDifference } from '../recording/difference.ts';
import { recordingLines } from '../recording/recording-lines.ts';
import { type Replayed, type ReplayOptions, replay as replayLines } from '../recording/replay.ts';
import { fail } from './assertion.ts';

/**
 * Replays a recording, with behaviours and kinds in the place of those of their names where they are given.
 * @param recording a file, as a path from the folder where the program runs or as a URL; or its text, or its lines
 * @returns what came of it, with the differences from what was recorded, or from the replay `against` which it is compared
 * @throws RecordingError where nothing of it can be replayed; what cannot be read further is the `problem` of the result
 */
export function replay(recording: string | URL | Iterable<string>, options: ReplayOptions = {}): Replayed {
  if (recording instanceof URL) return replayLines(recordingLines(fileURLToPath(recording)), options);
  if (typeof recording !== 'string') return replayLines(recording, options);
  // the first line of every recording
  if (recording.startsWith('{') || recording.includes('\n')) return replayLines(recording, options);
  return replayLines(recordingLines(recording.startsWith('file:') ? fileURLToPath(recording) : recording), options);
}

/**
 * Replays a recording, which must come out as it was recorded to its end: then a bug that was mended stays so.
 * @throws AssertionError with the first differences, and with what cannot be read
 */
export function assertReplay(recording: string | URL | Iterable<string>, options: ReplayOptions = {}): Replayed {
  const result = replay(recording, options);
  const { different, differences, problem, room } = result;
  if (problem)
    fail(`The recording of ${room} cannot be replayed to its end: ${problem.message}`, problem.line, undefined, assertReplay);
  if (different > 0) {
    const shown = differences.flatMap(one => describeDifference(one)).join('\n');
    const text = `The replay of ${room} is different in ${different} of ${result.requests} steps:\n${shown}`;
    fail(
      text,
      differences.map(one => one.replayed),
      differences.map(one => one.recorded),
      assertReplay,
    );
  }
  return result;
}
