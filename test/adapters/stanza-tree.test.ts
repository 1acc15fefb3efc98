import type { Element } from '@xmpp/xml';
import * as assert from 'uvu/assert';
import { refusedBy, StanzaTree } from '../../adapters/stanza-tree.ts';
import type { Tag } from '../../adapters/xml-grammar.ts';
import { suite } from '../suite.ts';

const tag = (name: string, more: Partial<Tag> = {}): Tag => ({ name, attrs: {}, empty: false, crowded: false, ...more });

function plant(deepest = 3): { tree: StanzaTree; done: Element[] } {
  const done: Element[] = [];
  const tree = new StanzaTree(deepest, stanza => done.push(stanza));
  tree.open(tag('stream', { attrs: { xmlns: 'jabber:component:accept' } }));
  return { tree, done };
}

suite('stanza tree', test => {
  test('gives each stanza when it is whole, below a root that does not keep it', () => {
    const { tree, done } = plant();
    tree.open(tag('message', { attrs: { id: '1' } }));
    tree.open(tag('body'));
    tree.text('hi');
    assert.equal([tree.depth, tree.name], [2, 'body']);
    tree.close();
    tree.open(tag('x', { empty: true }));
    assert.equal(done, []);
    tree.close();
    tree.open(tag('iq', { empty: true }));
    assert.equal(done.map(String), ['<message id="1"><body>hi</body><x/></message>', '<iq/>']);
    assert.equal([tree.depth, tree.name, tree.root!.children.length], [0, 'stream', 0]);
    assert.is(done[0]!.getNS(), 'jabber:component:accept');
    assert.equal(done.map(refusedBy), [undefined, undefined]);
  });

  test('counts tags in what it drops, and marks the stanza once', () => {
    const { tree, done } = plant(2);
    tree.open(tag('m'));
    tree.open(tag('a'));
    tree.open(tag('b'));
    assert.is(tree.refused, 'depth');
    tree.skip(false, false);
    tree.skip(false, true);
    for (let ends = 0; ends < 4; ends++) tree.skip(true, false);
    assert.equal(done.map(String), ['<m><a/></m>']);
    assert.is(refusedBy(done[0]!), 'depth');
    assert.is(tree.refused, undefined);
  });

  test('marks what it is told, and what had too many attributes', () => {
    const { tree, done } = plant();
    tree.open(tag('m', { empty: true }), 'size');
    tree.open(tag('m', { empty: true, crowded: true }));
    tree.open(tag('m', { empty: true, crowded: true }), 'size');
    assert.equal(done.map(refusedBy), ['size', 'attributes', 'size']);
  });

  test('takes an end with nothing open', () => {
    const { tree, done } = plant();
    tree.close();
    tree.text('x');
    assert.equal([tree.depth, done.length], [0, 0]);
  });
});
