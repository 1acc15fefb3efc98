// Reads addresses as RFC 6122 has them: nodeprep, nameprep and resourceprep, each part 1023 bytes at most.
// Also what makes two nicks the same nick.
import { A1, B1, B2, nameprep, nodeprep, prepare, resourceprep } from 'stanza/lib/stringprep/index.js';
import type { BareJid, Nick, RealJid } from '../machines/address.ts';
import { byteLength } from '../machines/byte-length.ts';

export interface Address {
  /** Empty where the address has no part before the @. */
  readonly local: string;
  readonly host: string;
  readonly resource: string | undefined;
  readonly bare: BareJid;
  readonly full: RealJid;
}

const longest = 1_023;

const plainLocal = /^[a-z0-9._-]+$/;
const plainHost = /^[a-z0-9.-]+$/;
const plainResource = /^[!-~]+$/;
/** What no host name has, in any script; RFC 3986 and RFC 6122 between them. */
const notInHost = /[\s"&'/:<>@\\^`{|}\p{Cc}]/u;
const ipv6 = /^\[[0-9a-f:.]+\]$/u;

/** The prepared address; undefined where the text is not one. */
export function parseAddress(text: string): Address | undefined {
  const slash = text.indexOf('/');
  const bareText = slash < 0 ? text : text.slice(0, slash);
  const at = bareText.indexOf('@');
  try {
    const local = at < 0 ? '' : part(bareText.slice(0, at), plainLocal, nodeprep);
    const host = part(bareText.slice(at + 1), plainHost, nameprep);
    if (notInHost.test(host) && !ipv6.test(host)) return undefined;
    const resource = slash < 0 ? undefined : part(text.slice(slash + 1), plainResource, resourceprep);
    // where nothing was prepared it is a part of the text, and no string of its own
    const bare = (local === '' ? host : same(bareText, `${local}@${host}`)) as BareJid;
    const full = (resource === undefined ? bare : same(text, `${bare}/${resource}`)) as RealJid;
    return Object.freeze({ local, host, resource, bare, full });
  } catch {
    return undefined;
  }
}

function same(text: string, prepared: string): string {
  return text === prepared ? text : prepared;
}

function part(text: string, plain: RegExp, prep: (text: string) => string): string {
  // before the preparation, which takes its time with long texts
  if (text.length > longest) throw new RangeError('an address part is too long');
  // once more: what is younger than the tables of stringprep comes out right only at the second time
  const prepared = plain.test(text) ? text : prep(prep(text));
  if (prepared === '' || byteLength(prepared) > longest) throw new RangeError('an address part is empty or too long');
  return prepared;
}

/** How many of the addresses that came lately are known by their hash; a power of two. */
const sightings = 65_536;

/**
 * Remembers what it has read, from the second time on that it comes: in a small service the same few addresses come
 * again and again, and in a large one hardly any comes twice before it would be forgotten.
 */
export function addressBook(most = 20_000): (text: string) => Address | undefined {
  const known = new Map<string, Address | undefined>();
  const seen = new Int32Array(sightings);
  return text => {
    const found = known.get(text);
    if (found) return found;
    // long ones are rare, unless somebody wants to fill our memory with them
    if (text.length > 256) return parseAddress(text);
    // a copy: what is read of a stanza keeps the whole of it in memory
    const own = ` ${text}`.slice(1);
    const address = parseAddress(own);
    if (!address) return undefined;
    const hash = hashOf(own);
    const place = hash & (sightings - 1);
    if (seen[place] !== hash) {
      seen[place] = hash;
      return address;
    }
    if (known.size >= most) known.clear();
    known.set(own, address);
    return address;
  };
}

function hashOf(text: string): number {
  let hash = 1;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

const fold = { bidirectional: false, normalize: true, unassigned: A1, mappings: [B1, B2], prohibited: [] };
const plainNick = /^[a-z0-9._-]+$/;
/** What nobody sees: two nicks that differ only in it look the same. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/gu;

/** The nick as it is shown, and the key that nicks share which differ only in case, width or spaces. */
export function parseNick(text: string): Nick | undefined {
  if (plainNick.test(text)) return { text, key: text };
  try {
    if (text.length > longest) return undefined;
    const shown = resourceprep(resourceprep(text.replace(invisible, '')))
      .replace(invisible, '')
      .trim();
    // first the small letters of today, then the foldings of stringprep, which is older than some of them
    const key = prepare(fold, true, shown.toLowerCase()).replace(/\s+/gu, ' ').trim();
    return key === '' ? undefined : { text: shown, key };
  } catch {
    return undefined;
  }
}
