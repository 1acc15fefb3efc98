// `confab become ROOM KIND`: a room that stands goes on as another kind, with its people in it.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const become = defineCommand({
  meta: { name: 'become', description: 'Let a running room go on as another kind' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    kind: { type: 'positional', required: true, description: 'the kind: see them with confab kinds' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const request = { command: 'become', room: args.room, kind: args.kind };
    const done = (await askControl(controlOf(context), request)) as { notes: readonly string[] };
    if (args.json) context.out(JSON.stringify(done, null, 2));
    else for (const line of [`${args.room} is ${args.kind} now.`, ...done.notes]) context.out(printable(line));
    return exitCode.ok;
  },
});
