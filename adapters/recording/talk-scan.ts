// Reads plain talk as it is nearly always written, several times as fast as JSON.parse: one line of it is one request, and
// replays are made of those. Anything else is left to JSON.parse, which knows all that may stand there.

const quote = 34;
const comma = 44;
const zero = 48;
const nine = 57;
const openBracket = 91;

/** `[at, fresh, person, id, body, bytes]`, the id a text or null; undefined where the line is anything else. */
export type ScannedTalk = readonly [number, string, number, string | null, string, number];

/** A line such as `[1704067200000,"4f3a…",3,"m1","Hello",100]`, without escapes, signs, fractions, spaces or a type. */
export function scanTalk(text: string): ScannedTalk | undefined {
  if (text.charCodeAt(0) !== openBracket || text.includes('\\')) return undefined;
  const atEnd = digitsEnd(text, 1);
  if (text.charCodeAt(atEnd) !== comma || text.charCodeAt(atEnd + 1) !== quote) return undefined;
  const freshEnd = text.indexOf('"', atEnd + 2);
  if (freshEnd < 0 || text.charCodeAt(freshEnd + 1) !== comma) return undefined;
  const personEnd = digitsEnd(text, freshEnd + 2);
  if (text.charCodeAt(personEnd) !== comma) return undefined;
  let idEnd = personEnd + 4;
  let id: string | null = null;
  if (text.charCodeAt(personEnd + 1) === quote) {
    idEnd = text.indexOf('"', personEnd + 2);
    if (idEnd < 0) return undefined;
    id = text.slice(personEnd + 2, idEnd);
  } else if (!text.startsWith('null', personEnd + 1)) return undefined;
  if (text.charCodeAt(idEnd + 1) !== comma || text.charCodeAt(idEnd + 2) !== quote) return undefined;
  const bodyEnd = text.indexOf('"', idEnd + 3);
  if (bodyEnd < 0 || text.charCodeAt(bodyEnd + 1) !== comma) return undefined;
  const bytesEnd = digitsEnd(text, bodyEnd + 2);
  if (bytesEnd !== text.length - 1 || text.charCodeAt(bytesEnd) !== openBracket + 2) return undefined;
  const at = numberIn(text, 1, atEnd);
  const person = numberIn(text, freshEnd + 2, personEnd);
  const bytes = numberIn(text, bodyEnd + 2, bytesEnd);
  if (Number.isNaN(at) || Number.isNaN(person) || Number.isNaN(bytes)) return undefined;
  return [at, text.slice(atEnd + 2, freshEnd), person, id, text.slice(idEnd + 3, bodyEnd), bytes];
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= zero && code <= nine; code = text.charCodeAt(at)) at++;
  return at;
}

/** NaN where there is no number, or not as JSON has it, or one so large that its last digits would be lost. */
function numberIn(text: string, from: number, end: number): number {
  const digits = end - from;
  if (digits === 0 || digits > 15 || (digits > 1 && text.charCodeAt(from) === zero)) return Number.NaN;
  let value = 0;
  for (let i = from; i < end; i++) value = value * 10 + text.charCodeAt(i) - zero;
  return value;
}
