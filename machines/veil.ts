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
  const { id, lang, payload: written, ...rest } = content;
  const payload = veilAll(written, owner, veilSpoken) as readonly Tree[];
  const kept = { ...(isNamed(id, owner) ? {} : { id }), ...(isNamed(lang, owner) ? {} : { lang }) };
  if (payload === written && 'id' in kept && 'lang' in kept) return content;
  return { ...rest, ...definedOf(kept), payload } as unknown as C;
}

type VeilChild = (tree: Tree, owner: Owner) => readonly Tree[];

/** The same list where nothing in it has to go. */
function veilAll(children: readonly (Tree | string)[], owner: Owner, veilChild: VeilChild): readonly (Tree | string)[] {
  const kept = children.flatMap((child): readonly (Tree | string)[] =>
    typeof child === 'string' ? [child] : veilChild(child, owner),
  );
  return kept.length === children.length && kept.every((child, i) => child === children[i]) ? children : kept;
}

/** Of what people write themselves only the text is theirs. */
function veilSpoken(tree: Tree, owner: Owner): readonly Tree[] {
  if (!spoken.has(tree.name)) return veilTree(tree, owner);
  const named = Object.entries(tree.attrs).filter(([, value]) => isNamed(value, owner));
  const children = veilAll(tree.children, owner, veilTree);
  if (named.length === 0 && children === tree.children) return [tree];
  return [{ name: tree.name, attrs: without(tree.attrs, ...named.map(([name]) => name)), children }];
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

function definedOf(values: { readonly id?: string | undefined; readonly lang?: string | undefined }): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function isNamed(text: string | undefined, { bare }: Owner): boolean {
  return text !== undefined && folded(text).includes(bare);
}

const ascii = /^[\0-\x7f]*$/u;

/** Without what differs in case, width or the place of a letter in its word. */
function folded(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  // capitals first: they make two letters of ß, as nodeprep does, and one σ of both
  return normalForm(text).toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}
