// `confab request ROOM ORDER`: asks a behaviour of a room for something, in the words that a moderator would write.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const request = defineCommand({
  meta: { name: 'request', description: 'Ask a behaviour of a room for something, as a moderator would' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    order: { type: 'positional', required: true, description: 'what is asked, in quotes: "approve woody"' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const asked = { command: 'request', room: args.room, order: args.order };
    const { reply } = (await askControl(controlOf(context), asked)) as { reply: string };
    if (args.json) context.out(JSON.stringify({ reply }, null, 2));
    else for (const line of (reply || 'Done.').split('\n')) context.out(printable(line));
    return exitCode.ok;
  },
});
