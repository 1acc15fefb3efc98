// The latest requests to a room.
import fc from 'fast-check';
import { equal, is } from 'uvu/assert';
import type { RoomRequest } from '../../machines/request.ts';
import { Ring } from '../../machines/ring.ts';
import { suite } from '../suite.ts';

suite('a ring of requests', test => {
  test('remembers the latest, oldest first, and how many there were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(), { maxLength: 40 }), (most, times) => {
        const ring = new Ring(most);
        const requests = times.map((at): RoomRequest => ({ type: 'tick', at, fresh: '' }));
        for (const request of requests) ring.add(request);
        equal(ring.latest(), requests.slice(-most));
        is(ring.total, times.length);
      }),
    );
  });
});
