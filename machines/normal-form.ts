// Texts in the form by which they are compared. Putting marks into order takes time as the square of how many stand on
// one letter, so no more than thirty do: the Stream-Safe Text Format of Unicode (UAX 15, section 13).

const crowd = /\p{M}{30}(?=\p{M})/gu;
/** A mark that is not seen, and beyond which no mark is moved. */
const joiner = '\u034f';

/** NFKC, in time that grows as the text does. For comparing, not for showing. */
export function normalForm(text: string): string {
  return text.replaceAll(crowd, `$&${joiner}`).normalize('NFKC');
}
