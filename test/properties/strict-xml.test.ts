// The strict reader of XML, which would be of no use if it let something pass.
import fc from 'fast-check';
import { is, ok } from 'uvu/assert';
import { anyElement, write } from '../streams/random-xml.ts';
import { suite } from '../suite.ts';
import { fault } from './strict-xml.ts';

const good = [
  '',
  '<a/>',
  '<a></a><b/>',
  '<a b="1" c="&lt;&amp;&#10;&#xa;>">x > y &gt;</a>',
  '<p:a xmlns:p="urn:p" p:b="1" b="1"><p:c/></p:a>',
  '<a xmlns="urn:a" xml:lang="de"><b xmlns=""/></a>',
  '<ä-1.2 _="é">高い😀</ä-1.2>',
];
const bad = [
  'text',
  '<a>',
  '<a></b>',
  '</a>',
  '<a/></a>',
  '<a><b></a></b>',
  '<a b=1/>',
  `<a b='1'/>`,
  '<a b/>',
  '<a b="1"c="2"/>',
  '<a b="<"/>',
  '<a b="&"/>',
  '<a b="&nbsp;"/>',
  '<a b="1\n2"/>',
  '<a>&</a>',
  '<a>&bogus;</a>',
  '<a>]]></a>',
  '<a>\u0007</a>',
  '<a b="\u0000"/>',
  '<a>\ufffe</a>',
  '<a>\ud800</a>',
  '<a b="1" b="2"/>',
  '<p:a/>',
  '<a p:b="1"/>',
  '<a xmlns:p="urn:p"/><p:b/>',
  '<a xmlns:p=""/>',
  '<a xmlns:xmlns="urn:x"/>',
  '<a xmlns:p="urn:1" xmlns:q="urn:1" p:b="1" q:b="2"/>',
  '<xmlns:a/>',
  '<p:a:b xmlns:p="urn:p"/>',
  '<1a/>',
  '<-a/>',
  '<a 1b="x"/>',
  '<!-- a --><a/>',
  '<?xml version="1.0"?>',
  '< a/>',
  '<>',
];

suite('the strict reader', test => {
  test('has nothing against what is well-formed', () => {
    for (const xml of good) is(fault(xml), undefined, xml);
    const blanks = /[\t\n\r]/gu;
    const written = anyElement.map(element => write(element).replace(blanks, blank => `&#${blank.charCodeAt(0)};`));
    fc.assert(
      fc.property(written, xml => is(fault(xml), undefined, xml)),
      { numRuns: 300 },
    );
  });

  test('says what is wrong with what is not', () => {
    for (const xml of bad) ok(fault(xml), xml);
  });
});
