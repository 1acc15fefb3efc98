// Payloads made up by fast-check, thick with one person's address and with what identifies people.
import fc from 'fast-check';
import type { Tree } from '../../machines/stanza.ts';

export const owner = 'woody@disney';

export const proofs = ['jabber:x:signed', 'jabber:x:encrypted', 'vcard-temp:x:update', 'vcard-temp', 'urn:xmpp:openpgp:0'];
export const addresses = 'http://jabber.org/protocol/address';
export const delays = ['urn:xmpp:delay', 'jabber:x:delay'];
export const spoken = ['body', 'subject', 'status'];

/** The owner's address, each letter large or small. */
const spelled = fc
  .array(fc.boolean(), { minLength: owner.length, maxLength: owner.length })
  .map(large => Array.from(owner, (letter, i) => (large[i] ? letter.toUpperCase() : letter)).join(''));

const telling = fc.tuple(fc.string({ maxLength: 4 }), spelled, fc.string({ maxLength: 4 })).map(parts => parts.join(''));
const harmless = fc.oneof(fc.constantFrom('rex@pixar', 'woody@disn', '2001-01-16T00:00:00Z', ''), fc.string());
/** Text that may hold the address. */
export const text = fc.oneof({ weight: 1, arbitrary: telling }, { weight: 3, arbitrary: harmless });

const namespace = fc.oneof(fc.constantFrom(...proofs, ...delays, addresses, 'some:thing'), text);
const attrs = fc
  .record({ xmlns: namespace, by: text, from: text, jid: text, id: text, stamp: text }, { requiredKeys: [] })
  .map(made => Object.freeze({ ...made }) as Tree['attrs']);
const name = fc.constantFrom('x', 'error', 'delay', 'item', 'html', ...spoken);

const { tree: anyTree } = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.record({ name, attrs, children: childrenOf(tie('tree')) }, { noNullPrototype: true }).map(made => Object.freeze(made)),
}));

/** Text may come in pieces, and between elements. */
function childrenOf(below: fc.Arbitrary<Tree>): fc.Arbitrary<readonly (Tree | string)[]> {
  const pieces = text.map(whole => [whole.slice(0, whole.length / 2), whole.slice(whole.length / 2)]);
  const children = fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    pieces,
    below.map(tree => [tree]),
  );
  return fc.array(children, { maxLength: 4 }).map(made => Object.freeze(made.flat()));
}

export const payload: fc.Arbitrary<readonly Tree[]> = fc.array(anyTree, { maxLength: 4 }).map(trees => Object.freeze(trees));

/** Every element of a payload, at any depth; `said`: its text is what somebody wrote themselves. */
export function* elements(trees: readonly Tree[]): Generator<Tree & { readonly said: boolean }> {
  for (const tree of trees) yield* within(tree, spoken.includes(tree.name));
}

function* within(tree: Tree, said: boolean): Generator<Tree & { readonly said: boolean }> {
  yield { ...tree, said };
  for (const child of tree.children) if (typeof child !== 'string') yield* within(child, false);
}

/** Whether an element spells the owner's address in an attribute, or in a text that is not their own. */
export function tells({ attrs, children, said }: Tree & { readonly said: boolean }): boolean {
  const texts = [...Object.values(attrs), said ? '' : textOf(children)];
  return texts.some(one => one.toLowerCase().includes(owner));
}

export function textOf(children: Tree['children']): string {
  return children.filter(child => typeof child === 'string').join('');
}
