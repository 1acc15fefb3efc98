// Takes out of a stanza everything that carries its sender's real address or proves who they are.
// What people write themselves (body, subject, status) is theirs, and stays.
import type { BareJid } from './address.ts';
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
const spoken: ReadonlySet<string> = new Set(['body', 'subject', 'status', 'show', 'priority', 'thread']);
const none: ReadonlySet<string> = new Set();

interface Owner {
  readonly bare: string;
  /** Whether what proves who somebody is goes too, and not only the address. */
  readonly unprovable: boolean;
}

/** Removes, at any depth, what names the owner of `bare`; gives the same content back where nothing does. */
export function veil<C extends Content>(content: C, bare: BareJid, unprovable: boolean): C {
  const owner: Owner = { bare: bare.toLowerCase(), unprovable };
  const { id, ...rest } = content;
  const named = id !== undefined && names(id, owner);
  const payload = veilAll(content.payload, owner, spoken) as readonly Tree[];
  if (!named && payload === content.payload) return content;
  return { ...(named ? rest : content), payload } as unknown as C;
}

/** The same list where nothing in it has to go. */
function veilAll(children: readonly (Tree | string)[], owner: Owner, left: ReadonlySet<string>): readonly (Tree | string)[] {
  const kept = children.flatMap((child): readonly (Tree | string)[] => {
    if (typeof child === 'string') return [child];
    return left.has(child.name) ? [child] : veilTree(child, owner);
  });
  return kept.length === children.length && kept.every((child, i) => child === children[i]) ? children : kept;
}

/** The tree without what names the owner; nothing where the tree itself does. */
function veilTree(tree: Tree, owner: Owner): readonly Tree[] {
  const { name, attrs: written, children: inner } = tree;
  const xmlns = written.xmlns ?? '';
  if (xmlns === addresses || (owner.unprovable && proofs.has(xmlns))) return [];
  const attrs = without(written, name === 'error' ? 'by' : delays.has(xmlns) ? 'from' : undefined);
  if (Object.values(attrs).some(value => names(value, owner))) return [];
  if (inner.some(child => typeof child === 'string' && names(child, owner))) return [];
  const children = veilAll(inner, owner, none);
  return attrs === written && children === inner ? [tree] : [{ name, attrs, children }];
}

function without(attrs: Tree['attrs'], name: string | undefined): Tree['attrs'] {
  if (name === undefined || attrs[name] === undefined) return attrs;
  const { [name]: _, ...rest } = attrs;
  return rest;
}

function names(text: string, { bare }: Owner): boolean {
  return text.length >= bare.length && text.toLowerCase().includes(bare);
}
