// What a ruling is, and that nothing else is ever taken for consent.
import { equal, is, throws } from 'uvu/assert';
import { refuse } from '../../machines/refusal.ts';
import { checkedRuling } from '../../machines/ruling.ts';
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
      Promise.reject(new Error('later')),
    ];
    for (const other of others) throws(() => checkedRuling(other, 10), /^a ruling is nothing, a refusal,/);
  });

  test('is no wait without an end to come, without words, or with nothing to do then', () => {
    const ends: unknown[] = [undefined, null, { ...defer, until: 10 }, { ...defer, until: Number.NaN }];
    ends.push({ ...defer, until: Number.POSITIVE_INFINITY }, { ...defer, until: '11' });
    for (const other of ends) throws(() => checkedRuling({ defer: other }, 10), /with a time to come/);
    for (const text of [undefined, 7, '\u0001'])
      throws(() => checkedRuling({ defer: { ...defer, text } }, 10), /^what somebody is told who waits/);
    for (const late of [undefined, null, 'refuse', {}])
      throws(() => checkedRuling({ defer: { ...defer, late } }, 10), /^what somebody is told whose time is over is a refusal/);
  });

  test('is no refusal that cannot be written to people', () => {
    throws(() => checkedRuling({ ...no, text: '\u0001' }, 10), /the text of a refusal has a character/);
    throws(() => checkedRuling({ ...no, text: undefined }, 10), /the text of a refusal is a text/);
    throws(() => checkedRuling({ ...no, condition: 'nonsense' }, 10), /there is no condition/);
    equal(checkedRuling({ ...no, code: 1, type: 'wait' }, 10), no, 'type and code are those of the condition');
  });
});
