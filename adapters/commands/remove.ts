// `confab remove ROOM PERSON`: sees somebody out of a room of a running service, who is told why.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const remove = defineCommand({
  meta: { name: 'remove', description: 'See somebody out of a room of a running service' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    person: { type: 'positional', required: true, description: 'who: a nick, a full JID, or an id that confab room shows' },
    text: { type: 'string', valueHint: 'text', description: 'what they are told' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const request = { command: 'remove', room: args.room, person: args.person, ...(args.text && { text: args.text }) };
    const done = await askControl(controlOf(context), request);
    context.out(args.json ? JSON.stringify(done, null, 2) : printable(`${args.person} was removed from ${args.room}.`));
    return exitCode.ok;
  },
});
