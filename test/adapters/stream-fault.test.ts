import { parse } from 'ltx';
import { is } from 'uvu/assert';
import { StreamFault } from '../../adapters/stream-fault.ts';
import { suite } from '../suite.ts';

suite('stream fault', test => {
  test('says what it was to people, and to the server', () => {
    const fault = new StreamFault('a comment or a document type');
    is(fault.condition, 'restricted-xml');
    is(String(fault), 'StreamFault: the server sent a comment or a document type (restricted-xml)');
    const [condition, text] = parse(fault.xml).getChildElements();
    is(String(condition), '<restricted-xml xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>');
    is(text!.getText(), fault.sent);
  });
});
