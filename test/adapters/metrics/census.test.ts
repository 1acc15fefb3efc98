// Rooms and people, counted: against what the engine itself says of them.
import { parse } from 'ltx';
import { equal, is } from 'uvu/assert';
import { census } from '../../../adapters/metrics/census.ts';
import { suite } from '../../suite.ts';
import { realContext } from '../real-service.ts';

function setUp() {
  const { engine, enters } = realContext();
  const take = census(engine.service.getSnapshot().context.desk);
  return { engine, enters, take };
}

suite('census', test => {
  test('counts rooms by kind, people by dialect, and what is held', async () => {
    const { engine, enters, take } = setUp();
    enters('romeo', 'Romeo');
    enters('rex', 'Rex');
    engine.take(parse('<presence from="woody@disney/home" to="hall@rooms.example.org"/>') as never);
    engine.take(parse('<presence from="woody@example.org/home" to="attic@rooms.example.org"/>') as never);
    const { rooms, people, holds } = await take();
    equal(rooms.get('guarded'), { standing: 1, reserved: 0 });
    equal(rooms.get('private'), { standing: 0, reserved: 1 });
    equal(
      [...people],
      [
        ['conference', { inside: 0, waiting: 2 }],
        ['groupchat', { inside: 1, waiting: 1 }],
        ['program', { inside: 0, waiting: 0 }],
      ],
    );
    is(holds, 1);
  });

  test('counts behaviours that failed and are closed', async () => {
    const { enters, take } = setUp();
    equal([...(await take()).shut], []);
    for (const name of ['a', 'b', 'c']) enters(name, 'Boo');
    equal([...(await take()).shut], [['guard', { out: 0, closed: 1 }]]);
  });

  test('is taken once for all who ask while it is, and anew for who asks afterwards', async () => {
    const { take } = setUp();
    const both = [take(), take()];
    is(both[0], both[1]);
    const [first] = await Promise.all(both);
    is((await take()) === first, false);
  });

  test('of many rooms takes several turns and misses none', async () => {
    const { engine, take } = setUp();
    const { desk } = engine.service.getSnapshot().context;
    const [entry] = [...desk.rooms.values()];
    // the same room under many names
    for (let i = 1; i < 5_000; i++) desk.rooms.set(`r${i}@rooms.example.org` as never, entry!);
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const { rooms } = await take();
    isDone = true;
    is(rooms.get('guarded')!.standing, 5_000);
    is(turns >= 2, true);
  });
});
