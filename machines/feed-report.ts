// How a feed stands, in words for moderators and operators. The room is never told.
import { inWords } from './duration.ts';

/** What of a feed's data is told. Times are in milliseconds since 1970. */
export interface FeedState {
  readonly posted: number;
  readonly waiting: readonly unknown[];
  /** When it was read last, where it ever was. */
  readonly read?: number | undefined;
  /** Until when an answer is waited for, where it is being read. */
  readonly until?: number | undefined;
  /** When it is read again. */
  readonly next: number;
  readonly failing?: { readonly since: number; readonly times: number; readonly text: string } | undefined;
}

/** What moderators are told once, as long as it fails. */
export function troubleOf(text: string): string {
  return `The feed cannot be read: ${text} It is tried again; to try now, write !refresh`;
}

/** What whoever asks is told. `name`: of the effect. */
export function reportOf(name: string, { read, failing, waiting, posted, until, next }: FeedState, at: number): string {
  const sentences = [
    read === undefined ? `The feed ${name} was never read.` : `The feed ${name} was read ${roughly(at - read)} ago.`,
    ...(failing ? [`It has failed for ${roughly(at - failing.since)}, in ${tries(failing.times)}: ${failing.text}`] : []),
    until === undefined ? `It is read again in ${roughly(next - at)}.` : 'It is being read now.',
    `Items posted: ${posted}, waiting: ${waiting.length}.`,
  ];
  return sentences.join(' ');
}

function tries(count: number): string {
  return count === 1 ? 'one try' : `${count} tries`;
}

/** Seconds under two minutes, minutes under two hours, and hours. */
function roughly(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const unit = seconds < 120 ? 1 : seconds < 7_200 ? 60 : 3_600;
  return inWords(Math.round(seconds / unit) * unit);
}
