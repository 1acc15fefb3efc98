// The name of a page's room: its URL, written so that it can stand before the @ of an address, which has no capitals.
// Anybody can write a URL so and read it again; the room needs nothing else to know its page.

/** What stands in a name as it is. */
const plain = /^[a-z0-9._~-]$/u;
const usual = 'https://';
/** No scheme of the names in which it is written, and no host that could be taken for one. */
const named = /^[a-z][a-z0-9+.-]*:\/\//u;

/**
 * The name of the room of a URL in normal form: without `https://`, everything but a-z 0-9 . _ ~ and - as `=` and two
 * hexadecimal digits in small letters.
 */
export function nameOfUrl(url: string): string {
  const rest = url.startsWith(usual) ? url.slice(usual.length) : url;
  // a name that begins so is a program's person
  return Array.from(new TextEncoder().encode(rest), written).join('').replace(/^~/u, '=7e');
}

function written(byte: number): string {
  const letter = String.fromCharCode(byte);
  return plain.test(letter) ? letter : `=${byte.toString(16).padStart(2, '0')}`;
}

/** The URL that is written in a name, perhaps not in normal form; undefined where none can be. */
export function urlOfName(name: string): string | undefined {
  // what is written plainly is always a letter of ASCII, and so is all that a URL in normal form has
  if (!/^(?:[a-z0-9._~-]|=[0-7][0-9a-f])+$/u.test(name)) return undefined;
  const text = name.replace(/=([0-9a-f]{2})/gu, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return named.test(text) ? text : usual + text;
}
