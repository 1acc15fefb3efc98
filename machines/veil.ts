// Takes out of a stanza everything that carries its sender's real address or proves who they are.
// What people write themselves (body, subject, status) is theirs, and stays.
import type { BareJid } from './address.ts';
import type { Content, Tree } from './stanza.ts';

/** Signatures, certificates, vCard hashes and address lists name their owner without spelling the JID. */
const identifying: ReadonlySet<string> = new Set([
  'jabber:x:signed',
  'jabber:x:encrypted',
  'vcard-temp:x:update',
  'vcard-temp',
  'http://jabber.org/protocol/address',
  'urn:xmpp:openpgp:0',
]);

const spoken: ReadonlySet<string> = new Set(['body', 'subject', 'status', 'show', 'priority', 'thread']);

/** Removes, at any depth, what identifies the owner of `bare`; returns the same content where nothing does. */
export function veil<C extends Content>(content: C, bare: BareJid): C {
  const payload = content.payload.flatMap(tree => (spoken.has(tree.name) ? [tree] : keepVeiled(tree, bare)));
  const { id, ...rest } = content;
  const named = id !== undefined && names(id, bare);
  return { ...(named ? rest : content), payload } as unknown as C;
}

function keepVeiled(tree: Tree, bare: BareJid): Tree[] {
  if (identifying.has(tree.attrs.xmlns ?? '')) return [];
  const attrs = tree.name === 'error' || isDelay(tree) ? without(tree.attrs, tree.name === 'error' ? 'by' : 'from') : tree.attrs;
  if (Object.values(attrs).some(value => names(value, bare))) return [];
  if (tree.children.some(child => typeof child === 'string' && names(child, bare))) return [];
  const children = tree.children.flatMap((child): (Tree | string)[] =>
    typeof child === 'string' ? [child] : keepVeiled(child, bare),
  );
  return [{ name: tree.name, attrs, children }];
}

function isDelay(tree: Tree): boolean {
  return tree.attrs.xmlns === 'urn:xmpp:delay' || tree.attrs.xmlns === 'jabber:x:delay';
}

function without(attrs: Tree['attrs'], name: string): Tree['attrs'] {
  const { [name]: _, ...rest } = attrs;
  return rest;
}

function names(text: string, bare: BareJid): boolean {
  return text.toLowerCase().includes(bare.toLowerCase());
}
