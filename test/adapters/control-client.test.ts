import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { match } from 'uvu/assert';
import { openControl } from '../../adapters/control.ts';
import { askControl } from '../../adapters/control-client.ts';
import type { ControlContext } from '../../adapters/control-command.ts';
import { suite } from '../suite.ts';
import { leaveDeadSocket } from './dead-socket.ts';
import { temporaryFolder } from './folder.ts';
import { rejectionOf } from './thrown.ts';

const folder = temporaryFolder();
const context = { engine: { domain: 'd', rooms: () => [] }, online: () => true } as unknown as ControlContext;

suite('control client', test => {
  const refused = async (path: string, patience?: number) =>
    (await rejectionOf(askControl(path, { command: 'status' }, patience))).message;

  test('says when nothing runs there', async () => {
    match(await refused(folder.at('none')), /^No Confab is running with the control socket/);
    await leaveDeadSocket(folder.at('gone'));
    match(await refused(folder.at('gone')), /is gone: start it again/);
    match(await refused(folder.write('text', '')), /is no socket: name the control socket/);
  });

  test('passes on what the service says against a request', async () => {
    const control = await openControl(folder.at('c'), context);
    const { message } = await rejectionOf(askControl(control.path, { command: 'nothing' }));
    match(message, /There is no such command/);
    await control.close();
  });

  test('says when what is there gives no answer, goes away or is no Confab', async () => {
    const pairs: [(socket: Socket) => void, RegExp][] = [
      [() => undefined, /did not answer in 0.02 seconds/],
      [socket => socket.end(), /went away without an answer/],
      [socket => socket.write('hello\n'), /is no Confab/],
    ];
    for (const [behave, pattern] of pairs) {
      const server = createServer(socket => behave(socket.resume())).listen(folder.at('odd'));
      await once(server, 'listening');
      match(await refused(folder.at('odd'), 20), pattern);
      server.close();
      await once(server, 'close');
    }
  });
});
