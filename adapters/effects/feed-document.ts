// A feed as it was fetched, as text: in the encoding that it says, and only where it can be read without danger. What
// stands in it is feed-reading.ts's affair.
import { EffectFailure } from './effect.ts';

/** The text of a document; throws EffectFailure where it cannot be read. `type`: the header Content-Type. */
export function documentText(body: Uint8Array, type: string | undefined): string {
  const text = decoded(body, charsetOf(body, type)).replace(/^\ufeff/u, '');
  if (text.trim() === '') throw new EffectFailure('misshapen', 'The feed is empty.');
  if (/^\s*\{/u.test(text.slice(0, 1_000))) return text;
  refuseDoctype(text);
  return text;
}

/** By the first bytes, by the header, by the XML declaration, in this order (RFC 7303, section 3.2); else UTF-8. */
function charsetOf(body: Uint8Array, type = ''): string {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  const header = /;\s*charset\s*=\s*["']?([\w.:-]+)/iu.exec(type)?.[1];
  if (header) return header;
  // without a mark of the order of bytes, a zero shows it
  if (body[0] === 0 && body[1] === 0x3c) return 'utf-16be';
  if (body[0] === 0x3c && body[1] === 0) return 'utf-16le';
  const start = new TextDecoder('latin1').decode(body.subarray(0, 200));
  return /^\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)/u.exec(start)?.[1] ?? 'utf-8';
}

function decoded(body: Uint8Array, charset: string): string {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(charset);
  } catch {
    throw new EffectFailure('misshapen', `The feed is in the encoding ${charset.slice(0, 40)}, which is not known.`);
  }
  return decoder.decode(body);
}

/**
 * A document type can declare entities that grow without end, or name files: feeds need none, and none is read. It can
 * only stand before the first element, with comments and instructions.
 */
function refuseDoctype(text: string): void {
  let at = 0;
  for (;;) {
    at = text.indexOf('<', at);
    if (at < 0) break;
    if (text.startsWith('<?', at)) at = text.indexOf('?>', at);
    else if (text.startsWith('<!--', at)) at = text.indexOf('-->', at + 4);
    else if (text.startsWith('<!', at))
      throw new EffectFailure('misshapen', 'The feed has a document type (<!DOCTYPE …>), and such are not read.');
    else return;
    if (at < 0) break;
  }
  throw new EffectFailure('misshapen', 'This is no feed: there is no element in it.');
}
