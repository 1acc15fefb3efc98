// `confab serve`: the service itself. What it is made of is here; its life is daemon.ts.
import { defineCommand } from 'citty';
import { attach } from '../attach.ts';
import { type CommandContext, configFlags, configOf } from '../command-flags.ts';
import { connect } from '../connect.ts';
import { ControlSocketError } from '../control.ts';
import { runDaemon } from '../daemon.ts';
import { equip } from '../equipment.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { createLog } from '../log.ts';
import { ArchiveError } from '../recording/archive.ts';
import { endOnMistakes, firstSignal } from '../signals.ts';

export const serve = defineCommand({
  meta: { name: 'serve', description: 'Run a conference service beside an XMPP server' },
  args: configFlags,
  async run({ data }) {
    const reread = () => configOf(data as CommandContext);
    const config = reread();
    const { brought } = await equip(config);
    const log = createLog(config.log);
    endOnMistakes(log);
    try {
      await runDaemon(config, { connect, attach, log, brought, reread, stop: firstSignal() });
    } catch (error) {
      if (error instanceof ControlSocketError || error instanceof ArchiveError) throw new CommandError(error.message);
      throw error;
    }
    return exitCode.ok;
  },
});
