// Attributes: escaped, and with their line breaks.
import fc from 'fast-check';
import { type Element, parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { attr, attrValue } from '../../streams/attribute.ts';
import { suite } from '../suite.ts';
import { anyText } from './random-xml.ts';

suite('an attribute', test => {
  test('is nothing where there is no value, and empty where that is the value', () => {
    equal([attr('a', undefined), attr('a', ''), attr('a', `<"&'>`)], ['', ' a=""', ' a="&lt;&quot;&amp;&apos;&gt;"']);
  });

  test('keeps what a reader would take for spaces', () => {
    is(attrValue('a\nb\tc\rd e'), 'a&#10;b&#9;c&#13;d e');
  });

  test('of any text is read back with that text, and has no blanks but spaces in it', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[\t\n\r <&"'>]{1,9}$/u)), text => {
        ok(!/[\t\n\r"<]/u.test(attrValue(text)));
        is((parse(`<a${attr('b', text)}/>`) as Element).attrs.b, text);
      }),
    );
  });
});
