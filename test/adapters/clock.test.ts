// Time that never goes back, and ids that never come again.
import { equal, is, match, ok } from 'uvu/assert';
import { randomId, systemClock } from '../../adapters/clock.ts';
import { suite } from '../suite.ts';

suite('clock', test => {
  test('goes on when the machine’s clock is set back', () => {
    const { now } = Date;
    try {
      let time = now() + 1_000_000;
      Date.now = () => time;
      const before = systemClock.now();
      time -= 3_600_000;
      is(systemClock.now(), before);
      time += 5_000;
      is(systemClock.now(), before + 5_000, 'and counts on from where it was');
    } finally {
      Date.now = now;
    }
  });

  test('calls again and again until it is stopped', async () => {
    let calls = 0;
    await new Promise<void>(resolve => {
      const stop = systemClock.every(1, () => {
        if (++calls < 3) return;
        stop();
        resolve();
      });
      // the timer keeps nothing alive by itself
      const alive = setInterval(() => calls >= 3 && clearInterval(alive), 1);
    });
    is(calls, 3);
  });

  test('ids have 96 bits in hex, and none comes twice', () => {
    const ids = Array.from({ length: 5_000 }, randomId);
    for (const id of ids) match(id, /^[0-9a-f]{24}$/);
    is(new Set(ids).size, ids.length);
    // every digit comes everywhere
    const digits = Array.from({ length: 24 }, (_, at) => new Set(ids.map(id => id[at])).size);
    equal(new Set(digits), new Set([16]));
    ok(ids[0] !== ids[1]);
  });
});
