// `confab record ROOM`: what a room of the running service was asked lately, and what came of it, as a recording.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { reasonOf } from '../recording/append.ts';

export const record = defineCommand({
  meta: { name: 'record', description: 'Show what a room was asked lately, as a recording that can be replayed' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    out: { type: 'string', valueHint: 'file', description: 'write it to this file, which only you may read' },
    texts: { type: 'boolean', description: 'with what people said' },
    names: { type: 'boolean', description: 'with addresses and nicks' },
    ...targetFlags,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const asked = { command: 'record', room: args.room, texts: args.texts === true, names: args.names === true };
    const { recording } = (await askControl(controlOf(context), asked)) as { recording: string };
    if (args.out === undefined) context.out(recording.trimEnd());
    else {
      save(args.out, recording);
      context.out(`The latest requests to ${args.room} are in ${args.out}.`);
    }
    return exitCode.ok;
  },
});

/** Nothing is written over: it may be the only recording of a bug. */
function save(file: string, text: string): void {
  try {
    writeFileSync(resolve(file), text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new CommandError(
      isThere ? `${file} is there already: name another with --out.` : `${file} cannot be written: ${reasonOf(error)}.`,
    );
  }
}
