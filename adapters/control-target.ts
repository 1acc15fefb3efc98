// Which control socket a command means: the one named by flag, environment or file, else that of the named
// domain, else the only one that there is.
import { basename, dirname, resolve } from 'node:path';
import { configFile } from './config.ts';
import { ConfigFileError, readConfigFile } from './config-file.ts';
import { environmentNames } from './config-flags.ts';
import { controlFolder, controlPath, knownControlPaths } from './control-path.ts';
import { CommandError, exitCode } from './exit-code.ts';

export interface ControlTarget {
  readonly control?: string | undefined;
  readonly domain?: string | undefined;
  readonly file?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The path of the socket to ask. The rest of the file need not be right: only two keys of it are read.
 * @throws CommandError when the file cannot be read or when several services could be meant
 */
export function findControl({ control, domain, file, env }: ControlTarget): string {
  const fromFile = readKeys(configFile({ file, env }));
  const path = control ?? (env[environmentNames.control] || undefined) ?? fromFile.control;
  if (path) return resolve(path);
  const name = domain ?? (env[environmentNames.domain] || undefined) ?? fromFile.domain;
  if (name) return controlPath(name, env);
  const [only, ...others] = knownControlPaths(env);
  if (only === undefined) {
    throw new CommandError(
      `No Confab is running that has its control socket in ${controlFolder(env)}: start one with \`confab serve\`, ` +
        'or name its socket with --control, --domain or --config.',
    );
  }
  if (others.length === 0) return only;
  const domains = [only, ...others].map(path => basename(path, '.sock')).join(', ');
  throw new CommandError(`Several services are running: say which with --domain (${domains}).`);
}

function readKeys(file: string | undefined): { control?: string | undefined; domain?: string | undefined } {
  if (file === undefined) return {};
  try {
    const { control, domain } = readConfigFile(file);
    return {
      control: typeof control === 'string' && control ? resolve(dirname(resolve(file)), control) : undefined,
      domain: typeof domain === 'string' ? domain : undefined,
    };
  } catch (error) {
    if (error instanceof ConfigFileError) throw new CommandError(error.message, exitCode.config);
    throw error;
  }
}
