// `confab kinds`: the kinds of room of a running service.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { writeTable } from '../table.ts';

interface KindLine {
  readonly name: string;
  readonly about: string;
  readonly listed: boolean;
  readonly behaviours: readonly string[];
}

export const kinds = defineCommand({
  meta: { name: 'kinds', description: 'List the kinds of room of a running service' },
  args: { ...targetFlags, ...jsonFlag },
  async run({ args, data }) {
    const context = data as CommandContext;
    const list = (await askControl(controlOf(context), { command: 'kinds' })) as KindLine[];
    if (args.json) context.out(JSON.stringify(list, null, 2));
    else {
      const rows = list.map(({ name, listed, behaviours, about }) => [name, listed ? 'yes' : 'no', behaviours.join(' '), about]);
      for (const line of writeTable(['KIND', 'LISTED', 'BEHAVIOURS', 'ABOUT'], rows, 120)) context.out(line);
    }
    return exitCode.ok;
  },
});
