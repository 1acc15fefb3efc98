import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { equal, instance, is, match, ok } from 'uvu/assert';
import { type ControlSocket, ControlSocketError, openControl } from '../../adapters/control.ts';
import { askControl } from '../../adapters/control-client.ts';
import type { ControlContext } from '../../adapters/control-command.ts';
import { suite } from '../suite.ts';
import { leaveDeadSocket } from './dead-socket.ts';
import { temporaryFolder } from './folder.ts';
import { rejectionOf } from './thrown.ts';

const folder = temporaryFolder();
const context = {
  domain: 'd',
  engine: { rooms: () => [], overload: { state: 'normal' } },
  online: () => true,
} as unknown as ControlContext;

async function complaint(opening: Promise<ControlSocket>): Promise<string> {
  const error = await rejectionOf(opening);
  instance(error, ControlSocketError);
  return error.message;
}

/** Writes, and gives all that comes until the other side closes. */
async function talk(path: string, ...pieces: string[]): Promise<string> {
  const socket: Socket = createConnection(path);
  let heard = '';
  socket.setEncoding('utf8').on('data', text => {
    heard += text;
  });
  for (const piece of pieces) socket.write(piece);
  await once(socket, 'close');
  return heard;
}

suite('control', test => {
  test('makes a socket for its user alone, in a folder that it makes for its user alone', async () => {
    const path = folder.at('made/c.sock');
    const control = await openControl(path, context);
    is(statSync(path).mode & 0o777, 0o600);
    is(statSync(folder.at('made')).mode & 0o777, 0o700);
    await control.close();
    is(existsSync(path), false);
  });

  test('answers requests line by line, in order', async () => {
    const control = await openControl(folder.at('c'), context);
    const socket = createConnection(control.path);
    const heard: string[] = [];
    socket.write('{"command":"rooms"}\n{"command":"status"}\nnonsense\n{"comm');
    socket.write('and":"rooms"}\n');
    for await (const text of socket.setEncoding('utf8')) {
      heard.push(...String(text).trim().split('\n'));
      if (heard.length >= 4) break;
    }
    equal(
      heard.map(line => JSON.parse(line).ok),
      [true, true, false, true],
    );
    await control.close();
  });

  test('closes the connection of somebody who writes too much', async () => {
    const control = await openControl(folder.at('c'), context);
    const heard = await talk(control.path, 'x'.repeat(40_000), 'x'.repeat(40_000));
    match(JSON.parse(heard).error, /less than 65536 characters/);
    await control.close();
  });

  test('closes the connection of somebody who says nothing', async () => {
    const control = await openControl(folder.at('c'), context, { idle: 5 });
    is(await talk(control.path), '');
    await control.close();
  });

  test('goes on when somebody goes away in the middle', async () => {
    const control = await openControl(folder.at('c'), context);
    const socket = createConnection(control.path);
    await once(socket, 'connect');
    socket.write('{"command":"rooms"}\n');
    socket.destroy();
    is(((await askControl(control.path, { command: 'status' })) as { domain: string }).domain, 'd');
    await control.close();
  });

  test('closes those that are connected when it closes', async () => {
    const control = await openControl(folder.at('c'), context);
    const socket = createConnection(control.path);
    await once(socket, 'connect');
    await askControl(control.path, { command: 'status' });
    await Promise.all([once(socket, 'close'), control.close()]);
  });

  test('takes the place of a dead process', async () => {
    const path = folder.at('dead');
    await leaveDeadSocket(path);
    ok(existsSync(path));
    const control = await openControl(path, context);
    await askControl(path, { command: 'status' });
    await control.close();
  });

  test('leaves the place of a living one to it', async () => {
    const control = await openControl(folder.at('c'), context);
    match(await complaint(openControl(folder.at('c'), context)), /A Confab is running already and has the control socket/);
    await askControl(control.path, { command: 'status' });
    await control.close();
  });

  test('never replaces a file, and says where it may not write', async () => {
    writeFileSync(folder.at('file'), 'precious');
    match(await complaint(openControl(folder.at('file'), context)), /is no socket: remove it, or choose another/);
    match(await complaint(openControl(folder.at('file/sub/c'), context)), /cannot be made/);
    ok(existsSync(folder.at('file')));
  });
});
