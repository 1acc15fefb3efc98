// The latest requests of a room, as they were remembered: read and shown, but not replayed, since nobody knows how the room
// stood before them.
import { placeOf } from './difference.ts';
import type { Header } from './line.ts';
import { LineFault } from './reading.ts';
import { RecordingError, readHeader } from './recording-error.ts';
import type { ReplayStep } from './replay.ts';

/** What the first line says. @throws RecordingError */
export function headerIn(lines: Iterable<string>): Header {
  for (const line of lines) return readHeader(line).header;
  return readHeader('').header;
}

/** Every request with what came of it then; `problem`: from where on it cannot be read. @throws RecordingError */
export function cutSteps(lines: Iterable<string>): {
  readonly steps: readonly ReplayStep[];
  readonly problem?: RecordingError;
} {
  const iterator = lines[Symbol.iterator]();
  const first = iterator.next();
  const reading = readHeader(first.done ? '' : first.value);
  const steps: ReplayStep[] = [];
  let number = 1;
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    number++;
    try {
      const recorded = reading.line(next.value);
      if (!recorded) continue;
      const { request, outcome } = recorded;
      const place = placeOf(request, steps.length + 1, number, reading.header.at);
      steps.push({ ...place, told: outcome?.facts ?? ['said'], isSame: true });
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      iterator.return?.();
      return { steps, problem: new RecordingError(number, error.message) };
    }
  }
  return { steps };
}
