// Broadcasts: the copies are counted one by one, and lost and doubled ones are noticed.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { type Talk, talk } from './chat.ts';
import { enterAll } from './crowd.ts';
import { conference } from './person.ts';
import { type Copies, pretendRooms } from './pretend-rooms.ts';
import type { Crowd } from './tally.ts';

async function talking(copies?: Copies, patience = 10): Promise<Talk> {
  const contestant = await pretendRooms(copies);
  try {
    const crowd: Crowd = {
      rooms: ['a@rooms.test', 'b@rooms.test'],
      size: 5,
      first: 3,
      client: () => conference,
    };
    await enterAll(contestant, crowd, 10);
    return await talk(contestant, crowd, { outstanding: 4, seconds: 0.05, patience });
  } finally {
    await contestant.stop();
  }
}

suite('bench chat', test => {
  test('has every copy of every message, and its waiting time', async () => {
    const { period, done, deliveries, missing, twice, strays, errors, waits } = await talking();
    assert.ok(done >= 4);
    assert.is(deliveries, done * 5);
    assert.is(waits.length, done);
    assert.equal(waits, waits.slice().sort());
    assert.equal([period.late, missing, twice, strays, errors], [false, 0, 0, 0, 0]);
  });

  test('notices a lost copy, when the time is up', async () => {
    const { period, missing } = await talking((kind, at) => (kind === 'message' && at === 9 ? 0 : 1), 0.3);
    assert.equal([period.late, missing], [true, 1]);
  });

  test('notices a copy that comes twice', async () => {
    const { missing, twice } = await talking((kind, at) => (kind === 'message' && at === 9 ? 2 : 1));
    assert.equal([missing, twice], [0, 1]);
  });
});
