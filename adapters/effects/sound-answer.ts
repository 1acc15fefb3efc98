// What an effect gave back, looked at before a behaviour hears it: plain data of bounded size, in a copy of its own.
import { isXmlText } from '../../machines/xml-text.ts';
import { EffectFailure } from './effect.ts';

/** Characters of an answer, written as JSON. */
export const longestAnswer = 1_000_000;
/** Characters of the text of a failure. */
const longestText = 1_000;

/** @throws EffectFailure where it is no object, or cannot be kept */
export function soundAnswer(answer: unknown): Readonly<Record<string, unknown>> {
  let text: string;
  let copy: unknown;
  try {
    text = JSON.stringify(answer);
    copy = JSON.parse(text);
  } catch {
    throw new EffectFailure('misshapen', 'The answer cannot be written as JSON.');
  }
  if (text.length > longestAnswer) throw new EffectFailure('misshapen', `The answer has more than ${longestAnswer} characters.`);
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy))
    throw new EffectFailure('misshapen', 'The answer is no object with fields.');
  return copy as Readonly<Record<string, unknown>>;
}

/** As much of a text as people may be shown. */
export function shownText(text: string): string {
  const short = text.slice(0, longestText);
  return isXmlText(short) ? short : short.replaceAll(/[^\n\u0020-\u007e]/gu, '?');
}
