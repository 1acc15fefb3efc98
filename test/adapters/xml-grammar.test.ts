import * as assert from 'uvu/assert';
import {
  declarationFault,
  forbiddenAt,
  isBlankBetween,
  namesEntity,
  readEndTag,
  readTag,
  resolveReferences,
  type Tag,
  tagEnd,
} from '../../adapters/xml-grammar.ts';
import { suite } from '../suite.ts';

const tag: Tag = { name: '', attrs: {}, empty: false, crowded: false };

suite('XML grammar', test => {
  test('reads a start tag in the middle of a text', () => {
    const text = `..a:b c='1"&lt;' d = ">" />rest`;
    assert.is(text.slice(readTag(text, 2, 9, tag)), 'rest');
    assert.equal(tag, { name: 'a:b', attrs: { c: '1"<', d: '>' }, empty: true, crowded: false });
    assert.is(readTag('a>', 0, 9, tag), 2);
    assert.equal(tag, { name: 'a', attrs: {}, empty: false, crowded: false });
  });

  test('says of half a tag what it says of a wrong one', () => {
    const text = `message a='1' b = "2" />`;
    for (let end = 0; end < text.length; end++) assert.is(readTag(text.slice(0, end), 0, 9, tag), -1);
    for (const wrong of ["a b='1'b='2'>", "a b='1' b='2'>", 'a b>', "a 1b='1'>", "a b='&x;'>", '-a>', 'a/ >']) {
      assert.is(readTag(wrong, 0, 9, tag), -1, wrong);
    }
  });

  test('keeps the address of a tag with more attributes than allowed', () => {
    readTag("m a='1' from='2' b='3' to='4' constructor='5'>", 0, 1, tag);
    assert.equal(tag.attrs, { a: '1', from: '2', to: '4' });
    assert.is(tag.crowded, true);
    readTag("m constructor='5' __proto__='6'>", 0, 2, tag);
    assert.equal([tag.attrs.constructor as unknown, tag.crowded], ['5', false]);
  });

  test('reads an end tag of the right name only', () => {
    assert.is(readEndTag('body \n>', 0, 'body'), 7);
    for (const wrong of ['bod>', 'bodyx>', 'body', 'body a>']) assert.is(readEndTag(wrong, 0, 'body'), -1);
    assert.is(readEndTag('>', 0, undefined), -1);
  });

  test('finds the end of a tag that comes in pieces', () => {
    const pieces = ['a b', `='>`, `>"`, `' c`, `="`, `'>`, `"/`, '>!'];
    let before = 0;
    const ends = pieces.map(piece => {
      before = Math.min(0, tagEnd(piece, 0, before));
      return before;
    });
    assert.equal(ends, [-1, -39, -39, -1, -34, -34, -1, 0]);
    assert.is(tagEnd('>!', 0, -1), 0);
  });

  test('resolves references, and knows which there are', () => {
    assert.is(resolveReferences('a &amp;&lt;&gt;&quot;&apos;&#65;&#x41;&#x1F600; b'), `a &<>"'AA😀 b`);
    assert.is(resolveReferences('none'), 'none');
    for (const wrong of ['&', '&;', '&amp', '&x;', '&#;', '&#x;', '&#1;', '&#xFFFE;', '&#xD800;', '&#1F;', '&#x110000;']) {
      assert.is(resolveReferences(`a${wrong}b`), undefined, wrong);
    }
    assert.is(resolveReferences('&constructor;'), undefined);
  });

  test('finds characters that XML does not have', () => {
    assert.is(forbiddenAt('a\t\r\n é語\u{10ffff}'), -1);
    for (const char of ['\0', '\x1f', '\ufffe', '\uffff', '\ud800', '\udfff']) assert.is(forbiddenAt(`😀${char}a`), 2);
  });

  test('knows blanks, and the declaration of UTF-8', () => {
    assert.equal(
      [isBlankBetween('a \t\r\nb', 1, 5), isBlankBetween('\u00a0', 0, 1), isBlankBetween('a', 0, 0)],
      [true, false, true],
    );
    for (const right of [
      `?xml version='1.0' encoding="UTF-8"?>`,
      `?xml version='1.0'?>`,
      `?xml version="1.0" encoding='utf-8' ?>`,
    ])
      assert.is(declarationFault(right), undefined, right);
    const wrong: Record<string, string> = {
      '?xml version="1.0" encoding="latin1"?>': 'a declaration of another encoding than UTF-8',
      '?xml version="1.0" encoding="utf-16"?>': 'a declaration of another encoding than UTF-8',
      '?xml>': 'a declaration that is not well-formed',
      '?xml >': 'a declaration that is not well-formed',
      '?xml?>': 'a declaration that is not well-formed',
      '?php x?>': 'a processing instruction',
      '?xml-stylesheet?>': 'a processing instruction',
      '?>': 'a processing instruction',
    };
    for (const [text, what] of Object.entries(wrong)) assert.is(declarationFault(text), what, text);
  });

  test('tells an entity from what is no reference', () => {
    for (const entity of ['&bogus;', 'a &amp; &x1;', "a='&lol9;'", '&amp;&constructor;', '&_:a-b.c;'])
      assert.ok(namesEntity(entity), entity);
    for (const other of ['&amp;&lt;&gt;&quot;&apos;', '&#1;', '& b;', '&b', '&amp', '&1;', 'b;', '&a b;'])
      assert.not.ok(namesEntity(other), other);
  });
});
