// `confab reopen ROOM BEHAVIOUR`: lets a behaviour that failed try again.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const reopen = defineCommand({
  meta: { name: 'reopen', description: 'Let a behaviour that failed in a room try again' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    behaviour: { type: 'positional', required: true, description: 'the behaviour: see them with confab room' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const done = await askControl(controlOf(context), { command: 'reopen', room: args.room, behaviour: args.behaviour });
    context.out(args.json ? JSON.stringify(done, null, 2) : printable(`${args.behaviour} is open again in ${args.room}.`));
    return exitCode.ok;
  },
});
