// The table of all commands: a new one is a file here and a line in this one.
import type { CommandTable } from '../command-line.ts';
import { readVersion } from '../version.ts';
import { become } from './become.ts';
import { check } from './check.ts';
import { close } from './close.ts';
import { dev } from './dev.ts';
import { draw } from './draw.ts';
import { explain } from './explain.ts';
import { init } from './init.ts';
import { inspect } from './inspect.ts';
import { invite } from './invite.ts';
import { kinds } from './kinds.ts';
import { scaffold } from './new.ts';
import { record } from './record.ts';
import { reload } from './reload.ts';
import { remove } from './remove.ts';
import { reopen } from './reopen.ts';
import { replay } from './replay.ts';
import { request } from './request.ts';
import { room } from './room.ts';
import { rooms } from './rooms.ts';
import { serve } from './serve.ts';
import { set } from './set.ts';

export const commandTable: CommandTable = {
  name: 'confab',
  version: readVersion(),
  description: 'Conference rooms for XMPP that are statecharts',
  commands: {
    serve,
    dev,
    check,
    init,
    rooms,
    room,
    inspect,
    invite,
    explain,
    request,
    set,
    kinds,
    close,
    remove,
    become,
    record,
    reload,
    reopen,
    replay,
    new: scaffold,
    draw,
  },
};
