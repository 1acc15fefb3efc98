// `confab check`: tries configuration and connection, and says step by step what is right or wrong.
import { defineCommand } from 'citty';
import { checkup } from '../checkup.ts';
import { type CommandContext, configFlags, configOf } from '../command-flags.ts';
import { type Config, ConfigError } from '../config.ts';
import { connect } from '../connect.ts';
import { equip } from '../equipment.ts';
import { exitCode } from '../exit-code.ts';
import type { Loaded } from '../load-behaviours.ts';

export const check = defineCommand({
  meta: { name: 'check', description: 'Try configuration and connection; for a moment it takes the place of the component' },
  args: configFlags,
  async run({ data }) {
    const context = data as CommandContext;
    const say = (ok: boolean, what: string, text: string) =>
      context.out(`${ok ? 'ok    ' : 'wrong '} ${what.padEnd(13)} ${text}`);
    let config: Config;
    let brought: Loaded;
    try {
      config = configOf(context);
      ({ brought } = await equip(config));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) say(false, 'configuration', problem);
      return exitCode.failed;
    }
    say(true, 'configuration', `It is complete and right; static rooms: ${config.settings.rooms.length}${inWords(brought)}.`);
    for (const warning of config.warnings) context.out(`mend   ${'configuration'.padEnd(13)} ${warning}`);
    let last = true;
    for await (const { ok, what, text } of checkup(config, { connect, patience: 10_000 })) {
      say(ok, what, text);
      last = ok;
    }
    return last ? exitCode.ok : exitCode.failed;
  },
});

/** What came from outside, so that one sees whether all of it was found. */
function inWords({ behaviours, kinds }: Loaded): string {
  const named = (what: string, list: Loaded['behaviours' | 'kinds']) =>
    list.length > 0 ? `; ${what} from outside: ${list.map(({ name }) => name).join(', ')}` : '';
  return `${named('behaviours', behaviours)}${named('kinds', kinds)}`;
}
