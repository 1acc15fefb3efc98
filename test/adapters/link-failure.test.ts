import xml from '@xmpp/xml';
import * as assert from 'uvu/assert';
import {
  describe,
  finalFailure,
  StreamFailure,
  UnknownDomain,
  WrongPort,
  WrongSecret,
  wrongHeader,
} from '../../adapters/link-failure.ts';
import { suite } from '../suite.ts';

const link = { server: { host: 'xmpp.example.org', port: 5347 }, domain: 'rooms.example.org' };
const failure = (condition: string, text?: string): StreamFailure =>
  new StreamFailure(xml('stream:error', {}, xml(condition), text === undefined ? '' : xml('text', {}, text)));
const coded = (code: string): Error => Object.assign(new Error(`getaddrinfo ${code}`), { code });

suite('link failure', test => {
  test('reads condition and text of a stream error, and stands what is none', () => {
    const conflict = failure('conflict', 'taken');
    assert.is(conflict.condition, 'conflict');
    assert.is(conflict.message, 'the server ended the stream: conflict (taken)');
    const plain = new StreamFailure(xml('stream:error', {}, 'Invalid handshake'));
    assert.is(plain.message, 'the server ended the stream: undefined-condition (Invalid handshake)');
  });

  test('is final where a setting must change first', () => {
    assert.instance(finalFailure(failure('not-authorized'), link), WrongSecret);
    assert.instance(finalFailure(failure('host-unknown'), link), UnknownDomain);
    const port = wrongHeader(link, xml('stream:stream', { xmlns: 'jabber:client' }));
    assert.instance(port, WrongPort);
    assert.is(finalFailure(port, link), port);
    for (const other of [failure('conflict'), failure('system-shutdown'), coded('ECONNREFUSED'), new Error('x')]) {
      assert.is(finalFailure(other, link), undefined);
    }
    assert.not.instance(wrongHeader(link, xml('html')), WrongPort);
  });

  test('says in a sentence what is wrong', () => {
    assert.is(describe(coded('ECONNREFUSED'), link, false), 'nothing listens at xmpp.example.org:5347 yet');
    assert.is(describe(coded('ENOTFOUND'), link, false), 'the name xmpp.example.org leads to no address');
    assert.is(describe(coded('EAI_AGAIN'), link, false), 'the name xmpp.example.org leads to no address');
    assert.is(describe(new Error('no answer'), link, false), 'xmpp.example.org:5347: no answer');
    assert.is(describe(undefined, link, true), 'xmpp.example.org:5347 closed the connection');
    assert.match(describe(undefined, link, false), 'some servers do that when the secret is wrong');
    assert.match(describe(failure('conflict'), link, false), 'has rooms.example.org at xmpp.example.org:5347');
  });
});
