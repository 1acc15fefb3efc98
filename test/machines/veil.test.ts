// The veil: whatever somebody sends, their address is in nothing that they did not write themselves.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import type { BareJid } from '../../machines/address.ts';
import type { Tree } from '../../machines/stanza.ts';
import { veil } from '../../machines/veil.ts';
import { suite } from '../suite.ts';
import { addresses, delays, elements, owner, payload, proofs, spoken, tells, text, textOf } from './payload.ts';
import { iqOf, messageOf, presenceOf, tree } from './visitor.ts';

const bare = owner as BareJid;
const under = (unprovable: boolean, ...trees: Tree[]): readonly Tree[] =>
  veil(messageOf(undefined, { payload: trees }), bare, unprovable).payload;
const veiled = (...trees: Tree[]): readonly Tree[] => under(true, ...trees);

suite('the veil', test => {
  test('takes out elements that spell the address, whatever its case, and leaves their neighbours', () => {
    const other = tree('x', { xmlns: 'some:thing', jid: 'rex@pixar' }, 'text', tree('y'));
    equal(veiled(tree('x', { jid: 'woody@disney/home' }), other), [other]);
    equal(veiled(tree('x', { jid: 'woody@disney' })), []);
    equal(veiled(other, tree('x', {}, 'call WOODY@Disney')), [other]);
    equal(veiled(tree('x', {}, tree('deep', { id: 'xx-woody@disney-1' }), other)), [tree('x', {}, other)]);
    const large = veil(messageOf(undefined, { payload: [tree('x', { jid: 'woody@disney' })] }), 'Woody@Disney' as BareJid, false);
    equal(large.payload, []);
  });

  test('takes out proofs of who somebody is where they must go too', () => {
    for (const xmlns of proofs) {
      const proof = tree('x', { xmlns }, 'iQA/AwUA');
      equal(under(true, proof), []);
      equal(under(true, tree('x', {}, proof)), [tree('x')]);
      equal(under(false, proof), [proof]);
    }
  });

  test('takes out lists of addresses always', () => {
    for (const unprovable of [false, true]) {
      equal(under(unprovable, tree('addresses', { xmlns: addresses }, tree('address', { jid: 'rex@pixar' }))), []);
    }
  });

  test('takes out who stamped a delay or found an error, and leaves the rest of it', () => {
    equal(veiled(tree('error', { by: 'woody@disney', type: 'cancel' }, tree('gone'))), [
      tree('error', { type: 'cancel' }, tree('gone')),
    ]);
    equal(veiled(tree('error', { by: 'rex@pixar' })), [tree('error')]);
    equal(veiled(tree('x', {}, tree('error', { by: 'rex@pixar' }))), [tree('x', {}, tree('error'))]);
    for (const xmlns of delays)
      equal(veiled(tree('x', { xmlns, from: 'woody@disney', stamp: '2001' })), [tree('x', { xmlns, stamp: '2001' })]);
    equal(veiled(tree('x', { from: 'rex@pixar', by: 'rex@pixar' })), [tree('x', { from: 'rex@pixar', by: 'rex@pixar' })]);
  });

  test('leaves what people write themselves, but not what is put around it', () => {
    const own = spoken.map(name => tree(name, { 'xml:lang': 'en' }, 'I am woody@disney'));
    equal(veiled(...own), own);
    equal(veiled(tree('body', { id: owner, 'xml:lang': 'en' }, 'hi ', tree('x', { jid: owner }), owner)), [
      tree('body', { 'xml:lang': 'en' }, 'hi ', owner),
    ]);
    // below something else they are no longer what is said
    equal(veiled(tree('html', {}, tree('body', {}, 'I am woody@disney'))), [tree('html')]);
    for (const name of ['thread', 'show', 'priority']) equal(veiled(tree(name, {}, owner)), []);
  });

  test('finds the address in text that comes in pieces, and in other letters', () => {
    equal(veiled(tree('x', {}, 'woody', '@', 'disney')), []);
    equal(veiled(tree('x', {}, 'woody@', tree('y'), 'disney')), []);
    equal(veiled(tree('x', { jid: 'ｗｏｏｄｙ@disney' })), []);
    const sent = messageOf(undefined, { payload: [tree('x', { jid: 'ΑΝΔΡΕΑΣ@disney' })] });
    // nodeprep makes σ of every Σ; JavaScript makes ς of one at the end of a word
    equal(veil(sent, 'ανδρεασ@disney' as BareJid, true).payload, []);
  });

  test('takes an id and a language that spell the address off the stanza', () => {
    is('lang' in veil(messageOf('hello', { lang: owner, id: '7' }), bare, false), false);
    is(veil(messageOf('hello', { lang: owner, id: '7' }), bare, false).id, '7');
    is(veil(messageOf('hello', { lang: 'en', id: owner }), bare, false).lang, 'en');
    is('id' in veil(messageOf('hello', { id: 'Woody@disney/home-7' }), bare, false), false);
    is('id' in veil(presenceOf(), bare, false), false);
    is(veil(iqOf('7'), bare, false).id, '7');
    is(veil(messageOf('hello', { id: '7' }), bare, false).id, '7');
  });

  test('gives back the very same where nothing tells', () => {
    const content = messageOf('hello', { type: 'chat', lang: 'en', id: '7', bytes: 77, subject: 'Toys' });
    is(veil(content, bare, true), content);
    const other = tree('x', {}, tree('y'), 'text');
    const [kept] = veiled(other, tree('x', { jid: owner }));
    is(kept, other);
  });

  test('keeps all else of a stanza of which something goes', () => {
    const content = messageOf('hello', { type: 'chat', lang: 'en', id: '7', bytes: 77, subject: 'Toys' });
    equal(veil({ ...content, payload: [...content.payload, tree('x', { jid: owner })] }, bare, true), content);
  });

  test('lets no address through, whatever the payload', () => {
    fc.assert(
      fc.property(payload, fc.option(text, { nil: undefined }), fc.boolean(), (trees, id, unprovable) => {
        const after = veil(messageOf('hello', { payload: trees, ...(id === undefined ? {} : { id }) }), bare, unprovable);
        for (const element of elements(after.payload)) {
          const { name, attrs, said } = element;
          ok(!tells(element), JSON.stringify(element));
          if (said) continue;
          ok(attrs.xmlns !== addresses);
          ok(!unprovable || !proofs.includes(attrs.xmlns ?? ''), JSON.stringify(element));
          if (name === 'error') is(attrs.by, undefined);
          else if (delays.includes(attrs.xmlns ?? '')) is(attrs.from, undefined);
        }
        ok(!after.id?.toLowerCase().includes(owner));
        is(veil(after, bare, unprovable), after, 'to veil again changes nothing');
      }),
      { numRuns: 500 },
    );
  });

  test('leaves what people write and what tells nothing, whatever the payload', () => {
    const written = (trees: readonly Tree[]) =>
      trees.filter(({ name }) => spoken.includes(name)).map(({ name, children }) => [name, textOf(children)]);
    const isHarmless = (element: Tree & { readonly said: boolean }): boolean =>
      !tells(element) && element.attrs.xmlns !== addresses && !('by' in element.attrs) && !('from' in element.attrs);
    fc.assert(
      fc.property(payload, trees => {
        const after = under(false, ...trees);
        equal(written(after), written(trees));
        for (const one of trees) if ([...elements([one])].every(isHarmless)) ok(after.includes(one));
      }),
      { numRuns: 500 },
    );
  });

  test('finds the address in letters that become two', () => {
    // nodeprep (RFC 3454, B.2) makes ss of ß, so that this is how the owner may spell the own address
    const payload = [tree('x', { jid: 'straße@disney' })];
    equal(veil(messageOf(undefined, { payload }), 'strasse@disney' as BareJid, true).payload, []);
  });

  test('finds the address as it stands in a link', () => {
    const link = (text: string) => tree('x', {}, tree('url', {}, `https://upload.disney/${text}/toy.png`));
    for (const text of ['woody%40disney', 'WOODY%40disney', '%77oody%40disney', '%ff/woody%40disney'])
      equal(veiled(link(text)), [tree('x')]);
    const other = [link('rex%40pixar'), link('100%'), link('%ff%40')];
    equal(veiled(...other), other);
  });
});
