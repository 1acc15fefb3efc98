// Stanzas as text with one hole: what is written around it, and that whatever is put in is escaped.
import fc from 'fast-check';
import { type Element, parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { refuse } from '../../machines/refusal.ts';
import { errorStanza, result, stanza, Template, textElement } from '../../streams/template.ts';
import { suite } from '../suite.ts';
import { ours } from './people.ts';
import { anyText } from './random-xml.ts';

const fill = ({ head, tail }: Template) => `${head}woody@disney${tail}`;

suite('a template', test => {
  test('has its hole where the address goes', () => {
    const { head, tail } = stanza('presence', { from: ours('grp@rooms.disney/1c38') });
    equal([head, tail], ['<presence to="', '" from="grp@rooms.disney/1c38"/>']);
  });

  test('has the attributes that it is given, and no others', () => {
    is(
      fill(stanza('message', { from: ours('a@b'), type: 'chat', id: '1', lang: 'de' }, '<body/>')),
      '<message to="woody@disney" from="a@b" type="chat" id="1" xml:lang="de"><body/></message>',
    );
    is(fill(stanza('iq', { from: ours('a@b'), type: undefined, id: undefined })), '<iq to="woody@disney" from="a@b"/>');
  });

  test('is encoded once: what comes before the first address, and between two of them', () => {
    const decoder = new TextDecoder();
    fc.assert(
      fc.property(fc.constantFrom('<iq to="', '', 'é<', '<ａ b="'), anyText, (head, tail) => {
        const template = new Template(head, tail);
        const { opening, seam } = template;
        equal([decoder.decode(opening), decoder.decode(seam)], [head, tail + head]);
        is(template.opening, opening);
        is(template.seam, seam);
      }),
    );
    const [one, other] = [stanza('iq', { from: ours('a@b') }), stanza('iq', { from: ours('c@d') })];
    is(one.opening, other.opening);
  });

  test('of any values is read back with those values', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (from, id, body) => {
        const element = parse(fill(stanza('message', { from: ours(from), id }, textElement('body', body, 'urn:b')))) as Element;
        equal(element.attrs, { to: 'woody@disney', from, id });
        is(element.getChildText('body') ?? '', body);
      }),
    );
  });
});

suite('a result', test => {
  const receipt = {
    kind: 'iq',
    sentTo: 'grp@rooms.disney',
    id: '1',
    as: { name: 'enter', xmlns: 'jabber:iq:conference' },
  } as const;

  test('is given in the element that was asked in', () => {
    is(
      fill(result(receipt, '<nick/>')),
      '<iq to="woody@disney" from="grp@rooms.disney" type="result" id="1"><enter xmlns="jabber:iq:conference"><nick/></enter></iq>',
    );
    is(
      fill(result(receipt, '')),
      '<iq to="woody@disney" from="grp@rooms.disney" type="result" id="1"><enter xmlns="jabber:iq:conference"/></iq>',
    );
  });
});

suite('what was asked without a namespace', test => {
  const receipt = { kind: 'iq', sentTo: 'a@b', id: '1', as: { name: 'query', xmlns: '' } } as const;

  test('is answered without one: an empty one would be another', () => {
    is(fill(result(receipt, '<nick/>')), '<iq to="woody@disney" from="a@b" type="result" id="1"><query><nick/></query></iq>');
    ok(fill(errorStanza(receipt, refuse('conflict', 'No.'))).includes('id="1"><query/><error'));
  });
});

suite('an error', test => {
  const refusal = refuse('conflict', 'Taken & gone.');
  const error =
    '<error code="409" type="cancel"><conflict xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/>' +
    '<text xmlns="urn:ietf:params:xml:ns:xmpp-stanzas">Taken &amp; gone.</text></error>';

  test('has code, type, condition and text', () => {
    is(
      fill(errorStanza({ kind: 'presence', sentTo: 'grp@rooms.disney/dude' }, refusal)),
      `<presence to="woody@disney" from="grp@rooms.disney/dude" type="error">${error}</presence>`,
    );
  });

  test('of an iq echoes the element that was asked in', () => {
    is(
      fill(errorStanza({ kind: 'iq', sentTo: 'a@b', id: '1', as: { name: 'query', xmlns: 'urn:q' } }, refusal)),
      `<iq to="woody@disney" from="a@b" type="error" id="1"><query xmlns="urn:q"/>${error}</iq>`,
    );
  });
});
