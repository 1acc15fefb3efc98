// Takes out of a stanza everything that carries its sender's real address or proves who they are.
// What people write themselves (body, subject, status) is theirs, and stays.
import type { BareJid } from './address.ts';
import { normalForm } from './normal-form.ts';
import type { Content, Tree } from './stanza.ts';

/** Signatures, certificates and vCard hashes name their owner without spelling the JID. */
const proofs: ReadonlySet<string> = new Set([
  'jabber:x:signed',
  'jabber:x:encrypted',
  'vcard-temp:x:update',
  'vcard-temp',
  'urn:xmpp:openpgp:0',
]);

const addresses = 'http://jabber.org/protocol/address';
const delays: ReadonlySet<string> = new Set(['urn:xmpp:delay', 'jabber:x:delay']);
const spoken: ReadonlySet<string> = new Set(['body', 'subject', 'status']);
interface Owner {
  readonly bare: string;
  /** Whether what proves who somebody is goes too, and not only the address. */
  readonly unprovable: boolean;
}

/** Removes, at any depth, what names the owner of `bare`; gives the same content back where nothing does. */
export function veil<C extends Content>(content: C, bare: BareJid, unprovable: boolean): C {
  const owner: Owner = { bare: folded(bare), unprovable };
  const payload = veilAll(content.payload, owner, veilSpoken) as readonly Tree[];
  const names = [isNamed(content.id, owner) ? 'id' : '', isNamed(content.lang, owner) ? 'lang' : ''];
  if (payload === content.payload && names[0] === names[1]) return content;
  const kept = Object.entries(content).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(kept), payload } as unknown as C;
}

type VeilChild = (tree: Tree, owner: Owner) => readonly Tree[];

/** The same list where nothing in it has to go. */
function veilAll(children: readonly (Tree | string)[], owner: Owner, veilChild: VeilChild): readonly (Tree | string)[] {
  let kept: (Tree | string)[] | undefined;
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!;
    if (typeof child === 'string') {
      kept?.push(child);
      continue;
    }
    const left = veilChild(child, owner);
    if (!kept && (left.length !== 1 || left[0] !== child)) kept = children.slice(0, i);
    kept?.push(...left);
  }
  return kept ?? children;
}

/** Of what people write themselves only the text is theirs. */
function veilSpoken(tree: Tree, owner: Owner): readonly Tree[] {
  if (!spoken.has(tree.name)) return veilTree(tree, owner);
  const named = Object.keys(tree.attrs).filter(name => isNamed(tree.attrs[name], owner));
  const children = veilAll(tree.children, owner, veilTree);
  if (named.length === 0 && children === tree.children) return [tree];
  return [{ name: tree.name, attrs: without(tree.attrs, ...named), children }];
}

/** The tree without what names the owner; nothing where the tree itself does. */
function veilTree(tree: Tree, owner: Owner): readonly Tree[] {
  const { name, attrs: written, children: inner } = tree;
  const xmlns = written.xmlns ?? '';
  if (xmlns === addresses || (owner.unprovable && proofs.has(xmlns))) return [];
  const attrs = name === 'error' ? without(written, 'by') : delays.has(xmlns) ? without(written, 'from') : written;
  const text = inner.filter(child => typeof child === 'string').join('');
  if (isNamed(text, owner) || Object.values(attrs).some(value => isNamed(value, owner))) return [];
  const children = veilAll(inner, owner, veilTree);
  return attrs === written && children === inner ? [tree] : [{ name, attrs, children }];
}

function without(attrs: Tree['attrs'], ...names: readonly string[]): Tree['attrs'] {
  if (names.every(name => attrs[name] === undefined)) return attrs;
  return Object.fromEntries(Object.entries(attrs).filter(([name]) => !names.includes(name)));
}

function isNamed(text: string | undefined, { bare }: Owner): boolean {
  if (text === undefined) return false;
  return folded(text).includes(bare) || (text.includes('%') && folded(plain(text)).includes(bare));
}

/** A text in which nothing is written as it must be in a link: services of upload put the JID into theirs. */
function plain(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/giu, written => {
    try {
      return decodeURIComponent(written);
    } catch {
      return written;
    }
  });
}

const ascii = /^[\0-\x7f]*$/u;

/** Without what differs in case, width or the place of a letter in its word. */
function folded(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  // capitals first: they make two letters of ß, as nodeprep does, and one σ of both
  return normalForm(text).toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}
