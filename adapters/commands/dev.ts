// `confab dev`: rooms to try things in, with a host of their own and a page that shows them. Its life is dev/session.ts.
import { defineCommand } from 'citty';
import { type CommandContext, configFlags, jsonFlag } from '../command-flags.ts';
import { ControlSocketError } from '../control.ts';
import { announcement, reading } from '../dev/announcement.ts';
import { devPlan, usualPort } from '../dev/plan.ts';
import { runSession } from '../dev/session.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { createLog } from '../log.ts';
import { endOnMistakes, firstSignal } from '../signals.ts';

const { record: _, server, ...shared } = configFlags;

export const dev = defineCommand({
  meta: { name: 'dev', description: 'Try rooms and behaviours: a service with a page, for development only' },
  args: {
    port: {
      type: 'string',
      valueHint: 'number',
      description: `where the page is, on this machine alone; ${usualPort} if not said`,
    },
    listen: { type: 'string', valueHint: 'address', description: 'another loopback address than 127.0.0.1, such as ::1' },
    behaviour: { type: 'string', valueHint: 'file', description: 'behaviours or kinds to try, read when saved; may be repeated' },
    server: { ...server, description: 'a real server, where it listens for components, instead of the host inside' },
    websocket: { type: 'string', valueHint: 'url', description: "that server's WebSocket for clients, to which the page is led" },
    host: { type: 'string', valueHint: 'name', description: 'the domain of its people; the one above the service if not said' },
    ...shared,
    'token-file': { type: 'string', valueHint: 'file', description: 'where the word in the URL is kept from start to start' },
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const plan = devPlan(context);
    // what people read stands between lines of the log
    const { level } = plan.config.log;
    const log = createLog({ level: level === 'info' ? 'warn' : level, pretty: !args.json });
    endOnMistakes(log);
    const say = (lines: readonly string[]) => lines.forEach(context.out);
    try {
      await runSession(plan, {
        ...{ log, stop: firstSignal() },
        onOpen: opened => say(args.json ? [JSON.stringify(opened)] : announcement(opened)),
        onFile: file => say(args.json ? [JSON.stringify(file)] : reading(file)),
      });
    } catch (error) {
      if (error instanceof ControlSocketError) throw new CommandError(error.message);
      throw error;
    }
    return exitCode.ok;
  },
});
