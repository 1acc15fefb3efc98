// The table of refusals: condition, type and legacy code, as XEP-0086 and RFC 6120 have them.
import { equal, is, ok, throws } from 'uvu/assert';
import { conditions, isUndelivered, refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';

suite('a refusal', test => {
  test('carries the type and the legacy code of its condition', () => {
    const table = conditions.map(condition => {
      const { type, code } = refuse(condition, '');
      return `${code} ${condition}/${type}`;
    });
    equal(table, [
      '400 bad-request/modify',
      '400 jid-malformed/modify',
      '400 unexpected-request/wait',
      '401 not-authorized/auth',
      '403 forbidden/auth',
      '404 item-not-found/cancel',
      '405 not-allowed/cancel',
      '406 not-acceptable/modify',
      '409 conflict/cancel',
      '500 internal-server-error/wait',
      '500 resource-constraint/wait',
      '501 feature-not-implemented/cancel',
      '503 service-unavailable/cancel',
      '504 remote-server-timeout/wait',
    ]);
  });

  test('is a value that cannot be changed, with its words', () => {
    const refusal = refuse('conflict', 'Taken.');
    equal(refusal, { condition: 'conflict', type: 'cancel', code: 409, text: 'Taken.' });
    throws(() => Object.assign(refusal, { text: 'Free.' }));
  });

  test('says by its condition whether a stanza reached nobody', () => {
    const gone = [
      'gone',
      'internal-server-error',
      'item-not-found',
      'jid-malformed',
      'recipient-unavailable',
      'redirect',
      'remote-server-not-found',
      'remote-server-timeout',
      'service-unavailable',
    ];
    for (const condition of gone) ok(isUndelivered(condition), condition);
    // those of whoever is there and does not want it, and none at all
    const there = ['feature-not-implemented', 'not-allowed', 'forbidden', 'not-acceptable', 'bad-request', 'policy-violation'];
    for (const condition of [...there, 'undefined-condition', '']) is(isUndelivered(condition), false, condition);
  });
});
