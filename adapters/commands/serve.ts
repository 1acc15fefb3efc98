// `confab serve`: the service itself. Signals and the end of the process are here; the rest is daemon.ts.
import { defineCommand } from 'citty';
import { attach } from '../attach.ts';
import { type CommandContext, configFlags, configOf } from '../command-flags.ts';
import { connect } from '../connect.ts';
import { ControlSocketError } from '../control.ts';
import { runDaemon } from '../daemon.ts';
import { equip } from '../equipment.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { createLog, type Logger } from '../log.ts';
import { ArchiveError } from '../recording/archive.ts';

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

/** The first signal asks to stop in good order; the second ends the process at once. */
function firstSignal(): Promise<string> {
  return new Promise(resolve => {
    let asked = false;
    for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15 })) {
      process.on(signal, () => {
        if (asked) process.exit(128 + number);
        asked = true;
        resolve(signal);
      });
    }
  });
}

/** What nobody caught goes into the log, too, before it ends the process. */
function endOnMistakes(log: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (err: unknown) => {
      log.fatal({ err }, 'a mistake in Confab, please report it');
      process.exit(exitCode.internal);
    });
  }
}
