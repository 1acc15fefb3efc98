// What mutants.ts breaks in machines/, one at a time: each must be noticed by a test.
import { behaviourBreakages } from './behaviour-breakages.ts';
import { roomBreakages } from './room-breakages.ts';
import { stepBreakages } from './step-breakages.ts';
import { surveyBreakages } from './survey-breakages.ts';

export interface Breakage {
  /** Below machines/. */
  readonly file: string;
  /** What stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** What goes wrong then. */
  readonly about: string;
}

export const breakages: readonly Breakage[] = [...roomBreakages, ...stepBreakages, ...behaviourBreakages, ...surveyBreakages];
