// From the flags of `confab dev` to what it does: where it listens, which files it tries, and whether the XMPP host is its
// own or that of a real server. It opens nothing.
import { dirname, join, resolve } from 'node:path';
import type { CommandContext } from '../command-flags.ts';
import { type Config, configFile, readConfig } from '../config.ts';
import { readConfigFile } from '../config-file.ts';
import { controlPath } from '../control-path.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { isLoopback, readListenAddress } from '../listen-address.ts';
import type { ServerAddress } from '../server-address.ts';

export interface DevPlan {
  readonly config: Config;
  readonly listen: ServerAddress;
  /** Files with behaviours or kinds that are tried, as they were named. */
  readonly files: readonly string[];
  /** The domain of the people. */
  readonly host: string;
  /** The WebSocket of a real server; without it the host is our own. */
  readonly websocket: string | undefined;
  /** Where the word in the URL is kept, and that of whoever may change something. */
  readonly tokens: { readonly page: string; readonly admin: string };
}

export const usualPort = 7350;
const usualDomain = 'rooms.localhost';

/**
 * @throws CommandError where a flag is not right
 * @throws ConfigError with everything that is wrong with the configuration
 */
export function devPlan(context: CommandContext): DevPlan {
  const flag = (name: string) => context.values[name]?.[0];
  const listen = listenAt(flag('listen') ?? '127.0.0.1', flag('port') ?? String(usualPort));
  const isReal = flag('server') !== undefined;
  if (!isReal) {
    const stray = ['websocket', 'host', 'secret', 'secret-file'].find(name => flag(name) !== undefined);
    if (stray) wrong(`--${stray} is for a real server: give --server HOST:PORT, too, or leave it out.`);
  }
  const config = isReal ? configOf(context) : configOf(context, ownLink(context, listen.port));
  const token = flag('token-file');
  const page = token === undefined ? join(dirname(config.control), 'dev.token') : resolve(token);
  return {
    config,
    listen,
    files: context.values.behaviour ?? [],
    host: flag('host') ?? config.domain.replace(/^[^.]*\./u, ''),
    websocket: isReal ? websocketAt(flag('websocket') ?? usualWebsocket(config.server)) : undefined,
    tokens: { page, admin: page.replace(/(\.token)?$/u, '-admin$1') },
  };
}

type Flags = Parameters<typeof readConfig>[0]['flags'];

function configOf({ values, env }: CommandContext, instead: Flags = {}): Config {
  const flag = (name: string) => values[name]?.[0];
  const flags = {
    ...{ server: flag('server'), domain: flag('domain'), control: flag('control') },
    ...{ secret: flag('secret'), secretFile: flag('secret-file'), ...instead },
  };
  const config = readConfig({ file: flag('config'), flags, sets: values.set ?? [], env });
  if (!config.domain.includes('.')) {
    wrong(
      `The domain ${config.domain} has no domain above it, where the people are: call it rooms.${config.domain}, for example.`,
    );
  }
  return config;
}

/** What a configuration needs to say of a server, where there is none. */
function ownLink(context: CommandContext, port: number): Flags {
  const flag = (name: string) => context.values[name]?.[0];
  const domain = flag('domain') ?? (hasDomain(context) ? undefined : usualDomain);
  // a second one on another port is another one
  const own = port === usualPort ? undefined : controlPath(`${domain ?? 'dev'}-${port || process.pid}`, context.env);
  return { server: 'localhost:5347', secret: 'there is no server', domain, control: flag('control') ?? own };
}

function hasDomain({ values, env }: CommandContext): boolean {
  if (env.CONFAB_DOMAIN || values.set?.some(text => text.startsWith('domain='))) return true;
  const file = configFile({ file: values.config?.[0], env });
  if (file === undefined) return false;
  try {
    return 'domain' in readConfigFile(resolve(file));
  } catch {
    // whoever reads the whole configuration says what is wrong with the file
    return true;
  }
}

function listenAt(host: string, port: string): ServerAddress {
  if (!/^\d{1,5}$/u.test(port) || Number(port) > 65_535)
    wrong(`--port must be a number from 0 to 65535, such as ${usualPort}, not ${JSON.stringify(port)}.`);
  let address: ServerAddress;
  try {
    address = readListenAddress(`${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`);
  } catch (error) {
    return wrong(`--listen and --port: ${(error as Error).message}.`);
  }
  if (!isLoopback(address)) {
    wrong(
      `--listen ${host} is no loopback address, and confab dev lets everybody in who reaches it: use 127.0.0.1 or ::1. ` +
        'To offer rooms to others, run confab serve beside an XMPP server.',
    );
  }
  // what the name leads to is for others to say
  return address.host === 'localhost' ? { ...address, host: '127.0.0.1' } : address;
}

/** Where Prosody has it, and ejabberd in the configurations that follow it. */
function usualWebsocket({ host }: ServerAddress): string {
  return `ws://${host.includes(':') ? `[${host}]` : host}:5280/xmpp-websocket`;
}

function websocketAt(text: string): string {
  if (URL.canParse(text) && /^wss?:$/u.test(new URL(text).protocol)) return text;
  return wrong(`--websocket must be the URL of the server's WebSocket, such as ws://127.0.0.1:5280/xmpp-websocket, not ${text}.`);
}

function wrong(sentence: string): never {
  throw new CommandError(sentence, exitCode.usage);
}
