// Elements as plain data and back: the same elements in the same namespaces, every tree can stand by itself, no prefix
// hides what something is, and depth has an end.
import fc from 'fast-check';
import { type Element, parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import type { Tree } from '../../machines/stanza.ts';
import { childNamed, type Read, textOf, treesOf, type XmlElement, xmlOf, xmlOfAll } from '../../streams/tree.ts';
import { suite } from '../suite.ts';
import { anyElement, write } from './random-xml.ts';

const readAll = (xml: string, most?: number) => treesOf(parse(xml) as XmlElement, most);
/** The trees, or why there are none. */
const read = (xml: string) => {
  const found = readAll(xml);
  return typeof found === 'string' ? found : found.trees;
};
const treesIn = (xml: string) => read(xml) as readonly Tree[];
const rewritten = (xml: string) => xmlOfAll(treesIn(xml));

/** An element as XML with namespaces means it: names by namespace, and prefixes nowhere. */
interface Meaning {
  readonly name: string;
  readonly attrs: readonly string[];
  readonly children: readonly (Meaning | string)[];
}

const ofStream = new Set(['', 'jabber:client', 'jabber:server', 'jabber:component:accept']);

function meaningOf(element: Element, around: Readonly<Record<string, string>> = {}): Meaning {
  const scope = { ...around };
  for (const [name, value] of Object.entries(element.attrs)) {
    if (name === 'xmlns') scope[''] = String(value);
    if (name.startsWith('xmlns:')) scope[name.slice(6)] = String(value);
  }
  const named = (name: string, plain: string) => {
    const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name];
    const uri = prefix === '' ? plain : (scope[prefix] ?? prefix);
    return `{${ofStream.has(uri) ? '' : uri}}${local}`;
  };
  const attrs = Object.entries(element.attrs).filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'));
  return {
    name: named(element.name, scope[''] ?? ''),
    attrs: attrs.map(([name, value]) => `${named(name, '')}=${value}`).sort(),
    children: element.children.map(child => (typeof child === 'string' ? child : meaningOf(child as Element, scope))),
  };
}

const meaningIn = (xml: string) => (parse(xml) as Element).getChildElements().map(child => meaningOf(child));

function nested(levels: number): string {
  return `<message>${'<x>'.repeat(levels)}${'</x>'.repeat(levels)}</message>`;
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

suite('trees', test => {
  test('of any elements are written as elements that mean the same', () => {
    fc.assert(
      fc.property(fc.array(anyElement, { maxLength: 3 }), made => {
        const xml = `<message>${made.map(write).join('')}</message>`;
        const again = `<message>${rewritten(xml)}</message>`;
        equal(meaningIn(again), meaningIn(xml));
        equal(read(again), read(xml), 'and read again they are the same trees');
      }),
      { numRuns: 300 },
    );
  });

  test('of elements without prefixes are written as ltx writes the elements', () => {
    for (const xml of [
      `<a/>`,
      `<a b="&lt;1&gt;">x<c/>y</a><d xmlns="urn:d"><e xmlns="urn:e"/></d>`,
      `<a xml:lang="de">&lt;</a>`,
    ]) {
      is(rewritten(`<message>${xml}</message>`), xml);
      is(xml, (parse(`<message>${xml}</message>`) as Element).children.join(''));
    }
  });

  test('are plain data', () => {
    const trees = treesIn(`<message><x xmlns='urn:x' a='1'>one<y/>two</x></message>`);
    equal(JSON.parse(JSON.stringify(trees)), trees);
    equal(trees, [
      { name: 'x', attrs: { xmlns: 'urn:x', a: '1' }, children: ['one', { name: 'y', attrs: {}, children: [] }, 'two'] },
    ]);
  });

  test('cannot be changed by whoever got them', () => {
    ok(isFrozen(read(`<message xmlns:p='urn:p'><p:x a='1'>text<y><z/></y></p:x><q/></message>`)));
    ok(isFrozen(read('<message><x><y/></x></message>')));
  });

  test('leave out the text between them, and attributes without a value', () => {
    equal(read('<message> one <x/> two </message>'), [{ name: 'x', attrs: {}, children: [] }]);
    const child: XmlElement = { name: 'x', attrs: { a: undefined, b: null, c: 3 }, children: [] };
    equal((treesOf({ name: 'message', attrs: {}, children: [child] }) as Read).trees, [
      { name: 'x', attrs: { c: '3' }, children: [] },
    ]);
  });

  test('have no prefix in the name of an element, wherever it was declared', () => {
    is(
      rewritten(`<message xmlns:p='urn:p'><p:x><p:y/><z/></p:x></message>`),
      `<x xmlns="urn:p"><y/><z xmlns="jabber:client"/></x>`,
    );
    is(rewritten(`<message><p:x xmlns:p='urn:p' xmlns='urn:q'><y/></p:x></message>`), `<x xmlns="urn:p"><y xmlns="urn:q"/></x>`);
    is(rewritten(`<message xmlns:p='urn:p'><p:x xmlns:p='urn:other'/></message>`), `<x xmlns="urn:other"/>`);
  });

  test('declare the prefix of an attribute where it stands', () => {
    is(
      rewritten(`<message xmlns:q='urn:q'><x q:a='1'><y q:b='2'/></x></message>`),
      `<x xmlns:q="urn:q" q:a="1"><y xmlns:q="urn:q" q:b="2"/></x>`,
    );
  });

  test('are at home in every stream: what is in the namespace of the stanza has none', () => {
    for (const ns of ['jabber:client', 'jabber:server', 'jabber:component:accept']) {
      is(rewritten(`<message xmlns='${ns}'><body>hi</body></message>`), '<body>hi</body>');
      is(rewritten(`<message><body xmlns='${ns}'>hi</body></message>`), '<body>hi</body>');
      is(rewritten(`<message><p:body xmlns:p='${ns}'>hi</p:body></message>`), '<body>hi</body>', 'nobody hides behind a prefix');
      const forwarded = `<message><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='${ns}'><body/></message></forwarded></message>`;
      is(
        rewritten(forwarded),
        `<forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client"><body/></message></forwarded>`,
      );
    }
  });

  test('are refused where a prefix is declared nowhere, or only beside', () => {
    is(read('<message><p:x/></message>'), 'names');
    is(read(`<message><x p:a='1'/></message>`), 'names');
    is(read('<message><x><y><p:z/></y></x></message>'), 'names');
    is(read(`<message><x xmlns:p='urn:p'/><p:y/></message>`), 'names');
    is(read(`<message><x><y xmlns:p='urn:p'/><p:y/></x></message>`), 'names');
    is(read('<message><xmlns:x/></message>'), 'names');
  });

  test('are refused where a name is none, with namespaces', () => {
    for (const name of ['p:a:b', 'p:', ':a', ':']) is(read(`<message xmlns:p='urn:p'><${name}/></message>`), 'names', name);
    is(read(`<message xmlns:p='urn:p'><x p:a:b='1'/></message>`), 'names');
    is(read(`<message><x xmlns:p='' p:a='1'/></message>`), 'names');
    is(read(`<message xmlns:p='urn:p'><x xmlns:p=''><p:y/></x></message>`), 'names');
    is(read(`<message><x xmlns:p='http://www.w3.org/XML/1998/namespace' p:lang='de'/></message>`), 'names');
    is(read(`<message><x xmlns:p='http://www.w3.org/2000/xmlns/' p:q='urn:q'/></message>`), 'names');
  });

  test('are refused where an attribute is there twice, by two prefixes of one namespace', () => {
    is(read(`<message xmlns:p='urn:p'><x xmlns:q='urn:p' p:a='1' q:a='2'/></message>`), 'names');
    is(rewritten(`<message xmlns:p='urn:p'><x xmlns:q='urn:q' p:a='1' q:a='2' a='3' p:b='4'/></message>`).split(' a=').length, 2);
  });

  test('know the prefix that everybody knows', () => {
    is(rewritten(`<message><x xml:lang='de'/></message>`), `<x xml:lang="de"/>`);
  });

  test('go down 256 levels and no further', () => {
    is(rewritten(nested(256)), `${'<x>'.repeat(255)}<x/>${'</x>'.repeat(255)}`);
    is(read(nested(257)), 'names');
    is(read(nested(3000)), 'names');
  });
});

suite('trees of bounded size', test => {
  const bytesOf = (xml: string) => (readAll(xml, 1_000_000) as Read).bytes;

  test('are counted as no less than they will be when they are written, and not much more', () => {
    fc.assert(
      fc.property(fc.array(anyElement, { maxLength: 3 }), made => {
        const xml = `<message>${made.map(write).join('')}</message>`;
        const written = Buffer.byteLength(rewritten(xml));
        ok(bytesOf(xml) >= written);
        ok(bytesOf(xml) <= 2 * written, `${bytesOf(xml)} for ${written}`);
      }),
      { numRuns: 300 },
    );
  });

  test('are refused where they would be larger, in attributes, text and declarations alike', () => {
    const many = Array.from({ length: 50 }, (_, i) => `xmlns:p${i}='urn:${i}'`).join(' ');
    const large = [
      `<message><x>${'x'.repeat(1_000)}</x></message>`,
      `<message><x a='${'x'.repeat(1_000)}'/></message>`,
      `<message><x>${'é'.repeat(500)}</x></message>`,
      `<message>${'<x/>'.repeat(200)}</message>`,
      `<message ${many}>${'<p1:x><p2:y/></p1:x>'.repeat(50)}</message>`,
    ];
    for (const xml of large) is(readAll(xml, 1_000), 'size', xml);
    is(xmlOfAll((readAll(`<message><x>${'x'.repeat(900)}</x></message>`, 1_000) as Read).trees).length, 907);
  });
});

suite('a tree as text', test => {
  test('is escaped in attributes and in text', () => {
    is(
      xmlOf({ name: 'x', attrs: { a: `<&>"'\n` }, children: [`<&>"'`] }),
      `<x a="&lt;&amp;&gt;&quot;&apos;&#10;">&lt;&amp;&gt;"'</x>`,
    );
  });

  test('is written once for one list', () => {
    const trees = treesIn('<message><x/></message>');
    is(xmlOfAll(trees), '<x/>');
    is(xmlOfAll(trees), '<x/>');
    is(xmlOfAll([]), '');
  });
});

suite('a look into trees', test => {
  const trees = treesIn(`<message><x xmlns='urn:1'>a<y/>b</x><x xmlns='urn:2'/><z/></message>`);

  test('finds the first child of a name in the namespace of its parent, or in another', () => {
    is(childNamed(trees, 'z'), trees[2]);
    is(childNamed(trees, 'x'), undefined);
    is(childNamed(trees, 'x', 'urn:2'), trees[1]);
    is(childNamed(trees, 'x', 'urn:3'), undefined);
    is(childNamed(['x', ...trees], 'w'), undefined);
  });

  test('reads the text of an element without that of its children', () => {
    is(textOf(trees[0]!), 'ab');
    is(textOf(trees[2]!), '');
  });

  test('a declaration costs the same wherever it stands', () => {
    const declared = Array.from({ length: 60 }, (_, i) => ` xmlns:p${i}='u'`).join('');
    const leaves = 500;
    const xml = parse(
      `<m>${`<a${declared}>`.repeat(8)}${"<b xmlns:q='v'/>".repeat(leaves)}${'</a>'.repeat(8)}</m>`,
    ) as XmlElement;
    const { set } = Map.prototype;
    let puts = 0;
    Map.prototype.set = function (this: Map<unknown, unknown>, ...pair) {
      puts++;
      return set.apply(this, pair);
    };
    try {
      ok(typeof treesOf(xml) !== 'string');
    } finally {
      Map.prototype.set = set;
    }
    is(puts, 8 * 60 + leaves);
  });
});
