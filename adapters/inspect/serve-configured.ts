// The inspector of `confab serve`, where the configuration has one: its token, its port, and what goes into the log.
import type { AttachedEngine } from '../attach.ts';
import type { InspectorConfig } from '../config-inspector.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import type { Logger } from '../log.ts';
import { writeServerAddress } from '../server-address.ts';
import type { Lens } from './lens.ts';
import { type OpenInspector, openInspector } from './serve.ts';
import { readOrMakeToken } from './token.ts';

/**
 * Opens it; nothing of the engine is looked at until somebody asks.
 * @throws CommandError when the port or the token cannot be had
 */
export async function openConfigured(
  config: InspectorConfig | undefined,
  engine: () => AttachedEngine | undefined,
  log: Logger,
): Promise<OpenInspector | undefined> {
  if (!config) return undefined;
  const { listen, tokenFile, hosts, shows, admins } = config;
  let lens: Lens | undefined;
  const opened = await openInspector(listen, {
    lens: () => (lens ??= engine()?.inspect({ shows })),
    token: tokenOf(tokenFile),
    engine,
    hosts,
    admins,
    log({ by, request, problem }) {
      // what people are told is theirs
      const about = { by, ...request, text: undefined };
      if (problem === undefined) log.warn(about, 'an admin did something over the inspector');
      else log.warn({ ...about, problem }, 'an admin could not do something over the inspector');
    },
    onWrongToken: () => log.warn('somebody gave the inspector a wrong token of an admin'),
    onFailure: err => log.error({ err }, 'the inspector could not answer'),
  });
  log.info(
    { inspector: writeServerAddress(opened.address), tokenFile },
    'the inspector is served; its URL: confab inspect --url',
  );
  return {
    ...opened,
    close() {
      lens?.stop();
      return opened.close();
    },
  };
}

function tokenOf(file: string): string {
  try {
    return readOrMakeToken(file);
  } catch (error) {
    throw new CommandError(`inspector.tokenFile ${(error as Error).message}`, exitCode.config);
  }
}
