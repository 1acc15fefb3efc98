// What was ruled lately: so many entries and no more, the telling ones longer.
import { equal, is } from 'uvu/assert';
import { mostRemembered, type Remembered, RulingLog } from '../../machines/ruling-log.ts';
import { suite } from '../suite.ts';

const ruled = (at: number, more: Partial<Remembered> = {}): Remembered => ({
  number: 0,
  at,
  from: 'woody@disney/home' as never,
  request: 'say',
  phase: 'speak',
  outcome: 'allowed',
  said: [{ behaviour: 'topic', ruling: 'allowed' }],
  ...more,
});
const times = (log: RulingLog) => log.all().map(({ at }) => at);

suite('the book of rulings', test => {
  test('has the latest first, whatever came of them', () => {
    const log = new RulingLog();
    equal(log.all(), []);
    log.add(ruled(1));
    log.add(ruled(2, { outcome: 'refused' }));
    log.add(ruled(3));
    log.add(ruled(4, { outcome: 'held' }));
    equal(times(log), [4, 3, 2, 1]);
  });

  test('gives those since there had been so many', () => {
    const log = new RulingLog();
    log.add(ruled(1));
    log.add(ruled(2, { outcome: 'refused' }));
    const { count } = log;
    log.add(ruled(3));
    equal(
      log.all(undefined, count).map(({ at }) => at),
      [3],
    );
    equal(log.all(undefined, log.count), []);
  });

  test('finds one person, by the full or the bare address', () => {
    const log = new RulingLog();
    log.add(ruled(1));
    log.add(ruled(2, { from: 'woody@disney/work' as never }));
    log.add(ruled(3, { from: undefined }));
    equal(
      log.all('woody@disney').map(({ at }) => at),
      [2, 1],
    );
    equal(
      log.all('woody@disney/home').map(({ at }) => at),
      [1],
    );
    equal(log.all('buzz@disney'), []);
  });

  test('forgets what was simply allowed first, and is never longer than it says', () => {
    const log = new RulingLog();
    for (let at = 0; at < 500; at++) {
      log.add(ruled(at, at % 50 === 0 ? { outcome: 'refused' } : {}));
      if (log.all().length > mostRemembered.allowed + mostRemembered.other) throw new Error('too long');
    }
    const left = times(log);
    is(left.filter(at => at % 50 !== 0).length, mostRemembered.allowed);
    equal(
      left.filter(at => at % 50 === 0),
      [450, 400, 350, 300, 250, 200, 150, 100, 50, 0],
    );
    for (let at = 500; at < 700; at++) log.add(ruled(at, { outcome: 'refused' }));
    is(log.all().filter(({ outcome }) => outcome === 'refused').length, mostRemembered.other);
    is(log.all()[0]!.at, 699);
  });

  test('remembers a request that was rewritten or let go like a refused one', () => {
    const log = new RulingLog();
    log.add(ruled(-1, { said: [{ behaviour: 'loud', ruling: 'rewritten' }] }));
    log.add(ruled(-2, { said: [{ behaviour: 'lobby', ruling: 'granted' }] }));
    for (let at = 0; at < 100; at++) log.add(ruled(at));
    equal(times(log).slice(-2), [-2, -1]);
  });

  test('forgets an entry of a step that is taken back', () => {
    const log = new RulingLog();
    log.add(ruled(1));
    const undo = log.add(ruled(2));
    const other = log.add(ruled(3, { outcome: 'refused' }));
    undo();
    equal(times(log), [3, 1]);
    other();
    equal(times(log), [1]);
    other();
    equal(times(log), [1], 'and no other in its place');
  });
});
