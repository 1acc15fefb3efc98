// Requests in a second, over the last seconds.
import { equal, is } from 'uvu/assert';
import { Rates } from '../../../adapters/inspect/rates.ts';
import { suite } from '../../suite.ts';

suite('rates', test => {
  test('are over five seconds, and forget what is older', () => {
    const rates = new Rates();
    const room = {};
    for (let second = 0; second < 20; second++) for (let i = 0; i < 10; i++) rates.count(room, second * 1_000 + i);
    const later = [19, 20, 21, 23, 24].map(second => rates.of(room, second * 1_000));
    equal(later, [10, 8, 6, 2, 0]);
  });

  test('remember no room of which nothing is heard', () => {
    const rates = new Rates();
    const [room, other] = [{}, {}];
    rates.count(room, 0);
    rates.count(other, 0);
    is(rates.of(room, 60_000), 0);
    is(rates.size, 1);
    rates.forget(other);
    is(rates.size, 0);
    is(rates.of(other, 0), 0);
  });

  test('are the same where time does not go on, or the clock rings late', () => {
    const rates = new Rates();
    const room = {};
    rates.count(room, 5_000);
    rates.count(room, 5_999);
    rates.count(room, 12_000);
    is(rates.of(room, 12_000), 0.2);
  });
});
