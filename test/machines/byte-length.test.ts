// Bytes of a text in UTF-8: the same as an encoder would make.
import fc from 'fast-check';
import { is } from 'uvu/assert';
import { byteLength } from '../../machines/byte-length.ts';
import { suite } from '../suite.ts';

suite('the byte length', test => {
  test('counts one, two, three and four bytes a character', () => {
    is(byteLength(''), 0);
    is(byteLength('a\u007f'), 2);
    is(byteLength('\u0080é\u07ff'), 6);
    is(byteLength('\u0800€\uffff'), 9);
    is(byteLength('😀'), 4);
    is(byteLength('\ud7ff\ue000'), 6);
  });

  test('is what an encoder makes of any text', () => {
    const encoder = new TextEncoder();
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => byteLength(text) === encoder.encode(text).length));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => byteLength(text) === encoder.encode(text).length));
  });
});
