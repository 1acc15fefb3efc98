// A model of who must not be shown. It knows nothing of the engine, only what people write: an address may be told to others
// once its owner has written something by which they may enter where addresses are shown, or has written it as text to be
// read; or once somebody else has written it, or an operator. Until then it is in no stanza to anybody else.
import { parseAddress } from '../../streams/address.ts';
import { type XmlElement, xmlOf } from '../../streams/tree.ts';
import { type Judge, Wrong } from './judgement.ts';
import { lobbies } from './places.ts';
import type { Heard } from './play.ts';
import type { Circumstances, Step } from './sequence.ts';

const conference = 'jabber:iq:conference';
/** What people write themselves, in messages and presences. */
const spoken: ReadonlySet<string> = new Set(['body', 'subject', 'status']);

export function discretion({ hideRealJids }: Circumstances): Judge {
  /** Bare addresses as they are compared, of all who have written; those that may be shown. */
  const writers = new Map<string, string>();
  const shown = new Set<string>();
  const deciding = new Set(lobbies);
  /** What people have written, with an address in it: it may be that of somebody who comes later. */
  const told: { readonly by: string; readonly whole: string }[] = [];

  function note(sent: XmlElement): void {
    const { from = '', to = '', type } = sent.attrs as Record<string, string>;
    const sender = parseAddress(from);
    if (!sender) return;
    const own = folded(sender.bare);
    const whole = textsOf(sent, '').join('\n');
    for (const other of writers.keys()) if (other !== own && whole.includes(other)) shown.add(other);
    if (whole.includes('@')) told.push({ by: own, whole });
    // the address of a server is no secret
    if (sender.local === '') return;
    if (!writers.has(own) && told.some(one => one.by !== own && one.whole.includes(own))) shown.add(own);
    writers.set(own, sender.bare);
    const query = sent.children.find((child): child is XmlElement => typeof child !== 'string');
    if (sent.name === 'iq' && isPlainEntry(query)) shown.add(own);
    const address = parseAddress(to);
    const isComing = sent.name === 'presence' && type === undefined && address?.resource !== undefined;
    if (isComing && (!hideRealJids || deciding.has(address.bare))) shown.add(own);
    if (says(sent, own)) shown.add(own);
  }

  function noteOperator(step: Extract<Step, { operator: unknown }>): void {
    const asked = folded(JSON.stringify(step.words));
    for (const bare of writers.keys()) if (asked.includes(bare)) shown.add(bare);
    if (step.operator === 'replace' && step.words[0] === 'lecture') deciding.add(step.room);
  }

  return {
    after({ step, sent, heard }) {
      if (sent) note(sent);
      if ('operator' in step) noteOperator(step);
      if (heard.length === 0) return;
      const hidden = [...writers].filter(([bare]) => !shown.has(bare));
      for (const one of heard) for (const [bare, written] of hidden) check(one, bare, written);
    },
  };
}

function check(heard: Heard, bare: string, written: string): void {
  if (parseAddress(heard.to)?.bare === written) return;
  if (textsOf(heard.element, 'to').some(text => text.includes(bare)))
    throw new Wrong(`${written} is hidden, and others learn it: ${xmlOf(heard.element as never)}`);
}

/** Whether it may enter without asking that the address is hidden. */
function isPlainEntry(query: XmlElement | undefined): boolean {
  if (!query || !xmlOf(query as never).includes(conference)) return false;
  // whatever is written in another way than this may mean something else
  const asks = query.children.some(child => typeof child !== 'string' && child.name === 'privacy' && !('xmlns' in child.attrs));
  return !(asks && query.attrs.xmlns === conference && !query.name.includes(':'));
}

/** Whether somebody writes an address where it is theirs to tell: what is to be read, nicks, names, and orders to a room. */
function says(sent: XmlElement, own: string): boolean {
  if (folded(String(sent.attrs.to ?? '')).includes(own)) return true;
  return sent.children.some(child => {
    if (typeof child === 'string') return false;
    const whole = textsOf(child, '').join('\n');
    if (!whole.includes(own)) return false;
    if (whole.includes(conference) || whole.includes('urn:confab:')) return true;
    const text = child.children.filter(one => typeof one === 'string').join('');
    return spoken.has(child.name.replace(/^.*:/u, '')) && folded(text).includes(own);
  });
}

/** All that can be read in an element, but for one attribute of its own. */
function textsOf({ name, attrs, children }: XmlElement, but: string): string[] {
  const values = Object.entries(attrs).flatMap(([key, value]) => (key === but ? [] : [key, String(value)]));
  const text = children.filter(child => typeof child === 'string').join('');
  const inner = children.flatMap(child => (typeof child === 'string' ? [] : textsOf(child, '')));
  return [...[name, ...values, text].map(folded), ...inner];
}

/** As it is compared: without what differs in case, width, or because it stands in a link. */
function folded(text: string): string {
  const plain = text.includes('%') ? text.replace(/(?:%[0-9a-f]{2})+/giu, decoded) : text;
  return plain.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
}
