// What a ruling is, and that nothing else is ever taken for consent.
import { equal, is, throws } from 'uvu/assert';
import { refuse } from '../../machines/refusal.ts';
import { checkedRuling, described } from '../../machines/ruling.ts';
import { suite } from '../suite.ts';

const no = refuse('forbidden', 'No.');
const defer = { until: 11, late: 'grant', text: 'Wait.' } as const;

suite('a ruling', test => {
  test('is nothing, a refusal, a payload, or a wait with an end', () => {
    for (const ruling of [undefined, no, { rewrite: {} }, { defer }, { defer: { ...defer, late: no } }])
      is(checkedRuling(ruling, 10), ruling);
  });

  test('is nothing else', () => {
    const others: unknown[] = [
      null,
      true,
      false,
      0,
      '',
      'allow',
      {},
      [],
      () => undefined,
      Promise.resolve(),
      { allow: true },
      { rewrite: undefined },
      { rewrite: null },
      { rewrite: 'all' },
      { condition: 'forbidden', text: 'No.' },
    ];
    for (const other of others) throws(() => checkedRuling(other, 10), /^a ruling is nothing, a refusal,/);
  });

  test('is no wait without an end to come, without words, or with nothing to do then', () => {
    const others: unknown[] = [
      undefined,
      null,
      { ...defer, until: 10 },
      { ...defer, until: Number.NaN },
      { ...defer, until: Number.POSITIVE_INFINITY },
      { ...defer, until: '11' },
      { ...defer, text: undefined },
      { ...defer, late: undefined },
      { ...defer, late: null },
      { ...defer, late: 'refuse' },
      { ...defer, late: {} },
    ];
    for (const other of others) throws(() => checkedRuling({ defer: other }, 10), /with a time to come/);
  });

  test('is described in few words where it is none', () => {
    equal(
      [described({}), described({ allow: 1, deny: 2 }), described('x'.repeat(99)), described(undefined)],
      ['an object with nothing in it', 'an object with allow, deny', 'x'.repeat(50), 'undefined'],
    );
    is(described(Promise.resolve()).slice(0, 10), 'a promise:');
  });
});
