// `confab set ROOM BEHAVIOUR.KEY=VALUE`: other settings for a behaviour of a room that stands, whole or not at all.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { parseTomlValue } from '../config-file.ts';
import { askControl } from '../control-client.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const set = defineCommand({
  meta: { name: 'set', description: 'Change settings of a behaviour of a running room' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    change: { type: 'positional', required: true, description: 'slow-mode.seconds=30; several with spaces between, in quotes' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const request = { command: 'set', room: args.room, ...readChange(args.change) };
    const done = (await askControl(controlOf(context), request)) as { behaviour: string; settings: object };
    if (args.json) context.out(JSON.stringify(done, null, 2));
    else
      for (const [key, value] of Object.entries(done.settings))
        context.out(printable(`${done.behaviour}.${key}=${JSON.stringify(value)}`));
    return exitCode.ok;
  },
});

/**
 * `slow-mode.seconds=30 slow-mode.burst=2` as settings of one behaviour, with values as in TOML, or plain text.
 * @throws CommandError where it is not of that form, or means two behaviours
 */
export function readChange(text: string): { behaviour: string; settings: Record<string, unknown> } {
  const pieces = text.trim().split(/\s+(?=[\w-]+\.[\w-]+=)/u);
  const changes = pieces.map(piece => /^([\w-]+)\.([\w-]+)=(.*)$/su.exec(piece));
  const behaviours = new Set(changes.map(change => change?.[1]));
  const [behaviour] = behaviours;
  if (behaviour === undefined || behaviours.has(undefined)) {
    throw new CommandError(
      `“${text}” is no change: write it as BEHAVIOUR.KEY=VALUE, such as slow-mode.seconds=30`,
      exitCode.usage,
    );
  }
  if (behaviours.size > 1)
    throw new CommandError('Only settings of one behaviour are changed at once: give one command for each.', exitCode.usage);
  const settings = Object.fromEntries(changes.map(change => [change![2]!, parseTomlValue(change![3]!) ?? change![3]!]));
  return { behaviour, settings };
}
