// Data forms, written and read.
import { parse } from 'ltx';
import { equal, is } from 'uvu/assert';
import { fieldElement, fieldsOf, formElement } from '../../streams/data-form.ts';
import { type Read, treesOf } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const treeOf = (xml: string) => (treesOf(parse(`<iq>${xml}</iq>`) as never) as Read).trees[0]!;

suite('a data form', test => {
  test('says first which it is, after its words', () => {
    is(
      formElement('form', 'toys', '<field/>', '<title>Toys</title>'),
      '<x xmlns="jabber:x:data" type="form"><title>Toys</title><field var="FORM_TYPE" type="hidden"><value>toys</value></field><field/></x>',
    );
  });

  test('has fields with what XML has a use for', () => {
    is(fieldElement({ name: 'a"', type: 'text-single' }), '<field var="a&quot;" type="text-single"/>');
    is(
      fieldElement({ name: 'a', type: 'jid-single', label: '<A>', value: '<b> & c' }),
      '<field var="a" type="jid-single" label="&lt;A&gt;"><value>&lt;b&gt; &amp; c</value></field>',
    );
  });

  test('is read as the first value of each field', () => {
    const form = treeOf(
      "<x xmlns='jabber:x:data'> <title>x</title><field var='a'><value>1</value><value>2</value></field><field var='a'><value>3</value></field>" +
        "<field var='b'/><field><value>4</value></field><field xmlns='urn:x' var='c'><value>5</value></field><field var='d'><value/></field></x>",
    );
    equal(
      [...fieldsOf(form)],
      [
        ['a', '1'],
        ['d', ''],
      ],
    );
  });

  test('is read as it was written', () => {
    const written = formElement('result', 'toys', fieldElement({ name: 'topic', type: 'text-single', value: 'Cats & <dogs>' }));
    equal(
      [...fieldsOf(treeOf(written))],
      [
        ['FORM_TYPE', 'toys'],
        ['topic', 'Cats & <dogs>'],
      ],
    );
  });
});
