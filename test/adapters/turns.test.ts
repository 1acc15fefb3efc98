// Work about each of several people, one after the other.
import { equal, is } from 'uvu/assert';
import { Turns } from '../../adapters/turns.ts';
import { suite } from '../suite.ts';

const over = () => new Error('forgotten');

suite('turns', test => {
  test('come one after the other for one, and side by side for others', async () => {
    const turns = new Turns();
    const done: string[] = [];
    const gates: (() => void)[] = [];
    const slow = (text: string) => () =>
      new Promise<string>(resolve => {
        gates.push(() => {
          done.push(text);
          resolve(text);
        });
      });
    const first = turns.take('woody', slow('first'), over);
    const second = turns.take('woody', async () => done.push('second'), over);
    const other = turns.take('buzz', async () => done.push('other'), over);
    await other;
    equal(done, ['other']);
    gates[0]!();
    is(await first, 'first');
    await second;
    equal(done, ['other', 'first', 'second']);
  });

  test('go on after one that failed', async () => {
    const turns = new Turns();
    const failed = turns.take('woody', () => Promise.reject(new Error('no')), over).catch(({ message }) => message);
    is(await turns.take('woody', async () => 'yes', over), 'yes');
    is(await failed, 'no');
  });

  test('are over for those who wait when all is forgotten, and begin anew', async () => {
    const turns = new Turns();
    let open: () => void = () => {};
    const running = turns.take('woody', () => new Promise<string>(resolve => (open = () => resolve('done'))), over);
    const waiting = turns.take('woody', async () => 'never', over).catch(({ message }) => message);
    await Promise.resolve();
    turns.forget();
    is(await turns.take('woody', async () => 'anew', over), 'anew');
    open();
    equal([await running, await waiting], ['done', 'forgotten']);
  });
});
