// Waiting that has an end.
import { is, match } from 'uvu/assert';
import { within } from '../../adapters/within.ts';
import { suite } from '../suite.ts';

suite('within', test => {
  test('says whether it was done in time', async () => {
    is(await within(10_000, Promise.resolve()), true);
    is(await within(1, new Promise(() => {})), false);
  });

  test('throws what is thrown', async () => {
    const why = await within(10_000, Promise.reject(new Error('broken'))).catch(String);
    match(String(why), 'broken');
  });
});
