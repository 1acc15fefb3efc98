// The codes of old, as XEP-0086 has them.
import { equal, is } from 'uvu/assert';
import { conditions, refuse } from '../../machines/refusal.ts';
import { legacyConditions } from '../../streams/legacy-codes.ts';
import { suite } from '../suite.ts';

suite('the codes of old', test => {
  test('mean what table 2 of XEP-0086 says', () => {
    equal(
      [...legacyConditions].map(([code, condition]) => `${code} ${condition}`),
      [
        '302 redirect',
        '400 bad-request',
        '401 not-authorized',
        '402 payment-required',
        '403 forbidden',
        '404 item-not-found',
        '405 not-allowed',
        '406 not-acceptable',
        '407 registration-required',
        '408 remote-server-timeout',
        '409 conflict',
        '500 internal-server-error',
        '501 feature-not-implemented',
        '502 service-unavailable',
        '503 service-unavailable',
        '504 remote-server-timeout',
        '510 service-unavailable',
      ],
    );
  });

  test('that we send come back as what we meant, but where several share one', () => {
    const shared = new Set(['jid-malformed', 'unexpected-request', 'resource-constraint']);
    for (const condition of conditions.filter(one => !shared.has(one)))
      is(legacyConditions.get(String(refuse(condition, '').code)), condition);
  });
});
