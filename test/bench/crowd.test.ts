// Taking people in: every presence and listed user is counted, and what is missing or doubled is noticed.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import type { Contestant } from './contestant.ts';
import { enterAll } from './crowd.ts';
import { type Client, conference, groupchat } from './person.ts';
import { type Copies, pretendRooms } from './pretend-rooms.ts';
import type { Crowd } from './tally.ts';

const mixed = (person: number): Client => (person % 2 === 0 ? conference : groupchat);

async function entering(client: Crowd['client'], copies?: Copies, limit = 10) {
  const contestant: Contestant = await pretendRooms(copies);
  try {
    const rooms = ['a@rooms.test', 'b@rooms.test', 'c@rooms.test'];
    return await enterAll(contestant, { rooms, size: 4, first: 7, client }, limit);
  } finally {
    await contestant.stop();
  }
}

suite('bench crowd', test => {
  for (const [name, client] of [
    ['conference', () => conference],
    ['groupchat', () => groupchat],
    ['mixed', mixed],
  ] as const) {
    test(`takes everybody in by ${name}`, async () => {
      const { period, done, missing, twice, strays, errors } = await entering(client);
      assert.equal(
        { late: period.late, done, missing, twice, strays, errors },
        {
          late: false,
          done: 12,
          missing: 0,
          twice: 0,
          strays: 0,
          errors: 0,
        },
      );
    });
  }

  test('notices a lost presence, when the time is up', async () => {
    const { period, done, missing } = await entering(mixed, (kind, at) => (kind === 'presence' && at === 5 ? 0 : 1), 0.5);
    assert.equal([period.late, done, missing], [true, 12, 1]);
  });

  test('notices a lost push with one user in it', async () => {
    const { missing } = await entering(
      () => conference,
      (kind, at) => (kind === 'push' && at === 5 ? 0 : 1),
      0.5,
    );
    assert.is(missing, 1);
  });

  test('notices a presence that comes twice to somebody who had all', async () => {
    const { missing, twice } = await entering(
      () => groupchat,
      (kind, at) => (kind === 'presence' && at === 48 ? 2 : 1),
    );
    assert.equal([missing, twice], [0, 1]);
  });

  test('notices one presence twice and another not at all', async () => {
    const { missing, twice, unlike } = await entering(
      () => groupchat,
      (_, __, text) => {
        if (!text.includes("to='p9@")) return 1;
        return text.includes('/n8') ? 2 : text.includes('/n10') ? 0 : 1;
      },
    );
    assert.equal([missing, twice, unlike], [0, 0, 1]);
  });
});
