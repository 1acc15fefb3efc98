// `confab reload`: a running service reads its kinds and behaviours again, and its rooms go on by them.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const reload = defineCommand({
  meta: { name: 'reload', description: 'Read kinds and behaviours again, and let the rooms go on by them' },
  args: { ...targetFlags, ...jsonFlag },
  async run({ args, data }) {
    const context = data as CommandContext;
    const { notes } = (await askControl(controlOf(context), { command: 'reload' })) as { notes: Record<string, string[]> };
    if (args.json) context.out(JSON.stringify({ notes }, null, 2));
    else for (const line of describeReload(notes)) context.out(printable(line));
    return exitCode.ok;
  },
});

/** How many rooms go on, and what could not be kept in which. */
export function describeReload(notes: Readonly<Record<string, readonly string[]>>): string[] {
  const rooms = Object.keys(notes).length;
  const lost = Object.entries(notes).flatMap(([room, list]) => list.map(note => `${room}: ${note}`));
  return [`${rooms} ${rooms === 1 ? 'room goes' : 'rooms go'} on by what was read.`, ...lost];
}
