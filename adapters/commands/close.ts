// `confab close ROOM`: ends a room of a running service; everybody in it is told, and leaves.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const close = defineCommand({
  meta: { name: 'close', description: 'End a room of a running service: everybody in it is told, and leaves' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    text: { type: 'string', valueHint: 'text', description: 'what everybody is told' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const request = { command: 'close', room: args.room, ...(args.text && { text: args.text }) };
    const done = await askControl(controlOf(context), request);
    context.out(args.json ? JSON.stringify(done, null, 2) : printable(`${args.room} is closed.`));
    return exitCode.ok;
  },
});
