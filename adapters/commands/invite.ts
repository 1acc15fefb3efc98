// `confab invite ROOM JID`: a running service sends somebody an invitation in the room's name.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const invite = defineCommand({
  meta: { name: 'invite', description: 'Invite somebody to a room of a running service' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    jid: { type: 'positional', required: true, description: 'whom to invite: romeo@example.net' },
    text: { type: 'string', valueHint: 'text', description: 'what the invitation says' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const request = { command: 'invite', room: args.room, jid: args.jid, ...(args.text && { text: args.text }) };
    const sent = (await askControl(controlOf(context), request)) as { room: string; jid: string };
    context.out(args.json ? JSON.stringify(sent, null, 2) : printable(`An invitation to ${sent.room} was sent to ${sent.jid}.`));
    return exitCode.ok;
  },
});
