// What somebody looks for among the public rooms: a topic, or words of it. Read here for all ways to ask, and made
// comparable: case and width do not count, nor how wide the gaps are. No locale has a say in it.
import { byteLength } from './byte-length.ts';
import { foldedNick as folded } from './folded-nick.ts';
import type { Listed } from './listing.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Asker, Stamp } from './request.ts';

/** One of the two, as it was asked. */
export type Wanted = { readonly topic: string } | { readonly words: string };

/** Those of the public rooms that are about something. */
export interface Find extends Stamp, Asker {
  readonly type: 'find';
  readonly as: Listed['as'];
  readonly wanted: Wanted;
}

/** Bytes that a question may have. */
export const wantedBytes = 4_096;
/** Words of one text by which it is found: more than fit into a topic of the usual length. */
export const mostWords = 512;

const nothing = refuse('bad-request', 'Say what to look for: a topic, or words of it. Nothing was given, or only blanks.');
const both = refuse('bad-request', 'Look for a topic or for words, not for both at once.');
const tooLong = refuse('not-acceptable', `What is looked for may have ${wantedBytes} bytes at most.`);
const wordless = refuse('bad-request', 'There is no word in what is looked for: words are made of letters and digits.');

/** What is looked for; blanks are as good as nothing. A refusal says what is wrong with it. */
export function readWanted({ topic = '', words = '' }: { readonly topic?: string; readonly words?: string }): Wanted | Refusal {
  if (topic.length > wantedBytes || words.length > wantedBytes) return tooLong;
  const [hasTopic, hasWords] = [folded(topic) !== '', folded(words) !== ''];
  if (hasTopic && hasWords) return both;
  if (!hasTopic && !hasWords) return nothing;
  if (byteLength(hasTopic ? topic : words) > wantedBytes) return tooLong;
  if (hasTopic) return { topic };
  return wordsOf(words).length > 0 ? { words } : wordless;
}

/** The form in which whole topics are compared; empty for one of blanks. */
export function topicKey(topic: string): string {
  return folded(topic);
}

// in these writings no blank stands between words: each letter is taken as one
const spaceless = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]`;
const word = new RegExp(String.raw`${spaceless}\p{M}*|(?:(?!${spaceless})[\p{L}\p{M}\p{N}])+`, 'gu');

/** The words of a text, each once, in the form in which they are compared; no more than `mostWords`. */
export function wordsOf(text: string): readonly string[] {
  const words = new Set<string>();
  for (const [found] of folded(text).matchAll(word)) {
    words.add(found);
    if (words.size === mostWords) break;
  }
  return [...words];
}
