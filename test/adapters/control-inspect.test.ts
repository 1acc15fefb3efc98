import { equal, is, match } from 'uvu/assert';
import type { ControlContext } from '../../adapters/control-command.ts';
import { answerControl } from '../../adapters/control-commands.ts';
import { suite } from '../suite.ts';
import { fakeContext } from './fake-service.ts';
import { drivenLens, entered, refused } from './inspect/sample-room.ts';

/** A service whose lens is driven; the options with which lenses were asked for. */
function looked() {
  const driven = drivenLens();
  const options: unknown[] = [];
  const inspect: ControlContext['engine']['inspect'] = asked => {
    options.push(asked);
    return driven.lens;
  };
  const engine = { ...fakeContext().engine, inspect };
  const context = { ...fakeContext(), engine };
  const ask = async (request: object) => {
    const answer = await answerControl(JSON.stringify({ command: 'inspect', ...request }), context);
    return (answer.ok ? answer.result : answer.error) as never;
  };
  return { ...driven, driven, options, ask };
}

suite('control: inspect', test => {
  test('gives the rooms with the service, as they are asked for', async () => {
    const { ask, asked } = looked();
    const { service, list } = (await ask({ search: 'ha', kind: 'guarded', most: 7 })) as {
      service: { domain: string };
      list: { rooms: { name: string }[] };
    };
    equal([service.domain, list.rooms.map(({ name }) => name)], ['rooms.example.org', ['hall']]);
    equal(asked, ['look', { search: 'ha', kind: 'guarded', most: 7 }]);
  });

  test('gives a room with its chart and what happened since', async () => {
    const { ask } = looked();
    const whole = (await ask({ room: 'hall' })) as { room: { jid: string }; machine: { id: string }; past: { moments: unknown } };
    equal([whole.room.jid, whole.machine.id, whole.past.moments], ['hall@rooms.example.org', 'guarded', [entered, refused]]);
    const { past } = (await ask({ room: 'hall@d', after: 1 })) as { past: { moments: unknown } };
    equal(past.moments, [refused]);
  });

  test('looks once for all who ask, addresses always, texts only where they are asked for', async () => {
    const { ask, asked, options } = looked();
    await ask({});
    await ask({});
    equal(options, [{ shows: { texts: false, addresses: true } }]);
    await ask({ texts: true });
    equal(options.slice(1), [{ shows: { texts: true, addresses: true } }]);
    is(asked.filter(one => one === 'look').length, 2);
  });

  test('says when there is no such room, or one of another service', async () => {
    const { ask, driven } = looked();
    is(await ask({ room: 'den' }), 'There is no room den: `confab inspect` lists those that there are.');
    match(await ask({ room: 'hall@elsewhere' }), /^hall@elsewhere is not a room of this service/);
    driven.room = undefined;
    match(await ask({ room: 'hall' }), /^There is no room hall/);
  });
});
