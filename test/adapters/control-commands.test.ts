import { equal, is, match } from 'uvu/assert';
import { z } from 'zod';
import { controlCommand } from '../../adapters/control-command.ts';
import { answerControl, controlCommands } from '../../adapters/control-commands.ts';
import { suite } from '../suite.ts';
import { fakeContext } from './fake-service.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a command gives is its own
async function ask(request: unknown, context = fakeContext()): Promise<any> {
  const line = typeof request === 'string' ? request : JSON.stringify(request);
  const answer = await answerControl(line, context);
  return answer.ok ? answer.result : answer.error;
}

suite('control commands', test => {
  test('tell how the service is and which rooms it has', async () => {
    equal(await ask({ command: 'status' }), { domain: 'd', online: true, rooms: 1, overload: 'normal', pid: process.pid });
    is(((await ask({ command: 'rooms' })) as { name: string }[])[0]!.name, 'lobby');
  });

  test('show a room by its name or its address', async () => {
    for (const room of ['lobby', 'LOBBY', 'lobby@d', 'Lobby@D']) {
      is(((await ask({ command: 'room', room })) as { jid: string }).jid, 'lobby@d');
    }
    is(await ask({ command: 'room', room: 'x' }), 'There is no room x: `confab rooms` lists those that there are.');
    is(await ask({ command: 'room', room: 'lobby@other' }), 'lobby@other is not a room of this service, which is d.');
    is(await ask({ command: 'room', room: 'a b' }), '"a b" cannot be the name or address of a room.');
    is(await ask({ command: 'room', room: 'lobby@d/x' }), '"lobby@d/x" cannot be the name or address of a room.');
  });

  test('invite, and pass on what the engine says against it', async () => {
    const context = fakeContext();
    const request = { command: 'invite', room: 'lobby@d', jid: 'a@b' };
    equal(await ask({ ...request, text: 'come' }, context), { room: 'lobby@d', jid: 'a@b' });
    await ask(request, context);
    equal(context.invited, [
      ['lobby', 'a@b', 'come'],
      ['lobby', 'a@b', undefined],
    ]);
    is(await ask({ ...request, room: 'x' }, context), 'There is no room x.');
    match(await ask(request, fakeContext(false)), /server is not connected now/);
  });

  test('refuse what is no request, no command or has the wrong words', async () => {
    for (const line of ['', '{', '[]', 'null', '3', '"rooms"']) {
      is(await ask(line), 'A request is one line of JSON such as {"command":"rooms"}.');
    }
    is(await ask({ command: 'room_s' }), 'There is no such command: did you mean "rooms"?');
    const known = Object.keys(controlCommands).join(', ');
    is(await ask({ command: 3 }), `There is no such command: there are ${known}.`);
    is(await ask({ command: 'toString' }), `There is no such command: there are ${known}.`);
    match(await ask({ command: 'rooms', x: 1 }), /request "rooms" is wrong/);
    match(await ask({ command: 'room' }), /request "room" is wrong/);
    match(await ask({ command: 'room', room: 'x'.repeat(5000) }), /is wrong/);
  });

  test('can be another table, with commands that take their time', async () => {
    const double = controlCommand({
      request: z.strictObject({ n: z.number() }),
      run: async ({ n }) => (n < 0 ? undefined : n * 2),
    });
    const context = fakeContext();
    equal(await answerControl('{"command":"double","n":4}', context, { double }), { ok: true, result: 8 });
    equal(await answerControl('{"command":"double","n":-4}', context, { double }), { ok: true, result: null });
  });
});
