import { equal, is, match, ok } from 'uvu/assert';
import type { Moment, RoomView } from '../../../adapters/inspect/protocol.ts';
import { beat, eventForm, eventStream, lineForm } from '../../../adapters/inspect/sse.ts';
import { suite } from '../../suite.ts';

/** A stream whose signs of life come when the test says. */
function rig({ form = eventForm, most = 1_000, mostOfState = 8_000 } = {}) {
  let ends = 0;
  let tick: (() => void) | undefined;
  const every = (milliseconds: number, call: () => void) => {
    is(milliseconds, beat);
    tick = call;
    return () => (tick = undefined);
  };
  const stream = eventStream({ form, every, most, mostOfState, onEnd: () => ends++ });
  const reader = stream.body.getReader();
  const read = async () => {
    const { value, done } = await reader.read();
    return done ? undefined : new TextDecoder().decode(value);
  };
  return { ...stream, reader, read, tick: () => tick?.(), isTicking: () => tick !== undefined, ends: () => ends };
}

const moment = (step: number, request = 'say') => ({ type: 'moment', data: { step, request } as Moment });
const room = (people: number, text = '') => ({ type: 'room', data: { people, title: text } as RoomView });
const events = (text: string | undefined) =>
  [...(text ?? '').matchAll(/^event: (\w+)\ndata: (.*)\n$/gm)].map(([, type, data]) => [type, JSON.parse(data!)]);

suite('inspect sse', test => {
  test('says first when to ask again, and gives events as they come', async () => {
    const { tell, read } = rig();
    is(await read(), 'retry: 2000\n\n');
    const next = read();
    tell(moment(1, 'a\nb\r\n\ndata: c'));
    const text = (await next)!;
    is(text.split('\n').length, 4);
    equal(events(text), [['moment', { step: 1, request: 'a\nb\r\n\ndata: c' }]]);
    tell(moment(2));
    tell(moment(3));
    equal(
      events(await read()).map(([, { step }]) => step),
      [2, 3],
    );
  });

  test('keeps of the room as it is only the latest', async () => {
    const { tell, read } = rig();
    await read();
    for (const event of [room(1), moment(1), room(2), moment(2), room(3)]) tell(event);
    equal(
      events(await read()).map(([type, { step, people }]) => [type, step ?? people]),
      [
        ['moment', 1],
        ['moment', 2],
        ['room', 3],
      ],
    );
  });

  test('leaves out moments that nobody reads, and says how many, with those that were left out before', async () => {
    const { tell, read } = rig({ most: 500 });
    await read();
    for (let step = 1; step <= 100; step++) tell(moment(step));
    tell({ type: 'skipped', data: { count: 1_000 } });
    tell(room(7));
    const all = events(await read());
    const steps = all.filter(([type]) => type === 'moment').length;
    ok(steps > 3 && steps < 20, `${steps} moments`);
    equal(all.slice(steps), [
      ['room', { people: 7, title: '' }],
      ['skipped', { count: 100 - steps + 1_000 }],
    ]);
    tell(moment(101));
    equal(events(await read()), [['moment', { step: 101, request: 'say' }]]);
  });

  test('gives what was left out at once to who waits', async () => {
    const { tell, read } = rig();
    await read();
    const next = read();
    tell({ type: 'skipped', data: { count: 3 } });
    equal(events(await next), [['skipped', { count: 3 }]]);
  });

  test('shows signs of life, and ends with a sentence where they are not read', async () => {
    const { tell, read, tick, ends } = rig();
    await read();
    tick();
    is(await read(), ': still here\n\n');
    tell(moment(1));
    tick();
    is(ends(), 0);
    tick();
    is(ends(), 1);
    tell(moment(2));
    const last = events(await read());
    equal(
      last.map(([type]) => type),
      ['moment', 'gone'],
    );
    match(last[1]![1].text, /did not read/);
    is(await read(), undefined);
  });

  test('goes on for who reads slowly', async () => {
    const { tell, read, tick, ends } = rig();
    await read();
    for (let step = 1; step < 10; step++) {
      tell(moment(step));
      tick();
      await read();
    }
    is(ends(), 0);
  });

  test('shows a room with more in it than moments may have, and moments beside it', async () => {
    const { tell, read } = rig({ most: 200 });
    await read();
    tell(room(1, 'x'.repeat(1_000)));
    tell(moment(1));
    equal(
      events(await read()).map(([type]) => type),
      ['room', 'moment'],
    );
  });

  test('ends with a sentence where a room is larger than all that may wait', async () => {
    const { tell, read, ends } = rig({ mostOfState: 100 });
    await read();
    tell(room(1, 'x'.repeat(200)));
    equal(
      events(await read()).map(([type]) => type),
      ['gone'],
    );
    is(await read(), undefined);
    is(ends(), 1);
  });

  test('ends with the room', async () => {
    const { tell, read, ends, isTicking } = rig();
    await read();
    tell({ type: 'gone', data: { text: 'It ended.' } });
    tell(moment(1));
    equal(events(await read()), [['gone', { text: 'It ended.' }]]);
    is(await read(), undefined);
    is(ends(), 1);
    is(isTicking(), false);
  });

  test('ends once when nobody reads any more', async () => {
    const { tell, reader, end, ends, isTicking } = rig();
    await reader.cancel();
    is(ends(), 1);
    is(isTicking(), false);
    tell(moment(1));
    end();
    is(ends(), 1);
  });

  test('ends for who waits', async () => {
    const { read, end } = rig();
    await read();
    const next = read();
    end();
    is(await next, undefined);
  });

  test('writes lines of JSON where that is asked for', async () => {
    const { tell, read, tick } = rig({ form: lineForm });
    tell({ type: 'event', data: { a: 1 } });
    tell({ type: 'event', data: { a: '\n' } });
    is(await read(), '{"a":1}\n{"a":"\\n"}\n');
    tick();
    is(await read(), '\n');
  });
});
