// What is wrong with a recording as a whole, or from some line on: with the place, for whoever has the file.
import { LineFault, Reading } from './reading.ts';

/** What is wrong with a recording, and where. */
export class RecordingError extends Error {
  /** The number of the line, the first being 1. */
  readonly line: number;
  /** Without the place. */
  readonly sentence: string;

  constructor(line: number, sentence: string) {
    super(`line ${line}: ${sentence}.`);
    this.name = 'RecordingError';
    this.line = line;
    this.sentence = sentence;
  }
}

/** What the first line says. @throws RecordingError */
export function readHeader(line: string): Reading {
  try {
    if (line === '') throw new LineFault('there is nothing in it');
    return new Reading(line);
  } catch (error) {
    throw error instanceof LineFault ? new RecordingError(1, error.message) : error;
  }
}
