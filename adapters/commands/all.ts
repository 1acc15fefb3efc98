// The table of all commands: a new one is a file here and a line in this one.
import type { CommandTable } from '../command-line.ts';
import { readVersion } from '../version.ts';
import { check } from './check.ts';
import { init } from './init.ts';
import { invite } from './invite.ts';
import { room } from './room.ts';
import { rooms } from './rooms.ts';
import { serve } from './serve.ts';

export const commandTable: CommandTable = {
  name: 'confab',
  version: readVersion(),
  description: 'Conference rooms for XMPP that are statecharts',
  commands: { serve, check, init, rooms, room, invite },
};
