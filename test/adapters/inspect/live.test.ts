// A real engine behind the port: what happens in a room comes over the stream, and once the client has gone, or while
// nobody looks, the engine tells nobody anything.
import { equal, is, match, ok } from 'uvu/assert';
import { suite } from '../../suite.ts';
import { realContext } from '../real-service.ts';
import { inspected, reading } from './inspected.ts';

suite('inspect live', test => {
  test('costs nothing before somebody looks, and nothing after the last has gone', async () => {
    const { engine, enters } = realContext();
    const lens = engine.inspect({ shows: { texts: false, addresses: false } });
    const { open, ask, close } = await inspected({ lens: () => lens });
    enters('woody', 'Woody');
    await ask('api/service');
    await ask('api/rooms/hall');
    is(lens.callbacks, 0);

    const stream = await open('api/rooms/hall/live');
    const { until, closed } = reading(stream);
    await until(/event: room/);
    enters('bo', 'Bo');
    match(await until(/event: moment\ndata: .*Bo/), /"outcome":"done"/);
    ok(lens.callbacks > 0);

    stream.destroy();
    await closed;
    // the other end hears of it in its own time
    for (let before = -1; before !== lens.callbacks; await new Promise(setImmediate)) {
      before = lens.callbacks;
      for (let i = 0; i < 50; i++) await new Promise(setImmediate);
      enters(`jessie${before}`, `Jessie${before}`);
    }
    const after = lens.callbacks;
    for (let i = 0; i < 20; i++) enters(`toy${i}`, `Toy${i}`);
    is(lens.callbacks, after);
    equal(((await ask('api/rooms/hall')).json().people as number) >= 22, true);
    await close();
    lens.stop();
    engine.stop();
  });

  test('tells programs the events of @statelyai/inspect, a line each', async () => {
    const { engine, enters } = realContext();
    const lens = engine.inspect({ shows: { texts: false, addresses: false } });
    const { open, close } = await inspected({ lens: () => lens });
    const stream = await open('api/rooms/hall/stately');
    is(stream.headers['content-type'], 'application/x-ndjson; charset=utf-8');
    const { until } = reading(stream);
    enters('bo', 'Bo');
    const text = await until(/@xstate\.snapshot.*\n/);
    const lines = text.slice(0, text.lastIndexOf('\n')).split('\n');
    equal([...new Set(lines.map(line => JSON.parse(line).rootId))], ['hall@rooms.example.org']);
    is(JSON.parse(lines[0]!).type, '@xstate.actor');
    await close();
    lens.stop();
    engine.stop();
  });
});
