// Whatever a feed does — it grows, shrinks, changes its order, repeats itself, fails — and wherever the service is stopped
// and begins anew: each item is posted exactly once, in a room that people come to and leave.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { stage } from '../../adapters/testing/testing.ts';
import { feed } from '../../machines/behaviours/feed.ts';
import { suite } from '../suite.ts';

const link = (id: number) => `https://news.example/${id}`;
const itemOf = (id: number) => ({ id: String(id), title: `Item ${id}`, link: link(id) });

const act = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.nat(20), { maxLength: 15 }).map(reads => ({ reads })) },
  { weight: 1, arbitrary: fc.constant({ unchanged: true as const }) },
  { weight: 1, arbitrary: fc.constant({ fails: true as const }) },
  { weight: 1, arbitrary: fc.constant({ silent: true as const }) },
  { weight: 2, arbitrary: fc.constant({ restarts: true as const }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 90 }).map(waits => ({ waits })) },
  { weight: 1, arbitrary: fc.constant({ comes: true as const }) },
);

suite('a feed that does what it likes', test => {
  test('has each item posted exactly once', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), fc.integer({ min: 1, max: 60 }), (acts, perMinute) => {
        const room = stage([feed, { every: 1, perMinute, first: 100, queue: 1_000, remember: 50, latest: 3 }]);
        const woody = room.person('woody').enters();
        const listed = new Set<string>();
        const isAsked = () => {
          for (let tries = 0; room.calls().length === 0 && tries < 20; tries++) room.waits(60);
        };
        let visitors = 0;
        for (const one of acts) {
          if ('waits' in one) room.waits(one.waits);
          else if ('restarts' in one) room.restarts();
          else if ('comes' in one) {
            const visitor = room.person(`visitor${visitors++}`, { dialect: 'groupchat' }).enters();
            const bodies = visitor.everReceived.flatMap(({ body }) => body ?? []);
            equal(bodies, [...new Set(bodies)]);
            ok(bodies.length <= 3);
            visitor.leaves();
          } else {
            isAsked();
            if ('silent' in one) room.waits(301);
            else if ('fails' in one) room.fails('feed', 'unreachable');
            else if ('unchanged' in one) room.answers('feed', { unchanged: true });
            else {
              // a late answer to what was asked before is not listened to, least of all where nothing is asked any more
              const waited = room.data(feed).until !== undefined;
              room.answers('feed', { items: one.reads.map(itemOf) });
              const heard = waited && room.facts('commanded').length > 0 && room.data(feed).until === undefined;
              if (heard) for (const id of one.reads) listed.add(link(id));
            }
          }
        }
        room.restarts();
        room.waits(60 * 25);
        const announced = room.facts('announced', 'ever').map(({ text }) => text.split(' — ')[1]!);
        is(new Set(announced).size, announced.length, 'something was posted twice');
        equal([...announced].sort(), [...listed].sort());
        equal(
          woody.everReceived.flatMap(({ body }) => body?.split(' — ')[1] ?? []),
          announced,
        );
      }),
      { numRuns: 60 },
    );
  });
});
