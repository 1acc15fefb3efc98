// Which texts XML can carry.
import { is } from 'uvu/assert';
import { isXmlText } from '../../machines/xml-text.ts';
import { suite } from '../suite.ts';

suite('a text for XML', test => {
  test('has letters, signs and white space of every kind', () => {
    for (const text of ['', 'Toys', 'a\tb\r\nc', '\u0020\ud7ff\ue000\ufffd', '😀', '\u{10ffff}', '<&>"\'', '\u0085\u00a0'])
      is(isXmlText(text), true, JSON.stringify(text));
  });

  test('has no control characters, halves of characters and what is none', () => {
    for (const text of ['\0', 'a\u0001', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800', 'x\udc00', '\udc00\ud800'])
      is(isXmlText(text), false, JSON.stringify(text));
  });
});
