// The text of a feed: in the encoding that it says, and never with a document type.
import { is, throws } from 'uvu/assert';
import { documentText } from '../../../adapters/effects/feed-document.ts';
import { suite } from '../../suite.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));
const declared = (encoding: string) => `<?xml version='1.0' encoding='${encoding}' ?><t>`;
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

suite('the document of a feed', test => {
  test('is in UTF-8, where nothing else is said', () => {
    is(documentText(bytes('<t>é</t>'), undefined), '<t>é</t>');
    is(documentText(bytes('\ufeff<t>é</t>'), 'text/xml; charset=iso-8859-1'), '<t>é</t>');
    is(documentText(bytes('<t>é</t>'), 'application/xml'), '<t>é</t>');
  });

  test('is in the encoding of the header, or that of the declaration', () => {
    is(documentText(bytes('<t>é</t>', 'latin1'), 'text/xml; charset="ISO-8859-1"'), '<t>é</t>');
    is(documentText(bytes(`${declared('utf-8')}é`, 'latin1'), 'text/xml;charset=latin1'), `${declared('utf-8')}é`);
    is(documentText(bytes(`${declared('ISO-8859-1')}é`, 'latin1'), 'text/xml'), `${declared('ISO-8859-1')}é`);
    const cyrillic = new Uint8Array([...bytes(declared('windows-1251')), 0xcc, 0xe8, 0xf0]);
    is(documentText(cyrillic, undefined), `${declared('windows-1251')}Мир`);
  });

  test('is UTF-16 with a mark or without', () => {
    for (const mark of ['', '\ufeff']) {
      is(documentText(bytes(`${mark}<t>é</t>`, 'utf16le'), undefined), '<t>é</t>');
      is(documentText(swapped(`${mark}<t>é</t>`), undefined), '<t>é</t>');
    }
  });

  test('is not read in an encoding that is not known', () => {
    throws(() => documentText(bytes('<t/>'), 'text/xml; charset=klingon'), /encoding klingon/);
    throws(() => documentText(bytes(`${declared('x-none')}</t>`), undefined), /encoding x-none/);
  });

  test('has no document type, in whatever way it is written', () => {
    const types = [
      '<!DOCTYPE a>',
      '<!doctype a [<!ENTITY b "c">]>',
      '<!DocType\n a SYSTEM "x">',
      '<!ENTITY a "b">',
      '<![CDATA[x]]>',
    ];
    for (const before of ['', '\ufeff', ' \n', '<?xml version="1.0"?>', '<!-- <a> --><?b <c?>'])
      for (const type of types) throws(() => documentText(bytes(`${before}${type}<a/>`), undefined), /document type/);
    for (const encoding of ['utf16le', 'utf8'] as const)
      throws(() => documentText(bytes('<!DOCTYPE a><a/>', encoding), undefined), /document type/);
  });

  test('may speak of one where it is nothing but text', () => {
    for (const text of [
      '<a><![CDATA[<!DOCTYPE html>]]></a>',
      '<!-- <!DOCTYPE a> --><a/>',
      '{"a":"<!DOCTYPE html>"}',
      '<?x <!DOCTYPE a?><a/>',
    ])
      is(documentText(bytes(text), undefined), text);
  });

  test('is refused where there is nothing in it', () => {
    throws(() => documentText(bytes(''), undefined), /empty/);
    throws(() => documentText(bytes('<!--'), undefined), /no element/);
    throws(() => documentText(bytes('<?xml'), undefined), /no element/);
    throws(() => documentText(bytes('Hello'), undefined), /no element/);
  });
});
